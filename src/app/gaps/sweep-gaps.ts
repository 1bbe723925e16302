import { checksum } from "../../domain/checksum.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { Crm } from "../../ports/crm.ts";
import type { ChangedObject, ChangedPage, ChangePlace } from "../../ports/crm-changes.ts";
import type { GapSweep, Swept } from "../../ports/gap-store.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { FoundBy, Recovery } from "../../ports/recovery.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { customerProperties } from "../tiering/customer-properties.ts";
import { customerGaps } from "./customer-gaps.ts";
import { dealGaps, dealProperties } from "./deal-gaps.ts";
import type { Gap } from "./gap.ts";
import { lookAtKnownCustomers } from "./known-customers.ts";
import { lookAtOpenTickets } from "./open-tickets.ts";
import { ticketGaps } from "./ticket-gaps.ts";

export type GapDeps = {
  readonly store: Store;
  readonly crm: Crm;
  readonly recovery: Recovery;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly gapRules: GapRules;
};

export type GapRules = {
  readonly everyMs: number;
  /** What is younger is not looked for: the CRM's search lags behind, and events are on their way. */
  readonly lagMs: number;
};

/** Pages of one sweep and kind of record, 200 records each; the next one goes on. */
const PAGES_AT_ONCE = 50;
/** A portal that was connected before anybody noted when. */
const FIRST_LOOK_MS = 86_400_000;
/** A sweep that finds more lost events than this for each record, and more than a few, tells people. */
export const ALERT_SHARE = 0.05;
export const ALERT_FROM = 5;

const OBJECTS = ["company", "contact", "ticket"] as const;

/** What a sweep found, of each kind of record. */
export type SweptKind = Pick<GapSweep, "object" | "looked" | "found"> & { readonly reread: number };

/**
 * Looks for events that never arrived: reads what the CRM changed since the last sweep, and some of the
 * open tickets in turn, and puts what nobody told into the ledger with its true time. The place up to which
 * all is known moves in the transaction that stores what was found. Nothing while deliveries are unopened:
 * nobody knows what they say.
 */
export async function sweepGaps(deps: GapDeps, portalId: string): Promise<readonly SweptKind[]> {
  const context = await deps.contexts(portalId);
  if (context === null || (await deps.recovery.hasUnopened(portalId))) return [];
  const now = deps.timeSource.now();
  const connectedAt = await connectedSince(deps, portalId, now);
  const turn: Turn = { context, now, connectedAt, until: now - deps.gapRules.lagMs };
  const results: SweptKind[] = [];
  try {
    for (const object of OBJECTS) results.push(await sweepObject(deps, turn, object));
    results.push(await sweepOpenTickets(deps, turn));
    for (const kind of CustomerKind.options) results.push(await sweepKnown(deps, turn, kind));
    // Last: a right to read deals that was taken away must not hold up the others.
    results.push(await sweepObject(deps, turn, "deal"));
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.warn({ portalId, code: error.code }, "the sweep for lost events met trouble");
  }
  return results;
}

type Turn = {
  readonly context: PortalContext;
  readonly now: number;
  readonly connectedAt: number;
  readonly until: number;
};

async function connectedSince({ store }: GapDeps, portalId: string, now: number): Promise<number> {
  return (await store.imports.connected(portalId))?.first ?? now - FIRST_LOOK_MS;
}

async function sweepObject(deps: GapDeps, turn: Turn, object: ChangedObject): Promise<SweptKind> {
  const { portalId } = turn.context.portal;
  const known = await deps.store.gapSweeps.find(portalId, object);
  let place = known?.place ?? { at: turn.connectedAt, afterId: null };
  let sum: SweptKind = { object, looked: 0, found: 0, reread: 0 };
  if (place.at >= turn.until) return sum;
  if (object === "deal" && (await deps.store.deals.access(portalId)) !== "granted") {
    // What was changed until then is read as a whole once it may be read.
    return keep(deps, turn, { sum, gaps: [], place: { at: turn.until, afterId: null }, looked: 0 });
  }
  for (let pages = 0; pages < PAGES_AT_ONCE; pages += 1) {
    const page = await readPage(deps, turn, { object, place });
    const gaps = await gapsOf(deps, turn, { object, page });
    const reached = earlier(page.next, turn.until);
    sum = await keep(deps, turn, { sum, gaps, place: reached, looked: page.records.length });
    if (page.next === null) break;
    place = page.next;
  }
  return sum;
}

/** What is younger than `until` was looked at but not whole, so it is looked at again. */
function earlier(next: ChangePlace | null, until: number): ChangePlace {
  return next === null || next.at > until ? { at: until, afterId: null } : next;
}

