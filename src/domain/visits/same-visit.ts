import type { Visit } from "./visit.ts";

/** Whether two say the same, so that nothing has to be written. */
export function isSameVisit(a: Visit, b: Visit): boolean {
  return (
    a.state === b.state &&
    a.dueDate === b.dueDate &&
    a.dueAt === b.dueAt &&
    a.ownerId === b.ownerId &&
    a.tier === b.tier &&
    a.kind === b.kind &&
    a.channel === b.channel &&
    a.durationMinutes === b.durationMinutes &&
    a.anchorDate === b.anchorDate &&
    a.earliestDate === b.earliestDate &&
    a.wantedDate === b.wantedDate &&
    a.latestDate === b.latestDate &&
    a.attempt === b.attempt &&
    a.isPinned === b.isPinned &&
    isSameJson(a.customer, b.customer) &&
    isSameJson(a.suppressed, b.suppressed) &&
    (a.shifts === b.shifts || isSameJson(a.shifts, b.shifts))
  );
}

function isSameJson(a: object | null, b: object | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
