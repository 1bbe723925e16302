import { MAX_SHIFTS, type Shift, type Visit } from "./visit.ts";

export type HandOver = Pick<Shift, "cause" | "at" | "by">;

/** The visit in other hands on its day, with the reason; whoever has it already needs none. */
export function handedTo(visit: Visit, ownerId: string | null, why: HandOver): Visit {
  if (ownerId === visit.ownerId) return visit;
  const { dueDate } = visit;
  const shift = { ...why, fromDate: dueDate, toDate: dueDate, fromOwnerId: visit.ownerId };
  return { ...visit, ownerId, shifts: [...visit.shifts, shift].slice(-MAX_SHIFTS) };
}

export function isHandOver({ fromOwnerId }: Shift): boolean {
  return fromOwnerId !== undefined;
}

/** Whether a person gave it to whoever has it: the customer's owner does not get it back at night. */
export function isGivenByHand({ shifts }: Pick<Visit, "shifts">): boolean {
  return shifts.findLast(isHandOver)?.cause === "reassigned";
}

/**
 * The visit after a ticket follows the ticket's owner. Whom it was taken from since, as they were away or a
 * person said so, gets it no more only because the ticket is looked at again.
 */
export function withTicketOwner(visit: Visit, ownerId: string | null, at: number): Visit {
  if (ownerId === null) return visit;
  if (visit.ownerId === null) return { ...visit, ownerId };
  const followedAt = visit.shifts.findLastIndex(
    (shift) => isHandOver(shift) && shift.cause === "owner_changed",
  );
  const since = visit.shifts.slice(followedAt + 1);
  if (since.some(({ fromOwnerId }) => fromOwnerId === ownerId)) return visit;
  return handedTo(visit, ownerId, { cause: "owner_changed", at });
}
