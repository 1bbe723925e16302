import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CardTexts } from "./card-texts.ts";

type VisitsView = Pick<TicketView, "now" | "portal" | "policy" | "visits">;

/** The next planned return visit of the customers, one sentence; null when none is planned. */
export function presentNextVisit(
  view: VisitsView,
  ticketId: string | null,
  texts: CardTexts,
): string | null {
  const next = view.visits
    .filter((visit) => visit.state === "planned")
    .toSorted((a, b) => a.dueAt - b.dueAt || a.visitId.localeCompare(b.visitId))[0];
  if (next === undefined) return null;
  const isOverdue = next.dueDate < texts.dateOf(view.now, zoneOfVisits(view));
  return texts.t(isOverdue ? "card.visit.overdue" : "card.visit.planned", {
    date: texts.day(next.dueDate),
    reason: texts.t(reasonOf(next, ticketId)),
  });
}

function reasonOf(visit: VisitRow, ticketId: string | null): string {
  if (visit.reason === "cadence") return "card.visit.cadence";
  if (visit.reason !== "ticket_closed") return `visitPlan.reason.${visit.reason}`;
  if (ticketId === null) return "card.visit.someTicket";
  return visit.ticketId === ticketId ? "card.visit.thisTicket" : "card.visit.otherTicket";
}

function zoneOfVisits({ policy, portal }: VisitsView): string {
  const calendar = policy.calendars.find(({ id }) => id === policy.visits.calendarId);
  return calendar?.zone ?? portal.timeZone;
}
