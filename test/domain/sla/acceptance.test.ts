import { describe, expect, it } from "vitest";
import type { ClockKind } from "../../../src/domain/governance/clock-rules.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { at } from "../../support/calendars.ts";
import { type Fact, field, replied, stage, ticketOf } from "../../support/lives.ts";
import { HOUR, MINUTE } from "../../support/naive-clock.ts";
import { officePolicy, ruledBy } from "../../support/policies.ts";

/** What people of the trade expect, told as they would tell it. */

const taipei = (wall: string) => at(`2026-${wall}`, "+08:00");
const weekday = ["09:00-12:00", "13:30-18:00"];
const calendars = [
  {
    id: "taipei",
    zone: "Asia/Taipei",
    weekly: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday },
    holidays: [
      { date: "2026-02-27", name: "Peace Memorial Day (substitute day)" },
      { date: "2026-02-16", name: "Exchanged for the Saturday before" },
    ],
    makeUpDays: [{ date: "2026-02-14", like: "mon", name: "Make-up for 16 February" }],
  },
  { id: "berlin", zone: "Europe/Berlin", weekly: { tue: ["09:00-17:00"] } },
  { id: "always", zone: "Asia/Taipei", always: true },
];

function policyOf(changes: Record<string, unknown>): Policy {
  return officePolicy({
    calendars,
    targets: [
      { clock: "first_response", durationMinutes: 30, calendarId: "taipei" },
      { clock: "resolution", durationMinutes: 24 * 60, calendarId: "taipei" },
    ],
    visits: {
      calendarId: "taipei",
      byTier: {
        key: { afterCloseDays: 3, idealDays: 30, maximumDays: 45 },
        standard: { afterCloseDays: 14, idealDays: 180, maximumDays: 270 },
      },
    },
    ...changes,
  });
}

type Case = { policy?: Policy; facts: readonly Fact[]; now: number; kind?: ClockKind };

function clockOf({ policy = policyOf({}), facts, now, kind = "resolution" }: Case) {
  const clock = evaluate(ticketOf(facts), ruledBy(policy)(now)).clocks.find(
    (one) => one.kind === kind,
  );
  if (clock === undefined) throw new Error(`there is no ${kind} clock`);
  return clock;
}

const created = (wall: string): Fact => [taipei(wall), { kind: "created" }];

describe("people who serve customers expect", () => {
  it("that a key customer's major fault at 23:00 on a holiday is due by midnight", () => {
    const policy = policyOf({
      fields: { severity: "fault_level" },
      targets: [
        {
          clock: "first_response",
          tier: "key",
          severity: "major_fault",
          durationMinutes: 60,
          calendarId: "always",
        },
        { clock: "first_response", durationMinutes: 30, calendarId: "taipei" },
        { clock: "resolution", durationMinutes: 24 * 60, calendarId: "taipei" },
      ],
    });
    const facts: Fact[] = [
      created("02-27 23:00"),
      field(taipei("02-27 23:00"), "fault_level", "major_fault"),
      [
        taipei("02-27 23:00"),
        { kind: "tiered", customer: { kind: "company", id: "1" }, tier: "key", score: 90 },
      ],
    ];
    const { dueAt } = clockOf({
      policy,
      facts,
      now: taipei("02-27 23:01"),
      kind: "first_response",
    });
    expect(dueAt).toBe(taipei("02-28 00:00"));
  });

  it("that a question at 11:50 with lunch 12:00-13:30 and 30 minutes is due at 13:50", () => {
    const clock = clockOf({
      facts: [created("03-10 11:50")],
      now: taipei("03-10 11:51"),
      kind: "first_response",
    });
    expect(clock.dueAt).toBe(taipei("03-10 13:50"));
  });

  it("that half a year on hold, then solved directly, used only the time before", () => {
    const facts: Fact[] = [
      created("03-10 09:00"),
      stage(taipei("03-10 11:00"), "2"),
      stage(taipei("09-10 15:00"), "4"),
    ];
    const clock = clockOf({ facts, now: taipei("09-10 16:00") });
    expect(clock).toMatchObject({ state: "met", usedMs: 2 * HOUR });
  });

  it("that a priority raised twice on the way keeps the time used", () => {
    const policy = policyOf({
      targets: [
        { clock: "first_response", durationMinutes: 30, calendarId: "taipei" },
        { clock: "resolution", priority: "URGENT", durationMinutes: 240, calendarId: "taipei" },
        { clock: "resolution", priority: "HIGH", durationMinutes: 600, calendarId: "taipei" },
        { clock: "resolution", durationMinutes: 1440, calendarId: "taipei" },
      ],
    });
    const facts: Fact[] = [
      created("03-10 09:00"),
      [taipei("03-10 09:00"), { kind: "priority", priority: "LOW" }],
      [taipei("03-10 10:00"), { kind: "priority", priority: "HIGH" }],
      [taipei("03-10 11:30"), { kind: "priority", priority: "URGENT" }],
    ];
    const clock = clockOf({ policy, facts, now: taipei("03-10 11:45") });
    expect(clock).toMatchObject({ usedMs: 165 * MINUTE, targetMs: 240 * MINUTE });
    expect(clock.dueAt).toBe(taipei("03-10 14:30"));
  });

  it("that a make-up Saturday counts and the exchanged Monday does not", () => {
    const facts: Fact[] = [created("02-13 17:00")];
    const clock = clockOf({ facts, now: taipei("02-17 10:00") });
    // Friday 1 h, Saturday 7.5 h, Monday nothing, Tuesday 1 h.
    expect(clock.usedMs).toBe(9.5 * HOUR);
  });

  it("that two zones live in one policy", () => {
    const policy = policyOf({
      targets: [
        { clock: "first_response", priority: "HIGH", durationMinutes: 60, calendarId: "berlin" },
        { clock: "first_response", durationMinutes: 60, calendarId: "taipei" },
        { clock: "resolution", durationMinutes: 1440, calendarId: "taipei" },
      ],
    });
    const now = taipei("03-10 09:00");
    const high: Fact = [now, { kind: "priority", priority: "HIGH" }];
    const dueAtOf = (...facts: Fact[]) =>
      clockOf({ policy, facts: [created("03-10 09:00"), ...facts], now, kind: "first_response" })
        .dueAt;
    expect(dueAtOf()).toBe(taipei("03-10 10:00"));
    expect(dueAtOf(high)).toBe(at("2026-03-10 10:00", "+01:00"));
  });

  it("that no automatic reply counts as the first answer, and a logged call does", () => {
    const facts: Fact[] = [
      created("03-10 09:00"),
      [taipei("03-10 09:01"), { kind: "message_sent" }],
    ];
    const now = taipei("03-10 09:20");
    expect(clockOf({ facts, now, kind: "first_response" }).state).toBe("running");
    const called = [...facts, replied(taipei("03-10 09:10"))];
    expect(clockOf({ facts: called, now, kind: "first_response" })).toMatchObject({
      state: "met",
      endedAt: taipei("03-10 09:10"),
    });
  });
});
