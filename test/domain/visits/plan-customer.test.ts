import { describe, expect, it } from "vitest";
import { createLoads } from "../../../src/domain/visits/choose-owner.ts";
import { planCustomer } from "../../../src/domain/visits/plan-customer.ts";
import type { PlanCustomer, PlanRules } from "../../../src/domain/visits/plan-rules.ts";
import { knownVisit, oneCustomer, rulesToday } from "../../support/one-customer.ts";

const rules = rulesToday();
const planOf = (
  changes: Partial<PlanCustomer> = {},
  by: PlanRules = rules,
  loads = createLoads(),
) => planCustomer(oneCustomer(changes), by, loads);
const idsOf = (changes: Partial<PlanCustomer>, by?: PlanRules) =>
  planOf(changes, by).planned.map(({ visit }) => visit.visitId);
const endedOf = (changes: Partial<PlanCustomer>, by?: PlanRules) =>
  planOf(changes, by).ended.map(({ visitId, state }) => `${visitId} ${state}`);

const NEXT = "cadence:company:7:2026-03-01";
const words = (name: string) => ({ en: name, "zh-TW": name, "zh-CN": name });
/** A gift for what is not used yet, and a call after a low score. */
const gift = {
  id: "gift",
  kind: "reward",
  name: words("Gift"),
  anchor: { on: "benefit_unused", leadDays: 5 },
};
const sorry = {
  id: "sorry",
  kind: "follow_up",
  name: words("Sorry"),
  anchor: { on: "low_score", property: "score", atMost: 5, dateProperty: "scored_on" },
};
const window = { earliestDate: "2026-03-23", wantedDate: "2026-03-27", latestDate: "2026-04-20" };

describe("the visits of a customer", () => {
  it("begin with the next one by the interval, on the day that suits best", () => {
    const { planned, ended } = planOf();
    expect(ended).toEqual([]);
    expect(planned).toHaveLength(1);
    expect(planned[0]).toMatchObject({
      before: null,
      isShared: false,
      visit: { visitId: NEXT, dueDate: "2026-03-31", ownerId: "31", attempt: 1, isPinned: false },
    });
  });

  it("keep the day, the tries and the moves of one that is planned", () => {
    const before = knownVisit({
      ...window,
      visitId: NEXT,
      reason: "cadence",
      dueDate: "2026-04-01",
      attempt: 2,
      isPinned: true,
    });
    const [next] = planOf({ visits: [before] }).planned;
    expect(next?.before).toBe(before);
    expect(next?.visit).toMatchObject({ dueDate: "2026-04-01", attempt: 2, isPinned: true });
    expect(next?.visit).not.toHaveProperty("taskId");
  });

  it("are planned anew after they were cancelled, with the moves there were", () => {
    const shift = { cause: "late", fromDate: "2026-03-20", toDate: "2026-03-23", at: 1 } as const;
    const before = knownVisit({
      visitId: NEXT,
      state: "cancelled",
      attempt: 3,
      isPinned: true,
      shifts: [shift],
    });
    const [next] = planOf({ visits: [before] }).planned;
    expect(next?.visit).toMatchObject({
      state: "planned",
      dueDate: "2026-03-31",
      attempt: 1,
      isPinned: false,
      shifts: [shift],
    });
  });

  it.each(["done", "skipped"] as const)("are not planned twice once %s", (state) => {
    const by = rulesToday({ care: [sorry] });
    const properties = { score: "2", scored_on: "2026-03-20" };
    const visitId = "care:sorry:company:7:2026-03-20";
    expect(idsOf({ properties }, by)).toContain(visitId);
    const before = knownVisit({ visitId, state, reason: "low_score", careId: "sorry" });
    expect(idsOf({ properties, visits: [before] }, by)).not.toContain(visitId);
  });
});

