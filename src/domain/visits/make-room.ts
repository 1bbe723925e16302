import { mondayOfDay } from "../time/day-number.ts";
import type { OwnerDays, WorkingDays } from "./owner-days.ts";
import type { Placing } from "./placing.ts";

/** Finds a day for a visit by moving others within their windows, as few as possible. */
export type RoomMaker = {
  /** A visit stands on its day and may be moved. */
  add(placing: Placing): void;
  /** It stands there no more, so that there is more room than before. */
  remove(placing: Placing): void;
  /** The day that is free for the visit now; null when no move of others frees one of its window. */
  make(placing: Placing, isFit: (day: number) => boolean): number | null;
};

type Step = {
  readonly day: number;
  /** Whom the step moves to that day, and the step whose day it frees; null at the beginning. */
  readonly move: { readonly placing: Placing; readonly frees: Step } | null;
};

/**
 * Breadth first over days: a visit may stand on a full day if one of that day, or of its full week,
 * can go to another day, and so on until a day with room. Only the last day has one more in the end.
 * Days from which no room was reached reach none later, as long as visits are only added.
 */
export function createRoomMaker(days: OwnerDays, { today, isOpen }: WorkingDays): RoomMaker {
  const byDay = new Map<number, Set<Placing>>();
  const hopeless = new Map<number, number>();
  const on = (day: number) => byDay.get(day) ?? new Set<Placing>();
  const add = (placing: Placing) => {
    byDay.set(placing.day, on(placing.day).add(placing));
  };
  const move = (placing: Placing, day: number) => {
    on(placing.day).delete(placing);
    days.remove(placing.day);
    placing.day = day;
    days.add(day);
    add(placing);
  };
  const movable = (day: number): readonly Placing[] => {
    if (days.isDayFull(day)) return [...on(day)];
    const monday = mondayOfDay(day);
    return [0, 1, 2, 3, 4, 5, 6].flatMap((offset) => [...on(monday + offset)]);
  };
  return {
    add,
    remove: (placing) => {
      on(placing.day).delete(placing);
      hopeless.clear();
    },
    make: (placing, isFit) => {
      // Asked again and again where much is red: mostly nothing has changed since.
      if (skipped(hopeless, Math.max(placing.earliest, today)) > placing.latest) return null;
      const seen = new Map(hopeless);
      const steps: Step[] = [];
      const reach = (who: Placing, isFitting: (day: number) => boolean, move: Step["move"]) => {
        for (
          let day = skipped(seen, Math.max(who.earliest, today));
          day <= who.latest;
          day = skipped(seen, day + 1)
        ) {
          // A day off is one for everybody, always; one that only this customer dislikes stays open to others.
          const isDayOff = !isOpen(day);
          if (isDayOff) hopeless.set(day, day + 1);
          const isFitDay = !isDayOff && isFitting(day);
          if (isDayOff || isFitDay) seen.set(day, day + 1);
          if (isFitDay) steps.push({ day, move });
        }
      };
      reach(placing, isFit, null);
      for (const step of steps) {
        if (days.hasRoom(step.day)) return applied(step, move);
        for (const other of movable(step.day)) {
          if (isMoved(step, other)) continue;
          const isOpenTo = (day: number) => other.grid.openAt(day) !== null;
          reach(other, isOpenTo, { placing: other, frees: step });
        }
      }
      for (const { day } of steps) hopeless.set(day, day + 1);
      return null;
    },
  };
}

/** Of days that lead on to the next one the first that does not; the way there gets shorter. */
function skipped(seen: Map<number, number>, day: number): number {
  const first = seen.get(day);
  if (first === undefined) return day;
  let end = first;
  for (let next = seen.get(end); next !== undefined; next = seen.get(end)) end = next;
  let at = day;
  for (let next = seen.get(at); next !== undefined; next = seen.get(at)) {
    seen.set(at, end);
    at = next;
  }
  return end;
}

function isMoved(step: Step, placing: Placing): boolean {
  for (let at: Step = step; at.move !== null; at = at.move.frees) {
    if (at.move.placing === placing) return true;
  }
  return false;
}

/** Moves everybody from the last step to the first, whose day is free then. */
function applied(last: Step, move: (placing: Placing, day: number) => void): number {
  let step = last;
  while (step.move !== null) {
    move(step.move.placing, step.day);
    step = step.move.frees;
  }
  return step.day;
}
