import { isOn } from "../../domain/governance/mode.ts";
import type { Logger } from "../../ports/logger.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { TokenVault } from "../../ports/token-vault.ts";

/** Why calls for a portal stop. */
export type Disconnection =
  | { readonly cause: "token_refused"; readonly refusedToken: string }
  | { readonly cause: "uninstalled" | "by_operator" };

/**
 * The app has no access any more: calls for a portal stop, its tokens are removed, its data stay for the
 * time that is set, and its managers are told once. A new installation that has brought other tokens than
 * the one that HubSpot refused is left alone.
 */
export async function disconnectPortal(
  { store, vault, timeSource, logger }: DisconnectDeps,
  portalId: string,
  disconnection: Disconnection,
): Promise<void> {
  const isNew = await store.transaction(async () => {
    await store.roles.lock(portalId);
    if (disconnection.cause === "token_refused") {
      const kept = (await vault?.read(portalId)) ?? null;
      if (kept !== null && kept.refreshToken !== disconnection.refusedToken) return false;
    }
    await vault?.remove(portalId);
    const portal = await store.portals.find(portalId);
    if (portal === null || portal.state === "disconnected") return false;
    await store.portals.save({ ...portal, state: "disconnected" });
    const now = timeSource.now();
    if (isOn(portal.mode, "escalation") && disconnection.cause !== "by_operator") {
      const notice = { kind: "connection_notice", subjectId: String(now) } as const;
      await store.outbox.requestOnce(portalId, [notice], now);
    }
    await store.audit.append(portalId, [
      {
        at: now,
        actor: "aftercare",
        action: "portal_disconnected",
        from: "aftercare",
        subject: `portal:${portalId}`,
        detail: disconnection.cause === "token_refused" ? {} : { cause: disconnection.cause },
      },
    ]);
    return true;
  });
  const { cause } = disconnection;
  if (isNew) logger.warn({ portalId, cause }, WORDS[cause]);
}

const WORDS: Readonly<Record<Disconnection["cause"], string>> = {
  token_refused: "the portal is disconnected: HubSpot refuses its token",
  uninstalled: "the portal is disconnected: the app was removed there",
  by_operator: "the portal is disconnected by the operator",
};

type DisconnectDeps = {
  readonly store: Pick<Store, "portals" | "audit" | "outbox" | "roles" | "transaction">;
  /** Absent where nobody has tokens: in tests, and where the settings name the only account. */
  readonly vault?: Pick<TokenVault, "read" | "remove">;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};
