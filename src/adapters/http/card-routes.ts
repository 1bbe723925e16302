import type { IncomingHttpHeaders } from "node:http";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { CardUseCases } from "../../app/sla/card-use-cases.ts";
import type { TicketPress } from "../../app/sla/press-ticket.ts";
import { OverrideRequest, PauseRequest, ResumeRequest } from "../../contract/card-api.ts";
import { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { Logger } from "../../ports/logger.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { createCardFormats } from "./card-formats.ts";
import { presentAct } from "./card-pause.ts";
import { type CardQuestion, type Refusal, readQuestion } from "./card-question.ts";
import { cardTextsOf } from "./card-texts.ts";
import { presentClockTrace, presentNoTrace } from "./clock-trace.ts";
import { presentTicketCard, presentUnconnected } from "./ticket-card.ts";

export const TICKET_CARD_PATH = "/api/card/ticket";
export const CLOCK_TRACE_PATH = `${TICKET_CARD_PATH}/trace`;
export const PAUSE_PATH = `${TICKET_CARD_PATH}/pause`;
export const RESUME_PATH = `${TICKET_CARD_PATH}/resume`;
export const OVERRIDE_PATH = `${TICKET_CARD_PATH}/override`;

const NO_BODY = Buffer.alloc(0);
/** A press is a reason and a note. */
const BODY_LIMIT_BYTES = 16 * 1024;
const CYCLE = /^[1-9]\d{0,5}$/;

export type CardRoutesOptions = CardUseCases & {
  /** Says whether HubSpot signed a request over its full address. */
  readonly verify: (request: {
    readonly method: string;
    readonly originalUrl: string;
    readonly rawBody: Uint8Array;
    readonly headers: IncomingHttpHeaders;
  }) => { readonly ok: true } | { readonly ok: false; readonly reason: string };
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * What the cards ask and do. HubSpot's proxy appends who is asking and signs the whole address with
 * the body; what the card itself wrote into it is only a selector. Expected outcomes are 200, since
 * the proxy may hide others.
 */
export function createCardRoutes(options: CardRoutesOptions): Router {
  const router = express.Router();
  const routes = { ...options, formats: createCardFormats() };
  router.get(TICKET_CARD_PATH, answering(routes, ticketCard));
  router.get(CLOCK_TRACE_PATH, answering(routes, clockTrace));
  const raw = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES, inflate: false });
  router.post(PAUSE_PATH, raw, answering(routes, pause));
  router.post(RESUME_PATH, raw, answering(routes, resume));
  router.post(OVERRIDE_PATH, raw, answering(routes, override));
  return router;
}

type Routes = CardRoutesOptions & { readonly formats: ReturnType<typeof createCardFormats> };
type Asked = CardQuestion & { readonly body: unknown };
type Answer = { readonly ok: true; readonly body: object } | Refusal;

/** Nothing is read before the signature holds, and nothing is answered but what `answer` made. */
function answering(
  routes: Routes,
  answer: (asked: Asked, routes: Routes) => Promise<Answer>,
): RequestHandler {
  return async (request, response) => {
    const asked = readAsked(request, routes);
    const answered = asked.ok ? await answer(asked, routes) : asked;
    if (answered.ok) response.set("cache-control", "no-store").json(answered.body);
    else refuse(response, routes.logger, answered);
  };
}

function readAsked(request: Request, routes: Routes): ({ readonly ok: true } & Asked) | Refusal {
  const { method, originalUrl, headers } = request;
  const rawBody = Buffer.isBuffer(request.body) ? request.body : NO_BODY;
  const check = routes.verify({ method, originalUrl, rawBody, headers });
  if (!check.ok) return { ok: false, status: 401, reason: check.reason };
  const question = readQuestion(originalUrl);
  return question.ok ? { ...question, body: jsonOf(rawBody) } : question;
}

/** Undefined for what is no JSON: no request has that shape. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

function refuse(response: Response, logger: Logger, { status, reason }: Refusal): void {
  logger.warn({ status, reason }, "a card request was refused");
  response.status(status).json({ error: reason });
}

async function ticketCard(
  { portalId, ticketId, user, language }: Asked,
  routes: Routes,
): Promise<Answer> {
  const view = await routes.readTicketCard(portalId, ticketId);
  const body =
    view === null
      ? presentUnconnected(routes.timeSource.now(), language, routes.formats)
      : presentTicketCard(view, { user, language }, routes.formats);
  return { ok: true, body };
}

async function clockTrace(
  { portalId, ticketId, language, query }: Asked,
  routes: Routes,
): Promise<Answer> {
  const kind = ClockKind.safeParse(query.get("clock"));
  const cycle = query.get("cycle") ?? "";
  if (!kind.success || !CYCLE.test(cycle)) return { ok: false, status: 400, reason: "bad_clock" };
  const question = { ticketId, kind: kind.data, cycle: Number(cycle) };
  const view = await routes.readClockTrace(portalId, question);
  const body =
    view === null
      ? presentNoTrace(routes.timeSource.now(), language, routes.formats)
      : presentClockTrace(view, language, routes.formats);
  return { ok: true, body };
}

async function pause(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = PauseRequest.safeParse(asked.body);
  if (!parsed.success) return { ok: false, status: 400, reason: "bad_body" };
  const { actKey, reason, note } = parsed.data;
  return press(asked, routes, { actKey, act: { kind: "paused", reason, note } });
}

async function resume(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = ResumeRequest.safeParse(asked.body);
  if (!parsed.success) return { ok: false, status: 400, reason: "bad_body" };
  return press(asked, routes, { ...parsed.data, act: { kind: "resumed" } });
}

async function override(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = OverrideRequest.safeParse(asked.body);
  if (!parsed.success) return { ok: false, status: 400, reason: "bad_body" };
  const { actKey, ...promise } = parsed.data;
  return press(asked, routes, { actKey, act: { kind: "overridden", ...promise } });
}

async function press(
  { portalId, ticketId, user, language }: Asked,
  routes: Routes,
  told: Pick<TicketPress, "act" | "actKey">,
): Promise<Answer> {
  const answer = await routes.pressTicket({ portalId, ticketId, by: user, ...told });
  const texts = cardTextsOf(language ?? "en", routes.timeSource.now(), routes.formats);
  return { ok: true, body: presentAct(answer, told.act.kind, texts) };
}
