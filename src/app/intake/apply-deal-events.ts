import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { LedgerEvent, Settlement } from "../../ports/event-ledger.ts";
import type { DealLink } from "../../ports/tier-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { applyDealChanges, type DealChange } from "../tiering/apply-deal-changes.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { regradeKnown } from "../tiering/grade-customers.ts";
import { knowCustomers } from "../tiering/know-customers.ts";
import { readDeals } from "../tiering/read-deals.ts";
import { logSettled } from "./log-events.ts";
import type { IntakeDeps } from "./process-events.ts";

type Judged = {
  readonly event: LedgerEvent;
  readonly state: Settlement["state"];
  readonly reason: string | null;
};

/** The events of one call, and what they say of deals beside changes of their properties. */
type Told = {
  readonly events: readonly LedgerEvent[];
  readonly toRead: Set<string>;
  readonly links: DealLink[];
  readonly judged: Judged[];
};

/**
 * Keeps deals up to date and grades their customers anew. Values and links come from the events; deals are
 * read from the CRM, all at once, when they are new or when events contradict what is known.
 */
export async function applyDealEvents(
  deps: IntakeDeps,
  context: PortalContext,
  events: readonly LedgerEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { portalId } = context.portal;
  const told: Told = { events, toRead: new Set(), links: [], judged: [] };
  const before = await deps.store.deals.customersOf(portalId, dealIdsOf(events));
  await applyChanges(deps, context, told);
  for (const event of events) await applyOther(deps, portalId, { event, told });
  await deps.store.deals.link(portalId, told.links);
  const { policy } = context.current;
  const mayRead = await readDeals(deps, { portalId, policy }, [...told.toRead]);
  await gradeAnew(deps, context, [...before, ...(await concerned(deps, portalId, told))]);
  const settlements = told.judged.map((one) => settlementOf(one, mayRead));
  await deps.ledger.settle(settlements, deps.timeSource.now());
  for (const settlement of settlements) logSettled(deps.logger, settlement);
}

/** An event about a deal, or about a contact's or company's link with one. */
export function isOfDeal({ object, change }: LedgerEvent): boolean {
  if (object === "deal") return true;
  const isAssociation = change.kind === "associated" || change.kind === "dissociated";
  return isAssociation && change.toObject === "deal";
}

async function applyChanges(
  deps: IntakeDeps,
  context: PortalContext,
  { events, toRead, judged }: Told,
): Promise<void> {
  const changes = events.flatMap((event): readonly (DealChange & { event: LedgerEvent })[] => {
    const { change, objectId, occurredAt } = event;
    if (event.object !== "deal" || change.kind !== "property") return [];
    const { name, value } = change;
    return [{ dealId: objectId, name, value, at: occurredAt, event }];
  });
  const results = await applyDealChanges(deps.store, context, changes);
  changes.forEach(({ event, dealId }, index) => {
    const result = results[index] ?? "unchanged";
    switch (result) {
      case "applied":
        judged.push({ event, state: "applied", reason: null });
        return;
      case "not_known":
      case "read_again":
        toRead.add(dealId);
        judged.push({ event, state: "applied", reason: null });
        return;
      case "unchanged":
        judged.push({ event, state: "ignored", reason: "value_known" });
        return;
      case "not_used":
        judged.push({ event, state: "ignored", reason: "property_not_used" });
    }
  });
}

async function applyOther(
  { store }: Pick<IntakeDeps, "store">,
  portalId: string,
  { event, told }: { readonly event: LedgerEvent; readonly told: Told },
): Promise<void> {
  const { change, objectId, occurredAt } = event;
  const applied = () => told.judged.push({ event, state: "applied", reason: null });
  switch (change.kind) {
    case "property":
      return;
    case "created":
    case "restored":
      told.toRead.add(objectId);
      applied();
      return;
    case "deleted":
      await store.deals.remove(portalId, [objectId], occurredAt);
      applied();
      return;
    case "merged":
      await store.deals.remove(portalId, change.loserIds, occurredAt);
      told.toRead.add(change.intoId);
      applied();
      return;
    case "associated":
    case "dissociated": {
      const link = linkOf(event);
      if (link === null) {
        told.judged.push({ event, state: "ignored", reason: "change_not_used" });
        return;
      }
      told.links.push(link);
      applied();
      return;
    }
    case "erased":
    case "other":
      told.judged.push({ event, state: "ignored", reason: "change_not_used" });
  }
}

/** Either direction says the same; null for a link with something that is no customer. */
function linkOf({ object, objectId, change, occurredAt }: LedgerEvent): DealLink | null {
  if (change.kind !== "associated" && change.kind !== "dissociated") return null;
  const isFromDeal = object === "deal";
  const kind = CustomerKind.safeParse(isFromDeal ? change.toObject : object);
  if (!kind.success) return null;
  const [dealId, id] = isFromDeal ? [objectId, change.toId] : [change.toId, objectId];
  const isLinked = change.kind === "associated";
  return { dealId, customer: { kind: kind.data, id }, isLinked, at: occurredAt };
}

function dealIdsOf(events: readonly LedgerEvent[]): readonly string[] {
  const ids = events.flatMap(({ object, objectId, change }) => {
    if (object !== "deal") return [];
    return change.kind === "merged" ? [objectId, ...change.loserIds] : [objectId];
  });
  return [...new Set(ids)];
}

async function concerned(
  { store }: Pick<IntakeDeps, "store">,
  portalId: string,
  { events, toRead, links }: Told,
): Promise<readonly CustomerRef[]> {
  const dealIds = [...new Set([...dealIdsOf(events), ...toRead])];
  const linked = await store.deals.customersOf(portalId, dealIds);
  return [...linked, ...links.map(({ customer }) => customer)];
}

async function gradeAnew(
  deps: IntakeDeps,
  context: PortalContext,
  refs: readonly CustomerRef[],
): Promise<void> {
  const wanted = [...new Map(refs.map((ref) => [customerKey(ref), ref])).values()];
  if (wanted.length === 0) return;
  const known = await deps.store.customers.find(context.portal.portalId, wanted);
  const isKnown = new Set(known.map(customerKey));
  await knowCustomers(
    deps,
    context,
    wanted.filter((ref) => !isKnown.has(customerKey(ref))),
  );
  await regradeKnown(deps.store, context, { refs: known, now: deps.timeSource.now() });
}

function settlementOf({ event, state, reason }: Judged, mayRead: boolean): Settlement {
  const { portalId, eventKey, occurredAt } = event;
  const key = { portalId, eventKey, occurredAt };
  const isUnread =
    !mayRead && (event.change.kind === "created" || event.change.kind === "restored");
  return isUnread
    ? { ...key, state: "ignored", reason: "deals_not_allowed" }
    : { ...key, state, reason };
}
