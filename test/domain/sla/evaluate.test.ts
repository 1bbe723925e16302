import { describe, expect, it } from "vitest";
import type { ClockKind } from "../../../src/domain/governance/clock-rules.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, type Fact, replied, stage, ticketOf } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { officePolicy, ruledBy } from "../../support/policies.ts";

const rules = ruledBy(officePolicy());
const clockAt = (facts: readonly Fact[], now: string | number, kind: ClockKind) =>
  evaluate(ticketOf(facts), rules(typeof now === "number" ? now : berlin(now))).clocks.find(
    (clock) => clock.kind === kind,
  );

const created: Fact = ["06-09 09:30", { kind: "created" }];
const high: Fact = ["06-09 09:30", { kind: "priority", priority: "HIGH" }];

describe("the first response clock", () => {
  it.each<{ name: string; facts: Fact[]; now: string | number; expected: object }>([
    {
      name: "runs towards the due time in business hours, over lunch",
      facts: [["06-09 11:30", { kind: "created" }], high],
      now: "06-09 11:45",
      expected: { state: "running", dueAt: berlin("06-09 13:30"), usedMs: 15 * MINUTE },
    },
    {
      name: "is in time on the due instant",
      facts: [created, high, replied("06-09 10:30")],
      now: "06-09 12:00",
      expected: { state: "met", endedAt: berlin("06-09 10:30"), breachedAt: null },
    },
    {
      name: "is too late one millisecond on, and says when it was answered after all",
      facts: [created, high, replied(berlin("06-09 10:30") + 1)],
      now: "06-09 12:00",
      expected: {
        state: "breached",
        breachedAt: berlin("06-09 10:30"),
        endedAt: berlin("06-09 10:30") + 1,
      },
    },
    {
      name: "is not breached at the due instant itself",
      facts: [created, high],
      now: "06-09 10:30",
      expected: { state: "running", breachedAt: null },
    },
    {
      name: "is breached one millisecond after the due instant",
      facts: [created, high],
      now: berlin("06-09 10:30") + 1,
      expected: { state: "breached", breachedAt: berlin("06-09 10:30"), endedAt: null },
    },
    {
      name: "warns at 75 percent of the target",
      facts: [created, high],
      now: "06-09 10:15",
      expected: {
        state: "running",
        warnings: [{ at: berlin("06-09 10:15"), warning: { percent: 75 } }],
      },
    },
    {
      name: "does not warn one millisecond before",
      facts: [created, high],
      now: berlin("06-09 10:15") - 1,
      expected: { warnings: [] },
    },
    {
      name: "does not warn when the answer came at that very instant",
      facts: [created, high, replied("06-09 10:15")],
      now: "06-09 12:00",
      expected: { state: "met", warnings: [] },
    },
    {
      name: "goes on while the stage waits for the customer",
      facts: [created, high, stage("06-09 09:40", "2")],
      now: "06-09 10:00",
      expected: { state: "running", dueAt: berlin("06-09 10:30") },
    },
    {
      name: "counts a closing without an answer as the answer",
      facts: [created, high, stage("06-09 10:00", "4")],
      now: "06-09 12:00",
      expected: { state: "met", endedAt: berlin("06-09 10:00") },
    },
    {
      name: "is met by an answer told to lie before the creation",
      facts: [created, high, replied("06-09 09:00")],
      now: "06-09 12:00",
      expected: { state: "met", usedMs: 0 },
    },
    {
      name: "is cancelled when the ticket is deleted",
      facts: [created, high, ["06-09 10:00", { kind: "deleted" }]],
      now: "06-09 12:00",
      expected: { state: "cancelled", endedAt: berlin("06-09 10:00") },
    },
    {
      name: "stays met when the ticket is deleted later",
      facts: [created, high, replied("06-09 09:45"), ["06-09 10:00", { kind: "deleted" }]],
      now: "06-09 12:00",
      expected: { state: "met" },
    },
    {
      name: "ignores an answer that is still to come",
      facts: [created, high, replied("06-09 10:20")],
      now: "06-09 10:00",
      expected: { state: "running", endedAt: null },
    },
    {
      name: "has the tier's own target",
      facts: [
        created,
        high,
        [
          "06-09 09:30",
          { kind: "tiered", customer: { kind: "company", id: "1" }, tier: "key", score: 90 },
        ],
      ],
      now: "06-09 09:35",
      expected: { targetMs: 30 * MINUTE, dueAt: berlin("06-09 10:00") },
    },
    {
      name: "treats a tier that the policy does not know as the lowest",
      facts: [
        created,
        high,
        [
          "06-09 09:30",
          { kind: "tiered", customer: { kind: "company", id: "1" }, tier: "gone", score: 90 },
        ],
      ],
      now: "06-09 09:35",
      expected: { targetMs: 60 * MINUTE },
    },
  ])("$name", ({ facts, now, expected }) => {
    expect(clockAt(facts, now, "first_response")).toMatchObject(expected);
  });
});

