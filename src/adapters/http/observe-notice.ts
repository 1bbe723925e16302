import { isOn, type Mode, Part } from "../../domain/governance/mode.ts";
import type { CardTexts } from "./card-texts.ts";

/** Says of which parts nothing is written or posted; null where everything is switched on. */
export function observeNoticeOf(
  { mode }: { readonly mode: Mode },
  { t, list }: Pick<CardTexts, "t" | "list">,
): string | null {
  if (mode === "live") return null;
  if (mode === "observe") return t("card.observe");
  const off = Part.options.filter((part) => !isOn(mode, part));
  return t("card.observePartly", { parts: list(off.map((part) => t(`part.${part}`))) });
}
