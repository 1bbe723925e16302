import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CardTexts } from "./card-texts.ts";

/** The next planned return visit of this ticket's customers, one sentence; null when none is planned. */
export function presentNextVisit(view: TicketView, texts: CardTexts): string | null {
  const next = view.visits
    .filter((visit) => visit.state === "planned")
    .toSorted((a, b) => a.dueAt - b.dueAt || a.visitId.localeCompare(b.visitId))[0];
  if (next === undefined) return null;
  const isOverdue = next.dueDate < texts.dateOf(view.now, zoneOfVisits(view));
  return texts.t(isOverdue ? "card.visit.overdue" : "card.visit.planned", {
    date: texts.day(next.dueDate),
    reason: texts.t(`card.visit.${reasonOf(view, next)}`),
  });
}

function reasonOf(view: TicketView, visit: VisitRow): string {
  if (visit.reason === "cadence") return "cadence";
  return visit.ticketId === view.row?.ticket.ticketId ? "thisTicket" : "otherTicket";
}

function zoneOfVisits({ policy, portal }: TicketView): string {
  const calendar = policy.calendars.find(({ id }) => id === policy.visits.calendarId);
  return calendar?.zone ?? portal.timeZone;
}
