import type { Clock } from "../src/domain/sla/clock.ts";
import { translatorOf } from "../src/messages/translate.ts";
import type { Store, TicketRow } from "../src/ports/store.ts";
import type { AheadEvent } from "./page-ahead-contract.ts";

/** Tickets looked through; the demo has far fewer. */
const TICKETS_LIMIT = 1_000;
const VISITS_LIMIT = 200;
const SHOWN = 12;
const t = translatorOf("en");

export type AheadStore = {
  readonly tickets: Pick<Store["tickets"], "page">;
  readonly visits: Pick<Store["visits"], "plannedOf">;
  readonly portals: Pick<Store["portals"], "owners">;
};

/** What will happen next if nobody does anything: warnings, breaches, ends of pauses and visits, soonest first. */
export async function readAhead(
  store: AheadStore,
  portalId: string,
  now: number,
): Promise<AheadEvent[]> {
  const [tickets, owners] = await Promise.all([
    store.tickets.page(portalId, null, TICKETS_LIMIT),
    store.portals.owners(portalId),
  ]);
  const ownerIds = owners.map(({ ownerId }) => ownerId);
  const visits = await store.visits.plannedOf(portalId, ownerIds, VISITS_LIMIT);
  return [
    ...tickets.flatMap((row) => eventsOf(row)),
    ...visits.map(({ dueAt, customer, visitId }) => ({
      at: dueAt,
      kind: "visit" as const,
      what: "Return visit is due",
      subject: customer === null ? visitId : `${customer.kind} ${customer.id}`,
      record: customer && { view: viewOf(customer.kind), id: customer.id },
    })),
  ]
    .filter(({ at }) => at > now)
    .toSorted((a, b) => a.at - b.at || (a.subject < b.subject ? -1 : 1))
    .slice(0, SHOWN);
}

function viewOf(kind: "contact" | "company") {
  return kind === "contact" ? ("contacts" as const) : ("companies" as const);
}

function eventsOf({ ticket, clocks, nextDueAt }: TicketRow): readonly AheadEvent[] {
  if (ticket.gone !== null) return [];
  const about = {
    subject: ticket.subject === "" ? `Ticket ${ticket.ticketId}` : ticket.subject,
    record: { view: "tickets" as const, id: ticket.ticketId },
  };
  const told = clocks.filter(isRunning).flatMap((clock) => [
    ...clock.warnings.map(({ at }) => ({
      at,
      kind: "warning" as const,
      what: `Warning: ${t(`clock.${clock.kind}`)}`,
      ...about,
    })),
    ...(clock.dueAt === null
      ? []
      : [
          {
            at: clock.dueAt,
            kind: "breach" as const,
            what: `Due: ${t(`clock.${clock.kind}`)}`,
            ...about,
          },
        ]),
  ]);
  const isTold = nextDueAt === null || told.some(({ at }) => Math.abs(at - nextDueAt) <= 1);
  if (isTold) return told;
  return [
    ...told,
    { at: nextDueAt, kind: "step", what: "Warning, or next step of its case", ...about },
  ];
}

/** What stands still comes true only when somebody lets it go on. */
function isRunning({ endedAt, state, breachedAt }: Clock): boolean {
  return endedAt === null && breachedAt === null && state === "running";
}
