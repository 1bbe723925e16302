import type { CustomerFileView } from "../../app/tiering/customer-file-view.ts";
import type { CustomerFile } from "../../contract/customer-file.ts";
import type { CardTexts } from "./card-texts.ts";
import { missingOf } from "./customer-tier.ts";

const MINUTE_MS = 60_000;

/** How old is what HubSpot has, and what of it is not there. */
export function presentActivities(
  view: CustomerFileView,
  texts: CardTexts,
): CustomerFile["activities"] {
  const { activities, isStale, now } = view;
  const state = isStale ? "stale" : "fresh";
  if (activities === null) {
    return { state, text: texts.t("customerFile.activities.never"), variant: "info" };
  }
  const { readAt, refused, isCut, count } = activities;
  const ageMs = now - readAt;
  const read =
    ageMs < MINUTE_MS
      ? texts.t("customerFile.activities.readNow")
      : texts.t("customerFile.activities.read", { span: texts.span(ageMs) });
  const cutOff = isCut
    ? texts.t("customerFile.activities.cut", { text: read, number: texts.number(count) })
    : read;
  if (refused.length === 0) return { state, text: cutOff, variant: "default" };
  const kinds = texts.list(refused.map((kind) => texts.t(`customerFile.touches.${kind}`)));
  const text = texts.t("customerFile.activities.partly", { text: cutOff, kinds });
  return { state, text, variant: "warning" };
}

/** What the file would tell if the CRM knew it. */
export function presentHints(view: CustomerFileView, texts: CardTexts): string[] {
  const { row, counts, figures, activities, unread } = view;
  const { uncategorised } = figures;
  const missing = row === null ? [] : missingOf(view, row, texts);
  const hasReadAll = activities !== null && activities.refused.length === 0;
  const hints = [
    missing.length > 0 && texts.t("customerFile.hint.tier", { fields: texts.list(missing) }),
    ...unread.map((what) => texts.t(`customerFile.hint.scope.${what}`)),
    !counts.has("purchase") && !unread.includes("deals") && texts.t("customerFile.hint.deals"),
    hasReadAll && !counts.has("touch") && texts.t("customerFile.hint.touches"),
    uncategorised > 0 &&
      texts.t("customerFile.hint.category", {
        count: uncategorised,
        number: texts.number(uncategorised),
      }),
    !counts.has("visit") && texts.t("customerFile.hint.visits"),
  ];
  return hints.filter((hint) => hint !== false);
}
