import { recordUrl } from "../../app/sla/record-url.ts";
import type { CustomerView, OpenTicket } from "../../app/tiering/customer-view.ts";
import type { CustomerOpenTicket } from "../../contract/customer-card.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { lookOf, URGENCY, VARIANT_BY_LOOK } from "./card-clock.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";

/** More than that nobody reads in a sidebar. */
const MAX_TICKETS = 5;

/** Each with the promise that is worst off; the worst ticket first. */
export function presentOpenTickets(
  view: CustomerView,
  texts: CardTexts,
): { readonly shown: CustomerOpenTicket[]; readonly more: number } {
  const sorted = view.openTickets
    .map((one) => ({ one, worst: worstClock(one, view.now) }))
    .toSorted(
      (a, b) =>
        rankOf(a.worst, view.now) - rankOf(b.worst, view.now) ||
        (a.worst?.dueAt ?? Infinity) - (b.worst?.dueAt ?? Infinity) ||
        a.one.ticket.ticketId.localeCompare(b.one.ticket.ticketId),
    );
  const shown = sorted
    .slice(0, MAX_TICKETS)
    .map(({ one, worst }) => ticketOf(view, { one, worst }, texts));
  return { shown, more: sorted.length - shown.length };
}

/** Of the clocks that still run the worst, and of those the one that is due first. */
export function worstClock({ clocks }: Pick<OpenTicket, "clocks">, now: number): Clock | null {
  const open = clocks.filter(({ endedAt }) => endedAt === null);
  const sorted = open.toSorted(
    (a, b) => rankOf(a, now) - rankOf(b, now) || (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity),
  );
  return sorted[0] ?? null;
}

function rankOf(clock: Clock | null, now: number): number {
  return clock === null ? URGENCY.length : URGENCY.indexOf(lookOf(clock, now));
}

function ticketOf(
  view: CustomerView,
  { one, worst }: { readonly one: OpenTicket; readonly worst: Clock | null },
  texts: CardTexts,
): CustomerOpenTicket {
  const { ticketId, subject } = one.ticket;
  const look = worst === null ? null : lookOf(worst, view.now);
  return {
    ticketId,
    subject: cut(subject) || texts.t("customerFile.ticket.unnamed", { id: ticketId }),
    url: recordUrl(view.portal, "ticket", ticketId),
    stateLabel: look === null ? texts.t("customer.ticketWithout") : texts.t(`card.state.${look}`),
    variant: look === null ? "default" : VARIANT_BY_LOOK[look],
    text: worst === null || worst.dueAt === null ? null : dueText(view, worst, texts),
  };
}

function dueText({ now, portal }: CustomerView, clock: Clock, texts: CardTexts): string {
  const time = texts.instant(clock.dueAt ?? now, portal.timeZone);
  const key = lookOf(clock, now) === "breached" ? "overdue" : "due";
  return texts.t(`customer.ticket.${key}`, { clock: texts.t(`clock.${clock.kind}`), time });
}
