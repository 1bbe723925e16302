import express, { type Router } from "express";
import type { LogPress } from "../../app/sla/log-by-hand.ts";
import type { TicketPress } from "../../app/sla/press-ticket.ts";
import { OverrideRequest, PauseRequest, ResumeRequest } from "../../contract/card-api.ts";
import { LogRequest, WithdrawLogRequest } from "../../contract/card-log.ts";
import { ClockKind } from "../../domain/governance/clock-rules.ts";
import {
  type Answer,
  type Asked,
  answering,
  BAD_BODY,
  type CardRoutesOptions,
  type Routes,
} from "./card-answering.ts";
import { answerCase, connectCode, escalate, liftCase, reopenCase } from "./card-case-routes.ts";
import { actOnComplaint, actOnTicketAction, ticketComplaint } from "./card-complaint-routes.ts";
import { createCardFormats } from "./card-formats.ts";
import { logActOf, presentLogAct, withdrawalOf } from "./card-log.ts";
import { presentAct } from "./card-pause.ts";
import { cardTextsOf } from "./card-texts.ts";
import { presentClockTrace, presentNoTrace } from "./clock-trace.ts";
import { presentTicketCard, presentUnconnected } from "./ticket-card.ts";

export const TICKET_CARD_PATH = "/api/card/ticket";
export const CLOCK_TRACE_PATH = `${TICKET_CARD_PATH}/trace`;
export const PAUSE_PATH = `${TICKET_CARD_PATH}/pause`;
export const RESUME_PATH = `${TICKET_CARD_PATH}/resume`;
export const OVERRIDE_PATH = `${TICKET_CARD_PATH}/override`;
export const LOG_PATH = `${TICKET_CARD_PATH}/log`;
export const WITHDRAW_LOG_PATH = `${LOG_PATH}/withdraw`;
export const ESCALATE_PATH = `${TICKET_CARD_PATH}/escalate`;
export const ANSWER_PATH = `${TICKET_CARD_PATH}/answer`;
export const LIFT_PATH = `${TICKET_CARD_PATH}/lift`;
export const REOPEN_PATH = `${TICKET_CARD_PATH}/reopen`;
export const COMPLAINT_PATH = `${TICKET_CARD_PATH}/complaint`;
export const ACTION_PATH = `${TICKET_CARD_PATH}/action`;
export const CONNECT_CODE_PATH = `${TICKET_CARD_PATH}/connect-code`;

/** A press is a reason and a few texts. */
const BODY_LIMIT_BYTES = 16 * 1024;
const CYCLE = /^[1-9]\d{0,5}$/;

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
  router.get(COMPLAINT_PATH, answering(routes, ticketComplaint));
  const raw = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES, inflate: false });
  const presses = [
    [PAUSE_PATH, pause],
    [RESUME_PATH, resume],
    [OVERRIDE_PATH, override],
    [LOG_PATH, log],
    [WITHDRAW_LOG_PATH, withdrawLog],
    [ESCALATE_PATH, escalate],
    [ANSWER_PATH, answerCase],
    [LIFT_PATH, liftCase],
    [REOPEN_PATH, reopenCase],
    [COMPLAINT_PATH, actOnComplaint],
    [ACTION_PATH, actOnTicketAction],
    [CONNECT_CODE_PATH, connectCode],
  ] as const;
  for (const [path, answer] of presses) router.post(path, raw, answering(routes, answer));
  return router;
}

async function ticketCard(
  { portalId, ticketId, user, language }: Asked,
  routes: Routes,
): Promise<Answer> {
  const [view, rating, mayConnect] = await Promise.all([
    routes.readTicketCard(portalId, ticketId),
    routes.readOpenRating(portalId, ticketId),
    routes.mayConnect(portalId, user.email),
  ]);
  const body =
    view === null
      ? presentUnconnected(routes.timeSource.now(), language, routes.formats)
      : presentTicketCard(view, { user, language, mayConnect, rating }, routes.formats);
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
  if (!parsed.success) return BAD_BODY;
  const { actKey, reason, note } = parsed.data;
  return press(asked, routes, { actKey, act: { kind: "paused", reason, note } });
}

async function resume(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = ResumeRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  return press(asked, routes, { ...parsed.data, act: { kind: "resumed" } });
}

async function override(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = OverrideRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { actKey, ...promise } = parsed.data;
  return press(asked, routes, { actKey, act: { kind: "overridden", ...promise } });
}

async function log(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = LogRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  return logged(asked, routes, { actKey: parsed.data.actKey, act: logActOf(parsed.data) });
}

async function withdrawLog(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = WithdrawLogRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  return logged(asked, routes, { actKey: parsed.data.actKey, act: withdrawalOf(parsed.data) });
}

async function logged(
  { portalId, ticketId, user, language }: Asked,
  routes: Routes,
  told: Pick<LogPress, "act" | "actKey">,
): Promise<Answer> {
  const answer = await routes.logByHand({ portalId, ticketId, by: user, ...told });
  const texts = cardTextsOf(language ?? "en", routes.timeSource.now(), routes.formats);
  return { ok: true, body: presentLogAct(answer, told.act, texts) };
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
