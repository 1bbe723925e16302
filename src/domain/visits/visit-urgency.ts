import { colourOf, type Visit, type VisitColour } from "./visit.ts";

const RANK: Readonly<Record<VisitColour, number>> = { red: 0, yellow: 1, green: 2 };

type Urgency = Pick<Visit, "visitId" | "wantedDate" | "latestDate" | "dueAt">;

/** For lists that people read: red first, the longest overdue of them on top; then what comes first. */
export function byUrgencyOn(today: string): (a: Urgency, b: Urgency) => number {
  const rank = (visit: Urgency) => RANK[colourOf(visit, today)];
  const limitOf = (visit: Urgency) => (rank(visit) === RANK.red ? visit.latestDate : "");
  return (a, b) =>
    rank(a) - rank(b) ||
    compare(limitOf(a), limitOf(b)) ||
    a.dueAt - b.dueAt ||
    compare(a.visitId, b.visitId);
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
