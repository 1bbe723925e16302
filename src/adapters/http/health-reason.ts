import { cut } from "./card-cut.ts";
import type { SettingsTexts } from "./settings-texts.ts";

/** Codes have words; what HubSpot said in its own is shown as it is. */
export function reasonText(reason: string, { t }: SettingsTexts): string {
  if (reason === "") return t("settingsHealth.reason.none");
  const isCode = /^[a-z_]+$/.test(reason);
  return isCode ? t(`settingsHealth.reason.${reason}`, { defaultValue: reason }) : cut(reason);
}
