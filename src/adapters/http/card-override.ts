import { currentClocks } from "../../app/sla/current-clocks.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardOverride } from "../../contract/card-api.ts";
import { mayOverride } from "../../domain/governance/override.ts";
import type { CardTexts } from "./card-texts.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long another promise may hold, in days. */
const DAYS = [1, 3, 7, 30, 90] as const;
const MAX_NAMED = 5;

/** Another promise for one clock, for those whom the policy lets make it; to others it says who they are. */
export function presentOverride(
  view: TicketView,
  viewer: { readonly email: string },
  texts: CardTexts,
): CardOverride | null {
  const { ticket, clocks } = view.row ?? { ticket: null, clocks: [] };
  if (ticket === null || ticket.gone !== null || view.isClosed) return null;
  const { overriddenBy } = view.policy;
  if (overriddenBy.length === 0) return null;
  // The promise of a department belongs to its case.
  const open = currentClocks(clocks).filter(
    ({ endedAt, kind }) => endedAt === null && kind !== "department_response",
  );
  if (open.length === 0) return null;
  const isAllowed = mayOverride(view.policy, viewer);
  const people = texts.list(overriddenBy.slice(0, MAX_NAMED));
  return {
    text: texts.t(isAllowed ? "card.override.does" : "card.override.whoMay", { people }),
    clocks: (isAllowed ? open : []).map(({ kind, targetMs }) => ({
      value: kind,
      label: texts.t("card.override.clockNow", {
        clock: texts.t(`clock.${kind}`),
        target: texts.exactSpan(targetMs),
      }),
      minutes: Math.max(1, Math.round(targetMs / MINUTE_MS)),
    })),
    days: DAYS.map((value) => ({ value, label: texts.span(value * DAY_MS) })),
    words: {
      override: texts.t("card.override.override"),
      clock: texts.t("card.override.clock"),
      minutes: texts.t("card.override.minutes"),
      reason: texts.t("card.pause.reason"),
      endsIn: texts.t("card.override.endsIn"),
      missing: texts.t("card.override.missing"),
      submit: texts.t("card.override.submit"),
      failed: texts.t("card.pause.failed"),
    },
  };
}
