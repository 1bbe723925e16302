import {
  isSamePerson,
  type Person,
  peopleOf,
  personOf,
} from "../../domain/governance/department.ts";
import type { OverdueTarget } from "../../domain/governance/overdue-rules.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { VisitReader } from "./visit-notices.ts";

/** Who there is: the policy's departments and managers, and the people of the CRM. */
export type VisitPeople = {
  readonly policy: Policy;
  readonly owners: readonly OwnerSnapshot[];
};

/** The person behind a reader; null when there is none any more. */
export function personOfReader(
  reader: VisitReader,
  { policy, owners }: VisitPeople,
): Person | null {
  switch (reader.role) {
    case "owner":
      return ownerPerson(reader.id, owners);
    case "lead": {
      const department = policy.departments.find(({ id }) => id === reader.id);
      return department === undefined ? null : personOf(department.lead);
    }
    case "manager":
      return managerOf(policy);
  }
}

/**
 * Who is told by one level of the ladder that a visit of this owner is red, each person once. Where nobody
 * has the visit the lead is told, and where it is in no department a service manager. A target whom nobody
 * stands for has no reader.
 */
export function readersOfLevel(
  tell: readonly OverdueTarget[],
  ownerId: string | null,
  people: VisitPeople,
): readonly { readonly target: OverdueTarget; readonly reader: VisitReader | null }[] {
  const told: Person[] = [];
  return tell.flatMap((target) => {
    const reader = readerFor(target, ownerId, people);
    const person = reader && personOfReader(reader, people);
    if (person === null) return [{ target, reader: null }];
    if (told.some((other) => isSamePerson(other, person))) return [];
    told.push(person);
    return [{ target, reader }];
  });
}

/** Who leads a department and has the visit reads of it once a morning, among their own. */
export function asOwner(
  reader: VisitReader,
  ownerId: string | null,
  people: VisitPeople,
): VisitReader {
  const owner = ownerPerson(ownerId, people.owners);
  const person = personOfReader(reader, people);
  if (ownerId === null || owner === null || person === null) return reader;
  return isSamePerson(owner, person) ? { role: "owner", id: ownerId } : reader;
}

function readerFor(
  target: OverdueTarget,
  ownerId: string | null,
  { policy, owners }: VisitPeople,
): VisitReader | null {
  const manager = managerOf(policy) === null ? null : ({ role: "manager" } as const);
  const owner = ownerId === null ? null : ownerPerson(ownerId, owners);
  switch (target) {
    case "owner":
      return ownerId === null || owner === null ? manager : { role: "owner", id: ownerId };
    case "lead": {
      const department = policy.departments.find(
        (one) => owner !== null && peopleOf(one).some((person) => isSamePerson(person, owner)),
      );
      return department === undefined ? manager : { role: "lead", id: department.id };
    }
    case "manager":
      return manager;
  }
}

export function ownerPerson(
  ownerId: string | null,
  owners: readonly OwnerSnapshot[],
): Person | null {
  const owner = owners.find((one) => one.ownerId === ownerId);
  return owner === undefined
    ? null
    : { name: owner.name, email: owner.email?.toLowerCase() ?? null };
}

export function managerOf({ serviceManagement }: Pick<Policy, "serviceManagement">): Person | null {
  const [manager] = serviceManagement?.managers ?? [];
  return manager === undefined ? null : personOf(manager);
}
