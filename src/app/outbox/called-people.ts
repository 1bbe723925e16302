import { isSamePerson, type Person } from "../../domain/governance/department.ts";
import type { CalledPerson } from "../../ports/notifier.ts";
import { knownPeople, type PeopleDeps, type Workspace } from "../escalation/known-people.ts";

/** People as a message calls them, each once; who has no account goes by name. */
export async function calledPeople(
  deps: PeopleDeps,
  workspace: Workspace,
  people: readonly Person[],
): Promise<readonly CalledPerson[]> {
  const once = people.filter(
    (person, index) => people.findIndex((other) => isSamePerson(other, person)) === index,
  );
  const known = await knownPeople(deps, workspace, once);
  return known.map((person) => ({
    name: person.name,
    userId: person.account === "linked" ? person.userId : null,
  }));
}
