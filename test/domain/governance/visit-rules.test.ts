import { describe, expect, it } from "vitest";
import { CareItem } from "../../../src/domain/governance/care.ts";
import { planProperties, VisitPlan } from "../../../src/domain/governance/visit-rules.ts";

const words = { en: "Care", "zh-TW": "關懷", "zh-CN": "关怀" };
const itemOf = (anchor: object) =>
  CareItem.parse({ id: "care", kind: "visit", name: words, anchor });

describe("planProperties", () => {
  it("are those that the items count from, with their places in the policy", () => {
    const care = [
      itemOf({ on: "date_property", property: "birthday" }),
      itemOf({ on: "benefit_unused", leadDays: 7 }),
      itemOf({ on: "ticket_closed", afterDays: 3 }),
      itemOf({ on: "renewal", property: "ends", leadDays: 10 }),
      itemOf({ on: "low_score", property: "nps", dateProperty: "asked", atMost: 6 }),
    ];
    expect(planProperties({ care })).toEqual([
      { path: "visits.care[0].anchor.property", name: "birthday" },
      { path: "visits.care[3].anchor.property", name: "ends" },
      { path: "visits.care[4].anchor.property", name: "nps" },
      { path: "visits.care[4].anchor.dateProperty", name: "asked" },
    ]);
  });

  it("begin with that of the preferred window, where there is one", () => {
    expect(planProperties({ care: [], preferredWindowProperty: "call_me" })).toEqual([
      { path: "visits.preferredWindowProperty", name: "call_me" },
    ]);
  });
});

describe("an absence", () => {
  const planWith = (absence: object) =>
    VisitPlan.safeParse({
      calendarId: "office",
      byTier: {},
      capacity: { byOwner: [{ ownerId: "31", absences: [absence] }] },
    });

  it("may be of one day", () => {
    expect(planWith({ fromDate: "2026-03-10", toDate: "2026-03-10" }).success).toBe(true);
  });

  it("cannot end before it begins", () => {
    const read = planWith({ fromDate: "2026-03-10", toDate: "2026-03-09" });
    expect(read.error?.issues).toMatchObject([
      {
        path: ["capacity", "byOwner", 0, "absences", 0, "toDate"],
        message: "expected a day that is not before fromDate",
      },
    ]);
  });
});
