import { type Action, type Role, rightsOf } from "../../domain/governance/permission.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import { askRight, type NotAllowed, roleAmong } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";

type RoleDeps = Pick<PolicyDeps, "store" | "timeSource" | "origin">;

export type OwnRights = {
  readonly role: Role;
  readonly rights: readonly Action[];
  /** This very call made the person the first admin, as nobody had a role: to be said. */
  readonly isFirstAdmin: boolean;
};

/**
 * What somebody may do who opens the settings of a portal. Whoever installed the app is
 * admin; of an account that the settings name nobody did, so the first one who comes while nobody has a role becomes admin.
 */
export async function openSettings(deps: RoleDeps, asked: Asked): Promise<OwnRights> {
  const { store, origin } = deps;
  const { portalId, by } = asked;
  const grants = await store.roles.list(portalId);
  const isFirstAdmin =
    grants.length === 0 && origin === "settings" && (await makeAdmin(deps, asked));
  const role = isFirstAdmin
    ? "admin"
    : roleAmong(grants.length > 0 ? grants : await store.roles.list(portalId), by, origin);
  return { role, rights: rightsOf(role), isFirstAdmin };
}

/** False when somebody was faster. */
async function makeAdmin({ store, timeSource }: RoleDeps, { portalId, by }: Asked) {
  return store.transaction(async () => {
    await store.roles.lock(portalId);
    if ((await store.roles.list(portalId)).length > 0) return false;
    const at = timeSource.now();
    await store.roles.save(portalId, { ...by, role: "admin", givenBy: "aftercare", givenAt: at });
    await store.audit.append(portalId, [
      {
        ...{ at, actor: by.userId, action: "first_admin", subject: `role:${by.userId}` },
        ...{ detail: { name: by.name }, from: "settings" as const },
        ...{ before: { role: null }, after: { role: "admin" } },
      },
    ]);
    return true;
  });
}

export type RolesAnswer = { readonly ok: true; readonly grants: readonly RoleGrant[] } | NotAllowed;

export async function listRoles(deps: RoleDeps, asked: Asked): Promise<RolesAnswer> {
  const right = await askRight(deps, asked, "read_roles");
  return right.ok ? { ok: true, grants: await deps.store.roles.list(asked.portalId) } : right;
}
