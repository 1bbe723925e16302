import type { Answer } from "./api-answer.ts";
import { ACCESS_TOKEN_LIFE_MS, type TokenBook } from "./tokens.ts";

/** The OAuth endpoints, in their versions; form bodies in, JSON out. */

export const TOKEN_PATHS: readonly string[] = [
  "/oauth/2026-03/token",
  "/oauth/2026-09/token",
  "/oauth/v3/token",
  "/oauth/v1/token",
];

export type OauthApp = {
  readonly clientId: string | undefined;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
};

export function answerTokenRequest(
  form: URLSearchParams,
  app: OauthApp,
  tokens: TokenBook,
): Answer {
  if (app.clientId !== undefined && form.get("client_id") !== app.clientId) {
    return oauthError("BAD_CLIENT_ID", "missing or invalid client id");
  }
  if (form.get("client_secret") !== app.clientSecret) {
    return oauthError("BAD_CLIENT_SECRET", "missing or invalid client secret");
  }
  switch (form.get("grant_type")) {
    case "refresh_token": {
      const portalId = tokens.portalOfRefreshToken(form.get("refresh_token") ?? "");
      if (portalId === undefined) {
        return oauthError("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
      }
      return granted(portalId, app, tokens);
    }
    case "authorization_code": {
      const portalId = tokens.redeemCode(form.get("code") ?? "");
      if (portalId === undefined) {
        return oauthError("BAD_AUTH_CODE", "missing or unknown auth code");
      }
      tokens.reinstate(portalId);
      return granted(portalId, app, tokens);
    }
    default:
      return oauthError("BAD_GRANT_TYPE", "missing or unknown grant type");
  }
}

/** Stands for HubSpot's consent page: agrees at once and goes back with a code. */
export function answerAuthorizeRequest(
  query: URLSearchParams,
  portalId: string,
  tokens: TokenBook,
): Answer {
  const target = URL.canParse(query.get("redirect_uri") ?? "")
    ? new URL(query.get("redirect_uri") ?? "")
    : undefined;
  if (target === undefined)
    return oauthError("BAD_REDIRECT_URI", "missing or invalid redirect_uri");
  target.searchParams.set("code", tokens.issueCode(portalId));
  const state = query.get("state");
  if (state !== null) target.searchParams.set("state", state);
  return { status: 302, headers: { location: target.href } };
}

function granted(portalId: string, app: OauthApp, tokens: TokenBook): Answer {
  const body = {
    token_type: "bearer",
    refresh_token: tokens.refreshTokenOf(portalId),
    access_token: tokens.issueAccessToken(portalId),
    expires_in: ACCESS_TOKEN_LIFE_MS / 1_000,
    hub_id: Number(portalId),
    user_id: 1,
    scopes: app.scopes,
    token_use: "access_token",
  };
  return { status: 200, body };
}

function oauthError(status: string, message: string): Answer {
  return {
    status: 400,
    body: { error: "invalid_grant", error_description: message, status, message },
  };
}
