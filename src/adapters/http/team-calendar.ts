import type { HomeView } from "../../app/visits/read-home.ts";
import type { HomePage } from "../../contract/home-page.ts";
import { perDayOf, perWeekOf } from "../../domain/visits/choose-owner.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CardTexts } from "./card-texts.ts";

type Calendar = NonNullable<HomePage["calendar"]>;

const MAX_ROWS = 40;
const MINUTE_MS = 60_000;

/**
 * How many visits everybody has on each of the next days, of as many as they can make; whoever has most is
 * on top. More than that is red.
 */
export function presentTeamCalendar(view: HomeView, texts: CardTexts): Calendar | null {
  const byOwner = [...Map.groupBy(view.week, ({ ownerId }) => ownerId)];
  if (byOwner.length === 0) return null;
  const rows = byOwner.toSorted(([, a], [, b]) => b.length - a.length).slice(0, MAX_ROWS);
  return {
    days: view.dates.map((date) => texts.day(date)),
    rows: rows.map(([ownerId, visits]) => {
      const owner = view.owners.find((one) => one.ownerId === ownerId);
      const minutes = visits.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
      return {
        owner: ownerId === null ? texts.t("visits.unassigned") : (owner?.name ?? ownerId),
        cells: view.dates.map((date) => cellOf(view, texts, { date, ownerId, visits })),
        week: texts.t("home.load", {
          number: ofAll(
            visits.length,
            texts,
            ownerId === null ? null : perWeekOf(ownerId, view.policy.visits),
          ),
          span: texts.span(minutes * MINUTE_MS),
        }),
      };
    }),
  };
}

type Cell = {
  readonly date: string;
  readonly ownerId: string | null;
  readonly visits: readonly VisitRow[];
};

function cellOf(
  { time, policy: { visits: plan } }: HomeView,
  texts: CardTexts,
  { date, ownerId, visits }: Cell,
): Calendar["rows"][number]["cells"][number] {
  const count = visits.filter((visit) => visit.dueDate === date).length;
  const { absences = [] } = plan.capacity.byOwner.find((one) => one.ownerId === ownerId) ?? {};
  const isAway = absences.some(({ fromDate, toDate }) => fromDate <= date && date <= toDate);
  if (count > 0) {
    const limit = ownerId === null ? null : isAway ? 0 : perDayOf(ownerId, plan);
    const isTooMuch = limit !== null && count > limit;
    return { text: ofAll(count, texts, limit), variant: isTooMuch ? "danger" : "info" };
  }
  if (isAway) return { text: texts.t("home.away"), variant: null };
  return { text: time.isWorkingDate(date) ? "–" : texts.t("home.closed"), variant: null };
}

/** What nobody has is measured against nothing. */
function ofAll(count: number, { t, number }: CardTexts, limit: number | null): string {
  if (limit === null) return number(count);
  return t("home.ofAll", { number: number(count), limit: number(limit) });
}
