import { type Department, isSamePerson, type Person, personOf } from "../governance/department.ts";
import type { LadderTarget } from "../governance/ladder.ts";
import type { Policy } from "../governance/policy.ts";
import { onCallAt } from "./on-call.ts";

/**
 * Whom a level of a ladder calls at an instant, each once. A level that finds nobody, e.g. in a hole of
 * the rota, calls the lead: no level is silent.
 */
export function toldPeople(
  targets: readonly LadderTarget[],
  { department, policy, at }: ToldIn,
): readonly Person[] {
  const found = targets.flatMap((target) => peopleOfTarget(target, { department, policy, at }));
  const people = found.length > 0 ? found : [personOf(department.lead)];
  return people.filter(
    (person, index) => people.findIndex((other) => isSamePerson(other, person)) === index,
  );
}

type ToldIn = {
  readonly department: Department;
  readonly policy: Policy;
  readonly at: number;
};

function peopleOfTarget(target: LadderTarget, { department, policy, at }: ToldIn) {
  switch (target) {
    case "on_call":
      return onCallAt(department, policy, at);
    case "lead":
      return [personOf(department.lead)];
    case "deputies":
      return department.deputies.map(personOf);
    case "members":
      return department.members.map(personOf);
    case "service_managers":
      return (policy.serviceManagement?.managers ?? []).map(personOf);
    default:
      return [personOf(target.person)];
  }
}
