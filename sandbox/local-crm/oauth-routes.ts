import type { Answer } from "./api-answer.ts";
import type { AppJournal } from "./app-journal.ts";
import { ACCESS_TOKEN_LIFE_MS, type TokenBook } from "./tokens.ts";

/** The OAuth endpoints, in their versions; form bodies in, JSON out. */

export const TOKEN_PATHS: readonly string[] = [
  "/oauth/2026-03/token",
  "/oauth/2026-09/token",
  "/oauth/v3/token",
  "/oauth/v1/token",
];
export const INTROSPECT_PATHS: readonly string[] = TOKEN_PATHS.filter(
  (path) => !path.includes("v1"),
).map((path) => `${path}/introspect`);

/** Whose installation nobody was asked about. */
const SOMEBODY = { userId: 1, email: "admin@example.com" } as const;

export type OauthApp = {
  readonly clientId: string | undefined;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
};

export function answerTokenRequest(
  form: URLSearchParams,
  app: OauthApp,
  { tokens, journal }: { readonly tokens: TokenBook; readonly journal: AppJournal },
): Answer {
  const stranger = strangerIn(form, app);
  if (stranger !== null) return stranger;
  switch (form.get("grant_type")) {
    case "refresh_token": {
      const portalId = tokens.portalOfRefreshToken(form.get("refresh_token") ?? "");
      if (portalId === undefined) {
        return oauthError("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
      }
      return granted(portalId, app, tokens);
    }
    case "authorization_code":
      return exchange(form, app, tokens);
    case "client_credentials":
      return { status: 200, body: journal.grant(form.get("scope") ?? "") };
    default:
      return oauthError("BAD_GRANT_TYPE", "missing or unknown grant type");
  }
}

function exchange(form: URLSearchParams, app: OauthApp, tokens: TokenBook): Answer {
  const redeemed = tokens.redeemCode(form.get("code") ?? "");
  if (redeemed === undefined) return oauthError("BAD_AUTH_CODE", "missing or unknown auth code");
  const { portalId, grant } = redeemed;
  if (grant !== null && grant.redirectUri !== form.get("redirect_uri")) {
    return oauthError("BAD_REDIRECT_URI", "redirect_uri is not the one of the auth code");
  }
  tokens.reinstate(portalId);
  return granted(portalId, app, tokens);
}

/** Who a token belongs to and what it may do. */
export function answerIntrospection(
  form: URLSearchParams,
  app: OauthApp,
  tokens: TokenBook,
): Answer {
  const stranger = strangerIn(form, app);
  if (stranger !== null) return stranger;
  const portalId = tokens.portalOfAccessToken(form.get("token") ?? "");
  if (portalId === undefined) return { status: 200, body: { active: false } };
  const { email, ...whose } = whoseTokens(portalId, app, tokens);
  const body = { ...whose, active: true, user: email, token_use: "access_token" };
  return { status: 200, body };
}

/** A CRM that has no consent page agrees at once and goes back with a code. */
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

function strangerIn(form: URLSearchParams, app: OauthApp): Answer | null {
  if (app.clientId !== undefined && form.get("client_id") !== app.clientId) {
    return oauthError("BAD_CLIENT_ID", "missing or invalid client id");
  }
  if (form.get("client_secret") !== app.clientSecret) {
    return oauthError("BAD_CLIENT_SECRET", "missing or invalid client secret");
  }
  return null;
}

function granted(portalId: string, app: OauthApp, tokens: TokenBook): Answer {
  const { email: _email, ...whose } = whoseTokens(portalId, app, tokens);
  const body = {
    token_type: "bearer",
    refresh_token: tokens.refreshTokenOf(portalId),
    access_token: tokens.issueAccessToken(portalId),
    expires_in: ACCESS_TOKEN_LIFE_MS / 1_000,
    ...whose,
    token_use: "access_token",
  };
  return { status: 200, body };
}

function whoseTokens(portalId: string, app: OauthApp, tokens: TokenBook) {
  const grant = tokens.grantOf(portalId);
  const { userId, email } = grant ?? SOMEBODY;
  const scopes = grant?.scopes ?? app.scopes;
  return { hub_id: Number(portalId), user_id: userId, scopes, email };
}

function oauthError(status: string, message: string): Answer {
  return {
    status: 400,
    body: { error: "invalid_grant", error_description: message, status, message },
  };
}
