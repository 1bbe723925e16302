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
  /** Other tokens than `rejectedToken`, or that HubSpot gives none any more. One at a time for each portal. */
  renew(portalId: string, rejectedToken: string | null): Promise<Renewed>;
};

export type Renewed =
  | { readonly state: "fresh"; readonly tokens: PortalTokens }
  /** HubSpot takes this refresh token no more, and there is no other one. */
  | { readonly state: "dead"; readonly refusedToken: string };

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

  async function exchange(portalId: string, { refreshToken }: PortalTokens): Promise<Renewed> {
    const answer = await endpoint(refreshToken, timeSource.now());
    if (answer.state === "dead") return { state: "dead", refusedToken: refreshToken };
    await vault.save(portalId, answer.tokens);
    return answer;
  }

  /** A new installation may have brought another refresh token while HubSpot refused the old one. */
  async function exchangeNewest(portalId: string, stored: PortalTokens): Promise<Renewed> {
    const renewed = await exchange(portalId, stored);
    if (renewed.state === "fresh") return renewed;
    const newer = await vault.read(portalId);
    if (!newer || newer.refreshToken === stored.refreshToken) return renewed;
    return exchange(portalId, newer);
  }

  return {
    isFresh,
    read,
    renew: (portalId, rejectedToken) =>
      vault.withRefreshLock(portalId, async () => {
        const stored = await read(portalId);
        const isUsable = isFresh(stored) && stored.accessToken !== rejectedToken;
        return isUsable ? { state: "fresh", tokens: stored } : exchangeNewest(portalId, stored);
      }),
  };
}

export function disconnected(portalId: string, why: string): PluginError {
  return new PluginError("portal_disconnected", `portal ${portalId} is disconnected: ${why}`);
}
