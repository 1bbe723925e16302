import { dateOfDay, dayNumberOf } from "../time/day-number.ts";
import { bringForward, dayWithinLimit, firstDayBeyond } from "./bring-forward.ts";
import { perDayOf, perWeekOf } from "./choose-owner.ts";
import { LONGEST_SEARCH_DAYS, openInstantOf } from "./day-grid.ts";
import { createRoomMaker } from "./make-room.ts";
import { createOwnerDays } from "./owner-days.ts";
import {
  byUrgency,
  isOpenTo,
  type LiveDays,
  type Place,
  type PlaceableVisit,
  type Placing,
  placingOf,
  settle,
} from "./placing.ts";
import type { PlanRules } from "./plan-rules.ts";
import { isFixed, type PlannedVisit } from "./planned-visit.ts";
import { isHeld } from "./suppression.ts";
import { shifted, type Visit } from "./visit.ts";

/**
 * Shares out the days of one owner: nobody has more on a day or in a week than they can do, and no
 * visit moves that need not. What is planned keeps its day while that has room, also beyond its red limit:
 * it comes before whatever competes for the day. The others take the nearest day with room in their
 * window; where there is none, as few others as possible move within theirs; and only what then still
 * finds none goes beyond its red limit, to the first day with room. What stands beyond its limit takes room
 * that there is before anything new does, and what is left in the end. Gives those that moved.
 */
export function placeVisits(
  ownerId: string,
  visits: readonly PlaceableVisit[],
  { rules, live }: { readonly rules: PlanRules; readonly live: LiveDays },
): readonly PlannedVisit[] {
  const place = placeOf(ownerId, { rules, live });
  const active = visits.filter(({ visit }) => !isHeld(visit)).map((one) => placingOf(one, rules));
  // What an absence or a complaint moved has a day that nobody chose: it needs room like all others.
  const isStill = ({ one }: Placing) => isFixed(one) && one.isStanding;
  const free = active.filter((placing) => !isStill(placing)).sort(byUrgency);
  for (const placing of active.filter(isStill)) place.days.add(placing.day);
  const waiting = new Set(free);
  const keepDays = (placings: readonly Placing[]) => {
    for (const placing of placings) {
      if (!mayKeepDay(placing, place)) continue;
      waiting.delete(placing);
      settle(placing, place);
    }
  };
  keepDays(free.filter(isStanding));
  bringForward(
    free.filter((placing) => !waiting.has(placing)),
    place,
  );
  keepDays(free.filter((placing) => !isStanding(placing)));
  for (const placing of waiting) {
    placing.day = dayFor(placing, place);
    settle(placing, place);
  }
  bringForward(free, place);
  return active.flatMap((placing) => {
    const moved = withNewDay(placing, rules);
    return moved === null ? [] : [moved];
  });
}

function placeOf(ownerId: string, { rules, live }: Pick<Place, "rules" | "live">): Place {
  const { visits, today, gridOf } = rules;
  const limits = { perDay: perDayOf(ownerId, visits), perWeek: perWeekOf(ownerId, visits) };
  const everyday = gridOf(ownerId, undefined);
  const working = { today, isOpen: (day: number) => everyday.openAt(day) !== null };
  const days = createOwnerDays(limits, working);
  return { days, room: createRoomMaker(days, working), live, rules };
}

function isStanding({ one }: Placing): boolean {
  return one.isStanding;
}

function mayKeepDay(placing: Placing, { days }: Place): boolean {
  const { day, latest } = placing;
  const isAllowed = isStanding(placing) || day <= latest;
  return isAllowed && days.hasRoom(day) && isOpenTo(placing, day);
}

function dayFor(placing: Placing, place: Place): number {
  const { latest, day } = placing;
  const within = dayWithinLimit(placing, place);
  if (within !== null) return within;
  const until = Math.max(latest + 1, place.rules.today) + LONGEST_SEARCH_DAYS;
  return firstDayBeyond(placing, until, place) ?? day;
}

function withNewDay({ one, grid, day, latest }: Placing, rules: PlanRules): PlannedVisit | null {
  const { visit } = one;
  const toDate = dateOfDay(day);
  if (toDate === visit.dueDate) return null;
  const fromDate = visit.dueDate;
  const from = dayNumberOf(fromDate);
  const isForward = from > latest && day < from;
  const cause = grid.isAbsence(from) ? "absence" : isForward ? "balance" : "capacity";
  const moved: Visit = shifted(visit, { cause, fromDate, toDate, at: rules.now });
  return { ...one, visit: { ...moved, dueAt: openInstantOf(grid, day) } };
}
