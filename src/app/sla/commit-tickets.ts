import { type TicketEvent, ticketEventKey } from "../../domain/sla/ticket-event.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Grade } from "../../domain/tiering/grade.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import { followWithActions } from "../complaints/follow-with-actions.ts";
import { ownStepEntries } from "../escalation/note-steps.ts";
import { requestSends, sendsThatAreOn } from "../outbox/parts-of-sends.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { planAfterClose } from "../visits/plan-after-close.ts";
import { departmentsOfClocks } from "./departments-of-clocks.ts";
import { type Derived, deriveTicket } from "./derive-ticket.ts";
import { endedPauseEntry } from "./hand-pauses.ts";
import { correctionsOf } from "./note-corrections.ts";
import type { PortalContext } from "./portal-contexts.ts";
import { sendsOf } from "./sends-of.ts";

export type TicketChange = {
  readonly ticketIds: readonly string[];
  /** New facts; those known already do no harm. */
  readonly facts: readonly TicketEvent[];
  /** Present grades of customers that appear in the facts. */
  readonly grades: readonly (CustomerRef & { readonly grade: Grade })[];
  readonly now: number;
  /** The rows, when the caller has read and locked all of them in the same transaction. */
  readonly locked?: readonly TicketRow[];
};

/** One ticket after a commit, with what was asked to be sent because of it. */
export type Outcome = Derived & { readonly sends: readonly OutboxTarget[] };

/**
 * Adds facts, folds, evaluates and stores tickets with everything that follows: clocks, cases,
 * visits, and what has to be sent. Runs inside a transaction of the caller; the same change twice
 * leaves the same state.
 */
export async function commitTickets(
  store: Store,
  context: PortalContext,
  change: TicketChange,
): Promise<readonly Outcome[]> {
  const { portalId } = context.portal;
  const before =
    change.locked === undefined
      ? await store.tickets.lock(portalId, change.ticketIds)
      : new Map(change.locked.map((row) => [row.ticket.ticketId, row]));
  const known = await store.tickets.events(portalId, change.ticketIds);
  const facts = newFacts(change, known, context.current.policy.tiers);
  if (facts.size > 0) await store.tickets.appendEvents(portalId, [...facts.values()].flat());
  const acts = await store.escalations.acts(portalId, change.ticketIds);
  const cases = await store.escalations.ofTickets(portalId, change.ticketIds);

  const derived: Derived[] = [];
  for (const ticketId of change.ticketIds) {
    const events = [...(known.get(ticketId) ?? []), ...(facts.get(ticketId) ?? [])];
    if (events.length === 0) continue;
    derived.push(
      await deriveTicket(context, {
        events,
        before: before.get(ticketId) ?? null,
        acts: acts.filter((act) => act.ticketId === ticketId),
        casesBefore: cases.filter((row) => row.ticketId === ticketId),
        ticketId,
        now: change.now,
      }),
    );
  }
  await store.tickets.save(
    portalId,
    derived.map((one) => ({ ...one.after, departments: departmentsOfClocks(one) })),
  );
  const changedCases = await store.escalations.save(
    portalId,
    derived.flatMap((one) => one.cases),
  );
  await noteForAudit(store, portalId, derived);
  const visits = await planAfterClose(store, context, derived);
  await followWithActions(store, context, derived);
  const wanted = derived.map((one) => ({ one, sends: sendsOf(one, { changedCases, visits }) }));
  const targets = wanted.flatMap(({ sends }) => sends);
  await requestSends(store, context.portal, { targets, now: change.now });
  return wanted.map(({ one, sends }) => ({
    ...one,
    sends: sendsThatAreOn(context.portal.mode, sends),
  }));
}

/** What came about without anybody's act: a pause that ran out, a breach that was none. */
async function noteForAudit(
  { audit }: Store,
  portalId: string,
  derived: readonly Derived[],
): Promise<void> {
  const entries = derived.flatMap((one) => [
    ...one.endedPauses.map((pause) => endedPauseEntry(one.after.ticket.ticketId, pause)),
    ...correctionsOf(one),
    ...ownStepEntries(one),
  ]);
  if (entries.length > 0) await audit.append(portalId, entries);
}

/**
 * By ticket what is not stored yet, each fact once though event and CRM may both have told it, with the
 * tier of every customer that a ticket meets for the first time.
 */
function newFacts(
  change: TicketChange,
  known: ReadonlyMap<string, readonly TicketEvent[]>,
  tiers: readonly { readonly id: string }[],
): ReadonlyMap<string, readonly TicketEvent[]> {
  const told = Map.groupBy(change.facts, (fact) => fact.ticketId);
  const fresh = new Map<string, readonly TicketEvent[]>();
  for (const ticketId of change.ticketIds) {
    const stored = known.get(ticketId) ?? [];
    const facts = new Map((told.get(ticketId) ?? []).map((fact) => [identityOf(fact), fact]));
    for (const fact of stored) facts.delete(identityOf(fact));
    const unstored = [...facts.values()];
    const all = [...stored, ...unstored];
    const tiered = tieredFacts(ticketId, all, { grades: change.grades, tiers });
    if (unstored.length + tiered.length > 0) fresh.set(ticketId, [...unstored, ...tiered]);
  }
  return fresh;
}

function identityOf(event: TicketEvent): string {
  return `${event.occurredAt} ${ticketEventKey(event.detail)}`;
}

/** Also of a customer that has left the ticket: whichever of the two was told first, it has met it. */
function tieredFacts(
  ticketId: string,
  facts: readonly TicketEvent[],
  {
    grades,
    tiers,
  }: {
    readonly grades: TicketChange["grades"];
    readonly tiers: readonly { readonly id: string }[];
  },
): TicketEvent[] {
  const met = new Set<string>();
  const tiered = new Set<string>();
  for (const { detail } of facts) {
    if (detail.kind === "associated") met.add(customerKey(detail.customer));
    if (detail.kind === "tiered") tiered.add(customerKey(detail.customer));
  }
  const created = facts.filter(({ detail }) => detail.kind === "created");
  const occurredAt = created.length === 0 ? 0 : Math.min(...created.map((one) => one.occurredAt));
  return grades
    .filter((customer) => met.has(customerKey(customer)) && !tiered.has(customerKey(customer)))
    .map(({ kind, id, grade: { tier, score } }) => {
      const customer = { kind, id };
      const place = tiers.findIndex((known) => known.id === tier);
      // A tier that the policy no longer has ranks below all others.
      const rank = place < 0 ? tiers.length : place;
      return { ticketId, occurredAt, detail: { kind: "tiered", customer, tier, rank, score } };
    });
}
