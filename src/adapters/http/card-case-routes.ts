import type { CardAct } from "../../app/escalation/act-from-card.ts";
import {
  CaseTextRequest,
  ConnectCodeRequest,
  EscalateRequest,
} from "../../contract/card-escalation.ts";
import { type Answer, type Asked, BAD_BODY, type Routes } from "./card-answering.ts";
import { presentCaseAct, presentEscalated } from "./card-case-act.ts";
import { presentConnectCode } from "./card-connect.ts";
import { cardTextsOf } from "./card-texts.ts";

/** What a rep does about other departments on the card of a ticket. */

export async function escalate(asked: Asked, routes: Routes): Promise<Answer> {
  const parsed = EscalateRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { portalId, ticketId, user: by } = asked;
  const { actKey, ...detail } = parsed.data;
  const answer = await routes.escalate({ portalId, ticketId, by, actKey, detail });
  const view = await routes.readTicketCard(portalId, ticketId);
  return { ok: true, body: presentEscalated(answer, view, textsFor(asked, routes)) };
}

export function answerCase(asked: Asked, routes: Routes): Promise<Answer> {
  return actOn(asked, routes, "answered");
}

export function liftCase(asked: Asked, routes: Routes): Promise<Answer> {
  return actOn(asked, routes, "de_escalated");
}

export function reopenCase(asked: Asked, routes: Routes): Promise<Answer> {
  return actOn(asked, routes, "reopened");
}

async function actOn(asked: Asked, routes: Routes, act: CardAct["detail"]["act"]): Promise<Answer> {
  const parsed = CaseTextRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { portalId, ticketId, user: by } = asked;
  const { text, ...rest } = parsed.data;
  const answer = await routes.actOnCase({ ...rest, portalId, ticketId, by, detail: { act, text } });
  const view = await routes.readTicketCard(portalId, ticketId);
  return { ok: true, body: presentCaseAct(answer, { act, view }, textsFor(asked, routes)) };
}

export async function connectCode(asked: Asked, routes: Routes): Promise<Answer> {
  if (!ConnectCodeRequest.safeParse(asked.body).success) return BAD_BODY;
  const { portalId, ticketId, user } = asked;
  const made = await routes.connect(portalId, user);
  const view = await routes.readTicketCard(portalId, ticketId);
  const zone = view?.portal.timeZone ?? "UTC";
  return { ok: true, body: presentConnectCode(made, zone, textsFor(asked, routes)) };
}

function textsFor({ language }: Asked, { timeSource, formats }: Routes) {
  return cardTextsOf(language ?? "en", timeSource.now(), formats);
}
