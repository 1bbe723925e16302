import { z } from "zod";
import { PluginError } from "../../ports/plugin-error.ts";
import type { PortalTokens } from "../../ports/token-vault.ts";
import { type OauthApp, parseJson, postForm } from "./oauth-form.ts";

/** The dated endpoint: the client's own helpers still call v1, which ends in 2027. */
export const TOKEN_PATH = "/oauth/2026-03/token";
const BAD_TOKEN = "BAD_REFRESH_TOKEN";

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

export function createTokenEndpoint(settings: OauthApp): TokenEndpoint {
  return async (refreshToken, now) => {
    const { status, text } = await postForm(settings, TOKEN_PATH, {
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });
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

function readRefusal(status: number, text: string): RefreshAnswer {
  const refusal = Refusal.safeParse(parseJson(text)).data ?? {};
  // A wrong client id may bear the standard's word as well, and must not cost a portal its tokens.
  const isDead =
    refusal.status === undefined ? refusal.error === "invalid_grant" : refusal.status === BAD_TOKEN;
  if (isDead) return { state: "dead" };
  if (status >= 500 || status === 429) throw unavailable(`answered ${status}`);
  throw new PluginError(
    "settings_invalid",
    `POST ${TOKEN_PATH} answered ${status}: expected the client id and secret to be those of the app`,
  );
}

function unavailable(what: string): PluginError {
  return new PluginError("crm_unavailable", `POST ${TOKEN_PATH} ${what}`, { retryable: true });
}
