import type { TicketEvent } from "../../domain/sla/ticket-event.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Grade } from "../../domain/tiering/grade.ts";
import type { LedgerEvent, Settlement } from "../../ports/event-ledger.ts";
import type { Logger } from "../../ports/logger.ts";
import { sendOf } from "../outbox/results.ts";
import { commitTickets, type Outcome } from "../sla/commit-tickets.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { knowCustomers } from "../tiering/know-customers.ts";
import { logSettled } from "./log-events.ts";
import type { IntakeDeps } from "./process-events.ts";
import { factsOfSnapshot, type Reading, readTicketEvent } from "./ticket-facts.ts";
import { fieldProperties, ticketProperties } from "./ticket-properties.ts";

type ReadEvent = {
  readonly event: LedgerEvent;
  readonly reading: Reading;
  readonly settlement: Settlement;
};

/** Turns events of tickets into facts and commits them together with their settlement. */
export async function applyTicketEvents(
  deps: IntakeDeps,
  context: PortalContext,
  events: readonly LedgerEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const fields = fieldProperties(context.current.policy);
  const read = events.map((event): ReadEvent => {
    const reading = readTicketEvent(seenFromTicket(event), fields);
    return { event, reading, settlement: settlementOf(event, reading) };
  });
  const told = read.flatMap(({ reading }) => factsIn(reading));
  const facts = [...told, ...(await missingFacts(deps, context, told))];
  const grades = await gradesFor(deps, context, facts);
  const now = deps.timeSource.now();
  const settlements = read.map(({ settlement }) => settlement);
  const outcomes = await deps.store.transaction(async () => {
    const committed = await commitTickets(deps.store, context, {
      ticketIds: [...new Set(facts.map((fact) => fact.ticketId))].sort(),
      facts,
      grades,
      now,
    });
    await deps.ledger.settle(settlements, now);
    return committed;
  });
  logRead(deps.logger, read, outcomes);
}

function factsIn(reading: Reading): readonly TicketEvent[] {
  return "facts" in reading ? reading.facts : [];
}

function logRead(logger: Logger, read: readonly ReadEvent[], outcomes: readonly Outcome[]): void {
  const sendsOf = new Map(outcomes.map(({ after, sends }) => [after.ticket.ticketId, sends]));
  for (const { reading, settlement } of read) {
    const ticketIds = new Set(factsIn(reading).map((fact) => fact.ticketId));
    const sends = [...ticketIds].flatMap((ticketId) => sendsOf.get(ticketId) ?? []);
    logSettled(logger, settlement, sends.map(sendOf));
  }
}

/** `contact → ticket` told from the ticket's side. */
function seenFromTicket(event: LedgerEvent): LedgerEvent {
  const { change } = event;
  if (event.object === "ticket") return event;
  if (change.kind !== "associated" && change.kind !== "dissociated") return event;
  return {
    ...event,
    object: "ticket",
    objectId: change.toId,
    change: { ...change, toObject: event.object, toId: event.objectId },
  };
}

/**
 * Facts of tickets that are new to us, or came back, read from the CRM with their history: a ticket
 * older than the install starts with its first event.
 */
async function missingFacts(
  deps: IntakeDeps,
  { portal: { portalId }, current: { policy } }: PortalContext,
  told: readonly TicketEvent[],
): Promise<readonly TicketEvent[]> {
  const ids = [...new Set(told.map((fact) => fact.ticketId))].sort();
  const existing = await deps.store.tickets.existing(portalId, ids);
  const restored = new Set(
    told.filter((fact) => fact.detail.kind === "restored").map((fact) => fact.ticketId),
  );
  const unknown = ids.filter((id) => !existing.has(id) || restored.has(id));
  if (unknown.length === 0) return [];
  const snapshots = await deps.crm.readTickets(portalId, unknown, ticketProperties(policy));
  const fields = fieldProperties(policy);
  return snapshots.flatMap((snapshot) => [...factsOfSnapshot(snapshot, fields)]);
}

async function gradesFor(
  deps: IntakeDeps,
  context: PortalContext,
  facts: readonly TicketEvent[],
): Promise<readonly (CustomerRef & { readonly grade: Grade })[]> {
  const refs = facts.flatMap(({ detail }) =>
    detail.kind === "associated" ? [detail.customer] : [],
  );
  return knowCustomers(deps, context, refs);
}

function settlementOf(event: LedgerEvent, reading: Reading): Settlement {
  const { portalId, eventKey, occurredAt } = event;
  const key = { portalId, eventKey, occurredAt };
  return "facts" in reading
    ? { ...key, state: "applied", reason: null }
    : { ...key, state: "ignored", reason: reading.ignored };
}
