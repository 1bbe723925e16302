import { describe, expect, it } from "vitest";
import { CareItem } from "../../../src/domain/governance/care.ts";
import { VisitPlan } from "../../../src/domain/governance/visit-rules.ts";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { dateOfDay, dayNumberOf } from "../../../src/domain/time/day-number.ts";
import { careDemands, isTimely, readLunarDay } from "../../../src/domain/visits/care-demand.ts";
import type { KnownVisit, PlanCustomer, PlanRules } from "../../../src/domain/visits/plan-rules.ts";
import { calendarOf, officeWeek } from "../../support/calendars.ts";

const words = { en: "Care", "zh-TW": "關懷", "zh-CN": "关怀" };
const itemOf = (anchor: object, changes: object = {}) =>
  CareItem.parse({ id: "care", kind: "visit", name: words, anchor, ...changes });
const time = compileCalendar(calendarOf("Asia/Taipei", officeWeek, []));

const rulesOf = (item: CareItem): PlanRules => ({
  visits: { ...VisitPlan.parse({ calendarId: "office", byTier: {} }), care: [item] },
  tiers: ["key", "standard"],
  time,
  gridOf: () => ({ openAt: () => null, isAbsence: () => false }),
  knownOwners: null,
  lunarDates: ({ month, day, isLeapMonth }, year) =>
    isLeapMonth ? [] : [`${year}-0${month + 1}-${day}`],
  now: Date.UTC(2026, 2, 10),
  today: dayNumberOf("2026-03-10"),
});
const customerOf = (
  properties: PlanCustomer["properties"],
  changes: Partial<PlanCustomer> = {},
): PlanCustomer => ({
  customer: { kind: "company", id: "7" },
  tier: "key",
  ownerId: null,
  knownDate: "2025-01-01",
  properties,
  lastRealAt: null,
  touchDays: [],
  visits: [],
  disputes: [],
  unusedBenefits: [],
  ...changes,
});
const visitOf = (date: string, state: KnownVisit["state"]): KnownVisit => ({
  visitId: `care:care:company:7:${date}`,
  kind: "visit",
  reason: "date",
  careId: "care",
  customer: { kind: "company", id: "7" },
  ticketId: null,
  tier: "key",
  channel: "phone",
  durationMinutes: 15,
  anchorDate: date,
  earliestDate: date,
  wantedDate: date,
  latestDate: date,
  dueDate: date,
  dueAt: Date.parse(date),
  ownerId: null,
  state,
  suppressed: null,
  shifts: [],
  attempt: 1,
  isPinned: false,
  taskId: null,
});
/** The occasions with the days that they are wanted on, as text. */
const demanded = (item: CareItem, subject: PlanCustomer) =>
  careDemands(subject, rulesOf(item)).map(({ anchorDate, wanted, latest }) => [
    anchorDate,
    dateOfDay(wanted),
    dateOfDay(latest),
  ]);

describe("an item that counts from a date", () => {
  const once = itemOf({ on: "date_property", property: "day", offsetDays: 2 });

  it("is wanted its offset after the day, and carries what the policy says of it", () => {
    const item = itemOf({ on: "date_property", property: "day", offsetDays: 2 }, { earlyDays: 3 });
    const wanted = dayNumberOf("2026-03-22");
    expect(careDemands(customerOf({ day: "2026-03-20" }), rulesOf(item))).toEqual([
      {
        visitId: "care:care:company:7:2026-03-20",
        kind: "visit",
        reason: "date",
        careId: "care",
        channel: "phone",
        durationMinutes: 15,
        anchorDate: "2026-03-20",
        earliest: wanted - 3,
        wanted,
        latest: wanted + 14,
      },
    ]);
  });

  it("reads the day also from milliseconds, and from text with a time", () => {
    const expected = [["2026-03-20", "2026-03-22", "2026-04-05"]];
    expect(demanded(once, customerOf({ day: String(Date.UTC(2026, 2, 20)) }))).toEqual(expected);
    expect(demanded(once, customerOf({ day: "2026-03-20T10:00:00Z" }))).toEqual(expected);
  });

  it.each([{}, { day: "" }, { day: "soon" }])("asks for nothing where it has %j", (properties) => {
    expect(demanded(once, customerOf(properties))).toEqual([]);
  });

  it("asks for nothing once it is too late, or while it is more than 400 days ahead", () => {
    expect(demanded(once, customerOf({ day: "2026-02-22" }))).toHaveLength(1);
    expect(demanded(once, customerOf({ day: "2026-02-21" }))).toEqual([]);
    expect(demanded(once, customerOf({ day: "2027-04-12" }))).toHaveLength(1);
    expect(demanded(once, customerOf({ day: "2027-04-13" }))).toEqual([]);
  });

  it("stays wanted when it is planned already, unless it is timely", () => {
    const visits = [visitOf("2026-01-05", "planned")];
    const subject = customerOf({ day: "2026-01-05" }, { visits });
    expect(demanded(once, subject)).toEqual([["2026-01-05", "2026-01-07", "2026-01-21"]]);
    expect(demanded({ ...once, kind: "greeting" }, subject)).toEqual([]);
  });

  const yearly = itemOf({ on: "date_property", property: "day", repeat: "yearly" });
  it.each(["done", "skipped"] as const)("goes on to the next year once it is %s", (state) => {
    const visits = [visitOf("2026-03-12", state)];
    const properties = { day: "2020-03-12" };
    expect(demanded(yearly, customerOf(properties))[0]?.[0]).toBe("2026-03-12");
    expect(demanded(yearly, customerOf(properties, { visits }))[0]?.[0]).toBe("2027-03-12");
  });

  it("does not take the day itself for an anniversary", () => {
    expect(demanded(yearly, customerOf({ day: "2026-03-12" }))[0]?.[0]).toBe("2027-03-12");
  });

  it("comes again each so many months", () => {
    const quarterly = itemOf({ on: "date_property", property: "day", everyMonths: 3 });
    expect(demanded(quarterly, customerOf({ day: "2025-01-31" }))[0]?.[0]).toBe("2026-04-30");
  });

  it("follows the lunar calendar where the policy says so", () => {
    const lunar = itemOf({ on: "date_property", property: "day", repeat: "lunar_yearly" });
    expect(demanded(lunar, customerOf({ day: "8-15" }))[0]?.[0]).toBe("2026-09-15");
    expect(demanded(lunar, customerOf({ day: "+8-15" }))).toEqual([]);
    expect(demanded(lunar, customerOf({ day: "2026-03-20" }))).toEqual([]);
    expect(demanded(lunar, customerOf({}))).toEqual([]);
  });
});