describe("a visit that nothing asks for any more", () => {
  it.each(["ticket_closed", "promise", "by_hand", "low_score"] as const)(
    "stands until somebody ends it when it is there for %s",
    (reason) => {
      const visit = knownVisit({ ...window, visitId: "own", reason }, "t1");
      const plan = planOf({ visits: [visit] });
      expect(plan.ended).toEqual([]);
      const own = plan.planned.find((one) => one.visit.visitId === "own");
      expect(own?.before).toBe(visit);
      expect(own?.visit).not.toHaveProperty("taskId");
    },
  );

  it("is taken back where a care item of the policy had asked for it", () => {
    const visit = knownVisit({ ...window, visitId: "x", reason: "low_score", careId: "sorry" });
    expect(endedOf({ visits: [visit] })).toEqual(["x cancelled"]);
  });

  describe("and that a care item had asked for after a ticket", () => {
    const careAfter = (afterDays: number, changes: object = {}) => ({
      id: "how_is_it",
      kind: "follow_up",
      name: words("How is it"),
      anchor: { on: "ticket_closed", afterDays },
      ...changes,
    });
    const call = knownVisit(
      { ...window, visitId: "call", reason: "ticket_closed", careId: "how_is_it", tier: "key" },
      "t1",
    );
    const planBy = (care: readonly object[]) => planOf({ visits: [call] }, rulesToday({ care }));

    it("stands while the policy has the item", () => {
      expect(planBy([careAfter(3)]).ended).toEqual([]);
      expect(planBy([careAfter(3, { tiers: ["key"] })]).ended).toEqual([]);
    });

    it.each<{ name: string; care: readonly object[] }>([
      { name: "the item was taken out", care: [] },
      { name: "the item is for other tiers now", care: [careAfter(3, { tiers: ["standard"] })] },
      { name: "another item is there", care: [careAfter(3, { id: "other" })] },
    ])("is taken back, with the reason, when $name", ({ care }) => {
      const { ended, planned } = planBy(care);
      expect(planned.map(({ visit }) => visit.visitId)).not.toContain("call");
      expect(ended).toMatchObject([
        {
          visitId: "call",
          state: "cancelled",
          shifts: [{ cause: "rule_removed", fromDate: call.dueDate, toDate: call.dueDate }],
        },
      ]);
    });

    it("is left alone once it was made", () => {
      const visits = [{ ...call, state: "done" as const }];
      expect(planOf({ visits }, rulesToday({ care: [] })).ended).toEqual([]);
    });
  });

  it("took place otherwise when somebody had its task", () => {
    const old = { ...window, visitId: "old", reason: "cadence" } as const;
    expect(endedOf({ visits: [knownVisit(old, "t1")] })).toEqual(["old done"]);
    expect(endedOf({ visits: [knownVisit(old)] })).toEqual(["old cancelled"]);
    const dated = knownVisit({ ...old, reason: "date" }, "t1");
    expect(endedOf({ visits: [dated] })).toEqual(["old cancelled"]);
  });

  it("waits for nothing, and is kept without its task", () => {
    const suppressed = { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" } as const;
    const visit = knownVisit({ ...window, visitId: "old", reason: "date", suppressed }, "t1");
    const [old] = planOf({ visits: [visit] }).ended;
    expect(old?.suppressed).toBeNull();
    expect(old).not.toHaveProperty("taskId");
  });

  it("is left alone when it ended before", () => {
    const visit = knownVisit({ visitId: "old", reason: "date", state: "cancelled" });
    expect(endedOf({ visits: [visit] })).toEqual([]);
  });
});

describe("a visit whose time is over", () => {
  const past = { visitId: "x", dueDate: "2026-03-20" };

  it("is given up when it is a greeting, unless a person chose its day", () => {
    const greeting = knownVisit({ ...past, kind: "greeting", reason: "by_hand" });
    expect(endedOf({ visits: [greeting] })).toEqual(["x skipped"]);
    const pinned = { ...greeting, isPinned: true };
    expect(endedOf({ visits: [pinned] })).toEqual([]);
    expect(idsOf({ visits: [pinned] })).toContain("x");
  });

  it("is given up too when its care item is gone", () => {
    const greeting = knownVisit({ ...past, kind: "greeting", reason: "date", careId: "birthday" });
    expect(endedOf({ visits: [greeting] })).toEqual(["x skipped"]);
  });

  it("stays when it is a call after a ticket, until it is old", () => {
    expect(idsOf({ visits: [knownVisit(past)] })).toContain("x");
    const stale = knownVisit({ ...past, dueDate: "2025-03-20" });
    expect(endedOf({ visits: [stale] })).toEqual(["x skipped"]);
  });

  it("is not even begun when it is new", () => {
    const by = rulesToday({ care: [gift] });
    const unused = (lastDate: string) => ({
      unusedBenefits: [{ grantId: "g1", benefitId: "tea", lastDate }],
    });
    expect(idsOf(unused("2026-04-10"), by)).toContain("care:gift:company:7:2026-04-10:g1");
    expect(idsOf(unused("2026-03-20"), by)).toEqual([NEXT]);
    expect(endedOf(unused("2026-03-20"), by)).toEqual([]);
  });
});

describe("what goes first", () => {
  const one = (visitId: string, changes: Parameters<typeof knownVisit>[0] = {}) =>
    knownVisit({ ...window, reason: "by_hand", visitId, ...changes });

  it("is what people have in hand or chose", () => {
    const visits = [one("a"), { ...one("b"), taskId: "t1" }];
    expect(idsOf({ visits })).toEqual(["b", "a", NEXT]);
    expect(idsOf({ visits: [one("a"), one("c", { isPinned: true })] })).toEqual(["c", "a", NEXT]);
  });

  it("is the kind that comes first, then the day that is wanted, then the id", () => {
    const visits = [
      one("d", { kind: "training" }),
      one("c"),
      one("b"),
      one("a", { wantedDate: "2026-03-30" }),
      one("e", { kind: "follow_up" }),
    ];
    expect(idsOf({ visits })).toEqual(["e", "b", "c", "a", NEXT, "d"]);
    expect(idsOf({ visits: visits.toReversed() })).toEqual(["e", "b", "c", "a", NEXT, "d"]);
  });

  it("follows the contact cap, and kinds that it does not name come last", () => {
    const contactCap = { contacts: 9, withinDays: 30, order: ["training"] };
    const visits = [one("a", { kind: "follow_up" }), one("b", { kind: "training" })];
    expect(idsOf({ visits }, rulesToday({ contactCap }))).toEqual(["b", "a", NEXT]);
  });

  it("takes the room that the contact cap leaves, unless it is held", () => {
    const by = rulesToday({ contactCap: { contacts: 1, withinDays: 5 } });
    const visits = [one("a", { wantedDate: "2026-03-31", dueDate: "2026-03-31" })];
    const dayOfNext = (changes: Partial<PlanCustomer>) =>
      planOf({ visits, ...changes }, by).planned.find(({ visit }) => visit.visitId === NEXT)?.visit
        .dueDate;
    expect(dayOfNext({})).not.toBe("2026-03-31");
    const held = [one("a", { ownerId: "32", dueDate: "2026-03-31", wantedDate: "2026-03-31" })];
    const dispute = { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" } as const;
    const disputes = [{ ...dispute, ownerIds: ["31"] }];
    expect(dayOfNext({ visits: held, disputes })).toBe("2026-03-31");
  });
});
