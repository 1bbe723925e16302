import { setTimeout as wait } from "node:timers/promises";
import express, { type Request, type Response, type Router } from "express";
import { consentLanguageOf } from "../consent-frame.ts";
import { ACCOUNT_ROUTES } from "./account-routes.ts";
import {
  type Answer,
  ApiRefusal,
  type ApiRequest,
  invalidInput,
  notFound,
  type Route,
  refusal,
} from "./api-answer.ts";
import type { AppJournal } from "./app-journal.ts";
import { ASSOCIATION_ROUTES } from "./association-routes.ts";
import { BATCH_ROUTES } from "./batch-routes.ts";
import type { CallCount, CallCounter } from "./call-counter.ts";
import { answerConsentPage, answerDecision, type ConsentParts } from "./consent.ts";
import type { Fault, FaultSwitches } from "./faults.ts";
import { journalRoutes } from "./journal-routes.ts";
import {
  answerAuthorizeRequest,
  answerIntrospection,
  answerTokenRequest,
  INTROSPECT_PATHS,
  type OauthApp,
  TOKEN_PATHS,
} from "./oauth-routes.ts";
import { OBJECT_ROUTES } from "./object-routes.ts";
import type { PortalState } from "./portal-state.ts";
import { PROPERTY_ROUTES } from "./property-routes.ts";
import type { RateLimiter } from "./rate-limit.ts";
import { SEARCH_ROUTES } from "./search-routes.ts";
import type { TokenBook } from "./tokens.ts";

/** Largest request body that is read. */
const BODY_LIMIT = "3mb";

export type ApiServerParts = {
  readonly appId: string;
  readonly oauthApp: OauthApp;
  readonly tokens: TokenBook;
  readonly journal: AppJournal;
  uninstall(portalId: string): void;
  readonly faults: FaultSwitches;
  readonly limiter: RateLimiter;
  readonly counter: CallCounter;
  portalState(portalId: string): PortalState | undefined;
  firstPortalId(): string | undefined;
  /** Null: agrees at once, for the first portal. */
  readonly consent: ConsentParts | null;
};

/** Fixed words come before `:id`, so the order matters. */
const ROUTES: readonly Route[] = [
  ...SEARCH_ROUTES,
  ...BATCH_ROUTES,
  ...ASSOCIATION_ROUTES,
  ...OBJECT_ROUTES,
  ...PROPERTY_ROUTES,
  ...ACCOUNT_ROUTES,
];

/** Speaks HubSpot's HTTP API for all portals; the bearer token says which one is meant. */
export function createApiRouter(parts: ApiServerParts): Router {
  const router = express.Router();
  router.use(express.text({ type: () => true, limit: BODY_LIMIT }));
  for (const path of TOKEN_PATHS) {
    router.post(path, (req, res) =>
      respond(parts, { req, res, path }, () =>
        answerTokenRequest(new URLSearchParams(textOf(req)), parts.oauthApp, parts),
      ),
    );
  }
  for (const path of INTROSPECT_PATHS) {
    router.post(path, (req, res) =>
      respond(parts, { req, res, path }, () =>
        answerIntrospection(new URLSearchParams(textOf(req)), parts.oauthApp, parts.tokens),
      ),
    );
  }
  addConsentRoutes(router, parts);
  router.delete("/appinstalls/:version/external-install", (req, res) =>
    respond(parts, { req, res, path: "/appinstalls/{version}/external-install" }, () => {
      parts.uninstall(authorised(parts, req).account.portalId);
      return { status: 204 };
    }),
  );
  for (const { method, path, handle } of journalRoutes(parts.journal)) {
    router[method](path, (req, res) =>
      respond(parts, { req, res, path }, () =>
        handle({
          authorization: req.headers.authorization ?? null,
          params: paramsOf(req),
          body: jsonOf(req),
          origin: `${req.protocol}://${req.get("host")}`,
        }),
      ),
    );
  }
  for (const route of ROUTES) {
    for (const path of route.paths) {
      router[route.method](path, (req, res) =>
        respond(parts, { req, res, path }, () => answerRoute(parts, route, req)),
      );
    }
  }
  router.use(["/crm", "/oauth", "/account-info", "/webhooks-journal"], (req, res) =>
    respond(parts, { req, res, path: "(unknown)" }, () => {
      throw notFound();
    }),
  );
  return router;
}

