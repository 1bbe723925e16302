import { describe, expect, it } from "vitest";
import { cyclesOf } from "../../../src/domain/sla/cycles.ts";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import { type CyclesRow, created, expectCycles } from "../../support/cycles-told.ts";
import {
  berlin,
  type Fact,
  field,
  replied,
  sent,
  stage,
  ticketOf,
  wrote,
} from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

describe("the next reply", () => {
  it.each<CyclesRow>([
    { name: "is not owed before the first answer", facts: [wrote("06-09 09:30")], expected: [] },
    {
      name: "is owed from the customer's first message after an answer",
      facts: [replied("06-09 10:00"), wrote("06-09 11:00"), wrote("06-09 11:30")],
      expected: [["06-09 11:00", null]],
    },
    {
      name: "is given by the next message that goes out",
      facts: [replied("06-09 10:00"), wrote("06-09 11:00"), sent("06-09 11:20")],
      expected: [["06-09 11:00", "06-09 11:20"]],
    },
    {
      name: "has a cycle for each turn of the customer, each kept",
      facts: [
        replied("06-09 10:00"),
        wrote("06-09 11:00"),
        replied("06-09 11:20"),
        sent("06-09 11:40"),
        wrote("06-09 14:00"),
      ],
      expected: [
        ["06-09 11:00", "06-09 11:20"],
        ["06-09 14:00", null],
      ],
    },
    {
      name: "is not owed for what the customer said before the answer",
      facts: [wrote("06-09 09:50"), replied("06-09 10:00"), wrote("06-09 10:00")],
      expected: [],
    },
    {
      name: "is given at the instant of the question when both came at once",
      facts: [replied("06-09 10:00"), sent("06-09 11:00"), wrote("06-09 11:00")],
      expected: [["06-09 11:00", "06-09 11:00"]],
    },
    {
      name: "is no longer owed once the ticket is closed",
      facts: [replied("06-09 10:00"), wrote("06-09 11:00"), stage("06-09 11:30", "4")],
      expected: [["06-09 11:00", "06-09 11:30"]],
    },
    {
      name: "is owed again when the customer writes on a closed ticket, and its opening ends nothing",
      facts: [stage("06-09 10:00", "4"), wrote("06-09 11:00"), stage("06-09 11:01", "3")],
      expected: [["06-09 11:00", null]],
    },
    {
      name: "ignores what is still to come",
      facts: [replied("06-09 10:00"), wrote("06-09 11:00"), sent("06-09 12:00")],
      now: "06-09 11:30",
      expected: [["06-09 11:00", null]],
    },
    {
      name: "ends with a ticket that goes away, and is not owed after",
      facts: [
        replied("06-09 10:00"),
        wrote("06-09 11:00"),
        ["06-09 11:10", { kind: "deleted" }],
        sent("06-09 11:20"),
        wrote("06-09 11:30"),
      ],
      expected: [["06-09 11:00", "06-09 11:10", "cancelled"]],
    },
  ])("$name", (row) => expectCycles("next_reply", row));
});

describe("the periodic update", () => {
  it.each<CyclesRow>([
    { name: "is not owed before the first answer", facts: [], expected: [] },
    {
      name: "is not owed either by what a robot sends before a person has answered",
      facts: [sent("06-09 09:01")],
      expected: [],
    },
    {
      name: "begins anew with every message that goes out, whatever the customer writes",
      facts: [replied("06-09 10:00"), wrote("06-09 10:30"), sent("06-09 11:00")],
      expected: [
        ["06-09 10:00", "06-09 11:00"],
        ["06-09 11:00", null],
      ],
    },
    {
      name: "rests while the ticket is closed",
      facts: [
        replied("06-09 10:00"),
        stage("06-09 11:00", "4"),
        sent("06-09 11:30"),
        stage("06-09 14:00", "3"),
      ],
      expected: [
        ["06-09 10:00", "06-09 11:00"],
        ["06-09 14:00", null],
      ],
    },
    {
      name: "is not begun by the very message that comes with the closing",
      facts: [replied("06-09 10:00"), sent("06-09 11:00"), stage("06-09 11:00", "4")],
      expected: [["06-09 10:00", "06-09 11:00"]],
    },
    {
      name: "begins with the first answer also where the ticket was closed and opened before",
      facts: [stage("06-09 10:00", "4"), stage("06-09 11:00", "3"), replied("06-09 12:00")],
      expected: [["06-09 12:00", null]],
    },
    {
      name: "is not owed after an opening as long as nobody has ever answered",
      facts: [stage("06-09 11:00", "4"), stage("06-09 14:00", "3")],
      expected: [],
    },
  ])("$name", (row) => expectCycles("update", row));
});