function readPage(
  { crm }: GapDeps,
  { context }: Turn,
  { object, place }: { readonly object: ChangedObject; readonly place: ChangePlace },
): Promise<ChangedPage> {
  const { portal } = context;
  const properties = propertiesOf(context, object);
  return crm.readChanged(portal.portalId, object, { from: place, properties });
}

function propertiesOf(context: PortalContext, object: ChangedObject): readonly string[] {
  switch (object) {
    case "ticket":
      return [];
    case "deal":
      return dealProperties(context);
    case "company":
    case "contact":
      return customerProperties(context.current.policy, object);
  }
}

async function gapsOf(
  deps: GapDeps,
  { context, connectedAt, until }: Turn,
  { object, page }: { readonly object: ChangedObject; readonly page: ChangedPage },
): Promise<readonly Gap[]> {
  const { records } = page;
  if (records.length === 0) return [];
  if (object === "deal") return dealGaps(deps, context, { records, connectedAt, until });
  if (object !== "ticket") {
    return customerGaps(deps, context, { kind: object, records, connectedAt, until });
  }
  const ticketIds = records.map(({ id }) => id);
  return (await ticketGaps(deps, context, { ticketIds, connectedAt, until })).gaps;
}

async function sweepOpenTickets(deps: GapDeps, turn: Turn): Promise<SweptKind> {
  const sum: SweptKind = { object: "open_ticket", looked: 0, found: 0, reread: 0 };
  const known = await deps.store.gapSweeps.find(turn.context.portal.portalId, "open_ticket");
  const { gaps, looked, afterId } = await lookAtOpenTickets(deps, turn.context, {
    ...turn,
    afterId: known?.place.afterId ?? "",
  });
  return keep(deps, turn, { sum, gaps, place: { at: turn.until, afterId }, looked });
}

async function sweepKnown(deps: GapDeps, turn: Turn, kind: CustomerKind): Promise<SweptKind> {
  const object = `known_${kind}` as const;
  const sum: SweptKind = { object, looked: 0, found: 0, reread: 0 };
  const known = await deps.store.gapSweeps.find(turn.context.portal.portalId, object);
  const { gaps, looked, afterId } = await lookAtKnownCustomers(deps, turn.context, {
    ...{ kind, until: turn.until, afterId: known?.place.afterId ?? "" },
  });
  return keep(deps, turn, { sum, gaps, place: { at: turn.until, afterId }, looked });
}

/** Stores what was found together with the place that was reached. */
async function keep(
  deps: GapDeps,
  { context, now }: Turn,
  work: {
    readonly sum: SweptKind;
    readonly gaps: readonly Gap[];
    readonly place: ChangePlace;
    readonly looked: number;
  },
): Promise<SweptKind> {
  const { portalId } = context.portal;
  const { object } = work.sum;
  return deps.store.transaction(async () => {
    const recovered = await add(deps, { ...work, portalId, object, now, by: "recovered" });
    const reread = await add(deps, { ...work, portalId, object, now, by: "reread" });
    const sum: SweptKind = {
      object,
      looked: work.sum.looked + work.looked,
      found: work.sum.found + recovered,
      reread: work.sum.reread + reread,
    };
    const { looked, found } = sum;
    const isMuch = found >= ALERT_FROM && found > looked * ALERT_SHARE;
    const sweep = { object, place: work.place, sweptAt: now, looked, found };
    await deps.store.gapSweeps.save(portalId, { ...sweep, alertedAt: isMuch ? now : null });
    tell(deps.logger, portalId, { sum, recovered, reread, isMuch });
    return sum;
  });
}

async function add(
  { recovery }: GapDeps,
  found: {
    readonly portalId: string;
    readonly object: Swept;
    readonly now: number;
    readonly by: FoundBy;
    readonly gaps: readonly Gap[];
  },
): Promise<number> {
  const { portalId, object, now, by } = found;
  const events = found.gaps.filter((gap) => gap.by === by).map(({ event }) => event);
  const deliveryId = `${by}-${object}-${checksum(JSON.stringify(events))}`;
  return recovery.add(portalId, { by, deliveryId, events }, now);
}

function tell(
  logger: Logger,
  portalId: string,
  told: {
    readonly sum: SweptKind;
    readonly recovered: number;
    readonly reread: number;
    readonly isMuch: boolean;
  },
): void {
  const { sum, recovered, reread, isMuch } = told;
  const { object, looked, found } = sum;
  if (isMuch) {
    const fields = { portalId, object, looked, found };
    logger.warn(fields, "a sweep found many events that HubSpot's webhooks never brought");
  } else if (recovered + reread > 0) {
    logger.info({ portalId, object, recovered, reread }, "a sweep found events that never came");
  }
}
