import type { Department, OnCall, Person } from "../governance/department.ts";
import type { Policy } from "../governance/policy.ts";
import { presentOn } from "../governance/rota.ts";
import { wallWindowOf } from "../time/time-window.ts";
import { addDays, dateAt, daysOf, wallClockOf, type ZoneDay } from "../time/zone.ts";
import { distinctPeople } from "./on-call.ts";

/** A rota comes back every week; absences of the week after are seen as well. */
const LOOK_AHEAD_DAYS = 14;
/** The present one, the next, and who comes after that. */
export const MAX_TURNS = 3;

/** Who is on call from one instant to another; nobody in the rota's holes. */
export type OnCallTurn = {
  readonly from: number;
  /** Null when nothing changes within two weeks. */
  readonly untilAt: number | null;
  readonly people: readonly Person[];
};

/** Who is on call at an instant and who comes after, as `onCallAt` tells it; none without a rota. */
export function onCallTurns(
  department: Department,
  { calendars }: Pick<Policy, "calendars">,
  at: number,
): readonly OnCallTurn[] {
  const { onCall } = department;
  if (onCall === undefined) return [];
  const zone = calendars.find(({ id }) => id === department.calendarId)?.zone ?? "UTC";
  const today = dateAt(zone, at);
  const days = daysOf(zone, addDays(today, -1), addDays(today, LOOK_AHEAD_DAYS));
  const shifts = shiftsOn(onCall, zone, days);
  const peopleAt = (instant: number) => {
    const date = dateAt(zone, instant);
    const serving = shifts.filter(({ from, to }) => from <= instant && instant < to);
    // In the order of the rota, whatever the day on which a shift began.
    const inOrder = serving.toSorted((one, other) => one.place - other.place);
    return distinctPeople(
      inOrder.flatMap(({ person }) => presentOn(department, person, date) ?? []),
    );
  };
  return turnsOf([at, ...changesAfter(at, shifts, days)], peopleAt);
}

type PlacedShift = {
  readonly from: number;
  readonly to: number;
  readonly person: string;
  /** In the rota. */
  readonly place: number;
};

/** The last day only tells where the one before it ends. */
function shiftsOn(
  { shifts }: OnCall,
  zone: string,
  days: readonly ZoneDay[],
): readonly PlacedShift[] {
  return days.flatMap((day, index) => {
    const dayAfter = days[index + 1];
    if (dayAfter === undefined) return [];
    const instantOf = wallClockOf(zone, day, dayAfter);
    return shifts.flatMap(({ days: weekdays, window, person }, place) => {
      if (!weekdays.includes(day.weekday)) return [];
      const { fromMinute, toMinute } = wallWindowOf(window);
      return { from: instantOf(fromMinute), to: instantOf(toMinute), person, place };
    });
  });
}

/** Ends and beginnings of shifts, and of days, as absences begin and end with them. */
function changesAfter(
  at: number,
  shifts: readonly PlacedShift[],
  days: readonly ZoneDay[],
): readonly number[] {
  const last = Math.max(...days.map(({ from }) => from));
  const instants = [
    ...shifts.flatMap(({ from, to }) => [from, to]),
    ...days.map(({ from }) => from),
  ];
  return [...new Set(instants)]
    .filter((instant) => at < instant && instant < last)
    .toSorted((one, other) => one - other);
}

function turnsOf(
  instants: readonly number[],
  peopleAt: (instant: number) => readonly Person[],
): readonly OnCallTurn[] {
  const turns: OnCallTurn[] = [];
  for (const from of instants) {
    const people = peopleAt(from);
    const last = turns.at(-1);
    if (last !== undefined && areSame(last.people, people)) continue;
    if (last !== undefined) turns[turns.length - 1] = { ...last, untilAt: from };
    if (turns.length === MAX_TURNS) break;
    turns.push({ from, untilAt: null, people });
  }
  return turns;
}

function areSame(one: readonly Person[], other: readonly Person[]): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ name, email }, index) => other[index]?.name === name && other[index]?.email === email,
    )
  );
}
