import { createHmac, randomUUID } from "node:crypto";

/** Access tokens live half an hour, as HubSpot's do. */
export const ACCESS_TOKEN_LIFE_MS = 1_800_000;
export const CODE_LIFE_MS = 600_000;

/** What a person allowed on the consent page. */
export type ConsentGrant = {
  readonly userId: number;
  readonly email: string;
  readonly scopes: readonly string[];
  /** The code is good for this address only. */
  readonly redirectUri: string;
};
export type RedeemedCode = { readonly portalId: string; readonly grant: ConsentGrant | null };

/** The OAuth tokens of all portals. Access tokens age in sandbox time. */
export type TokenBook = {
  /** The same after every start, so that a plugin that kept it stays connected. */
  refreshTokenOf(portalId: string): string;
  issueAccessToken(portalId: string): string;
  /** A one-time code, as the consent page hands it to the redirect address. */
  issueCode(portalId: string, grant?: ConsentGrant, ageMs?: number): string;
  redeemCode(code: string): RedeemedCode | undefined;
  /** What was allowed last; undefined while nobody has been asked. */
  grantOf(portalId: string): ConsentGrant | undefined;
  /** The portal of a refresh token that was not revoked. */
  portalOfRefreshToken(token: string): string | undefined;
  /** The portal of an access token that has not expired. */
  portalOfAccessToken(token: string): string | undefined;
  /** Makes every token of the portal useless, as an uninstall does. */
  revoke(portalId: string): void;
  reinstate(portalId: string): void;
};

export function createTokenBook(options: {
  readonly secret: string;
  now(): number;
  hasPortal(portalId: string): boolean;
}): TokenBook {
  const accessTokens = new Map<string, { portalId: string; expiresAt: number }>();
  const codes = new Map<string, RedeemedCode & { readonly expiresAt: number }>();
  const grants = new Map<string, ConsentGrant>();
  const revoked = new Set<string>();
  const isConnected = (portalId: string): boolean =>
    options.hasPortal(portalId) && !revoked.has(portalId);
  const refreshTokenOf = (portalId: string): string => {
    const digest = createHmac("sha256", options.secret).update(`refresh:${portalId}`).digest("hex");
    return `na1-${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 24)}-${portalId}`;
  };
  return {
    refreshTokenOf,
    issueAccessToken: (portalId) => {
      const token = `local-${portalId}-${randomUUID()}`;
      accessTokens.set(token, { portalId, expiresAt: options.now() + ACCESS_TOKEN_LIFE_MS });
      return token;
    },
    issueCode: (portalId, grant, ageMs = 0) => {
      const code = randomUUID();
      const expiresAt = options.now() + CODE_LIFE_MS - ageMs;
      codes.set(code, { portalId, grant: grant ?? null, expiresAt });
      return code;
    },
    redeemCode: (code) => {
      const found = codes.get(code);
      codes.delete(code);
      if (found === undefined || found.expiresAt <= options.now()) return undefined;
      if (found.grant !== null) grants.set(found.portalId, found.grant);
      return found;
    },
    grantOf: (portalId) => grants.get(portalId),
    portalOfRefreshToken: (token) => {
      const portalId = token.split("-").at(-1) ?? "";
      return isConnected(portalId) && refreshTokenOf(portalId) === token ? portalId : undefined;
    },
    portalOfAccessToken: (token) => {
      const found = accessTokens.get(token);
      if (found === undefined || !isConnected(found.portalId)) return undefined;
      if (found.expiresAt > options.now()) return found.portalId;
      accessTokens.delete(token);
      return undefined;
    },
    revoke: (portalId) => void revoked.add(portalId),
    reinstate: (portalId) => void revoked.delete(portalId),
  };
}
