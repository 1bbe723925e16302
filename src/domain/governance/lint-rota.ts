import type { Calendar } from "../time/calendar.ts";
import { DAY_MINUTES, nameOfMinute, openMinutesOf, shiftMinutesOf } from "../time/week-minutes.ts";
import { addDays, dayOfWeek } from "../time/zone.ts";
import { type Department, type OnCall, peopleOf, personNamed } from "./department.ts";
import { type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";
import { presentOn } from "./rota.ts";

/**
 * Days of an absence that are looked at: every weekday comes twice, as the first may be a holiday. Where
 * several are away at once, the absence that began last shows it.
 */
const ABSENCE_DAYS = 14;

/** A rota that leaves open hours without anybody, or names people whom the department does not have. */
export function lintRota(path: string, department: Department, policy: Policy): PolicyProblem[] {
  const { onCall, calendarId } = department;
  if (onCall === undefined) return [];
  const strangers = strangersOf(path, department, onCall);
  if (calendarId === undefined) {
    const missing = problem("rota_without_calendar", `${path}.calendarId`, {
      found: "is missing, but onCall needs it",
      expected: "the calendar in whose zone and hours people are on call",
    });
    return [...strangers, missing];
  }
  const calendar = policy.calendars.find(({ id }) => id === calendarId);
  if (calendar === undefined || strangers.length > 0) return strangers;
  const week = weekOf(calendar, onCall);
  const hole = week.findIndex((minute) => minute.isOpen && minute.shifts.length === 0);
  if (hole < 0) return absencesThatLeaveHoles(path, department, { calendar, onCall, week });
  const found = `have nobody on ${nameOfMinute(hole)}, when "${calendarId}" is open`;
  return [
    problem("rota_hole", `${path}.onCall.shifts`, {
      found,
      expected: "somebody in all of its hours",
      params: { when: nameOfMinute(hole), calendar: calendarId },
    }),
  ];
}

function strangersOf(
  path: string,
  department: Department,
  { shifts, absences }: OnCall,
): PolicyProblem[] {
  const names = peopleOf(department).map(({ name }) => name);
  const stranger = (where: string, key: string | undefined) =>
    key === undefined || personNamed(department, key) !== null
      ? []
      : unknown(`${path}.onCall.${where}`, key, names);
  return [
    ...shifts.flatMap(({ person }, index) => stranger(`shifts[${index}].person`, person)),
    ...absences.flatMap(({ person, standIn }, index) => [
      ...stranger(`absences[${index}].person`, person),
      ...stranger(`absences[${index}].standIn`, standIn),
    ]),
  ];
}

/** A minute of the week: who has it by the rota; those of the same people share the list. */
type Minute = { readonly isOpen: boolean; readonly shifts: readonly string[] };

function weekOf(calendar: Calendar, { shifts }: OnCall): readonly Minute[] {
  const covered = shifts.map((shift) => ({ ...shift, minutes: shiftMinutesOf(shift) }));
  return [...openMinutesOf(calendar)].map((open, minute) => ({
    isOpen: open === 1,
    shifts: covered.filter(({ minutes }) => minutes[minute] === 1).map(({ person }) => person),
  }));
}

type Rota = {
  readonly calendar: Calendar;
  readonly onCall: OnCall;
  readonly week: readonly Minute[];
};

function absencesThatLeaveHoles(
  path: string,
  department: Department,
  { calendar, onCall, week }: Rota,
): PolicyProblem[] {
  const moments = firstMomentsOf(week);
  return onCall.absences.flatMap(({ fromDate, toDate }, index) => {
    const last = addDays(fromDate, ABSENCE_DAYS - 1);
    for (let date = fromDate; date <= toDate && date <= last; date = addDays(date, 1)) {
      if (isHoliday(calendar, date)) continue;
      const weekday = dayOfWeek(date);
      const hole = moments.find(
        ({ day, people }) =>
          day === weekday && people.every((person) => presentOn(department, person, date) === null),
      );
      if (hole === undefined) continue;
      const when = `${date} ${nameOfMinute(hole.minute).slice(-5)}`;
      const found = `leaves nobody on call on ${when}`;
      return [
        problem("absence_leaves_hole", `${path}.onCall.absences[${index}]`, {
          found,
          expected: "a standIn who is there",
          params: { when },
        }),
      ];
    }
    return [];
  });
}

/** For each weekday, each group of people who share open minutes, with their first one. */
function firstMomentsOf(week: readonly Minute[]) {
  const groups = new Set<string>();
  return week.flatMap(({ isOpen, shifts: people }, minute) => {
    const day = Math.trunc(minute / DAY_MINUTES);
    const key = JSON.stringify([day, ...people]);
    if (!isOpen || groups.has(key)) return [];
    groups.add(key);
    return { day, minute, people };
  });
}

function isHoliday({ holidays }: Calendar, day: string): boolean {
  return holidays.some(
    ({ date, yearly, window }) =>
      window === undefined && (date === day || yearly === day.slice("2026-".length)),
  );
}
