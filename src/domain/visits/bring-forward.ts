import { mondayOfDay } from "../time/day-number.ts";
import { nearestDayWithin } from "./choose-day.ts";
import { firstDay } from "./day-grid.ts";
import { byUrgency, isFit, type Place, type Placing, settle, unsettle } from "./placing.ts";

/**
 * Brings what stands beyond its red limit back within it where there is room now, or room can be made;
 * else into an earlier week that has some. What stands farthest goes first: each day that is free moves
 * one visit, not a row of them. Ends when nothing has a better day, so that doing it again moves nothing.
 */
export function bringForward(placings: readonly Placing[], place: Place): void {
  const beyond = placings.filter(isBeyond).sort(byUrgency);
  let isMoved = true;
  while (isMoved) {
    isMoved = false;
    for (const placing of beyond.filter(isBeyond)) {
      const day = dayWithinLimit(placing, place) ?? dayWithinWeek(placing, place);
      if (day !== null) isMoved = moved(placing, day, place);
    }
    for (const placing of beyond.filter(isBeyond).sort(byFarthest)) {
      const day = dayOfEarlierWeek(placing, place);
      if (day !== null) isMoved = moved(placing, day, place);
    }
  }
}

/** The nearest day within the limit that has room, or to which others make room; else null. */
export function dayWithinLimit(placing: Placing, { days, room, rules }: Place): number | null {
  const { earliest, wanted, latest, day } = placing;
  const { today } = rules;
  if (latest < today) return null;
  const isFitting = (at: number) => isFit(placing, at, rules);
  // The day that it has is the one that suits best; how far others are is measured from it.
  const middle = day <= latest ? day : wanted;
  const isFree = (at: number) => days.hasRoom(at) && isFitting(at);
  const near =
    days.firstFree() > latest
      ? null
      : nearestDayWithin({ earliest, wanted: middle, latest }, today, isFree);
  return near ?? room.make(placing, isFitting);
}

export function firstDayBeyond(
  placing: Placing,
  until: number,
  { days, rules }: Pick<Place, "days" | "rules">,
): number | null {
  const after = Math.max(placing.latest + 1, rules.today, days.firstFree());
  return firstDay(after, until, (at) => days.hasRoom(at) && isFit(placing, at, rules));
}

function isBeyond({ day, latest }: Placing): boolean {
  return day > latest;
}

function byFarthest(a: Placing, b: Placing): number {
  return b.day - a.day || byUrgency(a, b);
}

/** Where its own week is full of it and others, another day of that week is as good as a free one. */
function dayWithinWeek(placing: Placing, { days, rules }: Place): number | null {
  const { earliest, latest, day } = placing;
  const from = Math.max(earliest, rules.today, mondayOfDay(day));
  return firstDay(from, latest, (at) => !days.isDayFull(at) && isFit(placing, at, rules));
}

/** Within one week it is not worth to move. */
function dayOfEarlierWeek(placing: Placing, place: Place): number | null {
  return firstDayBeyond(placing, mondayOfDay(placing.day) - 1, place);
}

function moved(placing: Placing, day: number, place: Place): true {
  unsettle(placing, place);
  placing.day = day;
  settle(placing, place);
  return true;
}