describe("an item that counts from a renewal", () => {
  const renewal = itemOf({ on: "renewal", property: "ends", leadDays: 10 });

  it("is wanted before it, and no later than that day", () => {
    const expected = [["2026-04-01", "2026-03-22", "2026-04-01"]];
    expect(demanded(renewal, customerOf({ ends: "2026-04-01" }))).toEqual(expected);
  });

  it("is still wanted on the day, but not after it, nor without one", () => {
    expect(demanded(renewal, customerOf({ ends: "2026-03-10" }))).toHaveLength(1);
    expect(demanded(renewal, customerOf({ ends: "2026-03-09" }))).toEqual([]);
    expect(demanded(renewal, customerOf({}))).toEqual([]);
  });
});

describe("an item that counts from a low score", () => {
  const score = { on: "low_score", property: "nps", dateProperty: "asked", atMost: 6 };
  const low = itemOf({ ...score, afterDays: 2 });

  it("is wanted its days after the answer", () => {
    const expected = [["2026-03-09", "2026-03-11", "2026-03-25"]];
    expect(demanded(low, customerOf({ nps: "6", asked: "2026-03-09" }))).toEqual(expected);
  });

  it.each([
    { nps: "7", asked: "2026-03-09" },
    { nps: "none", asked: "2026-03-09" },
    { asked: "2026-03-09" },
    { nps: "3" },
  ])("asks for nothing where it has %j", (properties) => {
    expect(demanded(low, customerOf(properties))).toEqual([]);
  });

  it("leaves an answer alone that is older than 60 days", () => {
    expect(demanded(low, customerOf({ nps: "3", asked: "2026-01-07" }))).toHaveLength(1);
    expect(demanded(low, customerOf({ nps: "3", asked: "2026-01-06" }))).toEqual([]);
  });
});

describe("an item that counts from benefits", () => {
  const unusedBenefits = [
    { grantId: "g1", benefitId: "training", lastDate: "2026-04-01" },
    { grantId: "g2", benefitId: "checkup", lastDate: "2026-04-01" },
  ];
  const subject = customerOf({}, { unusedBenefits });
  const idsOf = (item: CareItem) =>
    careDemands(subject, rulesOf(item)).map(({ visitId }) => visitId);

  it("is wanted before each expires, told apart by the grant", () => {
    const any = itemOf({ on: "benefit_unused", leadDays: 7 });
    expect(demanded(any, subject)[0]).toEqual(["2026-04-01", "2026-03-25", "2026-04-01"]);
    const ids = ["care:care:company:7:2026-04-01:g1", "care:care:company:7:2026-04-01:g2"];
    expect(idsOf(any)).toEqual(ids);
  });

  it("looks at the benefit that the policy names only", () => {
    const named = itemOf({ on: "benefit_unused", benefitId: "checkup", leadDays: 7 });
    expect(idsOf(named)).toEqual(["care:care:company:7:2026-04-01:g2"]);
  });
});

describe("careDemands", () => {
  it("leaves items that count from a closed ticket to the ticket", () => {
    const item = itemOf({ on: "ticket_closed", afterDays: 3 });
    expect(demanded(item, customerOf({}))).toEqual([]);
  });

  it("asks for an item of the customer's tier only", () => {
    const anchor = { on: "renewal", property: "ends", leadDays: 10 };
    const subject = customerOf({ ends: "2026-04-01" });
    expect(demanded(itemOf(anchor, { tiers: ["key"] }), subject)).toHaveLength(1);
    expect(demanded(itemOf(anchor, { tiers: ["standard"] }), subject)).toEqual([]);
  });
});

describe("isTimely", () => {
  it.each(["greeting", "invitation", "reward"] as const)("holds for a %s", (kind) => {
    expect(isTimely(kind)).toBe(true);
  });

  it.each(["visit", "follow_up", "training", "preventive", "renewal"] as const)(
    "does not hold for a %s",
    (kind) => {
      expect(isTimely(kind)).toBe(false);
    },
  );
});

describe("readLunarDay", () => {
  it("reads a month and a day, also of a leap month", () => {
    expect(readLunarDay(" 08-15 ")).toEqual({ month: 8, day: 15, isLeapMonth: false });
    expect(readLunarDay("+8-30")).toEqual({ month: 8, day: 30, isLeapMonth: true });
  });

  it.each(["", "mid-autumn", "0-15", "13-1", "8-0", "8-31"])("does not read %j", (text) => {
    expect(readLunarDay(text)).toBeNull();
  });
});
