import { actFromCard, type CardAct, type CardActOutcome } from "../escalation/act-from-card.ts";
import { connectFromCard, mayConnect } from "../escalation/connect-from-card.ts";
import type { ConnectDeps, NewConnectCode } from "../escalation/connect-person.ts";
import { type CardCall, escalateFromCard } from "../escalation/escalate-from-card.ts";
import type { EscalationAnswer } from "../escalation/escalate-ticket.ts";
import type { CrmUser } from "../portals/name-of-user.ts";
import type { PortalContexts } from "./portal-contexts.ts";
import { pressTicket, type TicketPress, type TicketPressAnswer } from "./press-ticket.ts";
import { type ClockQuestion, type ClockTraceView, readClockTrace } from "./read-clock-trace.ts";
import { type CardDeps, readTicketCard } from "./read-ticket-card.ts";
import type { TicketView } from "./ticket-view.ts";

/** What the ticket card asks for and does. Of a portal that is not connected the questions give null. */
export type CardUseCases = {
  readTicketCard(portalId: string, ticketId: string): Promise<TicketView | null>;
  readClockTrace(portalId: string, question: ClockQuestion): Promise<ClockTraceView | null>;
  pressTicket(press: TicketPress): Promise<TicketPressAnswer>;
  escalate(call: CardCall): Promise<EscalationAnswer>;
  actOnCase(act: CardAct): Promise<CardActOutcome>;
  mayConnect(portalId: string, email: string): Promise<boolean>;
  connect(portalId: string, by: CrmUser): Promise<NewConnectCode | null>;
};

/** `recent` may show a portal as it was a moment ago; what writes never goes by it. */
export function cardUseCases(
  deps: CardDeps & Pick<ConnectDeps, "codes">,
  recent: PortalContexts,
): CardUseCases {
  const reading = { ...deps, contexts: recent };
  return {
    readTicketCard: (portalId, ticketId) => readTicketCard(reading, portalId, ticketId),
    readClockTrace: (portalId, question) => readClockTrace(reading, portalId, question),
    pressTicket: (press) => pressTicket(deps, press),
    escalate: (call) => escalateFromCard(deps, call),
    actOnCase: (act) => actFromCard(deps, act),
    mayConnect: (portalId, email) => mayConnect(deps, portalId, email),
    connect: (portalId, by) => connectFromCard(deps, portalId, by),
  };
}
