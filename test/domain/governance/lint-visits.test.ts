import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { policyDocument } from "../../support/small-policy.ts";

const words = { en: "Care", "zh-TW": "關懷", "zh-CN": "关怀" };
const { byTier } = policyDocument.visits;
const item = (anchor: object, changes: object = {}) => ({
  id: "care",
  kind: "training",
  name: words,
  anchor,
  ...changes,
});
const yearly = { on: "date_property", property: "opened_on", repeat: "yearly" };

function lint(visits: object) {
  const policy = Policy.parse({
    ...policyDocument,
    visits: { ...policyDocument.visits, ...visits },
  });
  return lintPolicy(policy)
    .filter(({ path }) => path.startsWith("visits"))
    .map(({ code, message }) => `${code}: ${message}`);
}

describe("lintPolicy of visits", () => {
  it("finds nothing in a plan that can be kept", () => {
    expect(lint({})).toEqual([]);
    const care = [
      item(yearly),
      item({ on: "renewal", property: "renewal", leadDays: 30 }, { id: "r" }),
    ];
    expect(lint({ care, contactCap: { contacts: 1, withinDays: 30 } })).toEqual([]);
  });

  it("takes the hours of the shortest visit on the longest day, up to the last minute", () => {
    const twenty = { perDay: 24, perWeek: 120 };
    expect(lint({ capacity: twenty })).toEqual([]);
    expect(lint({ capacity: { ...twenty, perDay: 25 } })).toEqual([
      'visits_beyond_day: visits.capacity.perDay is 25, of 20 minutes at least: expected at most 24, as the longest day of "office" has 480 minutes',
    ]);
  });

  it("says of a calendar that is not there only that", () => {
    expect(lint({ calendarId: "nowhere", capacity: { perDay: 90, perWeek: 400 } })).toEqual([
      'unknown_name: visits.calendarId names "nowhere": expected one of office',
    ]);
  });

  it("counts against the cap the regular visits at their longest interval and the care of each tier", () => {
    const key = { ...byTier.key, maximumDays: 73 };
    const tiers = { developing: byTier.standard, standard: byTier.standard, key };
    const contactCap = { contacts: 6, withinDays: 365 };
    expect(lint({ byTier: tiers, contactCap })).toEqual([]);
    expect(lint({ byTier: tiers, contactCap, care: [item(yearly)] })).toEqual([]);
    const more = [
      { name: "another each half year", anchor: { ...yearly, repeat: "never", everyMonths: 6 } },
      { name: "another each year", anchor: yearly },
    ].map(({ anchor }, index) => item(anchor, { id: `more_${index}` }));
    expect(lint({ byTier: tiers, contactCap, care: more })).toEqual([
      'contact_cap_below_plan: visits.contactCap lets 6 contacts a year reach a customer: expected at least the 8 that are planned for "key"',
    ]);
    const others = more.map((one) => ({ ...one, tiers: ["developing"] }));
    expect(lint({ byTier: tiers, contactCap, care: others })).toEqual([]);
  });

  it("does not count what comes once, or when something happens", () => {
    const key = { ...byTier.key, maximumDays: 73 };
    const tiers = { developing: byTier.standard, standard: byTier.standard, key };
    const once = [
      item({ ...yearly, repeat: "never" }),
      item({ on: "ticket_closed", afterDays: 3 }, { id: "after" }),
    ];
    const contactCap = { contacts: 5, withinDays: 365 };
    expect(lint({ byTier: tiers, contactCap, care: once })).toEqual([]);
  });

  it("lets tries go on until the day before the next visit", () => {
    expect(lint({ retry: { afterDays: 29, atMost: 2 } })).toEqual([]);
    expect(lint({ retry: { afterDays: 30, atMost: 2 } })).toEqual([
      'retries_beyond_interval: visits.retry tries for 30 days: expected less than the 30 days after which the next visit of "key" comes',
    ]);
  });

  it("asks for words of greetings, invitations and rewards only; a script will do", () => {
    expect(lint({ care: [item(yearly)] })).toEqual([]);
    const scripts = [{ id: "hello", name: words, questions: [{ text: words }] }];
    const greeting = item(yearly, { kind: "greeting", scriptId: "hello" });
    expect(lint({ scripts, care: [greeting] })).toEqual([]);
    expect(lint({ care: [item(yearly, { kind: "reward" })] })).toHaveLength(1);
  });

  it("takes the moon for what is a greeting", () => {
    const lunar = { ...yearly, repeat: "lunar_yearly" };
    const letter = words;
    expect(lint({ care: [item(lunar, { kind: "greeting", letter })] })).toEqual([]);
    expect(lint({ care: [item(lunar)] })).toHaveLength(1);
  });
});
