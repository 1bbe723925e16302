import { describe, expect, it } from "vitest";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import { isStanding, planPortal } from "../../../src/domain/visits/plan-portal.ts";
import type { PlanCustomer } from "../../../src/domain/visits/plan-rules.ts";
import { planRules } from "../../../src/domain/visits/rules-of-plan.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import { policyDocument } from "../../support/small-policy.ts";
import { someVisit } from "../../support/some-visit.ts";

const NOW = Date.UTC(2026, 0, 5, 1);

function rulesWith(changes: object = {}, now = NOW) {
  const policy = Policy.parse({
    ...policyDocument,
    visits: { ...policyDocument.visits, ...changes },
  });
  const calendars = createCalendars(policy.calendars);
  return planRules({ policy, calendars }, now, { knownOwners: null, lunarDates: () => [] });
}

function company(id: string, changes: Partial<PlanCustomer> = {}): PlanCustomer {
  return {
    customer: { kind: "company", id },
    tier: "standard",
    ownerId: null,
    knownDate: "2026-01-01",
    properties: {},
    lastRealAt: null,
    touchDays: [],
    visits: [],
    disputes: [],
    unusedBenefits: [],
    ...changes,
  };
}

const known = (visit: Visit) => ({ ...visit, taskId: null });
const team = { teams: [{ id: "inside", ownerIds: ["ann", "ben"] }] };

describe("the plan of a portal", () => {
  it("says which visits nobody is to make", () => {
    const plan = planPortal([company("1"), company("2", { ownerId: "ann" })], rulesWith());
    expect(plan.planned.map(({ ownerId }) => ownerId)).toEqual([null, "ann"]);
    expect(plan.unassigned).toEqual(["cadence:company:1:2026-01-01"]);
    expect(plan.shortages).toEqual([]);
  });

  it("changes nothing when what came of it is planned again", () => {
    const rules = rulesWith({ owners: team });
    const first = planPortal([company("1"), company("2")], rules);
    expect(first.changes).toEqual(first.planned);
    expect(first.planned.map(({ ownerId }) => ownerId)).toEqual(["ann", "ben"]);
    const again = ["1", "2"].map((id) =>
      company(id, { visits: first.planned.filter((one) => one.customer?.id === id).map(known) }),
    );
    const second = planPortal(again, rules);
    expect(second.changes).toEqual([]);
    expect(second.planned).toEqual(first.planned);
  });

  it("counts what ends as nobody's load any more", () => {
    const gone = { reason: "date" as const, careId: "gone" };
    const ends = [
      someVisit({ ...gone, visitId: "x" }),
      someVisit({ ...gone, visitId: "y" }),
      someVisit({ ...gone, visitId: "z", ownerId: null }),
    ];
    const customers = [company("1", { visits: ends.map(known), ownerId: "ben" }), company("2")];
    const plan = planPortal(customers, rulesWith({ owners: team }));
    // Ben has one and Ann's two are gone, so that the new one is hers.
    expect(plan.planned.map(({ ownerId }) => ownerId)).toEqual(["ben", "ann"]);
    const ended = plan.changes.filter(({ state }) => state === "cancelled");
    expect(ended.map(({ visitId }) => visitId)).toEqual(["x", "y", "z"]);
  });

  it("says with numbers what turns red", () => {
    const capacity = { perDay: 1, perWeek: 1 };
    const customers = ["1", "2"].map((id) => {
      const visit = someVisit({ visitId: `v${id}`, customer: { kind: "company", id } });
      return company(id, { ownerId: "ann", visits: [known(visit)] });
    });
    const plan = planPortal(customers, rulesWith({ capacity }));
    expect(plan.shortages).toEqual([
      {
        ownerId: "ann",
        cause: "capacity",
        weekDate: "2026-01-05",
        visits: 1,
        visitIds: ["v2"],
      },
    ]);
  });

  it("keeps to the hours that a customer wishes, and to the contact cap within them", () => {
    const rules = rulesWith({
      preferredWindowProperty: "preferred_time",
      contactCap: { contacts: 1, withinDays: 2 },
    });
    const visits = ["a", "b"].map((visitId) => known(someVisit({ visitId })));
    const properties = { preferred_time: "tue,thu" };
    const plan = planPortal([company("1", { ownerId: "ann", properties, visits })], rules);
    const days = plan.planned.filter(({ reason }) => reason === "by_hand");
    expect(days.map(({ dueDate }) => dueDate)).toEqual(["2026-01-06", "2026-01-08"]);
  });

  it("keeps to the contact cap where the owner has no room on the day", () => {
    const rules = rulesWith({
      preferredWindowProperty: "preferred_time",
      contactCap: { contacts: 1, withinDays: 2 },
      capacity: { perDay: 1 },
    });
    const visits = ["a", "b"].map((visitId) => known(someVisit({ visitId })));
    const properties = { preferred_time: "tue,thu" };
    const pinned = known(someVisit({ visitId: "c", isPinned: true }));
    const customers = [
      company("1", { ownerId: "ann", properties, visits }),
      company("2", { ownerId: "ann", visits: [pinned] }),
    ];
    const days = planPortal(customers, rules).planned.filter(({ reason }) => reason === "by_hand");
    expect(days.map(({ visitId, dueDate }) => `${visitId} on ${dueDate}`)).toEqual([
      "a on 2026-01-13",
      "b on 2026-01-08",
      "c on 2026-01-06",
    ]);
  });
});

describe("a visit stands", () => {
  it("while it keeps the day and the owner that it had before", () => {
    const visit = someVisit();
    const before = known(visit);
    expect(isStanding({ visit, before })).toBe(true);
    expect(isStanding({ visit, before: null })).toBe(false);
    expect(isStanding({ visit, before: { ...before, state: "cancelled" } })).toBe(false);
    expect(isStanding({ visit, before: { ...before, dueDate: "2026-01-07" } })).toBe(false);
    expect(isStanding({ visit, before: { ...before, ownerId: "ben" } })).toBe(false);
  });
});
