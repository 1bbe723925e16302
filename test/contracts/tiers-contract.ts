import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { gradeOf } from "../support/grades.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { company, customer, DAY } from "./tiering-samples.ts";

/** Grades, the tier history and benefits. */
export function tiersContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("grades", () => {
    it("that were read without a lock do not overwrite a newer one", async () => {
      const { customers } = await openStore();
      const rows = ["1", "2"].map((id) => customer(company(id), { properties: { name: id } }));
      await customers.save(PORTAL, rows);
      await customers.save(PORTAL, [customer(company("2"), { evaluatedAt: TEST_NOW + 5 })]);
      const anew = rows.map((row) => ({
        ...row,
        properties: {},
        grade: gradeOf("key", 90),
        evaluatedAt: TEST_NOW + 9,
        seenAt: TEST_NOW,
      }));
      expect(await customers.saveUnlessGraded(PORTAL, anew)).toEqual([company("1")]);
      expect(await customers.saveUnlessGraded(PORTAL, [])).toEqual([]);
      const found = await customers.lock(PORTAL, [company("1"), company("2")]);
      expect(found.map((row) => [row.grade.tier, row.evaluatedAt, row.properties])).toEqual([
        ["key", TEST_NOW + 9, { name: "1" }],
        ["standard", TEST_NOW + 5, {}],
      ]);
      expect(await customers.count(PORTAL)).toBe(2);
    });

    it("are due when time changes them, the longest due first", async () => {
      const { customers } = await openStore();
      const dropping = (id: string, dueAt: number) => {
        const pendingDrop = { to: "standard", since: 0, dueAt };
        const grade = gradeOf("key", 0);
        return customer(company(id), {
          grade: { ...grade, standing: { ...grade.standing, pendingDrop } },
        });
      };
      await customers.save(PORTAL, [
        dropping("1", TEST_NOW),
        dropping("2", TEST_NOW - 1),
        dropping("3", TEST_NOW + 1),
        customer(company("4")),
      ]);
      expect(await customers.due(PORTAL, TEST_NOW, 9)).toEqual([company("2"), company("1")]);
      expect(await customers.due(PORTAL, TEST_NOW, 1)).toEqual([company("2")]);
    });

    it("of contacts are found by their company", async () => {
      const { customers } = await openStore();
      const contact = (id: string, associatedcompanyid: string) =>
        customer({ kind: "contact", id }, { properties: { associatedcompanyid } });
      const rows = [contact("1", "7"), contact("2", "8"), contact("3", "7"), contact("4", "9")];
      await customers.save(PORTAL, rows);
      const first = await customers.contactsOf(PORTAL, ["7", "8"], { afterId: null, limit: 2 });
      expect(first.map(({ id }) => id)).toEqual(["1", "2"]);
      const next = await customers.contactsOf(PORTAL, ["7", "8"], { afterId: "2", limit: 2 });
      expect(next.map(({ id }) => id)).toEqual(["3"]);
    });
  });

  it("the tier history gives the newest change first, with who wanted it", async () => {
    const { tiers } = await openStore();
    const change = {
      customer: company("1"),
      at: TEST_NOW,
      from: null,
      to: "standard",
      cause: "first" as const,
      score: 12,
      by: null,
      reason: null,
      inheritedFrom: null,
    };
    const byHand = {
      ...change,
      at: TEST_NOW + 1,
      from: "standard",
      to: "key",
      cause: "override" as const,
      by: { id: "31", name: "王小明" },
      reason: "開發重點",
    };
    const inherited = { ...change, customer: company("2"), inheritedFrom: company("9") };
    await tiers.append(PORTAL, [change, byHand, inherited]);
    await tiers.append(PORTAL, []);
    expect(await tiers.of(PORTAL, company("1"), 9)).toEqual([byHand, change]);
    expect(await tiers.of(PORTAL, company("1"), 1)).toEqual([byHand]);
    expect(await tiers.of(OTHER_PORTAL, company("1"), 9)).toEqual([]);
    const refs = [company("1"), company("2"), company("3")];
    expect(await tiers.newest(PORTAL, refs)).toEqual([byHand, inherited]);
  });

  it("a turn through all customers is kept with where it is", async () => {
    const { tiers } = await openStore();
    const run = {
      slot: "night",
      policyVersion: 2,
      asOf: TEST_NOW,
      after: null,
      customers: 0,
      changed: 0,
      finishedAt: null,
      isWhole: true,
    };
    await tiers.saveRun(PORTAL, run);
    const later = { ...run, after: company("7"), customers: 10, changed: 2 };
    await tiers.saveRun(PORTAL, later);
    expect(await tiers.run(PORTAL, "night")).toEqual(later);
    expect(await tiers.run(PORTAL, "other")).toBeNull();
    expect(await tiers.lastRun(PORTAL)).toBeNull();
    const done = { ...later, finishedAt: TEST_NOW + 1 };
    await tiers.saveRun(PORTAL, done);
    expect(await tiers.lastRun(PORTAL)).toEqual(done);
    const again = { ...run, policyVersion: 3, asOf: TEST_NOW + 2 };
    await tiers.saveRun(PORTAL, again);
    expect(await tiers.run(PORTAL, "night")).toEqual(again);
  });

  describe("benefits", () => {
    const grant = {
      customer: company("1"),
      grantId: "visit 1",
      benefitId: "visit",
      grantedAt: TEST_NOW,
      expiresAt: TEST_NOW + DAY,
      quota: 2,
      by: "tier" as const,
    };
    const use = (useKey: string, at = TEST_NOW) => ({
      customer: company("1"),
      useKey,
      grantId: grant.grantId,
      at,
      by: { id: "31", name: "Rosa" },
      note: "免費檢查",
    });

    it("are granted once and used up to their quota, each press once", async () => {
      const { benefits } = await openStore();
      const byHand = { ...grant, grantId: "gift", by: { id: "31", name: "Rosa" } };
      await benefits.grant(PORTAL, [grant, byHand]);
      await benefits.grant(PORTAL, [{ ...grant, quota: 9 }]);
      expect(await benefits.grants(PORTAL, [company("1"), company("2")])).toEqual([byHand, grant]);
      expect(await benefits.use(PORTAL, use("a"))).toBe("used");
      expect(await benefits.use(PORTAL, use("a"))).toBe("repeated");
      expect(await benefits.use(PORTAL, use("b", TEST_NOW + DAY - 1))).toBe("used");
      expect(await benefits.use(PORTAL, use("c"))).toBe("none_left");
      expect(await benefits.use(PORTAL, use("a"))).toBe("repeated");
      expect(await benefits.use(PORTAL, { ...use("d"), grantId: "other" })).toBe("not_granted");
      expect(await benefits.uses(PORTAL, [company("1")])).toEqual([
        use("a"),
        use("b", TEST_NOW + DAY - 1),
      ]);
    });

    it("cannot be used from the instant at which they expire", async () => {
      const { benefits } = await openStore();
      await benefits.grant(PORTAL, [grant]);
      expect(await benefits.use(PORTAL, use("a", grant.expiresAt))).toBe("expired");
    });

    it("are never used beyond their quota by several at once", async () => {
      const { benefits } = await openStore();
      await benefits.grant(PORTAL, [grant]);
      const keys = ["a", "b", "c", "d", "e"];
      const outcomes = await Promise.all(keys.map((key) => benefits.use(PORTAL, use(key))));
      expect(outcomes.filter((outcome) => outcome === "used")).toHaveLength(2);
    });

    it("are found before they expire while something is left", async () => {
      const { benefits } = await openStore();
      const grants = [0, 1, 2, 3].map((n) => ({
        ...grant,
        grantId: `g${n}`,
        quota: 1,
        expiresAt: TEST_NOW + n * DAY,
      }));
      await benefits.grant(PORTAL, grants);
      await benefits.use(PORTAL, { ...use("a"), grantId: "g1" });
      const span = { now: TEST_NOW, untilAt: TEST_NOW + 2 * DAY, limit: 9 };
      expect(await benefits.expiring(PORTAL, span)).toEqual([{ ...grants[2], left: 1 }]);
    });
  });
}
