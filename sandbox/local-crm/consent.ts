import type { ConsentLanguage } from "../consent-frame.ts";
import type { Answer } from "./api-answer.ts";
import { renderConsent, renderRefusal } from "./consent-page.ts";
import { CONSENT_TROUBLES, type ConsentTrouble } from "./consent-words.ts";
import { CODE_LIFE_MS, type TokenBook } from "./tokens.ts";

/** Somebody who is signed in to the CRM and looks at the consent page. */
export type ConsentUser = {
  readonly userId: number;
  readonly email: string;
  readonly name: string;
};

export type ConsentAccount = {
  readonly portalId: string;
  readonly name: string;
  readonly isInstalled: boolean;
};

/** The app as the CRM has it registered. */
export type ConsentOptions = {
  readonly appName: string;
  readonly user: ConsentUser;
  redirectUris(): readonly string[];
  /** Whether an account has had the app from the start. */
  isInstalled(portalId: string): boolean;
};

export type ConsentParts = Pick<ConsentOptions, "appName" | "user" | "redirectUris"> & {
  readonly clientId: string | undefined;
  readonly tokens: TokenBook;
  accounts(): readonly ConsentAccount[];
};

/** `GET /oauth/authorize`: asks the person; or says why nobody can be asked. */
export function answerConsentPage(
  query: URLSearchParams,
  parts: ConsentParts,
  language: ConsentLanguage,
): Answer {
  const refusal = refusalOf(query, parts);
  if (refusal !== null) return page(400, renderRefusal(refusal, { language, backUrl: null }));
  const scopes = {
    required: scopesIn(query, "scope"),
    optional: scopesIn(query, "optional_scope"),
  };
  const { appName, user } = parts;
  const accounts = parts.accounts();
  const asked = { appName, user, accounts, scopes, query };
  return page(200, renderConsent(asked, language));
}

/** `POST /oauth/authorize`: what the person decided, with the question it was. */
export function answerDecision(
  form: URLSearchParams,
  parts: ConsentParts,
  language: ConsentLanguage,
): Answer {
  const refusal = refusalOf(form, parts);
  if (refusal !== null) return page(400, renderRefusal(refusal, { language, backUrl: null }));
  const trouble = CONSENT_TROUBLES.find((one) => one === form.get("trouble")) ?? "none";
  const denial = back(form, { error: "access_denied", error_description: "denied by the user" });
  if (form.get("decision") !== "allow") return { status: 302, headers: { location: denial } };
  if (trouble === "no_right") {
    return page(403, renderRefusal("no_right", { language, backUrl: denial }));
  }
  if (trouble === "server_error") {
    return { status: 302, headers: { location: back(form, { error: "server_error" }) } };
  }
  const account = parts.accounts().find(({ portalId }) => portalId === form.get("account"));
  if (account === undefined) {
    return page(400, renderRefusal("no_account", { language, backUrl: null }));
  }
  const code = codeOf(form, { parts, portalId: account.portalId, trouble });
  return { status: 302, headers: { location: back(form, { code }) } };
}

function codeOf(
  form: URLSearchParams,
  wanted: {
    readonly parts: ConsentParts;
    readonly portalId: string;
    readonly trouble: ConsentTrouble;
  },
): string {
  const { parts, portalId, trouble } = wanted;
  const { tokens, user } = parts;
  const optional = form.getAll("granted");
  const scopes = [...scopesIn(form, "scope"), ...optional];
  const redirectUri = form.get("redirect_uri") ?? "";
  const code = tokens.issueCode(
    portalId,
    {
      ...{ userId: user.userId, email: user.email },
      scopes: trouble === "missing_scope" ? scopes.filter((one) => one !== "tickets") : scopes,
      redirectUri: trouble === "wrong_redirect" ? `${redirectUri}/elsewhere` : redirectUri,
    },
    trouble === "expired_code" ? CODE_LIFE_MS : 0,
  );
  if (trouble === "used_code") tokens.redeemCode(code);
  return code;
}

/** HubSpot shows these itself: a browser is sent back to addresses only that the app lists. */
function refusalOf(query: URLSearchParams, parts: ConsentParts) {
  if (query.get("client_id") !== parts.clientId) return "unknown_app" as const;
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!parts.redirectUris().includes(redirectUri)) return "unknown_redirect" as const;
  return scopesIn(query, "scope").length === 0 ? ("no_scopes" as const) : null;
}

function scopesIn(query: URLSearchParams, name: string): readonly string[] {
  return (query.get(name) ?? "").split(" ").filter(Boolean);
}

function back(form: URLSearchParams, answer: Readonly<Record<string, string>>): string {
  const url = new URL(form.get("redirect_uri") ?? "");
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  const state = form.get("state");
  if (state !== null) url.searchParams.set("state", state);
  return url.href;
}

function page(status: number, body: string): Answer {
  return { status, body, headers: { "cache-control": "no-store" } };
}
