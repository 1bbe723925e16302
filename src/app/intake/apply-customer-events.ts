import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { LedgerEvent, Settlement } from "../../ports/event-ledger.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import {
  applyCustomerChanges,
  type CustomerChange,
  type CustomerChangeResult,
} from "../tiering/apply-customer-changes.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { COMPANY_PROPERTY } from "../tiering/grade-rows.ts";
import { knowCustomers, readCustomers } from "../tiering/know-customers.ts";
import { cancelVisits } from "../visits/cancel-visits.ts";
import { logSettled } from "./log-events.ts";
import { moveCustomers, movesIn } from "./move-customers.ts";
import type { IntakeDeps } from "./process-events.ts";

/** Own properties carry this prefix; their events are echoes of our own writes. */
const OWN_PREFIX = "aftercare_";

type Judged = {
  readonly event: LedgerEvent;
  readonly result: CustomerChangeResult | "read" | "ignored";
  readonly reason: string | null;
};

/**
 * Keeps what grades a customer up to date. Values come from the events; a customer is read from the
 * CRM when it is new, or when an event contradicts what is known and cannot be newer.
 */
export async function applyCustomerEvents(
  deps: IntakeDeps,
  context: PortalContext,
  events: readonly LedgerEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await beginErasures(deps, events);
  const judged = await judge(deps, context, events);
  const toRead = judged
    .filter(({ result }) => needsRead(result))
    .flatMap(({ event }) => refsOf(event));
  await readPresent(deps, context, toRead);
  await knowCustomers(deps, context, companiesIn(judged));
  await moveCustomers(
    deps,
    context,
    events.flatMap((event) => movesIn(event)),
  );
  const settlements = judged.map(settlementOf);
  await deps.ledger.settle(settlements, deps.timeSource.now());
  for (const settlement of settlements) logSettled(deps.logger, settlement);
}

/** Whoever asked to be forgotten: the rest is a job of its own, as it goes through the whole store. */
async function beginErasures(
  { store, timeSource }: IntakeDeps,
  events: readonly LedgerEvent[],
): Promise<void> {
  const now = timeSource.now();
  for (const { portalId, eventKey, object, objectId, change } of events) {
    if (change.kind !== "erased" || object !== "contact") continue;
    await store.erasures.begin(portalId, { erasureId: eventKey, contactId: objectId, now });
  }
}

function needsRead(result: Judged["result"]): boolean {
  return result === "read" || result === "not_known" || result === "read_again";
}

/**
 * Whom the CRM does not have (any more) is gone, and whom it has is back: so it does not matter in which
 * order a deletion and a restoring arrive. Nobody who is gone is visited.
 */
async function readPresent(
  deps: IntakeDeps,
  context: PortalContext,
  refs: readonly CustomerRef[],
): Promise<void> {
  if (refs.length === 0) return;
  const { portalId } = context.portal;
  const present = await readCustomers(deps, context, refs);
  const isPresent = new Set(present.map(customerKey));
  const gone = refs.filter((ref) => !isPresent.has(customerKey(ref)));
  const now = deps.timeSource.now();
  await deps.store.transaction(async () => {
    await deps.store.customers.setGone(portalId, present, null);
    await deps.store.customers.setGone(portalId, gone, now);
    await cancelVisits(deps, context, { customers: gone, now });
  });
}

/** A contact came to a company: if that one is new, its grade is passed on once it is known. */
function companiesIn(judged: readonly Judged[]): readonly CustomerRef[] {
  return judged.flatMap(({ event: { object, change }, result }) =>
    result === "applied" &&
    object === "contact" &&
    change.kind === "property" &&
    change.name === COMPANY_PROPERTY &&
    change.value !== ""
      ? [{ kind: "company" as const, id: change.value }]
      : [],
  );
}

async function judge(
  deps: IntakeDeps,
  context: PortalContext,
  events: readonly LedgerEvent[],
): Promise<readonly Judged[]> {
  const changes = new Map<LedgerEvent, CustomerChange>();
  for (const event of events) {
    const change = changeOf(event);
    if (change !== null) changes.set(event, change);
  }
  const results = await applyCustomerChanges(deps.store, context, {
    changes: [...changes.values()],
    now: deps.timeSource.now(),
  });
  const resultOf = new Map([...changes.keys()].map((event, index) => [event, results[index]]));
  return events.map((event): Judged => {
    const result = resultOf.get(event);
    if (result !== undefined) return { event, result, reason: null };
    return judgeOther(event);
  });
}

function changeOf(event: LedgerEvent): CustomerChange | null {
  const { change } = event;
  if (change.kind !== "property" || change.name.startsWith(OWN_PREFIX)) return null;
  return {
    customer: refOf(event),
    property: change.name,
    value: change.value,
    at: event.occurredAt,
  };
}

function judgeOther(event: LedgerEvent): Judged {
  switch (event.change.kind) {
    case "created":
    case "restored":
    case "deleted":
    case "merged":
    case "erased":
      return { event, result: "read", reason: null };
    case "property":
      return { event, result: "ignored", reason: "own_echo" };
    case "associated":
    case "dissociated":
    case "other":
      return { event, result: "ignored", reason: "change_not_used" };
  }
}

function refOf(event: LedgerEvent): CustomerRef {
  return { kind: CustomerKind.parse(event.object), id: event.objectId };
}

/** All records that an event is about. */
function refsOf(event: LedgerEvent): readonly CustomerRef[] {
  const own = refOf(event);
  return [own, ...movesIn(event).flatMap(({ from, into }) => [from, into])].filter(
    (ref, index, all) => all.findIndex(({ id }) => id === ref.id) === index,
  );
}

function settlementOf({ event, result, reason }: Judged): Settlement {
  const { portalId, eventKey, occurredAt } = event;
  const key = { portalId, eventKey, occurredAt };
  switch (result) {
    case "ignored":
      return { ...key, state: "ignored", reason };
    case "not_mapped":
      return { ...key, state: "ignored", reason: "property_not_used" };
    case "unchanged":
      return { ...key, state: "ignored", reason: "value_known" };
    case "applied":
    case "read":
    case "not_known":
    case "read_again":
      return { ...key, state: "applied", reason: null };
  }
}
