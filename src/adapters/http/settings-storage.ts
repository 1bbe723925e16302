import type { Health } from "../../app/health/read-health.ts";
import type { ShownHealth } from "../../contract/settings-health.ts";
import type { SettingsTexts } from "./settings-texts.ts";

const MEGABYTE = 1024 * 1024;

/** How much the account holds of each kind, against what it should hold at most. */
export function presentStorage(
  { storage, storageLimitBytes }: Pick<Health, "storage" | "storageLimitBytes">,
  texts: SettingsTexts,
): ShownHealth["storage"] {
  if (storage === null) return null;
  const { t, at, number } = texts;
  const bytes = storage.amounts.reduce((sum, amount) => sum + amount.bytes, 0);
  const isOver = bytes > storageLimitBytes;
  return {
    status: {
      label: t(`settingsHealth.storage.${isOver ? "over" : "within"}`, {
        used: sizeText(bytes, texts),
        limit: sizeText(storageLimitBytes, texts),
      }),
      variant: isOver ? "warning" : "default",
    },
    measured: t("settingsHealth.storage.measured", { time: at(storage.measuredAt) }),
    counts: storage.amounts.map(({ kind, rows, bytes: ofKind }) => ({
      id: kind,
      label: t(`settingsHealth.storage.kind.${kind}`),
      count: sizeText(ofKind, texts),
      text: t("settingsHealth.storage.rows", { count: rows, rows: number(rows) }),
      variant: "default",
    })),
  };
}

function sizeText(bytes: number, { t, number }: SettingsTexts): string {
  return bytes < MEGABYTE
    ? t("settingsHealth.storage.little")
    : t("settingsHealth.storage.megabytes", { size: number(Math.round(bytes / MEGABYTE)) });
}
