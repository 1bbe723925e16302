import type { Shift, ShiftCause } from "../../src/domain/visits/visit.ts";
import type { Breach, Judged } from "./visit-laws.ts";
import { dateOf, dayOf } from "./visit-world.ts";

/** Laws of whose a visit is: that nobody loses one, or gets one, without being told why. */

/** More moves than this of one visit are not remembered. */
const MOVES_KEPT = 20;
const WEEK = 7;

export function untoldHandOvers(judged: Judged): readonly Breach[] {
  const { plan, before } = judged;
  return plan.changes.flatMap((visit): readonly Breach[] => {
    const former = before.get(visit.visitId);
    if (former?.state !== "planned" || visit.state !== "planned") return [];
    const isFull = visit.shifts.length === MOVES_KEPT;
    const added = isFull ? visit.shifts : visit.shifts.slice(former.shifts.length);
    const handOvers = added.filter(({ fromOwnerId }) => fromOwnerId !== undefined);
    const isOther = former.ownerId !== null && former.ownerId !== visit.ownerId;
    const [first] = handOvers;
    if (isOther && !isFull && first?.fromOwnerId !== former.ownerId) {
      const text = `${visit.visitId} went from ${former.ownerId} to ${visit.ownerId}, untold`;
      return [{ law: "reason_of_owner", text }];
    }
    if (isFull || first === undefined || isTrue(judged, { first, former })) return [];
    const text = `${visit.visitId} left ${former.ownerId}, but not for ${first.cause}`;
    return [{ law: "reason_of_owner", text }];
  });
}

/** Whoever is said to be away is; nobody of these worlds is ever gone, or takes a visit away by hand. */
function isTrue(
  { world, today }: Judged,
  {
    first,
    former,
  }: {
    readonly first: Shift;
    readonly former: { readonly ownerId: string | null; latestDate: string };
  },
): boolean {
  const causes: readonly ShiftCause[] = ["owner_changed", "owner_back", "balance"];
  if (first.cause !== "absence") return causes.includes(first.cause);
  const last = dateOf(Math.max(dayOf(former.latestDate), dayOf(today) + WEEK));
  return (world.absences.get(former.ownerId ?? "") ?? []).some(
    ({ fromDate, toDate }) => toDate >= today && fromDate <= last,
  );
}
