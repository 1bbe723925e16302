import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type {
  CustomerRow,
  Customers,
  Outbox,
  OutboxTarget,
  VisitRow,
  Visits,
} from "../../src/ports/store.ts";

const keyOf = ({ kind, id }: CustomerRef) => `${kind}:${id}`;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Customers, visits and the outbox of one portal in memory, as their ports promise them. */
export type MemoryCustomers = {
  readonly customers: Customers;
  readonly visits: Visits;
  readonly outbox: Pick<Outbox, "request">;
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Everything that was asked to be sent, in order. */
  readonly requested: OutboxTarget[];
  /** How many rows were written. */
  writes(): number;
  allVisits(): readonly VisitRow[];
  allCustomers(): readonly CustomerRow[];
};

export function memoryCustomers(): MemoryCustomers {
  const customers = new Map<string, CustomerRow>();
  const visits = new Map<string, VisitRow>();
  const requested: OutboxTarget[] = [];
  let writes = 0;
  const sortedVisits = () => [...visits.values()].sort((a, b) => byText(a.visitId, b.visitId));
  const sortedCustomers = () =>
    [...customers.values()].sort((a, b) => byText(a.kind, b.kind) || byText(a.id, b.id));
  return {
    customers: {
      find: async (_portalId, refs) => refs.flatMap((ref) => customers.get(keyOf(ref)) ?? []),
      save: async (_portalId, rows) => {
        writes += rows.length;
        for (const row of rows) customers.set(keyOf(row), row);
      },
      page: async (_portalId, after, limit) =>
        sortedCustomers()
          .filter((row) => after === null || byText(keyOf(after), keyOf(row)) < 0)
          .slice(0, limit),
    },
    visits: {
      save: async (_portalId, rows) => {
        writes += rows.length;
        for (const row of rows) {
          visits.set(row.visitId, { ...row, taskId: visits.get(row.visitId)?.taskId ?? null });
        }
      },
      ofCustomers: async (_portalId, refs) => {
        const keys = new Set(refs.map(keyOf));
        return sortedVisits().filter(({ customer }) => customer && keys.has(keyOf(customer)));
      },
      find: async (_portalId, visitId) => visits.get(visitId) ?? null,
      findAll: async (_portalId, visitIds) => visitIds.flatMap((id) => visits.get(id) ?? []),
      plannedOf: async (_portalId, ownerIds, limit) =>
        sortedVisits()
          .filter(({ ownerId, state }) => state === "planned" && ownerIds.includes(ownerId ?? ""))
          .slice(0, limit),
      setTask: async (_portalId, visitId, taskId) => {
        const row = visits.get(visitId);
        if (row !== undefined) visits.set(visitId, { ...row, taskId });
      },
      withoutTask: async (_portalId, untilDate, limit) =>
        sortedVisits()
          .filter((v) => v.state === "planned" && v.taskId === null && v.dueDate <= untilDate)
          .sort((a, b) => byText(a.dueDate, b.dueDate))
          .slice(0, limit),
    },
    outbox: {
      request: async (_portalId, targets) => {
        requested.push(...targets);
      },
    },
    transaction: (work) => work(),
    requested,
    writes: () => writes,
    allVisits: sortedVisits,
    allCustomers: sortedCustomers,
  };
}
