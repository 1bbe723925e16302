import { describe, expect, it } from "vitest";
import type { ClockKind } from "../../../src/domain/governance/clock-rules.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { pausesAt } from "../../../src/domain/sla/pauses.ts";
import { berlin, type Fact, paused, resumed, stage, ticketOf } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { CLOSED_STAGES, fullPolicy, ruledBy } from "../../support/policies.ts";

const created: Fact = ["06-09 09:00", { kind: "created" }];
const limits = {
  pauseLimits: { waiting_parts: { minutes: 60 }, waiting_customer: { minutes: 90 } },
};

type Row = {
  name: string;
  facts: Fact[];
  now: string;
  changes?: object;
  kind?: ClockKind;
  expected: object;
};

function clockOf({
  facts,
  now,
  changes = {},
  kind = "resolution",
}: Omit<Row, "name" | "expected">) {
  const rules = ruledBy(fullPolicy({ ...changes }))(berlin(now));
  const { clocks, nextDueAt } = evaluate(ticketOf([created, ...facts]), rules);
  return { ...clocks.find((clock) => clock.kind === kind), nextDueAt };
}

describe("a pause", () => {
  it.each<Row>([
    {
      name: "by hand stops what the customer's parts hold up, and says who, why and since when",
      facts: [paused("06-09 10:00", "waiting_parts")],
      now: "06-09 11:00",
      expected: {
        state: "paused",
        usedMs: 60 * MINUTE,
        dueAt: null,
        pauseReason: "waiting_parts",
        pausedBy: "Anna",
        pausedSince: berlin("06-09 10:00"),
      },
    },
    {
      name: "by hand does not stop the answer that is owed",
      facts: [paused("06-09 09:30", "waiting_parts")],
      now: "06-09 09:45",
      kind: "first_response",
      expected: { state: "running", usedMs: 45 * MINUTE, pausedBy: null },
    },
    {
      name: "by hand stops the answer too where the policy says so",
      facts: [paused("06-09 09:30", "waiting_parts")],
      now: "06-09 09:45",
      kind: "first_response",
      changes: { clocks: { first_response: { pausedBy: ["waiting_parts"] } } },
      expected: { state: "paused", usedMs: 30 * MINUTE },
    },
    {
      name: "for a reason that the policy does not let stop it goes by",
      facts: [paused("06-09 10:00", "agreed_date")],
      now: "06-09 11:00",
      changes: { clocks: { resolution: { pausedBy: ["waiting_parts"] } } },
      expected: { state: "running", usedMs: 120 * MINUTE },
    },
    {
      name: "ends when somebody says so",
      facts: [paused("06-09 10:00", "waiting_parts"), resumed("06-09 11:00")],
      now: "06-09 11:30",
      expected: { state: "running", usedMs: 90 * MINUTE, pauseReason: null, pausedBy: null },
    },
    {
      name: "that begins outside hours and ends on the next day counts nothing of the night",
      facts: [paused("06-09 20:00", "waiting_parts"), resumed("06-10 10:00")],
      now: "06-10 11:00",
      // Tuesday 7 h, Wednesday 1 h.
      expected: { state: "running", usedMs: 480 * MINUTE },
    },
    {
      name: "ends by itself when its reason has a limit",
      facts: [paused("06-09 10:00", "waiting_parts")],
      now: "06-09 11:30",
      changes: limits,
      expected: { state: "running", usedMs: 90 * MINUTE },
    },
    {
      name: "is looked at again when it will end by itself",
      facts: [paused("06-09 10:00", "waiting_parts")],
      now: "06-09 10:30",
      changes: limits,
      expected: { state: "paused", nextDueAt: berlin("06-09 11:00") },
    },
    {
      name: "still holds one millisecond before its limit, and no longer at it",
      facts: [paused("06-09 10:00", "waiting_parts")],
      now: "06-09 11:00",
      changes: limits,
      expected: { state: "running", usedMs: 60 * MINUTE },
    },
    {
      name: "by the stage ends by itself as well when its reason has a limit",
      facts: [stage("06-09 10:00", "2")],
      now: "06-09 11:45",
      changes: limits,
      expected: { state: "running", usedMs: 75 * MINUTE },
    },
    {
      name: "by the stage has a limit of its own, not that of other reasons",
      facts: [stage("06-09 10:00", "2")],
      now: "06-09 11:45",
      changes: { pauseLimits: { waiting_parts: { minutes: 60 } } },
      expected: { state: "paused", pausedBy: null, pauseReason: "waiting_customer" },
    },
    {
      name: "by the stage and by hand at once holds until both are over",
      facts: [
        stage("06-09 10:00", "2"),
        paused("06-09 10:30", "waiting_parts"),
        stage("06-09 11:00", "3"),
      ],
      now: "06-09 11:30",
      expected: { state: "paused", usedMs: 60 * MINUTE, pauseReason: "waiting_parts" },
    },
    {
      name: "that somebody gives another reason goes on under it",
      facts: [paused("06-09 10:00", "waiting_parts"), paused("06-09 10:30", "agreed_date")],
      now: "06-09 11:30",
      changes: limits,
      expected: {
        state: "paused",
        pauseReason: "agreed_date",
        pausedSince: berlin("06-09 10:00"),
      },
    },
    {
      name: "ends with the closing: a ticket opened again runs",
      facts: [
        paused("06-09 10:00", "waiting_parts"),
        stage("06-09 10:30", "4"),
        stage("06-09 11:00", "3"),
      ],
      now: "06-09 11:30",
      expected: { state: "running", usedMs: 90 * MINUTE },
    },
    {
      name: "holds on a ticket that was closed once before",
      facts: [
        stage("06-09 09:30", "4"),
        stage("06-09 10:00", "3"),
        paused("06-09 10:30", "waiting_parts"),
      ],
      now: "06-09 11:00",
      expected: { state: "paused", usedMs: 60 * MINUTE, pauseReason: "waiting_parts" },
    },
    {
      name: "that ends by closing counts nothing of itself",
      facts: [paused("06-09 10:00", "waiting_parts"), stage("06-09 15:00", "4")],
      now: "06-09 16:00",
      expected: {
        state: "met",
        usedMs: 60 * MINUTE,
        pauseReason: null,
        pausedBy: null,
        pausedSince: null,
      },
    },
    {
      name: "cannot be ended before it began",
      facts: [resumed("06-09 09:30")],
      now: "06-09 10:00",
      expected: { state: "running", usedMs: 60 * MINUTE },
    },
  ])("$name", ({ expected, ...row }) => {
    expect(clockOf(row)).toMatchObject(expected);
  });
});

it("the pauses in force are those that neither somebody nor their limit has ended", () => {
  const policy = fullPolicy(limits);
  const ticket = ticketOf([
    created,
    stage("06-09 09:30", "2"),
    paused("06-09 10:00", "waiting_parts"),
    resumed("06-09 10:30"),
  ]);
  const reasonsAt = (when: string) =>
    pausesAt(ticket, berlin(when), { policy, closedStages: CLOSED_STAGES }).map(
      ({ reason, endsAt }) => [reason, endsAt],
    );
  const stagePause = ["waiting_customer", berlin("06-09 11:00")];
  expect(reasonsAt("06-09 09:29")).toEqual([]);
  expect(reasonsAt("06-09 10:00")).toEqual([stagePause, ["waiting_parts", berlin("06-09 11:00")]]);
  expect(reasonsAt("06-09 10:30")).toEqual([stagePause]);
  expect(reasonsAt("06-09 11:00")).toEqual([]);
});
