import { describe, expect, it } from "vitest";
import { readPolicy } from "../../../src/domain/governance/read-policy.ts";
import { policyDocument as good, testPolicy } from "../../support/small-policy.ts";

const [office] = good.calendars;
const [keyReply] = good.targets;

function messagesOf(document: unknown): readonly string[] {
  const reading = readPolicy(document);
  return reading.ok ? [] : reading.problems.map((problem) => problem.message);
}

describe("readPolicy", () => {
  it("gives the policy of a good document", () => {
    expect(readPolicy(good)).toEqual({ ok: true, policy: testPolicy });
  });

  it.each<{ name: string; document: unknown; messages: string[] }>([
    {
      name: "nothing",
      document: undefined,
      messages: ["the document is missing: expected object"],
    },
    {
      name: "an empty document",
      document: null,
      messages: ["the document is null: expected object"],
    },
    {
      name: "a document of another kind",
      document: ["calendars"],
      messages: ["the document is a list of 1: expected object"],
    },
    {
      name: "a value out of its range",
      document: { ...good, visits: { ...good.visits, horizonDays: 100 } },
      messages: ["visits.horizonDays is 100: expected number to be <=90"],
    },
    {
      name: "a duration of 0",
      document: { ...good, targets: [{ ...keyReply, durationMinutes: 0 }] },
      messages: ["targets[0].durationMinutes is 0: expected number to be >0"],
    },
    {
      name: "a missing value",
      document: { ...good, visits: { byTier: {} } },
      messages: ["visits.calendarId is missing: expected string"],
    },
    {
      name: "a value where keys are expected, and the other way round",
      document: { ...good, calendars: [{ ...office, id: {}, weekly: 5 }] },
      messages: [
        "calendars[0].id is a group of keys: expected string",
        "calendars[0].weekly is 5: expected object",
      ],
    },
    {
      name: "a zone that does not exist",
      document: { ...good, calendars: [{ ...office, zone: "Asia/Nowhere" }] },
      messages: ['calendars[0].zone is "Asia/Nowhere": expected an IANA zone such as Asia/Taipei'],
    },
    {
      name: "a window that is none",
      document: { ...good, calendars: [{ ...office, weekly: { mon: ["9-12"] } }] },
      messages: [
        'calendars[0].weekly.mon[0] is "9-12": expected a window such as "09:00-12:30" or "22:00-06:00", 00:00 to 24:00',
      ],
    },
    {
      name: "a window with an hour that does not exist",
      document: { ...good, calendars: [{ ...office, weekly: { mon: ["09:00-25:00"] } }] },
      messages: [
        'calendars[0].weekly.mon[0] is "09:00-25:00": expected a window such as "09:00-12:30" or "22:00-06:00", 00:00 to 24:00',
      ],
    },
    {
      name: "a window of no length",
      document: { ...good, calendars: [{ ...office, weekly: { mon: ["09:00-09:00"] } }] },
      messages: [
        'calendars[0].weekly.mon[0] is "09:00-09:00": expected a window of some length; the whole day is "00:00-24:00"',
      ],
    },
    {
      name: "a calendar without hours",
      document: { ...good, calendars: [{ id: "office", zone: "Asia/Taipei" }] },
      messages: ["calendars[0].weekly is missing: expected weekly, or always: true"],
    },
    {
      name: "every key that it does not know",
      document: { ...good, target: [], calendars: [{ ...office, pauses: [], open: true }] },
      messages: [
        "calendars[0].pauses is not a key of a policy: expected it to be absent",
        "calendars[0].open is not a key of a policy: expected it to be absent",
        "target is not a key of a policy: expected it to be absent",
      ],
    },
  ])("refuses $name", ({ document, messages }) => {
    expect(messagesOf(document)).toEqual(messages);
  });

  it("cuts a long value short", () => {
    const [message] = messagesOf({
      ...good,
      visits: { ...good.visits, horizonDays: "x".repeat(500) },
    });
    expect(message).toBe(`visits.horizonDays is "${"x".repeat(59)}…: expected number`);
  });

  it("refuses what only the lint sees", () => {
    expect(readPolicy({ ...good, routes: [{ department: "sales" }] })).toEqual({
      ok: false,
      problems: [
        {
          code: "unknown_name",
          path: "routes[0].department",
          params: { name: "sales", known: "support" },
          message: 'routes[0].department names "sales": expected one of support',
        },
      ],
    });
  });
});
