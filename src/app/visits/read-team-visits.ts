import type { CustomerRow, Store } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";

/** Planned visits of a week that are looked at; a page cannot show more. */
const WEEK_LIMIT = 3_000;
const RED_LIMIT = 500;

/** Planned visits of a portal, the same whoever looks. */
export type TeamVisits = {
  /** Of these days, the earliest first. */
  readonly week: readonly VisitRow[];
  /** Past the latest day, the longest overdue first. */
  readonly red: readonly VisitRow[];
  /** Of those that are red or nobody's. */
  readonly customers: readonly CustomerRow[];
};

export type ReadTeamVisits = (
  portalId: string,
  today: string,
  untilDate: string,
) => Promise<TeamVisits>;

export async function readTeamVisits(
  { visitLists, customers }: Pick<Store, "visitLists" | "customers">,
  portalId: string,
  span: { readonly today: string; readonly untilDate: string },
): Promise<TeamVisits> {
  const days = { fromDate: span.today, untilDate: span.untilDate };
  const [week, red] = await Promise.all([
    visitLists.between(portalId, days, WEEK_LIMIT),
    visitLists.red(portalId, span.today, RED_LIMIT),
  ]);
  const named = [...red, ...week.filter(isNobodys)].flatMap(({ customer }) => customer ?? []);
  return { week, red, customers: await customers.find(portalId, named) };
}

export function isNobodys({ ownerId }: VisitRow): boolean {
  return ownerId === null;
}
