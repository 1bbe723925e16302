import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { policyDocument as good } from "../../support/small-policy.ts";

const [office] = good.calendars;
const [key, developing, standard] = good.tiers;
const [revenue] = good.tierInputs;
const [keyReply, anyReply, anyResolution] = good.targets;
const [support] = good.departments;
const { byTier } = good.visits;
const oneVisitADay = { ...good.visits, capacity: { perDay: 1 } };

describe("lintPolicy", () => {
  it("finds nothing in a good policy", () => {
    expect(lintPolicy(Policy.parse(good))).toEqual([]);
  });

  it("finds nothing in inputs that are scored by equal parts of all customers", () => {
    const { bands: _bands, ...input } = { ...revenue };
    const parts = { ...input, quantiles: { points: [0, 50, 100] } };
    expect(lintPolicy(Policy.parse({ ...good, tierInputs: [parts] }))).toEqual([]);
  });

  it.each<{ name: string; change: Record<string, unknown>; path: string; message: string }>([
    {
      name: "two calendars of one id",
      change: { calendars: [office, office] },
      path: "calendars[1].id",
      message: 'calendars[1].id is "office" a second time: expected an id of its own',
    },
    {
      name: "two departments of one id",
      change: { departments: [support, support] },
      path: "departments[1].id",
      message: 'departments[1].id is "support" a second time: expected an id of its own',
    },
    {
      name: "a department that falls back to its own channel",
      change: { departments: [{ ...support, fallbackChannelId: "C0SUPPORT01" }] },
      path: "departments[0].fallbackChannelId",
      message:
        "departments[0].fallbackChannelId is C0SUPPORT01, the department's own channel: expected another one",
    },
    {
      name: "quiet hours by a calendar that is not there",
      change: { departments: [{ ...support, quietHours: { calendarId: "night" } }] },
      path: "departments[0].quietHours.calendarId",
      message: 'departments[0].quietHours.calendarId names "night": expected one of office',
    },
    {
      name: "an exception to quiet hours for a tier that is not there",
      change: {
        departments: [
          { ...support, quietHours: { calendarId: "office", except: [{ tier: "gold" }] } },
        ],
      },
      path: "departments[0].quietHours.except[0].tier",
      message:
        'departments[0].quietHours.except[0].tier names "gold": expected one of key, developing, standard',
    },
    {
      name: "an exception to quiet hours for a severity that nothing tells",
      change: {
        departments: [
          { ...support, quietHours: { calendarId: "office", except: [{ severity: "S1" }] } },
        ],
      },
      path: "departments[0].quietHours.except[0].severity",
      message:
        'departments[0].quietHours.except[0].severity asks for "S1", but no property tells it: expected fields.severity',
    },
    {
      name: "two tier inputs of one id",
      change: { tierInputs: [revenue, revenue] },
      path: "tierInputs[1].id",
      message: 'tierInputs[1].id is "company_revenue" a second time: expected an id of its own',
    },
    {
      name: "a tier that starts no lower than the one above",
      change: { tiers: [key, { ...developing, fromScore: 70 }, standard] },
      path: "tiers[1].fromScore",
      message: "tiers[1].fromScore is 70: expected less than 70 of the tier above",
    },
    {
      name: "a last tier that does not take everybody",
      change: { tiers: [key, developing, { ...standard, fromScore: 1 }] },
      path: "tiers[2].fromScore",
      message: "tiers[2].fromScore is 1: expected 0, as the last tier takes everybody",
    },
    {
      name: "a calendar that is never open",
      change: { calendars: [{ ...office, weekly: {} }] },
      path: "calendars[0].weekly",
      message: "calendars[0].weekly has no open window: expected at least one",
    },
    {
      name: "a target with an unknown calendar",
      change: { targets: [keyReply, anyReply, { ...anyResolution, calendarId: "night" }] },
      path: "targets[2].calendarId",
      message: 'targets[2].calendarId names "night": expected one of office',
    },
    {
      name: "a target with an unknown tier",
      change: { targets: [{ ...keyReply, tier: "gold" }, anyReply, anyResolution] },
      path: "targets[0].tier",
      message: 'targets[0].tier names "gold": expected one of key, developing, standard',
    },
    {
      name: "a route to an unknown department",
      change: { routes: [{ department: "sales" }] },
      path: "routes[0].department",
      message: 'routes[0].department names "sales": expected one of support',
    },
    {
      name: "a route for an unknown tier",
      change: { routes: [{ tier: "gold", department: "support" }, { department: "support" }] },
      path: "routes[0].tier",
      message: 'routes[0].tier names "gold": expected one of key, developing, standard',
    },
    {
      name: "visits by an unknown calendar",
      change: { visits: { calendarId: "night", byTier } },
      path: "visits.calendarId",
      message: 'visits.calendarId names "night": expected one of office',
    },
    {
      name: "visits of an unknown tier",
      change: { visits: { calendarId: "office", byTier: { ...byTier, gold: byTier.key } } },
      path: "visits.byTier.gold",
      message: 'visits.byTier.gold names "gold": expected one of key, developing, standard',
    },
    {
      name: "a tier without visits",
      change: {
        visits: {
          calendarId: "office",
          byTier: { key: byTier.key, developing: byTier.developing },
        },
      },
      path: "visits.byTier.standard",
      message: "visits.byTier.standard is missing: expected a plan for every tier",
    },
    {
      name: "a maximum interval below the ideal one",
      change: {
        visits: {
          calendarId: "office",
          byTier: { ...byTier, key: { ...byTier.key, maximumDays: 29 } },
        },
      },
      path: "visits.byTier.key.maximumDays",
      message: "visits.byTier.key.maximumDays is 29: expected at least 30, the ideal interval",
    },
    {
      name: "a clock without a target for every ticket",
      change: { targets: [keyReply, anyResolution] },
      path: "targets",
      message: "targets have none for every first_response: expected one without a condition",
    },
    {
      name: "a target behind one that takes all of it",
      change: { targets: [anyReply, keyReply, anyResolution] },
      path: "targets[1]",
      message:
        "targets[1] is never reached, as targets[0] takes all of it: expected the narrower rule first",
    },
    {
      name: "a target that its calendar offers in more than ten years only",
      change: {
        calendars: [{ ...office, weekly: { mon: ["09:00-09:01"] } }],
        visits: oneVisitADay,
        targets: [anyReply, { ...anyResolution, durationMinutes: 501 }],
      },
      path: "targets[1].durationMinutes",
      message:
        'targets[1].durationMinutes is 501, more than 500 weeks of "office": expected at most 500',
    },
    {
      name: "a last route with a condition",
      change: { routes: [{ tier: "key", department: "support" }] },
      path: "routes[0]",
      message: "routes[0] has a condition: expected none, so that it takes what is left",
    },
    {
      name: "a route behind one that takes all of it",
      change: {
        routes: [
          { priority: "HIGH", department: "support" },
          { tier: "key", priority: "HIGH", department: "support" },
          { department: "support" },
        ],
      },
      path: "routes[1]",
      message:
        "routes[1] is never reached, as routes[0] takes all of it: expected the narrower rule first",
    },
    {
      name: "a waiting stage named twice",
      change: { waiting: [good.waiting[0], { stageId: "2", reason: "waiting_parts" }] },
      path: "waiting[1].stageId",
      message: 'waiting[1].stageId is "2" a second time: expected each stage once',
    },
    {
      name: "two bands that start at one value",
      change: {
        tierInputs: [
          {
            ...revenue,
            bands: [
              { from: 1, points: 1 },
              { from: 1, points: 2 },
            ],
          },
        ],
      },
      path: "tierInputs[0].bands[1].from",
      message:
        "tierInputs[0].bands[1].from is 1 a second time: expected each band to start at a value of its own",
    },
  ])("finds $name, and nothing else", ({ change, path, message }) => {
    expect(lintPolicy(Policy.parse({ ...good, ...change }))).toMatchObject([{ path, message }]);
  });

  it("takes a longest target that its calendar just offers", () => {
    const policy = Policy.parse({
      ...good,
      calendars: [{ ...office, weekly: { mon: ["09:00-09:01"] } }],
      visits: oneVisitADay,
      targets: [anyReply, { ...anyResolution, durationMinutes: 500 }],
    });
    expect(lintPolicy(policy)).toEqual([]);
  });

  it("takes narrower rules before wider ones, whatever else they ask for", () => {
    const policy = Policy.parse({
      ...good,
      routes: [
        { tier: "key", priority: "HIGH", department: "support" },
        { tier: "key", department: "support" },
        { priority: "HIGH", department: "support" },
        { department: "support" },
      ],
    });
    expect(lintPolicy(policy)).toEqual([]);
  });

  it("tells all problems at once", () => {
    const policy = Policy.parse({ ...good, routes: [{ tier: "gold", department: "sales" }] });
    expect(lintPolicy(policy).map((problem) => problem.path)).toEqual([
      "routes[0].department",
      "routes[0].tier",
      "routes[0]",
    ]);
  });
});
