import { dayNumberOf } from "../time/day-number.ts";
import { type OwnerLoads, perWeekOf } from "./choose-owner.ts";
import { isEverThere, isThereOnDay } from "./ever-there.ts";
import { handedTo } from "./hand-over.ts";
import type { PlaceableVisit } from "./placing.ts";
import type { PlanRules } from "./plan-rules.ts";
import { isFixed, type PlannedVisit, windowOf } from "./planned-visit.ts";
import { isHeld } from "./suppression.ts";

/**
 * Shares out the visits of customers whom nobody looks after within a team, until nobody has more than
 * one of them too many for what they can do. What people have in hand stays; of the others those go
 * first whose day is farthest. Gives those that changed hands.
 */
export function balanceTeam(
  memberIds: readonly string[],
  shared: readonly PlaceableVisit[],
  { rules, loads }: { readonly rules: PlanRules; readonly loads: OwnerLoads },
): readonly PlannedVisit[] {
  const free = shared.filter(isFree).toSorted(byDay);
  const stacks = Map.groupBy(free, ({ visit }) => visit.ownerId);
  const share = (id: string, more: number) => (loads.of(id) + more) / perWeekOf(id, rules.visits);
  const moved: PlannedVisit[] = [];
  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    const most = memberIds.toSorted((a, b) => share(b, 0) - share(a, 0) || (a < b ? -1 : 1));
    for (const from of most) {
      const to = handOver(from, stacks.get(from) ?? [], { rules, memberIds, share });
      if (to === null) continue;
      loads.add(from, -1);
      loads.add(to.ownerId, 1);
      moved.push(handedOver(to.one, to.ownerId, rules));
      isChanged = true;
      break;
    }
  }
  return moved;
}

function isFree(one: PlaceableVisit): boolean {
  return one.isShared && !isFixed(one) && !isHeld(one.visit);
}

function byDay(a: PlaceableVisit, b: PlaceableVisit): number {
  const [one, other] = [a.visit, b.visit];
  // Days compare as text.
  if (one.dueDate !== other.dueDate) return one.dueDate < other.dueDate ? -1 : 1;
  return one.visitId < other.visitId ? -1 : 1;
}

/** Takes a visit off the stack, for the one with least to do who is there on its day; else null. */
function handOver(
  from: string,
  stack: PlaceableVisit[],
  {
    rules,
    memberIds,
    share,
  }: {
    readonly rules: PlanRules;
    readonly memberIds: readonly string[];
    readonly share: (id: string, more: number) => number;
  },
): { readonly one: PlaceableVisit; readonly ownerId: string } | null {
  const others = memberIds
    .filter((id) => id !== from && share(id, 1) < share(from, 0))
    .toSorted((a, b) => share(a, 1) - share(b, 1) || (a < b ? -1 : 1));
  if (others.length === 0) return null;
  const take = (mayTake: (one: PlaceableVisit, ownerId: string) => boolean) => {
    for (const one of stack.toReversed()) {
      const ownerId = others.find((id) => mayTake(one, id));
      if (ownerId !== undefined) return { one, ownerId };
    }
    return null;
  };
  // Who is away on its day and for the whole window would hand it back the night after.
  const isThere = ({ visit, wish }: PlaceableVisit, id: string) =>
    isEverThere(rules, { ownerId: id, wish }, windowOf(visit));
  const isOpen = ({ visit, wish }: PlaceableVisit, id: string) =>
    isThereOnDay(rules, { ownerId: id, wish }, dayNumberOf(visit.dueDate));
  const taken = take(isOpen) ?? take(isThere);
  if (taken !== null) stack.splice(stack.lastIndexOf(taken.one), 1);
  return taken;
}

function handedOver(one: PlaceableVisit, to: string, rules: PlanRules): PlannedVisit {
  const { visit } = one;
  // Where the other one is away on that day, placing finds another.
  const dueAt = rules.gridOf(to, one.wish).openAt(dayNumberOf(visit.dueDate)) ?? visit.dueAt;
  const handed = handedTo(visit, to, { cause: "balance", at: rules.now });
  return { ...one, visit: { ...handed, dueAt } };
}