function addConsentRoutes(router: Router, parts: ApiServerParts): void {
  const path = "/oauth/authorize";
  const { consent } = parts;
  router.get(path, (req, res) =>
    respond(parts, { req, res, path }, () => {
      const query = queryOf(req);
      return consent === null
        ? answerAuthorizeRequest(query, parts.firstPortalId() ?? "", parts.tokens)
        : answerConsentPage(query, consent, consentLanguageOf(req.acceptsLanguages()));
    }),
  );
  if (consent === null) return;
  router.post(path, (req, res) =>
    respond(parts, { req, res, path }, () =>
      answerDecision(
        new URLSearchParams(textOf(req)),
        consent,
        consentLanguageOf(req.acceptsLanguages()),
      ),
    ),
  );
}

type Exchange = { readonly req: Request; readonly res: Response; readonly path: string };

function answerRoute(parts: ApiServerParts, route: Route, req: Request): Answer {
  const portal = authorised(parts, req);
  const { portalId } = portal.account;
  const isSearch = route.isSearch === true;
  const tooMany = parts.limiter.take(portalId, isSearch);
  if (tooMany !== undefined) return tooMany;
  keepToGrant(portal, parts.tokens.grantOf(portalId)?.scopes);
  const request: ApiRequest = {
    portal,
    params: paramsOf(req),
    query: queryOf(req),
    body: jsonOf(req),
    appId: parts.appId,
  };
  const headers = parts.limiter.headers(portalId, isSearch);
  return { headers, ...orRefusal(() => route.handle(request)) };
}

/** Of an account in which nobody was asked, everything is granted that a test does not take away. */
function keepToGrant(portal: PortalState, scopes: readonly string[] | undefined): void {
  if (scopes === undefined) return;
  const ofScope = (scope: string) => (scopes.includes(scope) ? "granted" : "missing");
  portal.dealScope = ofScope("crm.objects.deals.read");
  portal.surveyScope = ofScope("crm.objects.feedback_submissions.read");
}

function authorised(parts: ApiServerParts, req: Request): PortalState {
  const token = /^Bearer (.+)$/i.exec(req.headers.authorization ?? "")?.[1];
  const portalId = token === undefined ? undefined : parts.tokens.portalOfAccessToken(token);
  const portal = portalId === undefined ? undefined : parts.portalState(portalId);
  if (portal !== undefined) return portal;
  if (token === undefined) {
    const message = "Authentication credentials not found.";
    throw refusal(401, "INVALID_AUTHENTICATION", message);
  }
  throw refusal(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired.");
}

async function respond(
  parts: ApiServerParts,
  exchange: Exchange,
  answer: () => Answer,
): Promise<void> {
  const { req, res } = exchange;
  const call = callName(exchange);
  const from = performance.now();
  const count = (status: CallCount["status"]) =>
    parts.counter.add({ call, status, tookMs: Math.round(performance.now() - from) });
  const fault = parts.faults.take(req.method, req.path);
  if (fault?.kind === "delay") await wait(fault.delayMs);
  const instead = answerInstead(fault);
  if (fault?.kind === "close_before_applying") {
    count("closed");
    req.socket.destroy();
    return;
  }
  const given = instead ?? orRefusal(answer);
  if (fault?.kind === "close_after_applying") {
    count("closed");
    req.socket.destroy();
    return;
  }
  count(given.status);
  send(res, given);
}

function send(res: Response, answer: Answer): void {
  res.status(answer.status).set(answer.headers ?? {});
  if (typeof answer.body === "string") res.type("html").send(answer.body);
  else if (answer.body === undefined) res.end();
  else res.json(answer.body);
}

function answerInstead(fault: Fault | undefined): Answer | undefined {
  if (fault?.kind === "html_502") {
    return { status: 502, body: "<html><body><h1>502 Bad Gateway</h1></body></html>" };
  }
  if (fault?.kind !== "status") return undefined;
  const body = fault.body ?? { status: "error", message: `fault with status ${fault.status}` };
  return { status: fault.status, body, headers: fault.headers ?? {} };
}

function orRefusal(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ApiRefusal) return { status: error.status, body: error.body };
    throw error;
  }
}

/** The path as counted: object types stay, ids and names become placeholders. */
function callName({ req, path }: Exchange): string {
  const params = paramsOf(req);
  const named = path.replace(/:(\w+)/g, (_, name: string) =>
    ["type", "from", "to"].includes(name) ? (params[name] ?? name) : `{${name}}`,
  );
  return `${req.method} ${named}`;
}

function paramsOf(req: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(req.params).map(([name, value]) => [name, String(value)]),
  );
}

function queryOf(req: Request): URLSearchParams {
  return new URL(req.originalUrl, "http://local").searchParams;
}

function textOf(req: Request): string {
  const body: unknown = req.body;
  return typeof body === "string" ? body : "";
}

function jsonOf(req: Request): unknown {
  const text = textOf(req);
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("Invalid input JSON on line 1, column 1");
  }
}
