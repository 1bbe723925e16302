import { z } from "zod";
import { PluginError } from "../../ports/plugin-error.ts";
import type { PortalTokens } from "../../ports/token-vault.ts";

/** The dated endpoint: the client's own helpers still call v1, which ends in 2027. */
const PATH = "/oauth/2026-03/token";
const TIMEOUT_MS = 10_000;

/** `dead`: HubSpot will never take this refresh token again; the app was removed or access withdrawn. */
export type RefreshAnswer =
  | { readonly state: "fresh"; readonly tokens: PortalTokens }
  | { readonly state: "dead" };

export type TokenEndpoint = (refreshToken: string, now: number) => Promise<RefreshAnswer>;

const Tokens = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
});

const Refusal = z.looseObject({ error: z.string().optional(), status: z.string().optional() });

export function createTokenEndpoint(settings: {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}): TokenEndpoint {
  const url = settings.baseUrl.replace(/\/+$/, "") + PATH;
  return async (refreshToken, now) => {
    const { status, text } = await post(
      url,
      new URLSearchParams({
        grant_type: "refresh_token",
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        refresh_token: refreshToken,
      }),
    );
    if (status !== 200) return readRefusal(status, text);
    const parsed = Tokens.safeParse(parseJson(text));
    if (!parsed.success) throw unavailable("answered in another shape");
    const { access_token, refresh_token, expires_in } = parsed.data;
    const tokens = {
      accessToken: access_token,
      // Not rotated today, and repeated in every answer; kept should one leave it out.
      refreshToken: refresh_token ?? refreshToken,
      expiresAt: now + expires_in * 1000,
    };
    return { state: "fresh", tokens };
  };
}

/** Neither body is kept in an error: both carry secrets. */
async function post(url: string, body: URLSearchParams): Promise<{ status: number; text: string }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: "POST", body, signal, redirect: "error" });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new PluginError("crm_unavailable", `POST ${PATH} was not answered`, {
      retryable: true,
      cause,
    });
  }
}

function readRefusal(status: number, text: string): RefreshAnswer {
  const refusal = Refusal.safeParse(parseJson(text)).data ?? {};
  if (refusal.status === "BAD_REFRESH_TOKEN" || refusal.error === "invalid_grant") {
    return { state: "dead" };
  }
  if (status >= 500 || status === 429) throw unavailable(`answered ${status}`);
  throw new PluginError(
    "settings_invalid",
    `POST ${PATH} answered ${status}: expected the client id and secret to be those of the app`,
  );
}

function unavailable(what: string): PluginError {
  return new PluginError("crm_unavailable", `POST ${PATH} ${what}`, { retryable: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
