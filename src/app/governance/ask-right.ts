import type { DraftPerson } from "../../domain/governance/draft.ts";
import {
  type Action,
  DEFAULT_ROLE,
  mayDo,
  type Role,
  whoMay,
} from "../../domain/governance/permission.ts";
import type { Origin } from "../../ports/audit.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import type { Store } from "../../ports/store.ts";
import type { Asked } from "./policy-deps.ts";

/** People whom a refusal names; of more it names the roles. */
const NAMED_LIMIT = 5;

export type NotAllowed = {
  readonly ok: false;
  readonly reason: "not_allowed";
  readonly action: Action;
  readonly role: Role;
  /** Who may. */
  readonly roles: readonly Role[];
  readonly people: readonly Pick<RoleGrant, "name" | "email" | "role">[];
};
export type Right = { readonly ok: true; readonly role: Role } | NotAllowed;

type RightDeps = { readonly store: Pick<Store, "roles">; readonly origin: Origin };

/** Whether somebody may do something; a refusal says who may. */
export async function askRight(
  { store, origin }: RightDeps,
  { portalId, by }: Asked,
  action: Action,
): Promise<Right> {
  const grants = await store.roles.list(portalId);
  const role = roleAmong(grants, by, origin);
  if (mayDo(role, action)) return { ok: true, role };
  const people = grants
    .filter((grant) => mayDo(grant.role, action))
    .slice(0, NAMED_LIMIT)
    .map(({ name, email, role: has }) => ({ name, email, role: has }));
  return { ok: false, reason: "not_allowed", action, role, roles: whoMay(action), people };
}

/**
 * Whoever is at the command line has the whole store in hand: while nobody has a role yet, that person
 * acts as an admin.
 */
export function roleAmong(
  grants: readonly RoleGrant[],
  { userId }: Pick<DraftPerson, "userId">,
  origin: Origin,
): Role {
  if (grants.length === 0 && origin === "cli") return "admin";
  return grants.find((grant) => grant.userId === userId)?.role ?? DEFAULT_ROLE;
}
