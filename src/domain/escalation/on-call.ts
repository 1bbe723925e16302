import { type Department, isSamePerson, type Person } from "../governance/department.ts";
import type { Policy } from "../governance/policy.ts";
import { presentOn } from "../governance/rota.ts";
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
    .flatMap(({ person }) => presentOn(department, person, date) ?? []);
  return distinctPeople(people);
}

/** Each once, where it stands first. */
export function distinctPeople(people: readonly Person[]): readonly Person[] {
  return people.filter(
    (person, index) => people.findIndex((other) => isSamePerson(other, person)) === index,
  );
}