describe("the arrival on site", () => {
  it.each<CyclesRow>([
    { name: "is owed from the request", facts: [], expected: [["06-09 09:00", null]] },
    {
      name: "is there with its stage",
      facts: [stage("06-09 11:00", "7"), stage("06-09 13:00", "3")],
      expected: [["06-09 09:00", "06-09 11:00"]],
    },
    {
      name: "is there at the time that people note, whenever they do, as corrected last",
      facts: [
        field("06-09 15:00", "arrived", String(berlin("06-09 10:00"))),
        field("06-09 15:05", "arrived", String(berlin("06-09 10:30"))),
      ],
      expected: [["06-09 09:00", "06-09 10:30"]],
    },
    {
      name: "is there when a check box was ticked",
      facts: [field("06-09 15:00", "arrived", "true")],
      expected: [["06-09 09:00", "06-09 15:00"]],
    },
    {
      name: "is open again when the tick is taken away",
      facts: [field("06-09 15:00", "arrived", "true"), field("06-09 15:10", "arrived", "false")],
      expected: [["06-09 09:00", null]],
    },
    {
      name: "is open again when the note is cleared",
      facts: [field("06-09 15:00", "arrived", "true"), field("06-09 15:10", "arrived", "")],
      expected: [["06-09 09:00", null]],
    },
    {
      name: "was not needed when the ticket is closed without",
      facts: [stage("06-09 11:00", "4")],
      expected: [["06-09 09:00", "06-09 11:00", "cancelled"]],
    },
    {
      name: "is owed again when such a ticket is opened again",
      facts: [stage("06-09 11:00", "4"), stage("06-09 12:00", "3")],
      expected: [["06-09 09:00", null]],
    },
    {
      name: "is there at this very instant",
      facts: [stage("06-09 11:00", "7")],
      now: "06-09 11:00",
      expected: [["06-09 09:00", "06-09 11:00"]],
    },
    {
      name: "is there at the time that people note, also one before the request was known",
      facts: [field("06-09 15:00", "arrived", String(berlin("06-09 08:30")))],
      expected: [["06-09 09:00", "06-09 08:30"]],
    },
    {
      name: "is there with the earliest of all that tells it",
      facts: [
        stage("06-09 11:00", "7"),
        stage("06-09 12:00", "3"),
        stage("06-09 13:00", "7"),
        field("06-09 15:00", "arrived", String(berlin("06-09 10:00"))),
      ],
      expected: [["06-09 09:00", "06-09 10:00"]],
    },
    {
      name: "is told by a policy that was applied on the way",
      facts: [["06-09 10:00", { kind: "policy_applied", version: 2 }], stage("06-09 11:00", "8")],
      second: { milestones: { arrived_on_site: { stageIds: ["8"] } } },
      expected: [["06-09 09:00", "06-09 11:00"]],
    },
    {
      name: "is told by such a policy from its application on, though it happened before",
      facts: [stage("06-09 09:30", "8"), ["06-09 10:00", { kind: "policy_applied", version: 2 }]],
      second: { milestones: { arrived_on_site: { stageIds: ["8"] } } },
      expected: [["06-09 09:00", "06-09 10:00"]],
    },
    {
      name: "is told by the policy that the ticket was taken on with, whatever a later one says",
      facts: [["06-09 10:00", { kind: "policy_applied", version: 2 }], stage("06-09 11:00", "7")],
      second: { milestones: {} },
      expected: [["06-09 09:00", "06-09 11:00"]],
    },
    {
      name: "is not owed before the device has come where the policy says so",
      facts: [],
      changes: { clocks: { on_site_arrival: { start: "device_arrived" } } },
      expected: [],
    },
    {
      name: "is owed from the device's arrival where the policy says so",
      facts: [field("06-09 10:00", "device", "true")],
      changes: { clocks: { on_site_arrival: { start: "device_arrived" } } },
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is never there for a policy that cannot tell it",
      facts: [stage("06-09 11:00", "7")],
      changes: { milestones: {} },
      expected: [["06-09 09:00", null]],
    },
  ])("$name", (row) => expectCycles("on_site_arrival", row));
});

describe("the first response", () => {
  it.each<CyclesRow>([
    { name: "is owed from the request", facts: [], expected: [["06-09 09:00", null]] },
    {
      name: "is the first of several answers, and no closing later on",
      facts: [replied("06-09 10:00"), replied("06-09 11:00"), stage("06-09 12:00", "4")],
      expected: [["06-09 09:00", "06-09 10:00"]],
    },
    {
      name: "is owed from the device's arrival where the policy says so",
      facts: [field("06-09 10:00", "device", "true")],
      changes: { clocks: { first_response: { start: "device_arrived" } } },
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is not owed before the device has come where the policy says so",
      facts: [replied("06-09 10:00")],
      changes: { clocks: { first_response: { start: "device_arrived" } } },
      expected: [],
    },
  ])("$name", (row) => expectCycles("first_response", row));
});

it("keeps a thousand cycles, the newest, under their own numbers", () => {
  const minute = (n: number) => berlin("06-09 09:00") + n * 60_000;
  const turns = Array.from({ length: 1_001 }, (_, n): Fact[] => [
    wrote(minute(2 * n + 1)),
    sent(minute(2 * n + 2)),
  ]).flat();
  const rules = ruledBy(fullPolicy())(minute(5_000));
  const life = lifeOf(ticketOf([created, replied("06-09 09:00"), ...turns]), rules);
  const cycles = cyclesOf("next_reply", life);
  expect(cycles).toHaveLength(1_000);
  expect([cycles[0]?.cycle, cycles.at(-1)?.cycle]).toEqual([2, 1_001]);
});
