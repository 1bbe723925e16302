import { type Request, type Response, Router } from "express";
import type { InstallOutcome } from "../../app/portals/install-portal.ts";
import { languageOfCustomer } from "../../domain/surveys/customer-language.ts";
import type { Language } from "../../domain/words.ts";
import type { InstallVisits } from "../../ports/install-visits.ts";
import type { Portal } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { createAttemptLimit } from "./attempt-limit.ts";
import { createInstallCookie } from "./install-cookie.ts";
import {
  INSTALL_PATH,
  INSTALL_START_PATH,
  type InstallOffer,
  renderListing,
} from "./install-listing.ts";
import {
  type Connected,
  type InstallRefusal,
  renderConnected,
  renderRefusal,
  type SlackStep,
} from "./install-outcome.ts";

/** Where the CRM sends browsers back to; its app lists it. */
export const CALLBACK_PATH = "/oauth/callback";

const VISIT_LIFETIME_MS = 10 * 60_000;
/** From one address: high, as a proxy in front makes all browsers one address. */
const ADDRESS_LIMIT = { attempts: 120, withinMs: 60_000 };
/** Of all addresses together: each visit that begins makes a row, and each that ends asks HubSpot. */
const SERVER_LIMIT = { attempts: 600, withinMs: 60_000 };
/** Codes are short; what is longer is none. */
const CODE_LIMIT = 2_000;
/** A browser says `access_denied` when a person said no; other words say that something went wrong. */
const DENIED = "access_denied";

/** Nothing but the page itself. */
const CONTENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

export type InstallRoutesDeps = {
  readonly visits: InstallVisits;
  readonly slackStepOf: (portalId: string, userId: string) => Promise<SlackStep>;
  readonly pagesOf: (portal: Portal) => Connected["pages"];
  readonly timeSource: TimeSource;
};

export type InstallSettings = {
  /** What browsers call, without a final slash. */
  readonly baseUrl: () => string;
  /** The CRM's consent page. */
  readonly authorizeUrl: () => string;
  readonly clientId: string;
  readonly offer: InstallOffer;
  readonly install: (code: string, language: Language) => Promise<InstallOutcome>;
};

/**
 * An admin's way from the listing to a connected account: `GET /install` says what the app is and asks
 * for, `GET /install/start` begins a visit and leads to the CRM's consent page, `GET /oauth/callback` ends
 * it. Every end has a page that says what happened and what to do. Nowhere is anybody sent that a request
 * names. Null settings: accounts cannot install it.
 */
export function createInstallRoutes(
  deps: InstallRoutesDeps,
  settings: InstallSettings | null,
): Router {
  const router = Router();
  const isTooMany = createTurnstile(deps.timeSource);
  if (settings === null) {
    router.get([INSTALL_PATH, INSTALL_START_PATH, CALLBACK_PATH], (request, response) =>
      refuse({ request, response }, { kind: "not_configured" }, { redirectUri: "" }),
    );
    return router;
  }
  const redirectUri = () => `${settings.baseUrl()}${CALLBACK_PATH}`;
  for (const [path, answer] of [
    [INSTALL_PATH, showListing],
    [INSTALL_START_PATH, startVisit],
    [CALLBACK_PATH, endVisit],
  ] as const) {
    router.get(path, async (request, response) => {
      const visit = { request, response };
      const words = { redirectUri: redirectUri() };
      if (isTooMany(request)) return refuse(visit, { kind: "too_many" }, words);
      await answer(visit, deps, { ...settings, ...words });
    });
  }
  return router;
}

type Visit = { readonly request: Request; readonly response: Response };
type Settings = InstallSettings & { readonly redirectUri: string };

async function showListing(visit: Visit, _deps: InstallRoutesDeps, { offer }: Settings) {
  send(visit, 200, renderListing(offer, languageOf(visit.request)));
}

