import type { Policy } from "../../src/domain/governance/policy.ts";
import { invariant } from "../../src/domain/invariant.ts";
import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type { CustomerRow, Store } from "../../src/ports/store.ts";
import { customerProperties, type DemoIds } from "./demo.ts";
import { readDemoCast } from "./demo-cast.ts";
import { readDemoRelations } from "./demo-relations.ts";

const DAY_MS = 86_400_000;

type Past = { readonly demo: DemoIds; readonly policy: Policy; readonly now: number };

/**
 * What Aftercare would have noted of the demo's customers had it been connected before: how their tiers
 * moved, which benefits they were granted and what they used of them.
 */
export async function rememberPast(
  store: Pick<Store, "tiers" | "benefits" | "customers">,
  past: Past,
): Promise<void> {
  await rememberTiers(store, past);
  await rememberBenefits(store, past);
}

async function rememberTiers(
  store: Pick<Store, "tiers" | "customers">,
  { demo, now }: Past,
): Promise<void> {
  const told = readDemoRelations().tiers.map((tier) => ({
    ...tier,
    ref: refOf(demo, tier.customer),
    at: now - tier.daysAgo * DAY_MS,
  }));
  const nobody = { by: null, reason: null, inheritedFrom: null };
  await store.tiers.append(
    demo.portalId,
    told.map(({ ref, at, from = null, to, score }) => {
      const cause = from === null ? ("first" as const) : ("upgrade" as const);
      return { customer: ref, at, from, to, cause, score, ...nobody };
    }),
  );
  const newest = new Map(told.map((tier) => [tier.customer, tier]));
  const cast = new Map(readDemoCast().customers.map((one) => [one.key, one]));
  await store.customers.save(
    demo.portalId,
    [...newest.values()].map(({ customer, ref, at, to, score }): CustomerRow => {
      const standing = { earned: to, pendingDrop: null, override: null };
      const grade = { tier: to, score, standing, reasons: [], missing: [], inheritedFrom: null };
      const dates = { gradedAt: at, evaluatedAt: at, policyVersion: 1, dataAt: at };
      const known = cast.get(customer);
      invariant(known, `the demo has a customer "${customer}"`);
      const ownerId = demo.owners[known.owner]?.ownerId ?? "";
      return { ...ref, properties: customerProperties(known, { ownerId, now }), grade, ...dates };
    }),
  );
}

async function rememberBenefits(
  store: Pick<Store, "benefits">,
  { demo, policy, now }: Past,
): Promise<void> {
  const { tiers, benefits } = readDemoRelations();
  const tierOf = new Map(tiers.map(({ customer, to }) => [customer, to]));
  const names = new Map(
    readDemoCast().owners.map(({ key, firstName, lastName }) => [key, `${firstName} ${lastName}`]),
  );
  for (const { customer, benefit, grantedDaysAgo, uses } of benefits) {
    const ref = refOf(demo, customer);
    const offered = policy.benefits[tierOf.get(customer) ?? ""] ?? [];
    const found = offered.find(({ id }) => id === benefit);
    invariant(found, `the tier of ${customer} has a benefit "${benefit}"`);
    const grantId = `${benefit} demo`;
    const grantedAt = now - grantedDaysAgo * DAY_MS;
    const expiresAt = grantedAt + found.validDays * DAY_MS;
    const grant = { grantId, benefitId: benefit, grantedAt, expiresAt, quota: found.quota };
    await store.benefits.grant(demo.portalId, [{ ...grant, by: "tier", customer: ref }]);
    for (const [index, { daysAgo, by, note }] of uses.entries()) {
      await store.benefits.use(demo.portalId, {
        customer: ref,
        grantId,
        useKey: `demo-${customer}-${benefit}-${index}`,
        at: now - daysAgo * DAY_MS,
        by: { id: demo.owners[by]?.ownerId ?? by, name: names.get(by) ?? by },
        note,
      });
    }
  }
}

/** Who is graded: the company where there is one. */
function refOf({ customers }: DemoIds, key: string): CustomerRef {
  const ids = customers[key];
  invariant(ids, `the demo has a customer "${key}"`);
  return ids.companyId === null
    ? { kind: "contact", id: ids.contactId }
    : { kind: "company", id: ids.companyId };
}
