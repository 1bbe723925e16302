import { tierOf } from "../../domain/sla/traits.ts";
import { benefitsLeft } from "../../domain/tiering/benefit.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { dayNumberOf } from "../../domain/time/day-number.ts";
import type {
  Dispute,
  PlanCustomer,
  PlanRules,
  UnusedBenefit,
} from "../../domain/visits/plan-rules.ts";
import type { CustomerRow } from "../../ports/store.ts";
import { customerKey, refOf } from "../tiering/customer-key.ts";
import { CUSTOMER_OWNER_PROPERTY } from "../tiering/customer-properties.ts";
import type { PlanContext, PlanStore } from "./plan-deps.ts";

const DAY_MS = 86_400_000;

/** A page of customers with all that their plans follow from. */
export async function readPlanCustomers(
  store: PlanStore,
  { context, rules }: { readonly context: PlanContext; readonly rules: PlanRules },
  rows: readonly CustomerRow[],
): Promise<readonly PlanCustomer[]> {
  const { portalId } = context.portal;
  const refs = rows.map(refOf);
  const [visits, lastReal, touchDays, disputes, benefits] = [
    await store.visits.ofCustomers(portalId, refs),
    await store.touches.lastReal(portalId, refs),
    await readTouchDays(store, { context, rules }, refs),
    await readDisputes(store, { context, rules }, refs),
    await readBenefits(store, { context, rules }, refs),
  ];
  const byCustomer = Map.groupBy(visits, ({ customer }) => customer && customerKey(customer));
  return rows.map((row): PlanCustomer => {
    const key = customerKey(row);
    return {
      customer: refOf(row),
      tier: tierOf(context.current.policy, { id: row.grade.tier }),
      ownerId: row.properties[CUSTOMER_OWNER_PROPERTY] || null,
      knownDate: rules.time.dateOf(row.gradedAt),
      properties: row.properties,
      lastRealAt: lastReal.get(key) ?? null,
      touchDays: touchDays.get(key) ?? [],
      visits: byCustomer.get(key) ?? [],
      disputes: disputes.get(key) ?? [],
      unusedBenefits: benefits.get(key) ?? [],
    };
  });
}

type Reading = { readonly context: PlanContext; readonly rules: PlanRules };

/** Days on which something reached each customer, as far back as the contact cap looks. */
export async function readTouchDays(
  store: Pick<PlanStore, "touches">,
  { context, rules }: Reading,
  refs: readonly CustomerRef[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { contactCap } = rules.visits;
  if (contactCap === undefined) return new Map();
  const sinceAt = rules.now - contactCap.withinDays * DAY_MS;
  const touches = await store.touches.since(context.portal.portalId, refs, sinceAt);
  return grouped(touches, ({ at }) => dayNumberOf(rules.time.dateOf(at)));
}

/** Open complaints and cases of each customer, by its key. */
export async function readDisputes(
  { disputes }: Pick<PlanStore, "disputes">,
  { context, rules }: Reading,
  refs: readonly CustomerRef[],
): Promise<ReadonlyMap<string, readonly Dispute[]>> {
  const { fields, complaintCategories } = context.current.policy;
  const open = await disputes.openOf(context.portal.portalId, refs, {
    categoryProperty: fields.category,
    complaintCategories,
    closedStages: [...context.closedStages],
  });
  return grouped(open, ({ by, subjectId, ownerIds, sinceAt }) => ({
    by,
    subjectId,
    ownerIds,
    sinceDate: rules.time.dateOf(sinceAt),
  }));
}

async function readBenefits(
  { benefits }: PlanStore,
  { context, rules }: Reading,
  refs: readonly CustomerRef[],
): Promise<ReadonlyMap<string, readonly UnusedBenefit[]>> {
  if (!rules.visits.care.some(({ anchor }) => anchor.on === "benefit_unused")) return new Map();
  const { portalId } = context.portal;
  const [grants, uses] = [
    await benefits.grants(portalId, refs),
    await benefits.uses(portalId, refs),
  ];
  const left = refs.flatMap((customer) => {
    const isOf = (one: { readonly customer: CustomerRef }) =>
      customerKey(one.customer) === customerKey(customer);
    return benefitsLeft(grants.filter(isOf), uses.filter(isOf), rules.now).map((grant) => ({
      ...grant,
      customer,
    }));
  });
  return grouped(left, ({ grantId, benefitId, expiresAt }) => ({
    grantId,
    benefitId,
    lastDate: rules.time.dateOf(expiresAt - 1),
  }));
}

function grouped<T extends { readonly customer: CustomerRef }, V>(
  entries: readonly T[],
  read: (entry: T) => V,
): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const entry of entries) {
    const key = customerKey(entry.customer);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [read(entry)]);
    else group.push(read(entry));
  }
  return groups;
}
