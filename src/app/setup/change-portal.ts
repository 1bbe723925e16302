import { isSameMode } from "../../domain/governance/mode.ts";
import type { Action } from "../../domain/governance/permission.ts";
import type { AuditValues } from "../../ports/audit.ts";
import type { Portal } from "../../ports/store.ts";
import { askRight, type NotAllowed } from "../governance/ask-right.ts";
import type { Asked, PolicyDeps } from "../governance/policy-deps.ts";

export type PortalDeps = Pick<PolicyDeps, "store" | "timeSource" | "origin">;

export type PortalChange =
  | { readonly ok: true }
  | NotAllowed
  | { readonly ok: false; readonly reason: "not_connected" };

/** What people set of a portal. */
type SetOfPortal = Pick<Portal, "mode" | "language" | "switchedOn">;

/** Sets what a portal is told by; audited, and told twice it is done once. */
export async function changePortal(
  { store, timeSource, origin }: PortalDeps,
  asked: Asked,
  wanted: {
    readonly right: Action;
    readonly auditAs: string;
    /** What becomes of the portal, as it is now. */
    readonly change: (portal: Portal, now: number) => Partial<SetOfPortal>;
  },
): Promise<PortalChange> {
  const { portalId, by } = asked;
  const { right: action, auditAs, change } = wanted;
  return store.transaction(async (): Promise<PortalChange> => {
    await store.roles.lock(portalId);
    const right = await askRight({ store, origin }, asked, action);
    if (!right.ok) return right;
    const portal = await store.portals.find(portalId);
    if (portal === null || portal.state === "disconnected") {
      return { ok: false, reason: "not_connected" };
    }
    const after = { ...portal, ...change(portal, timeSource.now()) };
    if (isSameMode(portal.mode, after.mode) && portal.language === after.language) {
      return { ok: true };
    }
    await store.portals.save(after);
    await store.audit.append(portalId, [
      {
        ...{ at: timeSource.now(), actor: by.userId, action: auditAs, from: origin },
        ...{ subject: `portal:${portalId}`, detail: { name: by.name } },
        before: saidOf(portal),
        after: saidOf(after),
      },
    ]);
    return { ok: true };
  });
}

function saidOf({ mode, language }: Pick<Portal, "mode" | "language">): AuditValues {
  return { mode: String(mode), language };
}
