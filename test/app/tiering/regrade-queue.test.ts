import { describe, expect, it } from "vitest";
import { regradeCustomers } from "../../../src/app/tiering/regrade-customers.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import type { CustomerRef } from "../../../src/domain/tiering/customer.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { policyDocument } from "../../support/small-policy.ts";
import { customersUnderTest, DAY, PORTAL_ID, START } from "./customers-under-test.ts";

const label = { en: "Input", "zh-TW": "項目", "zh-CN": "项目" };
const kinds = ["company", "contact"] as const;
const NIGHTS = 26;
const policy = (customers: "companies" | "contacts") =>
  Policy.parse({
    ...policyDocument,
    tiering: { customers, graceDays: 20, hysteresisPoints: 5, products: ["press", "film"] },
    tierInputs: kinds.flatMap((kind) => [
      {
        id: `${kind}_money`,
        kind,
        label,
        history: "revenue",
        withinDays: 60,
        quantiles: { points: [0, 20, 45] },
      },
      {
        id: `${kind}_recency`,
        kind,
        label,
        history: "days_since_purchase",
        quantiles: { points: [30, 10] },
      },
      {
        id: `${kind}_tickets`,
        kind,
        label,
        history: "tickets",
        withinDays: 30,
        bands: [{ from: 0, points: 5 }],
      },
      {
        id: `${kind}_size`,
        kind,
        label,
        dimension: "potential",
        property: "it's size",
        bands: [
          { from: 10, points: 10 },
          { from: 10, points: 99 },
          { from: 50, points: 40 },
        ],
      },
      {
        id: `${kind}_since`,
        kind,
        label,
        dimension: "loyalty",
        property: "since",
        measure: "days_since",
        bands: [
          { from: 90, points: 10 },
          { from: 120, points: 30 },
        ],
      },
    ]),
    benefits: {
      key: [{ id: "checkup", name: label, text: label, quota: 1, validDays: 25 }],
      developing: [],
      standard: [],
    },
  });

/** Numbers that look random and are the same every time. */
function numbersFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("the customers that a nightly turn looks at", () => {
  const open = useEmbeddedDatabase();

  it.each([
    { seed: 1, customers: "companies" as const },
    { seed: 2, customers: "contacts" as const },
  ])("are all whose grade a look at everybody would change ($customers, $seed)", async (one) => {
    const db = await open();
    const under = await customersUnderTest(db, policy(one.customers));
    const random = numbersFrom(one.seed);
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const refs: CustomerRef[] = [];
    for (let n = 0; n < 24; n += 1) {
      const kind = n % 3 === 0 ? "company" : "contact";
      refs.push({ kind, id: String(100 + n) });
      await under.grade(
        { kind, id: String(100 + n) },
        {
          name: `N ${n}`,
          ...(n % 4 === 0 ? {} : { "it's size": String(random(80)) }),
          ...(n % 5 === 0 ? {} : { since: day(START - (70 + random(60)) * DAY) }),
          ...(kind === "contact" && n % 2 === 0
            ? { associatedcompanyid: String(100 + 3 * random(8)) }
            : {}),
        },
      );
    }
    const deals = Array.from({ length: 60 }, (_, n) => ({
      dealId: `d${n}`,
      name: "Order",
      state: "won" as const,
      amount: random(4) === 0 ? null : random(5_000) / 7,
      product: null,
      createdAt: START - random(90) * DAY,
      closedAt: START + (random(110) - 70) * DAY,
      properties: {},
      dataAt: START,
    }));
    await under.store.deals.save(PORTAL_ID, deals);
    await under.store.deals.link(
      PORTAL_ID,
      deals.map(({ dealId }) => ({
        dealId,
        customer: refs[random(refs.length - 4)] ?? { kind: "contact", id: "0" },
        isLinked: true,
        at: START,
      })),
    );

    const queued: number[] = [];
    const tiers = {
      ...under.store.tiers,
      queueRegrade: async (...wish: Parameters<typeof under.store.tiers.queueRegrade>) => {
        const count = await under.store.tiers.queueRegrade(...wish);
        queued.push(count);
        return count;
      },
    };
    const watched = { ...under, store: { ...under.store, tiers } };
    for (let night = 0; night < NIGHTS; night += 1) {
      under.time.now += DAY;
      const run = await regradeCustomers(watched, { portalId: PORTAL_ID, slot: `night ${night}` });
      expect(run).toMatchObject({ isWhole: night === 0, customers: refs.length });
      const grants = await under.store.benefits.grants(PORTAL_ID, refs);
      await db.run("delete from regrade_run");
      const whole = await regradeCustomers(under, { portalId: PORTAL_ID, slot: `whole ${night}` });
      expect(whole, `night ${night}`).toMatchObject({ isWhole: true, changed: 0 });
      expect(await under.store.benefits.grants(PORTAL_ID, refs)).toEqual(grants);
      const { rows } = await db.query("select count(*)::int as waiting from regrade_queue");
      expect(rows[0]?.["waiting"]).toBe(0);
    }
    expect(queued).toHaveLength(NIGHTS - 1);
    expect(Math.max(...queued)).toBeGreaterThan(0);
    expect(Math.min(...queued)).toBeLessThan(refs.length / 3);
  });
});
