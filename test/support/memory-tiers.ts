import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type { TierCuts } from "../../src/domain/tiering/quantiles.ts";
import type {
  BenefitStore,
  BenefitUseOutcome,
  CustomerBenefitUse,
  CustomerGrant,
  DealAccess,
  DealLink,
  DealRow,
  DealStages,
  Deals,
  RegradeRun,
  TierChangeRow,
  Tiers,
} from "../../src/ports/tier-store.ts";

const keyOf = ({ kind, id }: CustomerRef) => `${kind}:${id}`;
const isOf = (refs: readonly CustomerRef[], ref: CustomerRef) =>
  refs.some((one) => keyOf(one) === keyOf(ref));

/** Deals of one portal in memory, as their port promises them. */
export function memoryDeals(): Deals {
  const deals = new Map<string, Omit<DealRow, "customers"> & { isGone: boolean }>();
  const links = new Map<string, DealLink>();
  const read = new Set<string>();
  let stages: DealStages = {};
  let access: DealAccess = "unknown";
  const linked = () => [...links.values()].filter(({ isLinked }) => isLinked);
  const find = (dealIds: readonly string[]): readonly DealRow[] =>
    dealIds.flatMap((dealId) => {
      const found = deals.get(dealId);
      if (found === undefined || found.isGone) return [];
      const { isGone: _gone, ...row } = found;
      const customers = linked()
        .filter((link) => link.dealId === dealId)
        .map(({ customer }) => customer);
      return [{ ...row, customers }];
    });
  return {
    find: async (_portalId, dealIds) => find(dealIds),
    save: async (_portalId, rows) => {
      for (const row of rows) {
        if ((deals.get(row.dealId)?.dataAt ?? 0) > row.dataAt) continue;
        deals.set(row.dealId, { ...row, isGone: false });
      }
    },
    remove: async (_portalId, dealIds, at) => {
      for (const dealId of dealIds) {
        const known = deals.get(dealId);
        if (known !== undefined && known.dataAt <= at) {
          deals.set(dealId, { ...known, dataAt: at, isGone: true });
        }
      }
    },
    link: async (_portalId, told) => {
      for (const link of told) {
        const key = `${link.dealId} ${keyOf(link.customer)}`;
        if ((links.get(key)?.at ?? 0) <= link.at) links.set(key, link);
      }
    },
    customersOf: async (_portalId, dealIds) => {
      const found = linked().filter(({ dealId }) => dealIds.includes(dealId));
      return [...new Map(found.map(({ customer }) => [keyOf(customer), customer])).values()];
    },
    ofCustomer: async (_portalId, customer, limit) =>
      find(
        linked()
          .filter((link) => keyOf(link.customer) === keyOf(customer))
          .map(({ dealId }) => dealId),
      )
        .toSorted((a, b) => (b.closedAt ?? b.createdAt) - (a.closedAt ?? a.createdAt))
        .slice(0, limit),
    stages: async () => stages,
    saveStages: async (_portalId, wanted) => {
      stages = wanted;
    },
    access: async () => access,
    saveAccess: async (_portalId, wanted) => {
      access = wanted;
    },
    unread: async () => [],
    markRead: async (_portalId, customers) => {
      for (const customer of customers) read.add(keyOf(customer));
    },
  };
}

/** Tier history, cuts and runs of one portal in memory. Cuts are as they were saved: nothing counts them. */
export type MemoryTiers = Tiers & { readonly changes: readonly TierChangeRow[] };

export function memoryTiers(): MemoryTiers {
  const changes: TierChangeRow[] = [];
  const runs = new Map<string, RegradeRun>();
  let cuts: TierCuts = {};
  const newestFirst = (customer: CustomerRef) =>
    changes.filter((change) => keyOf(change.customer) === keyOf(customer)).toReversed();
  return {
    changes,
    append: async (_portalId, added) => void changes.push(...added),
    of: async (_portalId, customer, limit) => newestFirst(customer).slice(0, limit),
    newest: async (_portalId, customers) =>
      customers.flatMap((customer) => newestFirst(customer).slice(0, 1)),
    cuts: async () => cuts,
    countCuts: async () => cuts,
    saveCuts: async (_portalId, wanted) => {
      cuts = wanted;
    },
    run: async (_portalId, slot) => runs.get(slot) ?? null,
    lastRun: async () =>
      [...runs.values()]
        .filter(({ finishedAt }) => finishedAt !== null)
        .toSorted((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))[0] ?? null,
    queueRegrade: async () => 0,
    queueContacts: async () => 0,
    emptyRegradeQueue: async () => undefined,
    saveRun: async (_portalId, run) => void runs.set(run.slot, run),
  };
}

export function memoryBenefits(): BenefitStore {
  const grants = new Map<string, CustomerGrant>();
  const uses: CustomerBenefitUse[] = [];
  const grantKey = (grant: Pick<CustomerGrant, "customer" | "grantId">) =>
    `${keyOf(grant.customer)} ${grant.grantId}`;
  const usesOf = (grant: CustomerGrant) => uses.filter((use) => grantKey(use) === grantKey(grant));
  return {
    grants: async (_portalId, customers) =>
      [...grants.values()].filter(({ customer }) => isOf(customers, customer)),
    uses: async (_portalId, customers) => uses.filter(({ customer }) => isOf(customers, customer)),
    grant: async (_portalId, added) => {
      for (const grant of added) {
        if (!grants.has(grantKey(grant))) grants.set(grantKey(grant), grant);
      }
    },
    use: async (_portalId, use): Promise<BenefitUseOutcome> => {
      const grant = grants.get(grantKey(use));
      if (grant === undefined) return "not_granted";
      if (uses.some(({ useKey }) => useKey === use.useKey)) return "repeated";
      if (use.at >= grant.expiresAt) return "expired";
      if (usesOf(grant).length >= grant.quota) return "none_left";
      uses.push(use);
      return "used";
    },
    expiring: async (_portalId, { now, untilAt, limit }) =>
      [...grants.values()]
        .filter(({ expiresAt }) => expiresAt > now && expiresAt <= untilAt)
        .map((grant) => ({ ...grant, left: grant.quota - usesOf(grant).length }))
        .filter(({ left }) => left > 0)
        .toSorted((a, b) => a.expiresAt - b.expiresAt)
        .slice(0, limit),
  };
}
