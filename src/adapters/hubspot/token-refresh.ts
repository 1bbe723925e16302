import { PluginError } from "../../ports/plugin-error.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalTokens, TokenVault } from "../../ports/token-vault.ts";
import { createTokenEndpoint } from "./token-endpoint.ts";

/** A token that expires during a call would cost a 401, and HubSpot counts those. */
const REFRESH_EARLY_MS = 5 * 60_000;

export type TokenRefresh = {
  isFresh(tokens: PortalTokens): boolean;
  /** The tokens that the vault has; throws `portal_disconnected` when there are none. */
  read(portalId: string): Promise<PortalTokens>;
  /** Other tokens than `rejectedToken`, or null when HubSpot gives none any more. One at a time for each portal. */
  renew(portalId: string, rejectedToken: string | null): Promise<PortalTokens | null>;
};

export function createTokenRefresh(deps: {
  readonly vault: TokenVault;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly baseUrl: string;
  readonly timeSource: TimeSource;
}): TokenRefresh {
  const { vault, timeSource } = deps;
  const endpoint = createTokenEndpoint(deps);

  const isFresh = (tokens: PortalTokens) => timeSource.now() < tokens.expiresAt - REFRESH_EARLY_MS;

  async function read(portalId: string): Promise<PortalTokens> {
    const stored = await vault.read(portalId);
    if (stored) return stored;
    throw disconnected(portalId, "it has no tokens");
  }

  async function exchange(portalId: string, tokens: PortalTokens): Promise<PortalTokens | null> {
    const answer = await endpoint(tokens.refreshToken, timeSource.now());
    if (answer.state === "dead") return null;
    await vault.save(portalId, answer.tokens);
    return answer.tokens;
  }

  /** A new installation may have brought another refresh token while HubSpot refused the old one. */
  async function exchangeNewest(portalId: string, stored: PortalTokens) {
    const tokens = await exchange(portalId, stored);
    if (tokens) return tokens;
    const newer = await vault.read(portalId);
    if (!newer || newer.refreshToken === stored.refreshToken) return null;
    return exchange(portalId, newer);
  }

  return {
    isFresh,
    read,
    renew: (portalId, rejectedToken) =>
      vault.withRefreshLock(portalId, async () => {
        const stored = await read(portalId);
        const isUsable = isFresh(stored) && stored.accessToken !== rejectedToken;
        return isUsable ? stored : exchangeNewest(portalId, stored);
      }),
  };
}

export function disconnected(portalId: string, why: string): PluginError {
  return new PluginError("portal_disconnected", `portal ${portalId} is disconnected: ${why}`);
}
