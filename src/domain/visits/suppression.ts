import type { Dispute } from "./plan-rules.ts";
import type { Shift, Suppression, Visit } from "./visit.ts";

/**
 * While a complaint or an escalation is open nobody calls the customer about anything else, but who
 * works at it. Null when the visit may go on; a person who lifted the suppression since is obeyed.
 */
export function suppressionBy(
  visit: Pick<Visit, "ownerId" | "shifts">,
  disputes: readonly Dispute[],
  dateOf: (at: number) => string,
): Suppression | null {
  const lift = liftOf(visit);
  const liftedDate = lift === null ? "" : dateOf(lift.at);
  const [first] = disputes
    .filter(({ ownerIds }) => visit.ownerId === null || !ownerIds.includes(visit.ownerId))
    .filter(({ sinceDate }) => liftedDate < sinceDate)
    .toSorted((a, b) => rank(a) - rank(b) || (a.sinceDate < b.sinceDate ? -1 : 1));
  if (first === undefined) return null;
  return { by: first.by, subjectId: first.subjectId, sinceDate: first.sinceDate };
}

/** Whether whoever has it works at the customer's complaint or case: with anybody else it would have to wait. */
export function isWorkOnDispute(
  { ownerId }: Pick<Visit, "ownerId">,
  disputes: readonly Pick<Dispute, "ownerIds">[],
): boolean {
  return ownerId !== null && disputes.some(({ ownerIds }) => ownerIds.includes(ownerId));
}

/** A complaint says more than the escalation that may come of it. */
function rank({ by }: Dispute): number {
  return by === "complaint" ? 0 : 1;
}

/** Whether it waits for somebody else's work, so that it has neither a task nor a place in a day. */
export function isHeld({ suppressed }: Pick<Visit, "suppressed">): boolean {
  return suppressed !== null && suppressed.by !== "contact_cap";
}

/** Whether a person said that the contact cap is not to hold this visit up. */
export function isCapLifted(visit: Pick<Visit, "shifts">): boolean {
  return liftOf(visit) !== null;
}

/** What a person lifted holds for one try: somebody who was not reached is not pestered because of it. */
function liftOf({ shifts }: Pick<Visit, "shifts">): Shift | null {
  const last = shifts.findLast(({ cause }) => cause === "override" || cause === "not_reached");
  return last?.cause === "override" ? last : null;
}
