import {
  type Department,
  isSamePerson,
  type Person,
  personNamed,
} from "../governance/department.ts";
import type { Policy } from "../governance/policy.ts";
import { isInShift } from "../time/weekly-shift.ts";
import { dateAt } from "../time/zone.ts";

/**
 * Who is on call in a department at an instant, in the order of its rota; absent people are replaced by
 * their stand-ins. Nobody where it has no rota, and in the rota's holes.
 */
export function onCallAt(
  department: Department,
  { calendars }: Pick<Policy, "calendars">,
  at: number,
): readonly Person[] {
  const { onCall } = department;
  if (onCall === undefined) return [];
  const zone = calendars.find(({ id }) => id === department.calendarId)?.zone ?? "UTC";
  const date = dateAt(zone, at);
  const people = onCall.shifts
    .filter((shift) => isInShift(shift, zone, at))
    .flatMap(({ person }) => presentOf(department, person, date) ?? []);
  return people.filter(
    (person, index) => people.findIndex((other) => isSamePerson(other, person)) === index,
  );
}

/** The person, or the one who stands in; null when both are away. */
function presentOf(department: Department, key: string, date: string): Person | null {
  const person = personNamed(department, key);
  if (person === null) return null;
  const absence = absenceOf(department, person, date);
  if (absence === undefined) return person;
  const standIn = absence.standIn === undefined ? null : personNamed(department, absence.standIn);
  const isAway = standIn === null || absenceOf(department, standIn, date) !== undefined;
  return isAway ? null : standIn;
}

function absenceOf(department: Department, person: Person, date: string) {
  return department.onCall?.absences.find((absence) => {
    const absent = personNamed(department, absence.person);
    const isOfPerson = absent !== null && isSamePerson(absent, person);
    return isOfPerson && absence.fromDate <= date && date <= absence.toDate;
  });
}
