import type { Crm } from "../../ports/crm.ts";
import type { EventLedger, LedgerEvent, Settlement } from "../../ports/event-ledger.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { applyAppEvents } from "./apply-app-events.ts";
import { applyCustomerEvents } from "./apply-customer-events.ts";
import { applyDealEvents, isOfDeal } from "./apply-deal-events.ts";
import { applyTaskEvents } from "./apply-task-events.ts";
import { applyTicketEvents } from "./apply-ticket-events.ts";
import { applyTouchEvents, touchKindOf } from "./apply-touch-events.ts";
import { logGivenBack, logSettled } from "./log-events.ts";

/** Records taken at once: enough to fill batch reads, few enough to keep a transaction short. */
const RECORDS_AT_ONCE = 200;
/** After this a batch counts as lost with its process and is given out again. */
const LEASE_MS = 60_000;
const RETRY_AFTER_MS = 5_000;
/** Events of a portal that is away wait for it; so often one looks whether it is back. */
const AWAY_RETRY_MS = 15 * 60_000;
/** A record that cannot be processed, by a bug or by the CRM's will, is looked at again this much later. */
const STUCK_RETRY_MS = 10 * 60_000;

export type IntakeDeps = {
  readonly ledger: EventLedger;
  readonly store: Store;
  readonly crm: Crm;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * Takes waiting events from the ledger, portal by portal, and applies them: reads from the CRM only
 * what no event carried, then stores state and settlement in one transaction. Says how many events
 * it took. Safe to run in any number of processes.
 */
export async function processEvents(deps: IntakeDeps): Promise<number> {
  const events = await deps.ledger.claim({
    records: RECORDS_AT_ONCE,
    now: deps.timeSource.now(),
    leaseMs: LEASE_MS,
  });
  for (const [portalId, ofPortal] of Map.groupBy(events, (event) => event.portalId)) {
    await processRecords(deps, portalId, ofPortal);
  }
  return events.length;
}

/**
 * Applies events of one portal. A record that cannot be processed must not hold up the others: the
 * batch is halved until it stands alone, and its events go back to wait for a mended program.
 */
async function processRecords(
  deps: IntakeDeps,
  portalId: string,
  events: readonly LedgerEvent[],
): Promise<void> {
  try {
    const context = await deps.contexts(portalId);
    if (context === null) await withoutPortal(deps, portalId, events);
    else await applyAll(deps, context, events);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble !== null) {
      const fields = { portalId, code: trouble.code, events: events.length };
      deps.logger.warn(fields, "events go back to the ledger and are tried again");
      await giveBack(deps, events, { waitMs: trouble.waitMs, reason: trouble.code });
      return;
    }
    const records = [...Map.groupBy(events, recordOf).values()];
    if (records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      await processRecords(deps, portalId, records.slice(0, middle).flat());
      await processRecords(deps, portalId, records.slice(middle).flat());
      return;
    }
    const eventKeys = events.map(({ eventKey }) => eventKey);
    deps.logger.error({ portalId, eventKeys, error }, "events cannot be processed");
    await giveBack(deps, events, { waitMs: STUCK_RETRY_MS, reason: stuckReason(error) });
  }
}

/** Trouble that all events of the portal have alike; null for what may be the fault of one record. */
function troubleOf(error: unknown): { readonly code: string; readonly waitMs: number } | null {
  if (!(error instanceof PluginError)) return null;
  const { code } = error;
  if (code === "portal_disconnected") return { code, waitMs: AWAY_RETRY_MS };
  return error.retryable ? { code, waitMs: error.retryAfterMs ?? RETRY_AFTER_MS } : null;
}

function stuckReason(error: unknown): string {
  return error instanceof PluginError ? error.code : "not_processed";
}

/** What was acknowledged for a portal that is away waits for it; one that was never connected has none. */
async function withoutPortal(
  deps: IntakeDeps,
  portalId: string,
  events: readonly LedgerEvent[],
): Promise<void> {
  const reason = "portal_not_connected";
  const portal = await deps.store.portals.find(portalId);
  if (portal === null) await settleAll(deps, events, reason);
  else await giveBack(deps, events, { waitMs: AWAY_RETRY_MS, reason });
}

async function giveBack(
  deps: IntakeDeps,
  events: readonly LedgerEvent[],
  pause: { readonly waitMs: number; readonly reason: string },
): Promise<void> {
  await deps.ledger.release(events, deps.timeSource.now() + pause.waitMs, pause.reason);
  logGivenBack(deps.logger, events, pause.reason);
}

async function applyAll(
  deps: IntakeDeps,
  context: PortalContext,
  events: readonly LedgerEvent[],
): Promise<void> {
  const customers = events.filter((event) => isOfCustomer(event));
  const tickets = events.filter((event) => isOfTicket(event));
  const deals = events.filter((event) => isOfDeal(event) && !isOfTicket(event));
  const tasks = events.filter((event) => event.object === "task" && !isOfTicket(event));
  const touches = events.filter((event) => isOfTouch(event) && !isOfTicket(event));
  const apps = events.filter((event) => event.object === "app");
  const taken = new Set([...customers, ...tickets, ...deals, ...tasks, ...touches, ...apps]);
  const others = events.filter((event) => !taken.has(event));
  await applyCustomerEvents(deps, context, customers);
  await applyDealEvents(deps, context, deals);
  await applyTicketEvents(deps, context, tickets);
  await applyTaskEvents(deps, context, tasks);
  await applyTouchEvents(deps, context, touches);
  await applyAppEvents(deps, apps);
  await settleAll(deps, others, "object_not_used");
}

function recordOf({ object, objectId }: LedgerEvent): string {
  return `${object}:${objectId}`;
}

function isOfTouch({ object, change }: LedgerEvent): boolean {
  const isAssociation = change.kind === "associated" || change.kind === "dissociated";
  return touchKindOf(object) !== null && !isAssociation;
}

function isOfCustomer(event: LedgerEvent): boolean {
  const isCustomer = event.object === "contact" || event.object === "company";
  return isCustomer && !isOfTicket(event) && !isOfDeal(event);
}

/** The other direction of an association with a ticket says the same of the ticket. */
function isOfTicket({ object, change }: LedgerEvent): boolean {
  if (object === "ticket") return true;
  const isAssociation = change.kind === "associated" || change.kind === "dissociated";
  return isAssociation && change.toObject === "ticket";
}

async function settleAll(
  deps: IntakeDeps,
  events: readonly LedgerEvent[],
  reason: string,
): Promise<void> {
  if (events.length === 0) return;
  const settlements = events.map(
    ({ portalId, eventKey, occurredAt }): Settlement => ({
      portalId,
      eventKey,
      occurredAt,
      state: "ignored",
      reason,
    }),
  );
  await deps.ledger.settle(settlements, deps.timeSource.now());
  for (const settlement of settlements) logSettled(deps.logger, settlement);
}
