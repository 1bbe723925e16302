import { type Department, isSamePerson, type Person, personNamed } from "./department.ts";

type WithRota = Pick<Department, "lead" | "deputies" | "members" | "onCall">;

/** The person whom a rota names, or the one who stands in on that day; null when both are away. */
export function presentOn(department: WithRota, key: string, date: string): Person | null {
  const person = personNamed(department, key);
  if (person === null) return null;
  const absence = absenceOf(department, person, date);
  if (absence === undefined) return person;
  const standIn = absence.standIn === undefined ? null : personNamed(department, absence.standIn);
  const isAway = standIn === null || absenceOf(department, standIn, date) !== undefined;
  return isAway ? null : standIn;
}

function absenceOf(department: WithRota, person: Person, date: string) {
  return department.onCall?.absences.find((absence) => {
    const absent = personNamed(department, absence.person);
    const isOfPerson = absent !== null && isSamePerson(absent, person);
    return isOfPerson && absence.fromDate <= date && date <= absence.toDate;
  });
}
