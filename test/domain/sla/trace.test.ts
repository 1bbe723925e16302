import { describe, expect, it } from "vitest";
import { departmentClocks } from "../../../src/domain/escalation/department-clocks.ts";
import type { ClockKind } from "../../../src/domain/governance/clock-rules.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { runsOf } from "../../../src/domain/sla/evaluate.ts";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import { type Trace, traceOf } from "../../../src/domain/sla/trace.ts";
import { escalationCase } from "../../support/escalation-cases.ts";
import {
  berlin,
  type Fact,
  field,
  paused,
  replied,
  resumed,
  stage,
  ticketOf,
} from "../../support/lives.ts";
import { HOUR, MINUTE } from "../../support/naive-clock.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const created: Fact = ["06-09 09:00", { kind: "created" }];

function runsAt(now: string | number, facts: readonly Fact[], ...policies: Policy[]) {
  const when = typeof now === "number" ? now : berlin(now);
  return runsOf(lifeOf(ticketOf(facts), ruledBy(...policies)(when)));
}

function traceAt(now: string, facts: readonly Fact[], kind: ClockKind = "resolution"): Trace {
  const run = runsAt(now, [created, ...facts], policy, quick).find(
    ({ clock }) => clock.kind === kind,
  );
  if (run === undefined) throw new Error(`there is no ${kind} clock`);
  return traceOf(run);
}

const hour = (at: number) => new Date(at + 2 * HOUR).toISOString().slice(5, 16).replace("T", " ");
const told = ({ sections }: Trace) =>
  sections.flatMap(({ intervals, isAhead }) =>
    intervals.map(({ from, to, kind, name, usedMs }) =>
      [hour(from), hour(to), kind, name, usedMs / MINUTE, isAhead ? "ahead" : null]
        .filter((part) => part !== null)
        .join(" | "),
    ),
  );

const week = ["09:00-12:00", "13:00-17:00"];
const policy = fullPolicy({
  calendars: [
    {
      id: "office",
      zone: "Europe/Berlin",
      weekly: { mon: week, tue: week, wed: week, thu: week, fri: week },
      holidays: [{ date: "2026-06-10", name: "Works outing" }],
    },
  ],
});
const quick = fullPolicy({
  targets: [
    { clock: "first_response", durationMinutes: 30, calendarId: "office" },
    { clock: "resolution", priority: "HIGH", durationMinutes: 60, calendarId: "office" },
    { clock: "resolution", durationMinutes: 600, calendarId: "office" },
  ],
});