describe("the resolution clock", () => {
  it.each<{ name: string; facts: Fact[]; now: string; expected: object }>([
    {
      name: "stands still while the customer has to act",
      facts: [created, high, stage("06-09 10:30", "2")],
      now: "06-10 16:00",
      expected: {
        state: "paused",
        usedMs: 60 * MINUTE,
        dueAt: null,
        pauseReason: "waiting_customer",
        pausedSince: berlin("06-09 10:30"),
      },
    },
    {
      name: "keeps what is left when it goes on",
      facts: [created, high, stage("06-09 10:30", "2"), stage("06-10 09:00", "3")],
      now: "06-10 10:00",
      expected: { state: "running", usedMs: 120 * MINUTE, dueAt: berlin("06-10 17:00") },
    },
    {
      name: "keeps the time used when the priority changes, and takes the new target",
      facts: [
        created,
        ["06-09 09:30", { kind: "priority", priority: "LOW" }],
        ["06-09 14:00", { kind: "priority", priority: "HIGH" }],
      ],
      now: "06-09 15:00",
      expected: { targetMs: 480 * MINUTE, usedMs: 270 * MINUTE, dueAt: berlin("06-10 10:30") },
    },
    {
      name: "is breached at once when the new target is used up already",
      facts: [
        created,
        ["06-09 09:30", { kind: "priority", priority: "LOW" }],
        ["06-11 12:00", { kind: "priority", priority: "HIGH" }],
      ],
      now: "06-11 15:00",
      expected: { state: "breached", breachedAt: berlin("06-11 12:00") },
    },
    {
      name: "stays breached when the priority falls afterwards",
      facts: [created, high, ["06-11 09:00", { kind: "priority", priority: "LOW" }]],
      now: "06-11 10:00",
      expected: { state: "breached", breachedAt: berlin("06-10 10:30") },
    },
    {
      name: "goes on from what was used when a closed ticket is opened again",
      facts: [created, high, stage("06-09 10:30", "4"), stage("06-10 09:00", "3")],
      now: "06-10 10:00",
      expected: { state: "running", usedMs: 120 * MINUTE, endedAt: null },
    },
    {
      name: "ends with the last closing",
      facts: [
        created,
        high,
        stage("06-09 10:30", "4"),
        stage("06-10 09:00", "3"),
        stage("06-10 11:00", "4"),
      ],
      now: "06-12 09:00",
      expected: { state: "met", usedMs: 180 * MINUTE, endedAt: berlin("06-10 11:00") },
    },
    {
      name: "stays paused and breached where it was breached before the pause",
      facts: [created, high, stage("06-10 11:00", "2")],
      now: "06-12 09:00",
      expected: { state: "breached", breachedAt: berlin("06-10 10:30") },
    },
  ])("$name", ({ facts, now, expected }) => {
    expect(clockAt(facts, now, "resolution")).toMatchObject(expected);
  });

  it("has nothing to complete without a target", () => {
    const onlyResponse = officePolicy({
      targets: [{ clock: "first_response", durationMinutes: 60, calendarId: "office" }],
    });
    const closed = ticketOf([created, stage("06-09 10:00", "4")]);
    const { completions } = evaluate(closed, ruledBy(onlyResponse)(berlin("06-09 11:00")));
    expect(completions).toEqual([{ at: berlin("06-09 10:00"), clock: "first_response", cycle: 1 }]);
  });

  it("does not run without a target", () => {
    const onlyResponse = officePolicy({
      targets: [{ clock: "first_response", durationMinutes: 60, calendarId: "office" }],
    });
    const { clocks } = evaluate(ticketOf([created]), ruledBy(onlyResponse)(berlin("06-09 10:00")));
    expect(clocks.map((clock) => clock.kind)).toEqual(["first_response"]);
  });

  it("stands without a due time from where its target falls away", () => {
    const onlyHigh = officePolicy({
      targets: [
        { clock: "resolution", priority: "HIGH", durationMinutes: 60, calendarId: "office" },
      ],
    });
    const { clocks, nextDueAt } = evaluate(
      ticketOf([created, high, ["06-09 10:00", { kind: "priority", priority: "LOW" }]]),
      ruledBy(onlyHigh)(berlin("06-09 11:00")),
    );
    expect(clocks).toMatchObject([{ state: "running", dueAt: null, usedMs: 30 * MINUTE }]);
    expect(nextDueAt).toBeNull();
  });
});

describe("what time alone will change", () => {
  it.each<{ name: string; facts: Fact[]; now: string; expected: number | null }>([
    {
      name: "is the warning first",
      facts: [created, high],
      now: "06-09 09:30",
      expected: berlin("06-09 10:15"),
    },
    {
      name: "is the breach one millisecond after the due instant next",
      facts: [created, high],
      now: "06-09 10:20",
      expected: berlin("06-09 10:30") + 1,
    },
    {
      name: "is a fact whose time is ahead of ours",
      facts: [created, high, stage("06-09 09:45", "2")],
      now: "06-09 09:40",
      expected: berlin("06-09 09:45"),
    },
    {
      name: "is a deletion whose time is ahead of ours",
      facts: [created, high, ["06-09 09:45", { kind: "deleted" }]],
      now: "06-09 09:40",
      expected: berlin("06-09 09:45"),
    },
    {
      name: "is nothing once all is done",
      facts: [created, high, replied("06-09 09:40"), stage("06-09 09:50", "4")],
      now: "06-09 10:00",
      expected: null,
    },
    {
      name: "is nothing before the creation is known",
      facts: [high],
      now: "06-09 10:00",
      expected: null,
    },
  ])("$name", ({ facts, now, expected }) => {
    const result = evaluate(ticketOf(facts), rules(berlin(now)));
    expect(result.nextDueAt).toBe(expected);
  });
});
