import type { ActionRow } from "../../ports/action-store.ts";
import { type ActionAnswer, type ActionPress, actOnAction } from "../complaints/act-on-action.ts";
import { type OpenActionPress, openFromCard } from "../complaints/open-from-card.ts";
import {
  type ComplaintAnswer,
  type ComplaintPress,
  pressComplaint,
} from "../complaints/press-complaint.ts";
import { type ComplaintView, readTicketComplaint } from "../complaints/read-ticket-complaint.ts";
import { actFromCard, type CardAct, type CardActOutcome } from "../escalation/act-from-card.ts";
import { connectFromCard, mayConnect } from "../escalation/connect-from-card.ts";
import type { ConnectDeps, NewConnectCode } from "../escalation/connect-person.ts";
import { type CardCall, escalateFromCard } from "../escalation/escalate-from-card.ts";
import type { EscalationAnswer } from "../escalation/escalate-ticket.ts";
import type { CrmUser } from "../portals/name-of-user.ts";
import { type LinkDeps, type OpenRating, readOpenRating } from "../surveys/open-rating-link.ts";
import { type LogAnswer, type LogPress, logByHand } from "./log-by-hand.ts";
import type { PortalContexts } from "./portal-contexts.ts";
import { pressTicket, type TicketPress, type TicketPressAnswer } from "./press-ticket.ts";
import { type ClockQuestion, type ClockTraceView, readClockTrace } from "./read-clock-trace.ts";
import { type CardDeps, readTicketCard } from "./read-ticket-card.ts";
import type { TicketView } from "./ticket-view.ts";

/** What the ticket card asks for and does. Of a portal that is not connected the questions give null. */
export type CardUseCases = {
  readTicketCard(portalId: string, ticketId: string): Promise<TicketView | null>;
  readOpenRating(portalId: string, ticketId: string): Promise<OpenRating | null>;
  readClockTrace(portalId: string, question: ClockQuestion): Promise<ClockTraceView | null>;
  pressTicket(press: TicketPress): Promise<TicketPressAnswer>;
  logByHand(press: LogPress): Promise<LogAnswer>;
  escalate(call: CardCall): Promise<EscalationAnswer>;
  actOnCase(act: CardAct): Promise<CardActOutcome>;
  mayConnect(portalId: string, email: string): Promise<boolean>;
  readTicketComplaint(portalId: string, ticketId: string): Promise<ComplaintView | null>;
  pressComplaint(press: ComplaintPress): Promise<ComplaintAnswer>;
  openAction(press: OpenActionPress): Promise<ActionRow | null>;
  actOnAction(press: ActionPress): Promise<ActionAnswer>;
  connect(portalId: string, by: CrmUser): Promise<NewConnectCode | null>;
};

/** `recent` may show a portal as it was a moment ago; what writes never goes by it. */
export function cardUseCases(
  deps: CardDeps & LinkDeps & Pick<ConnectDeps, "codes">,
  recent: PortalContexts,
): CardUseCases {
  const reading = { ...deps, contexts: recent };
  return {
    readTicketCard: (portalId, ticketId) => readTicketCard(reading, portalId, ticketId),
    readOpenRating: (portalId, ticketId) => readOpenRating(deps, portalId, ticketId),
    readClockTrace: (portalId, question) => readClockTrace(reading, portalId, question),
    pressTicket: (press) => pressTicket(deps, press),
    logByHand: (press) => logByHand(deps, press),
    escalate: (call) => escalateFromCard(deps, call),
    actOnCase: (act) => actFromCard(deps, act),
    mayConnect: (portalId, email) => mayConnect(deps, portalId, email),
    readTicketComplaint: (portalId, ticketId) => readTicketComplaint(reading, portalId, ticketId),
    pressComplaint: (press) => pressComplaint(deps, press),
    openAction: (press) => openFromCard(deps, press),
    actOnAction: (press) => actOnAction(deps, press),
    connect: (portalId, by) => connectFromCard(deps, portalId, by),
  };
}
