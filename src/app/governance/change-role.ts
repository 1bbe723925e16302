import type { Role } from "../../domain/governance/permission.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";

export type RoleChange = Asked & {
  readonly userId: string;
  /** As the person is known where the role is given. */
  readonly email: string;
  readonly name: string;
  /** Null takes the role away. */
  readonly role: Role | null;
};
export type RoleAnswer =
  | { readonly ok: true; readonly grants: readonly RoleGrant[] }
  | NotAllowed
  /** Nobody could change roles any more. */
  | { readonly ok: false; readonly reason: "last_admin" };

/** Gives somebody a role or takes it away; at least one admin always remains. */
export async function changeRole(
  deps: Pick<PolicyDeps, "store" | "timeSource" | "origin">,
  change: RoleChange,
): Promise<RoleAnswer> {
  const { store, timeSource, origin } = deps;
  const { portalId, by, userId, email, name, role } = change;
  return store.transaction(async (): Promise<RoleAnswer> => {
    await store.roles.lock(portalId);
    const right = await askRight(deps, change, "change_roles");
    if (!right.ok) return right;
    const before = await store.roles.list(portalId);
    const present = before.find((grant) => grant.userId === userId)?.role ?? null;
    if (present === role) return { ok: true, grants: before };
    const others = before.filter((grant) => grant.userId !== userId);
    if (role !== "admin" && !others.some((grant) => grant.role === "admin")) {
      return { ok: false, reason: "last_admin" };
    }
    const at = timeSource.now();
    if (role === null) await store.roles.remove(portalId, userId);
    else {
      const given = { givenBy: by.name, givenAt: at };
      await store.roles.save(portalId, { userId, email, name, role, ...given });
    }
    await store.audit.append(portalId, [
      {
        ...{ at, actor: by.userId, action: "role_changed", subject: `role:${userId}` },
        ...{ detail: { name: by.name }, from: origin },
        ...{ before: { role: present }, after: { role } },
      },
    ]);
    return { ok: true, grants: await store.roles.list(portalId) };
  });
}
