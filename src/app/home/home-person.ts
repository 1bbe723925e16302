import { peopleOf } from "../../domain/governance/department.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { CrmUser } from "../portals/name-of-user.ts";

/** Who looks at the home page: as the CRM's owner, and in which departments. */
export type HomePerson = {
  readonly ownerIds: readonly string[];
  /** Ids of the departments whose lead, deputy or member the person is. */
  readonly departments: readonly string[];
};

export function homePerson(
  user: CrmUser,
  { owners, policy }: { readonly owners: readonly OwnerSnapshot[]; readonly policy: Policy },
): HomePerson {
  const own = owners.filter((one) => isOwner(one, user));
  const emails = new Set([user.email, ...own.flatMap(({ email }) => email ?? [])].map(lowered));
  return {
    ownerIds: own.map(({ ownerId }) => ownerId),
    departments: policy.departments
      .filter((department) =>
        peopleOf(department).some(({ email }) => email !== null && emails.has(email)),
      )
      .map(({ id }) => id),
  };
}

function isOwner({ userId, email }: OwnerSnapshot, user: CrmUser): boolean {
  return userId === user.userId || (email !== null && email === user.email);
}

function lowered(email: string): string {
  return email.toLowerCase();
}
