import type { TicketEvent } from "../../domain/sla/ticket-event.ts";
import type { CustomerKind, CustomerRef } from "../../domain/tiering/customer.ts";
import type { LedgerEvent } from "../../ports/event-ledger.ts";
import type { TicketPlace, TicketRow } from "../../ports/store.ts";
import { moveAffected } from "../complaints/move-affected.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { knowCustomers } from "../tiering/know-customers.ts";
import type { IntakeDeps } from "./process-events.ts";

/** Tickets of one customer that change hands in one transaction. */
const TICKETS_AT_ONCE = 200;
/** Of a customer with more deals the oldest stay where they are. */
const DEALS_LIMIT = 1_000;

/** One record went into another. */
export type Move = {
  readonly from: CustomerRef;
  readonly into: CustomerRef;
  readonly at: number;
};

/** What a merge told by the CRM means: even the named winner went into a record that is new. */
export function movesIn({ object, objectId, change, occurredAt }: LedgerEvent): readonly Move[] {
  if (change.kind !== "merged" || (object !== "contact" && object !== "company")) return [];
  const ref = (id: string, kind: CustomerKind = object): CustomerRef => ({ kind, id });
  const losers = new Set([...change.loserIds, objectId].filter((id) => id !== change.intoId));
  return [...losers].map((id) => ({ from: ref(id), into: ref(change.intoId), at: occurredAt }));
}

/**
 * Tickets, deals, touches, survey answers and corrective actions of a record that was merged away are the
 * other one's from then on. The CRM may or may not tell each of these associations by itself; told twice
 * they are the same.
 */
export async function moveCustomers(
  deps: IntakeDeps,
  context: PortalContext,
  moves: readonly Move[],
): Promise<void> {
  for (const move of moves) {
    const grades = await knowCustomers(deps, context, [move.into]);
    await moveDeals(deps, context.portal.portalId, move);
    await moveTouches(deps, context.portal.portalId, move);
    await deps.store.surveys.move(context.portal.portalId, move.from, move.into);
    await moveAffected(deps, context, move);
    let before: TicketPlace | null = null;
    for (;;) {
      const rows: readonly TicketRow[] = await deps.store.tickets.ofCustomer(
        context.portal.portalId,
        move.from,
        { before, limit: TICKETS_AT_ONCE },
      );
      const last = rows.at(-1);
      if (last === undefined) break;
      before = { createdAt: last.ticket.createdAt ?? 0, ticketId: last.ticket.ticketId };
      await deps.store.transaction(() =>
        commitTickets(deps.store, context, {
          ticketIds: rows.map(({ ticket }) => ticket.ticketId).toSorted(),
          facts: rows.flatMap((row) => factsOf(row, move)),
          grades,
          now: deps.timeSource.now(),
        }),
      );
    }
  }
}

function factsOf({ ticket }: TicketRow, { from, into, at }: Move): readonly TicketEvent[] {
  const isPrimary = ticket.customers
    .filter(({ kind, id }) => kind === from.kind && (id === from.id || id === into.id))
    .some((customer) => customer.isPrimary);
  const fact = { ticketId: ticket.ticketId, occurredAt: at };
  return [
    { ...fact, detail: { kind: "dissociated", customer: from } },
    { ...fact, detail: { kind: "associated", customer: into, isPrimary } },
  ];
}

async function moveDeals(
  { store }: IntakeDeps,
  portalId: string,
  { from, into, at }: Move,
): Promise<void> {
  const deals = await store.deals.ofCustomer(portalId, from, DEALS_LIMIT);
  await store.deals.link(
    portalId,
    deals.flatMap(({ dealId }) => [
      { dealId, customer: from, isLinked: false, at },
      { dealId, customer: into, isLinked: true, at },
    ]),
  );
}

async function moveTouches(
  { store }: IntakeDeps,
  portalId: string,
  { from, into }: Move,
): Promise<void> {
  const touches = await store.touches.since(portalId, [from], 0);
  await store.touches.save(
    portalId,
    touches.map((touch) => ({ ...touch, customer: into })),
  );
}