async function startVisit(
  { request, response }: Visit,
  { visits, timeSource }: InstallRoutesDeps,
  settings: Settings,
): Promise<void> {
  const cookie = cookieOf(settings);
  const now = timeSource.now();
  const { state, browser } = await visits.begin({
    browser: cookie.read(request),
    language: languageOf(request),
    now,
    expiresAt: now + VISIT_LIFETIME_MS,
  });
  cookie.set(response, browser);
  response.set("cache-control", "no-store").redirect(consentUrl(settings, state));
}

/** Optional scopes that an account does not have are left out by the CRM without a word. */
function consentUrl({ authorizeUrl, clientId, offer, redirectUri }: Settings, state: string) {
  const url = new URL(authorizeUrl());
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: offer.hubspot.required.join(" "),
    optional_scope: offer.hubspot.optional.join(" "),
    state,
  });
  // HubSpot's own addresses have %20 between scopes.
  url.search = query.toString().replaceAll("+", "%20");
  return url.href;
}

async function endVisit(visit: Visit, deps: InstallRoutesDeps, settings: Settings): Promise<void> {
  const { request, response } = visit;
  const cookie = cookieOf(settings);
  const brought = { state: textOf(request, "state"), browser: cookie.read(request) };
  const redeemed = await deps.visits.redeem(brought, deps.timeSource.now());
  if (!redeemed.ok) return refuse(visit, { kind: redeemed.reason }, settings);
  const told = { ...settings, language: redeemed.language };
  const refusal = refusalIn(request);
  if (refusal !== null) return refuse(visit, refusal, told);
  const outcome = await settings.install(textOf(request, "code"), redeemed.language);
  if (!outcome.ok) return refuse(visit, refusalOf(outcome), told);
  cookie.clear(response);
  const { portal, userId } = outcome;
  const slack = await deps.slackStepOf(portal.portalId, userId);
  const { appName } = settings.offer;
  const connected = { ...outcome, appName, slack, pages: deps.pagesOf(portal) };
  send(visit, 200, renderConnected(connected, redeemed.language));
}

function refusalOf(outcome: Extract<InstallOutcome, { readonly ok: false }>): InstallRefusal {
  if (outcome.reason !== "missing_scopes") return { kind: outcome.reason };
  const { reason: kind, portalId, missing } = outcome;
  return { kind, portalId, missing };
}

/** What the CRM says instead of a code. */
function refusalIn(request: Request): InstallRefusal | null {
  const error = textOf(request, "error");
  if (error === DENIED) return { kind: "denied" };
  if (error !== "") return { kind: "failed", reason: error };
  const code = textOf(request, "code");
  return code === "" || code.length > CODE_LIMIT ? { kind: "not_known" } : null;
}

function refuse(
  visit: Visit,
  refusal: InstallRefusal,
  told: { readonly redirectUri: string; readonly language?: Language },
): void {
  const language = told.language ?? languageOf(visit.request);
  const { status, html } = renderRefusal(refusal, language, told.redirectUri);
  send(visit, status, html);
}

function send({ response }: Visit, status: number, html: string): void {
  response
    .status(status)
    .set("cache-control", "no-store")
    .set("content-security-policy", CONTENT_POLICY)
    .set("x-robots-tag", "noindex")
    .type("html")
    .send(html);
}

function cookieOf({ redirectUri }: Settings) {
  return createInstallCookie(redirectUri.startsWith("https:"), VISIT_LIFETIME_MS);
}

/** The one that was chosen, else the first of the browser's that we have. */
function languageOf(request: Request): Language {
  const wanted = [textOf(request, "lang"), ...request.acceptsLanguages()];
  for (const tag of wanted) {
    const language = languageOfCustomer(tag);
    if (language !== null) return language;
  }
  return "en";
}

/** Of a parameter that is there twice, or not at all, nothing is taken. */
function textOf(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === "string" ? value : "";
}

function createTurnstile({ now }: TimeSource): (request: Request) => boolean {
  const addresses = createAttemptLimit(ADDRESS_LIMIT);
  const server = createAttemptLimit(SERVER_LIMIT);
  return (request) => !addresses.take(request.ip ?? "", now()) || !server.take("", now());
}
