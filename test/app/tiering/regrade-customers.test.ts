import { beforeEach, describe, expect, it } from "vitest";
import { previewRegrade } from "../../../src/app/tiering/preview-regrade.ts";
import { regradeCustomers } from "../../../src/app/tiering/regrade-customers.ts";
import {
  type CustomerDifference,
  verifyCustomers,
} from "../../../src/app/tiering/verify-customers.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import type { CustomerRef } from "../../../src/domain/tiering/customer.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { policyDocument } from "../../support/small-policy.ts";
import { customersUnderTest, DAY, PORTAL_ID, START, tierPolicy } from "./customers-under-test.ts";

const company = (id: string): CustomerRef => ({ kind: "company", id });
const contact = (id: string): CustomerRef => ({ kind: "contact", id });
const wish = { portalId: PORTAL_ID, slot: "night" };
/** Revenue alone, by halves of all companies; contacts inherit. */
const halves = Policy.parse({
  ...policyDocument,
  tiering: { customers: "companies", graceDays: 30 },
  tierInputs: [
    {
      ...policyDocument.tierInputs[0],
      bands: undefined,
      quantiles: { points: [0, 80] },
    },
  ],
});

describe("all customers of a portal", () => {
  const open = useEmbeddedDatabase();
  let under: Awaited<ReturnType<typeof customersUnderTest>>;
  beforeEach(async () => {
    under = await customersUnderTest(await open());
    await under.grade(company("1"), { total_revenue: "100000" });
    await under.grade(company("2"), { total_revenue: "10000", name: "Quay" });
    under.time.now += DAY;
  });
  const differences = async () => {
    const found: CustomerDifference[] = [];
    const looked: number[] = [];
    const verified = await verifyCustomers(under, PORTAL_ID, {
      onDifference: (one) => found.push(one),
      onProgress: ({ customers }) => looked.push(customers),
    });
    expect(looked).toEqual(verified.customers === 0 ? [] : [verified.customers]);
    return found.map(({ customer, path }) => `${customer.kind} ${customer.id} ${path}`);
  };

  it("are looked at, and only those that changed are written", async () => {
    const before = await under.find(company("1"));
    expect(await regradeCustomers(under, wish)).toMatchObject({ customers: 2, changed: 0 });
    expect(await under.find(company("1"))).toEqual(before);
    expect(await differences()).toEqual([]);
  });

  it("are done once a slot", async () => {
    const first = await regradeCustomers(under, wish);
    under.time.now += DAY;
    expect(await regradeCustomers(under, wish)).toEqual(first);
    expect(await regradeCustomers(under, { ...wish, portalId: "9" })).toBeNull();
  });

  it("go on where a turn was interrupted", async () => {
    const asOf = under.time.now;
    const counts = {
      after: company("1"),
      customers: 1,
      changed: 0,
      finishedAt: null,
      isWhole: true,
    };
    await under.store.tiers.saveRun(PORTAL_ID, {
      slot: "night",
      policyVersion: 1,
      asOf,
      ...counts,
    });
    const seen: number[] = [];
    await regradeCustomers(under, wish, ({ customers }) => seen.push(customers));
    expect(seen).toEqual([2]);
  });

  it("begin anew when the policy changed meanwhile, under its quantiles", async () => {
    const counts = {
      after: company("2"),
      customers: 2,
      changed: 0,
      finishedAt: null,
      isWhole: true,
    };
    const run = { slot: "night", policyVersion: 1, asOf: START, ...counts };
    await under.store.tiers.saveRun(PORTAL_ID, run);
    await under.store.portals.savePolicy(PORTAL_ID, halves, under.time.now);
    expect(await regradeCustomers(under, wish)).toMatchObject({
      policyVersion: 2,
      customers: 2,
      changed: 2,
    });
    expect(await under.store.tiers.cuts(PORTAL_ID)).toEqual({ company_revenue: [100_000] });
    expect(await under.find(company("2"))).toMatchObject({
      policyVersion: 2,
      grade: { tier: "developing", standing: { pendingDrop: { to: "standard" } } },
    });
    expect(await differences()).toEqual([]);
  });

  it("that were graded since the turn began are left alone, unless under older rules", async () => {
    await under.store.portals.savePolicy(PORTAL_ID, halves, under.time.now);
    const asOf = under.time.now - DAY / 2;
    const counts = { after: null, customers: 0, changed: 0, finishedAt: null, isWhole: true };
    await under.store.tiers.saveRun(PORTAL_ID, {
      slot: "night",
      policyVersion: 2,
      asOf,
      ...counts,
    });
    const [one, two] = [await under.find(company("1")), await under.find(company("2"))];
    const evaluatedAt = under.time.now;
    await under.store.customers.save(PORTAL_ID, [
      ...(one ? [{ ...one, evaluatedAt, policyVersion: 2 }] : []),
      ...(two ? [{ ...two, evaluatedAt }] : []),
    ]);
    expect(await regradeCustomers(under, wish)).toMatchObject({ customers: 2, changed: 1 });
    expect(await under.find(company("1"))).toMatchObject({ evaluatedAt, policyVersion: 2 });
    expect(await under.find(company("2"))).toMatchObject({ policyVersion: 2 });
  });

  it("have new benefits when the old ones expired, though nothing else changed", async () => {
    expect(await under.store.benefits.grants(PORTAL_ID, [company("1")])).toHaveLength(1);
    under.time.now = START + 90 * DAY;
    expect(await regradeCustomers(under, wish)).toMatchObject({ changed: 0 });
    expect(await under.store.benefits.grants(PORTAL_ID, [company("1")])).toHaveLength(2);
  });

  it("differ where a grade or the newest entry of the history was tampered with", async () => {
    const row = await under.find(company("1"));
    const better = row && { ...row, grade: { ...row.grade, score: 71 } };
    await under.store.customers.save(PORTAL_ID, better ? [better] : []);
    const [change] = await under.store.tiers.of(PORTAL_ID, company("2"), 1);
    await under.store.tiers.append(
      PORTAL_ID,
      change ? [{ ...change, at: START + 5, to: "key" }] : [],
    );
    expect(await differences()).toEqual(["company 1 grade.score", "company 2 tier"]);
    const nobody = { onDifference: () => undefined, onProgress: () => undefined };
    expect(await verifyCustomers(under, "9", nobody)).toMatchObject({
      state: "without_policy_or_away",
    });
  });

  describe("with contacts that have their company's tier", () => {
    beforeEach(async () => {
      await under.store.portals.savePolicy(PORTAL_ID, halves, under.time.now);
      await under.grade(contact("a"), { associatedcompanyid: "1" });
      await under.grade(contact("b"), { associatedcompanyid: "404" });
      await regradeCustomers(under, wish);
    });

    it("grade both, and one without a known company by itself", async () => {
      expect(await under.find(contact("a"))).toMatchObject({
        grade: { tier: "key", score: 80, inheritedFrom: company("1") },
      });
      expect(await under.tierOf(contact("b"))).toBe("standard");
      expect(await differences()).toEqual([]);
    });

    it("change with their company at once", async () => {
      under.time.now += DAY;
      await under.grade(company("404"), { total_revenue: "500000" });
      expect(await under.find(contact("b"))).toMatchObject({
        grade: { tier: "key", inheritedFrom: company("404") },
      });
      expect(await under.store.tiers.of(PORTAL_ID, contact("b"), 1)).toMatchObject([
        { cause: "inherited", from: "standard", to: "key", inheritedFrom: company("404") },
      ]);
    });
  });

  describe("under rules that may come", () => {
    it("move in the preview, and nowhere else", async () => {
      const before = [await under.find(company("1")), await under.find(company("2"))];
      const progress: number[] = [];
      const preview = await previewRegrade(under, {
        portalId: PORTAL_ID,
        policy: halves,
        onProgress: ({ done, of }) => progress.push(done / of),
      });
      expect(preview).toMatchObject({
        customers: 2,
        moves: expect.arrayContaining([
          { from: "key", to: "key", settled: "key", customers: 1 },
          { from: "developing", to: "developing", settled: "standard", customers: 1 },
        ]),
        examples: [
          { customer: company("2"), name: "Quay", settled: "standard", score: { from: 30, to: 0 } },
        ],
      });
      expect(progress).toEqual([1]);
      expect([await under.find(company("1")), await under.find(company("2"))]).toEqual(before);
      expect(await under.store.tiers.cuts(PORTAL_ID)).toEqual({});
    });

    it("let contacts have what their company would have", async () => {
      await under.grade(contact("a"), { associatedcompanyid: "1" });
      const preview = await previewRegrade(under, { portalId: PORTAL_ID, policy: halves });
      expect(preview?.examples).toContainEqual(
        expect.objectContaining({ customer: contact("a"), from: "standard", to: "key" }),
      );
    });

    it("move nobody under the same rules", async () => {
      const preview = await previewRegrade(under, { portalId: PORTAL_ID, policy: tierPolicy });
      expect(preview?.moves.every(({ from, to, settled }) => from === to && to === settled)).toBe(
        true,
      );
      expect(preview?.examples).toEqual([]);
    });

    it("give no answer once it is cancelled, or of a portal that is away", async () => {
      const asked = { portalId: PORTAL_ID, policy: halves };
      expect(await previewRegrade(under, { ...asked, isCancelled: () => true })).toBeNull();
      expect(await previewRegrade(under, { ...asked, portalId: "9" })).toBeNull();
    });
  });
});
