import { countHistory } from "../../src/domain/tiering/count-history.ts";
import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import { nextLookAt } from "../../src/domain/tiering/standing.ts";
import type { Outbox, OutboxTarget } from "../../src/ports/outbox-store.ts";
import type { CustomerRow, Customers, Portals } from "../../src/ports/store.ts";
import type { BenefitStore, Deals } from "../../src/ports/tier-store.ts";
import type { Touches } from "../../src/ports/touch-store.ts";
import type { Disputes, OpenDispute, VisitPlans } from "../../src/ports/visit-plan-store.ts";
import type { VisitRow, Visits } from "../../src/ports/visit-store.ts";
import { type MemoryTiers, memoryBenefits, memoryDeals, memoryTiers } from "./memory-tiers.ts";
import { memoryTouches } from "./memory-touches.ts";
import { memoryDisputes, memoryVisitPlans } from "./memory-visit-plans.ts";

const keyOf = ({ kind, id }: CustomerRef) => `${kind}:${id}`;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Deals of a customer that memory looks through. */
const MANY = 1_000;

/** Customers, their deals, tiers and benefits, visits and the outbox of one portal in memory, as their ports promise them. */
export type MemoryCustomers = {
  readonly customers: Customers;
  readonly visits: Visits;
  readonly touches: Touches;
  readonly visitPlans: VisitPlans;
  readonly disputes: Disputes;
  /** What is open, for tests to add to. */
  readonly openDisputes: OpenDispute[];
  readonly portals: Pick<Portals, "owners">;
  readonly outbox: Pick<Outbox, "request" | "requestAgain">;
  readonly deals: Deals;
  readonly tiers: MemoryTiers;
  readonly benefits: BenefitStore;
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
  const openDisputes: OpenDispute[] = [];
  let writes = 0;
  const deals = memoryDeals();
  const onWrite = (rows: number) => {
    writes += rows;
  };
  const sortedVisits = () => [...visits.values()].sort((a, b) => byText(a.visitId, b.visitId));
  const sortedCustomers = () =>
    [...customers.values()].sort((a, b) => byText(a.kind, b.kind) || byText(a.id, b.id));
  return {
    customers: memoryRows({ customers, deals, sorted: sortedCustomers, onWrite }),
    deals,
    tiers: memoryTiers(),
    benefits: memoryBenefits(),
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
    touches: memoryTouches(),
    visitPlans: memoryVisitPlans({ visits, customers, onWrite }),
    disputes: memoryDisputes(openDisputes),
    openDisputes,
    portals: { owners: async () => [] },
    outbox: {
      request: async (_portalId, targets) => {
        requested.push(...targets);
      },
      requestAgain: async (_portalId, targets) => {
        requested.push(
          ...targets.filter((one) => requested.some((known) => isSameTarget(one, known))),
        );
      },
    },
    transaction: (work) => work(),
    requested,
    writes: () => writes,
    allVisits: sortedVisits,
    allCustomers: sortedCustomers,
  };
}

function isSameTarget(one: OutboxTarget, other: OutboxTarget): boolean {
  return one.kind === other.kind && one.subjectId === other.subjectId;
}

/** Tickets are not counted here. */
function memoryRows({
  customers,
  deals,
  sorted,
  onWrite,
}: {
  readonly customers: Map<string, CustomerRow>;
  readonly deals: Deals;
  readonly sorted: () => readonly CustomerRow[];
  readonly onWrite: (rows: number) => void;
}): Customers {
  const gone = new Set<string>();
  const present = () => sorted().filter((row) => !gone.has(keyOf(row)));
  const find: Customers["find"] = async (_portalId, refs) =>
    refs.flatMap((ref) => customers.get(keyOf(ref)) ?? []);
  const save: Customers["save"] = async (_portalId, rows) => {
    onWrite(rows.length);
    for (const row of rows) customers.set(keyOf(row), row);
  };
  return {
    find,
    lock: find,
    save,
    saveUnlessGraded: async (portalId, rows) => {
      const unseen = rows.filter((row) => {
        return customers.get(keyOf(row))?.evaluatedAt === row.seenAt;
      });
      await save(
        portalId,
        unseen.map(({ seenAt: _seen, ...row }) => row),
      );
      return unseen.map(({ kind, id }) => ({ kind, id }));
    },
    page: async (_portalId, after, limit) =>
      present()
        .filter((row) => after === null || byText(keyOf(after), keyOf(row)) < 0)
        .slice(0, limit),
    queued: async () => [],
    history: async (portalId, refs, { questions, products, now }) => {
      const counted = refs.map(async (ref) => {
        const kept = {
          deals: await deals.ofCustomer(portalId, ref, MANY),
          ticketsAt: [],
          products,
        };
        return [keyOf(ref), countHistory(kept, questions, now)] as const;
      });
      return new Map(await Promise.all(counted));
    },
    due: async (_portalId, now, limit) =>
      present()
        .filter(({ grade }) => (nextLookAt(grade.standing) ?? Number.POSITIVE_INFINITY) <= now)
        .map(({ kind, id }) => ({ kind, id }))
        .slice(0, limit),
    contactsOf: async (_portalId, companyIds, { afterId, limit }) =>
      present()
        .filter(({ kind, properties }) => {
          return kind === "contact" && companyIds.includes(properties["associatedcompanyid"] ?? "");
        })
        .filter(({ id }) => afterId === null || byText(afterId, id) < 0)
        .slice(0, limit),
    setGone: async (_portalId, refs, goneAt) => {
      for (const ref of refs) {
        if (goneAt === null) gone.delete(keyOf(ref));
        else gone.add(keyOf(ref));
      }
    },
    goneAmong: async (_portalId, refs) => refs.filter((ref) => gone.has(keyOf(ref))),
    count: async () => present().length,
  };
}