describe("why a deadline is where it is", () => {
  it("is told interval by interval, to the due time ahead", () => {
    expect(told(traceAt("06-09 10:00", []))).toEqual([
      "06-09 09:00 | 06-09 10:00 | counted | 60",
      "06-09 10:00 | 06-09 12:00 | counted | 180 | ahead",
      "06-09 12:00 | 06-09 13:00 | outside_hours | 180 | ahead",
      "06-09 13:00 | 06-09 17:00 | counted | 420 | ahead",
      "06-09 17:00 | 06-10 00:00 | outside_hours | 420 | ahead",
      "06-10 00:00 | 06-11 00:00 | holiday | Works outing | 420 | ahead",
      "06-11 00:00 | 06-11 09:00 | outside_hours | 420 | ahead",
      "06-11 09:00 | 06-11 10:00 | counted | 480 | ahead",
    ]);
  });

  it("names pauses with their reason and who made them, and the time when all was settled", () => {
    const facts = [
      paused("06-09 10:00", "waiting_parts"),
      resumed("06-09 10:30"),
      stage("06-09 11:00", "2"),
      stage("06-09 11:15", "4"),
      stage("06-09 11:30", "3"),
    ];
    const intervals = traceAt("06-09 11:45", facts).sections.flatMap((one) => one.intervals);
    const past = intervals.filter(({ to }) => to <= berlin("06-09 11:45"));
    expect(past.map(({ kind, pauseReason, pausedBy }) => [kind, pauseReason, pausedBy])).toEqual([
      ["counted", null, null],
      ["paused", "waiting_parts", "Anna"],
      ["counted", null, null],
      ["paused", "waiting_customer", null],
      ["settled", null, null],
      ["counted", null, null],
    ]);
  });

  it("tells no interval without length, however much changes at the very instant of asking", () => {
    const facts: Fact[] = [
      stage("06-09 10:00", "2"),
      ["06-09 10:00", { kind: "policy_applied", version: 2 }],
    ];
    expect(told(traceAt("06-09 10:00", facts))).toEqual([
      "06-09 09:00 | 06-09 10:00 | counted | 60",
    ]);
  });

  it("begins with its own cycle, not with the time before that was settled", () => {
    const anew = fullPolicy({ clocks: { resolution: { reopen: "start_anew" } } });
    const facts = [created, stage("06-09 10:00", "4"), stage("06-09 11:00", "3")];
    const second = runsAt("06-09 11:30", facts, anew).find(
      ({ clock }) => clock.kind === "resolution" && clock.cycle === 2,
    );
    const sections = second === undefined ? [] : traceOf(second).sections;
    expect(sections.map(({ from, isAhead }) => [hour(from), isAhead])).toEqual([
      ["06-09 11:00", false],
      ["06-09 11:30", true],
    ]);
  });

  it("is told as settled while solving ends it, though the ticket is open", () => {
    const solving = fullPolicy({ clocks: { resolution: { end: "solved" } } });
    const facts = [created, stage("06-09 10:00", "5"), stage("06-09 11:00", "3")];
    const run = runsAt("06-09 11:30", facts, solving).find(
      ({ clock }) => clock.kind === "resolution",
    );
    const sections = run === undefined ? [] : traceOf(run).sections;
    expect(sections.slice(0, 3).map(({ intervals }) => intervals[0]?.kind)).toEqual([
      "counted",
      "settled",
      "counted",
    ]);
  });

  it("has nothing ahead while the clock stands still, is due, is broken or has ended", () => {
    const isAhead = (now: string, facts: Fact[], kind?: ClockKind) =>
      traceAt(now, facts, kind).sections.some((section) => section.isAhead);
    expect(isAhead("06-11 09:59", [])).toBe(true);
    expect(isAhead("06-11 10:00", [])).toBe(false);
    expect(isAhead("06-09 12:00", [replied("06-09 09:30")], "first_response")).toBe(false);
    expect(isAhead("06-09 10:00", [stage("06-09 09:30", "2")])).toBe(false);
    expect(isAhead("06-09 10:00", [stage("06-09 09:30", "4")])).toBe(false);
    expect(isAhead("06-12 10:00", [])).toBe(false);
  });

  it("says which rule holds under which version, and why those before it do not", () => {
    const facts: Fact[] = [["06-09 10:00", { kind: "policy_applied", version: 2 }]];
    const [before, after] = traceAt("06-09 11:00", facts).sections;
    expect(before).toMatchObject({
      policyVersion: 1,
      promise: { targetIndex: 4, targetMs: 480 * MINUTE, calendarId: "office", unit: "business" },
      passedOver: [],
    });
    expect(after).toMatchObject({
      policyVersion: 2,
      promise: { targetIndex: 2, targetMs: 600 * MINUTE, isOrdinary: false, override: null },
      passedOver: [{ index: 1, condition: "priority", expected: "HIGH", found: "" }],
    });
  });

  it("says who changed the promise by hand, and why", () => {
    const override: Fact = [
      "06-09 09:00",
      {
        kind: "overridden",
        clock: "resolution",
        durationMinutes: 60,
        reason: "goodwill",
        by: { id: "11", name: "Anna" },
        endsAt: null,
      },
    ];
    expect(traceAt("06-09 09:30", [override]).sections[0]?.promise?.override).toEqual({
      reason: "goodwill",
      by: "Anna",
    });
    const ofAnother = traceAt("06-09 09:30", [override], "first_response").sections[0];
    expect(ofAnother?.promise?.override).toBeNull();
  });

  it("says when nothing is promised any more", () => {
    const onlyHigh = fullPolicy({
      targets: [
        { clock: "resolution", priority: "HIGH", durationMinutes: 60, calendarId: "office" },
      ],
    });
    const [run] = runsAt(
      "06-09 10:00",
      [
        created,
        ["06-09 09:00", { kind: "priority", priority: "HIGH" }],
        ["06-09 09:30", { kind: "priority", priority: "LOW" }],
      ],
      onlyHigh,
    );
    const sections = run === undefined ? [] : traceOf(run).sections;
    expect(sections.at(-1)).toMatchObject({ promise: null, intervals: [{ kind: "no_target" }] });
  });

  it("says that the ordinary promise of a major fault counts where it is earlier", () => {
    const night = fullPolicy({
      targets: [
        {
          clock: "first_response",
          severity: "major_fault",
          durationMinutes: 90,
          calendarId: "always",
        },
        { clock: "first_response", durationMinutes: 30, calendarId: "office" },
        { clock: "resolution", durationMinutes: 600, calendarId: "office" },
      ],
    });
    const facts: Fact[] = [created, field("06-09 09:00", "severity", "major_fault")];
    const [run] = runsAt("06-09 09:10", facts, night);
    const [section] = run === undefined ? [] : traceOf(run).sections;
    expect(section).toMatchObject({
      promise: { isOrdinary: true, targetIndex: 1 },
      passedOver: [{ index: 0, condition: "severity", found: "" }],
    });
  });
});

it("a department's clock is explained like any other", () => {
  const life = lifeOf(ticketOf([created]), ruledBy(policy)(berlin("06-09 10:10")));
  const [result] = departmentClocks(life, [
    escalationCase({ department: "relations", openedAt: berlin("06-09 10:00") }),
  ]);
  if (result === undefined) throw new Error("the department has a clock");
  const [section] = traceOf(result).sections;
  expect(section).toMatchObject({ promise: { targetIndex: 7 }, passedOver: [] });
});
