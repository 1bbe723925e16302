import type { Shortage } from "../../src/domain/visits/shortage.ts";
import type { CustomerRow } from "../../src/ports/store.ts";
import type { Disputes, OpenDispute, VisitPlans } from "../../src/ports/visit-plan-store.ts";
import type { VisitRow } from "../../src/ports/visit-store.ts";

const CARRIED = ["ticket_closed", "promise", "by_hand"];

/** What planning asks of the store, over visits and customers in memory, as its port promises it. */
export function memoryVisitPlans({
  visits,
  customers,
  onWrite = () => undefined,
}: {
  readonly visits: Map<string, VisitRow>;
  readonly customers: ReadonlyMap<string, CustomerRow>;
  readonly onWrite?: (rows: number) => void;
}): VisitPlans {
  let kept: readonly Shortage[] = [];
  const planned = () => [...visits.values()].filter(({ state }) => state === "planned");
  return {
    loads: async () => {
      const owned = planned().flatMap(({ ownerId }) => ownerId ?? []);
      return new Map([...Map.groupBy(owned, (id) => id)].map(([id, all]) => [id, all.length]));
    },
    sharedOf: async (_portalId, { ownerIds, ownerProperty, knownOwners, limit }) =>
      planned()
        .filter(({ ownerId, reason, customer }) => {
          const row = customers.get(`${customer?.kind}:${customer?.id}`);
          const isOwned = knownOwners.includes(row?.properties[ownerProperty] ?? "");
          return row && !isOwned && ownerIds.includes(ownerId ?? "") && !CARRIED.includes(reason);
        })
        .sort((a, b) =>
          a.dueDate === b.dueDate
            ? a.visitId < b.visitId
              ? -1
              : 1
            : a.dueDate > b.dueDate
              ? -1
              : 1,
        )
        .slice(0, limit),
    saveUnlessChanged: async (_portalId, changes) => {
      const saved = changes.filter(({ visit, before }) => {
        const known = visits.get(visit.visitId);
        if (before === null || known === undefined) return before === null && known === undefined;
        return (["state", "dueDate", "ownerId", "attempt", "isPinned"] as const).every(
          (key) => known[key] === before[key],
        );
      });
      onWrite(saved.length);
      for (const { visit } of saved) {
        visits.set(visit.visitId, { ...visit, taskId: visits.get(visit.visitId)?.taskId ?? null });
      }
      return new Set(saved.map(({ visit }) => visit.visitId));
    },
    saveShortages: async (_portalId, shortages) => {
      kept = shortages;
    },
    shortages: async (_portalId, limit) =>
      kept.toSorted((a, b) => b.visits - a.visits).slice(0, limit),
  };
}

/** Open disputes that a test sets. */
export function memoryDisputes(open: readonly OpenDispute[]): Disputes {
  return {
    openOf: async (_portalId, customers) =>
      open.filter(({ customer }) =>
        customers.some(({ kind, id }) => kind === customer.kind && id === customer.id),
      ),
  };
}
