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
};

/** `recent` may show a portal as it was a moment ago; what writes never goes by it. */
export function cardUseCases(deps: CardDeps, recent: PortalContexts): CardUseCases {
  const reading = { ...deps, contexts: recent };
  return {
    readTicketCard: (portalId, ticketId) => readTicketCard(reading, portalId, ticketId),
    readClockTrace: (portalId, question) => readClockTrace(reading, portalId, question),
    pressTicket: (press) => pressTicket(deps, press),
  };
}
