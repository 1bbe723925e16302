import {
  type Cluster,
  type ComparedTicket,
  findRecurrences,
} from "../../domain/complaints/recurrence.ts";
import {
  affectedCustomers,
  type KeyedCluster,
  nameClusters,
} from "../../domain/complaints/recurrence-key.ts";
import type { SharedTerm } from "../../domain/complaints/telling-words.ts";
import { isOn } from "../../domain/governance/mode.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Logger } from "../../ports/logger.ts";
import type { TicketText } from "../../ports/recurrence-store.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";

const DAY_MS = 86_400_000;
/** Tickets compared in one night, the newest: some seconds of work. */
const TICKETS_COMPARED = 10_000;
/** Words are weighed over a longer time than clusters are looked for in, so that a flood does not hide itself. */
const LOOKED_BACK = 3;

/** What one cause that comes back asks for: one corrective action by this key, or more evidence for it. */
export type ActionWanted = {
  readonly portalId: string;
  readonly key: string;
  readonly reason: {
    readonly kind: "recurrence";
    readonly category: string | null;
    readonly product: string | null;
    readonly terms: readonly SharedTerm[];
    readonly ticketIds: readonly string[];
  };
  readonly affected: readonly CustomerRef[];
  /** All of its tickets, the oldest first. */
  readonly tickets: readonly ComparedTicket[];
  /** Those of which nobody knew before. */
  readonly added: readonly ComparedTicket[];
};

/** Runs within a transaction; told again with more tickets it adds them, and opens nothing twice. */
export type OpenAction = (wanted: ActionWanted) => Promise<void>;

export type FindDeps = {
  readonly store: Pick<Store, "recurrences" | "outbox" | "transaction">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly openActions: readonly OpenAction[];
};

/**
 * The nightly look for causes that come back: each opens one action and is told once in the channel of
 * the department that looks for causes. What grew is told again. Says how many are new or grew.
 */
export async function findRecurringCauses(deps: FindDeps, portalId: string): Promise<number> {
  const context = await deps.contexts(portalId);
  if (context === null || !context.current.policy.recurrence.isOn) return 0;
  const { policy } = context.current;
  const now = deps.timeSource.now();
  const createdSince = now - policy.recurrence.withinDays * LOOKED_BACK * DAY_MS;
  const wanted = { createdSince, limit: TICKETS_COMPARED };
  const texts = await deps.store.recurrences.texts(portalId, wanted);
  const clusters = findRecurrences(
    texts.map((text) => comparedOf(text, policy)),
    policy.recurrence,
  );
  const changed = await deps.store.transaction(() => keep(deps, context, { clusters, now }));
  deps.logger.info(
    { portalId, tickets: texts.length, clusters: clusters.length, changed },
    "causes that come back were looked for",
  );
  return changed;
}

function comparedOf(
  { fields, ...ticket }: TicketText,
  { fields: named, recurrence }: PortalContext["current"]["policy"],
) {
  const toldOf = (property: string | undefined): string | null =>
    (property === undefined ? undefined : fields[property]) || null;
  return {
    ...ticket,
    category: toldOf(named.category),
    product: toldOf(recurrence.productProperty),
  };
}

async function keep(
  { store, openActions }: FindDeps,
  { portal, current: { policy } }: PortalContext,
  { clusters, now }: { readonly clusters: readonly Cluster[]; readonly now: number },
): Promise<number> {
  const { portalId, mode } = portal;
  const ticketIds = clusters.flatMap(({ tickets }) => tickets.map(({ ticketId }) => ticketId));
  const known = await store.recurrences.keysOf(portalId, ticketIds);
  const changed = nameClusters(clusters, known).filter(({ added }) => added.length > 0);
  await store.recurrences.save(
    portalId,
    changed.map((cluster) => ({
      key: cluster.key,
      category: cluster.category,
      product: cluster.product,
      terms: cluster.terms,
      ticketIds: cluster.added,
      openedAt: now,
      changedAt: now,
    })),
  );
  for (const cluster of changed) {
    for (const openAction of openActions) await openAction(actionOf(portalId, cluster));
  }
  if (isOn(mode, "escalation") && policy.recurrence.department !== undefined) {
    const targets = changed.map(({ key }) => ({
      kind: "recurrence_notice" as const,
      subjectId: key,
    }));
    await store.outbox.request(portalId, targets, now);
  }
  return changed.length;
}

function actionOf(portalId: string, cluster: KeyedCluster): ActionWanted {
  const { key, category, product, terms, tickets, added } = cluster;
  return {
    portalId,
    key,
    reason: {
      kind: "recurrence",
      category,
      product,
      terms,
      ticketIds: tickets.map(({ ticketId }) => ticketId),
    },
    affected: affectedCustomers(tickets, []),
    tickets,
    added: tickets.filter(({ ticketId }) => added.includes(ticketId)),
  };
}
