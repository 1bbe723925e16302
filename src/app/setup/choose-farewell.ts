import type { Farewell, PortalPurges } from "../../ports/portal-purges.ts";
import { askRight, type NotAllowed } from "../governance/ask-right.ts";
import type { Asked } from "../governance/policy-deps.ts";
import type { PortalDeps } from "./change-portal.ts";

export type FarewellDeps = PortalDeps & {
  readonly purges: Pick<PortalPurges, "leaving" | "setFarewell">;
};

export type FarewellChoice =
  | { readonly ok: true }
  | NotAllowed
  | { readonly ok: false; readonly reason: "not_connected" };

/** What becomes of the account's data once the app is removed; audited, and told twice it is done once. */
export async function chooseFarewell(
  { store, timeSource, origin, purges }: FarewellDeps,
  asked: Asked & { readonly farewell: Farewell },
): Promise<FarewellChoice> {
  const { portalId, by, farewell } = asked;
  return store.transaction(async (): Promise<FarewellChoice> => {
    await store.roles.lock(portalId);
    const right = await askRight({ store, origin }, asked, "choose_farewell");
    if (!right.ok) return right;
    const leaving = await purges.leaving(portalId);
    if (leaving === null || leaving.disconnectedAt !== null) {
      return { ok: false, reason: "not_connected" };
    }
    if (leaving.farewell === farewell) return { ok: true };
    await purges.setFarewell(portalId, farewell);
    await store.audit.append(portalId, [
      {
        ...{ at: timeSource.now(), actor: by.userId, action: "farewell_chosen", from: origin },
        ...{ subject: `portal:${portalId}`, detail: { name: by.name } },
        ...{ before: { farewell: leaving.farewell }, after: { farewell } },
      },
    ]);
    return { ok: true };
  });
}
