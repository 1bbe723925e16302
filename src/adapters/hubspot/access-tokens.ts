import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalTokens, TokenVault } from "../../ports/token-vault.ts";
import { createRecentlyUsed } from "./recently-used.ts";
import { createTokenRefresh, disconnected } from "./token-refresh.ts";

/** Where the gateway gets the access token of a portal from. Both throw `portal_disconnected` when there is none. */
export type AccessTokens = {
  token(portalId: string): Promise<string>;
  /** HubSpot refused `rejectedToken`: gives another one. */
  refresh(portalId: string, rejectedToken: string): Promise<string>;
};

/** The fixed token of a private app, good for one portal; it cannot be refreshed. */
export function staticToken(token: string): AccessTokens {
  return {
    token: async () => token,
    refresh: async (portalId) => {
      throw disconnected(portalId, "HubSpot refuses its fixed access token");
    },
  };
}

const MAX_REMEMBERED = 1000;

/** Tokens of an installed app: refreshed early, and once at a time for each portal in all processes. */
export function createOauthTokens(deps: {
  readonly vault: TokenVault;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly baseUrl: string;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** HubSpot takes the refresh token no more: stop everything for this portal. */
  onDisconnected(portalId: string, refusedToken: string): Promise<void>;
}): AccessTokens {
  const { timeSource, logger } = deps;
  const { isFresh, read, renew } = createTokenRefresh(deps);
  const remembered = createRecentlyUsed<PortalTokens>(MAX_REMEMBERED);

  const renewOnce = singleFlight(async (portalId, rejectedToken: string | null) => {
    const renewed = await renew(portalId, rejectedToken);
    if (renewed.state === "fresh") {
      remembered.set(portalId, renewed.tokens);
      return renewed.tokens.accessToken;
    }
    remembered.delete(portalId);
    await deps.onDisconnected(portalId, renewed.refusedToken);
    throw disconnected(portalId, "HubSpot refuses its refresh token");
  });

  /** HubSpot's token service may be down for a while: an old token is good until it expires. */
  async function renewEarly(portalId: string, old: PortalTokens): Promise<string> {
    try {
      return await renewOnce(portalId, null);
    } catch (error) {
      const isTrouble = error instanceof PluginError && error.retryable;
      if (!isTrouble || timeSource.now() >= old.expiresAt) throw error;
      logger.warn({ portalId, code: error.code }, "the access token could not be refreshed yet");
      return old.accessToken;
    }
  }

  return {
    async token(portalId) {
      const tokens = remembered.get(portalId) ?? (await read(portalId));
      remembered.set(portalId, tokens);
      return isFresh(tokens) ? tokens.accessToken : renewEarly(portalId, tokens);
    },
    async refresh(portalId, rejectedToken) {
      const known = remembered.get(portalId);
      const isOther = known !== undefined && known.accessToken !== rejectedToken;
      if (isOther && isFresh(known)) return known.accessToken;
      remembered.delete(portalId);
      return renewOnce(portalId, rejectedToken);
    },
  };
}

type Renewal = (portalId: string, rejectedToken: string | null) => Promise<string>;

/** Callers that come while a renewal of their portal is under way get what it brings. */
function singleFlight(renewal: Renewal): Renewal {
  const underWay = new Map<string, Promise<string>>();
  return (portalId, rejectedToken) => {
    const running = underWay.get(portalId);
    if (running !== undefined) return running;
    const started = renewal(portalId, rejectedToken).finally(() => underWay.delete(portalId));
    underWay.set(portalId, started);
    return started;
  };
}
