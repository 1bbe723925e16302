import type { Crm } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { askRight, type NotAllowed } from "../governance/ask-right.ts";
import type { Asked } from "../governance/policy-deps.ts";
import type { PortalDeps } from "./change-portal.ts";

export type ArchiveAnswer =
  | { readonly ok: true }
  | NotAllowed
  /** `still_live`: it would be filled, and made, again. `not_connected`: there is no way to HubSpot. */
  | { readonly ok: false; readonly reason: "not_connected" | "still_live" }
  | { readonly ok: false; readonly reason: "crm_failed"; readonly why: string };

/**
 * Takes Aftercare's own properties out of the account's HubSpot, before the app is removed there: after it
 * nobody may. Only while it observes, as a live account needs them. Audited.
 */
export async function archiveOwn(
  { store, timeSource, origin, crm }: PortalDeps & { readonly crm: Pick<Crm, "archiveOwn"> },
  asked: Asked,
): Promise<ArchiveAnswer> {
  const { portalId, by } = asked;
  const right = await askRight({ store, origin }, asked, "choose_farewell");
  if (!right.ok) return right;
  const portal = await store.portals.find(portalId);
  if (portal === null || portal.state !== "connected")
    return { ok: false, reason: "not_connected" };
  if (portal.mode !== "observe") return { ok: false, reason: "still_live" };
  try {
    await crm.archiveOwn(portalId);
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    return { ok: false, reason: "crm_failed", why: error.code };
  }
  await store.audit.append(portalId, [
    {
      ...{ at: timeSource.now(), actor: by.userId, action: "own_archived", from: origin },
      ...{ subject: `portal:${portalId}`, detail: { name: by.name } },
    },
  ]);
  return { ok: true };
}
