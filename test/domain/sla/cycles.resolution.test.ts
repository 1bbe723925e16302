import { describe, it } from "vitest";
import { type CyclesRow, expectCycles } from "../../support/cycles-told.ts";
import { berlin, field, stage } from "../../support/lives.ts";

describe("the resolution", () => {
  const end = (end: string) => ({ clocks: { resolution: { end } } });
  const reopen = (reopen: unknown) => ({ clocks: { resolution: { reopen } } });
  const twice = [stage("06-09 10:00", "4"), stage("06-09 11:00", "3"), stage("06-09 12:00", "4")];

  it.each<CyclesRow>([
    {
      name: "ends with closing, and not with solving, by default",
      facts: [stage("06-09 10:00", "5"), stage("06-09 11:00", "4")],
      expected: [["06-09 09:00", "06-09 11:00"]],
    },
    {
      name: "ends with solving where the policy says so",
      facts: [stage("06-09 10:00", "5"), stage("06-09 11:00", "4")],
      changes: end("solved"),
      expected: [["06-09 09:00", "06-09 10:00"]],
    },
    {
      name: "ends at the time that people note as solved, which may lie ahead",
      facts: [field("06-09 10:00", "solved_at", String(berlin("06-09 12:00")))],
      changes: { ...end("solved"), milestones: { solved: { property: "solved_at" } } },
      expected: [["06-09 09:00", "06-09 12:00"]],
    },
    {
      name: "ends with the customer's word where the policy says so",
      facts: [stage("06-09 10:00", "5"), stage("06-09 10:30", "6"), stage("06-09 11:00", "4")],
      changes: end("confirmed"),
      expected: [["06-09 09:00", "06-09 10:30"]],
    },
    {
      name: "goes on when the stage is moved back by hand",
      facts: [stage("06-09 10:00", "5"), stage("06-09 10:30", "3")],
      changes: end("solved"),
      expected: [["06-09 09:00", null]],
    },
    {
      name: "goes on after an opening by default, and ends with the last closing",
      facts: twice,
      expected: [["06-09 09:00", "06-09 12:00"]],
    },
    {
      name: "starts anew where the policy says so",
      facts: twice,
      changes: reopen("start_anew"),
      expected: [
        ["06-09 09:00", "06-09 10:00"],
        ["06-09 11:00", "06-09 12:00"],
      ],
    },
    {
      name: "starts anew with a shorter target where the policy says so",
      facts: twice.slice(0, 2),
      changes: reopen({ durationMinutes: 90 }),
      expected: [
        ["06-09 09:00", "06-09 10:00"],
        ["06-09 11:00", null, 90],
      ],
    },
    {
      name: "does not know yet of an opening that is still to come",
      facts: twice.slice(0, 2),
      now: "06-09 10:30",
      expected: [["06-09 09:00", "06-09 10:00"]],
    },
    {
      name: "counts from the device's arrival where the policy says so",
      facts: [
        stage("06-09 09:10", "4"),
        stage("06-09 09:20", "3"),
        field("06-09 12:00", "device", String(berlin("06-09 10:00"))),
      ],
      changes: { clocks: { resolution: { start: "device_arrived" } } },
      expected: [["06-09 10:00", null]],
    },
    {
      name: "has not begun while the device is on its way",
      facts: [field("06-09 09:30", "device", String(berlin("06-10 10:00")))],
      changes: { clocks: { resolution: { start: "device_arrived" } } },
      expected: [],
    },
    {
      name: "was done before the device came when the ticket is closed all the time",
      facts: [
        stage("06-09 09:10", "4"),
        field("06-09 12:00", "device", String(berlin("06-09 10:00"))),
      ],
      changes: { clocks: { resolution: { start: "device_arrived" } } },
      expected: [["06-09 10:00", "06-09 10:00"]],
    },
    {
      name: "does not start anew for an opening before the device came",
      facts: [
        stage("06-09 09:10", "4"),
        stage("06-09 09:20", "3"),
        field("06-09 12:00", "device", String(berlin("06-09 10:00"))),
      ],
      changes: { clocks: { resolution: { start: "device_arrived", reopen: "start_anew" } } },
      expected: [["06-09 10:00", null]],
    },
    {
      name: "does not start anew for an opening as the device came",
      facts: [
        stage("06-09 09:10", "4"),
        stage("06-09 10:00", "3"),
        field("06-09 12:00", "device", String(berlin("06-09 10:00"))),
      ],
      changes: { clocks: { resolution: { start: "device_arrived", reopen: "start_anew" } } },
      expected: [["06-09 10:00", null]],
    },
    {
      name: "goes on after an opening by the policy of that day, not by a later one",
      facts: [...twice, ["06-09 13:00", { kind: "policy_applied", version: 2 }]],
      second: reopen("start_anew"),
      expected: [["06-09 09:00", "06-09 12:00"]],
    },
    {
      name: "starts anew by a policy applied at the instant of the opening",
      facts: [...twice, ["06-09 11:00", { kind: "policy_applied", version: 2 }]],
      second: reopen("start_anew"),
      expected: [
        ["06-09 09:00", "06-09 10:00"],
        ["06-09 11:00", "06-09 12:00"],
      ],
    },
    {
      name: "counts from where the known history begins",
      facts: [["06-09 11:00", { kind: "history_begins" }]],
      expected: [["06-09 11:00", null]],
    },
    {
      name: "ends when the ticket is merged away, and not before that has come",
      facts: [["06-09 11:00", { kind: "merged", intoTicketId: "8" }]],
      now: "06-09 10:59",
      expected: [["06-09 09:00", null]],
    },
    {
      name: "ends at the very instant at which the ticket is merged away",
      facts: [["06-09 11:00", { kind: "merged", intoTicketId: "8" }]],
      now: "06-09 11:00",
      expected: [["06-09 09:00", "06-09 11:00", "cancelled"]],
    },
    {
      name: "was promised also where the ticket went as it came",
      facts: [["06-09 09:00", { kind: "deleted" }]],
      expected: [["06-09 09:00", "06-09 09:00", "cancelled"]],
    },
    {
      name: "is done when the ticket is closed and deleted at once",
      facts: [stage("06-09 10:00", "4"), ["06-09 10:00", { kind: "deleted" }]],
      expected: [["06-09 09:00", "06-09 10:00"]],
    },
    {
      name: "stays done when the ticket is deleted later",
      facts: [stage("06-09 10:00", "4"), ["06-09 11:00", { kind: "deleted" }]],
      expected: [["06-09 09:00", "06-09 10:00"]],
    },
    {
      name: "goes on as if nothing had been when a deleted ticket is restored",
      facts: [
        ["06-09 10:00", { kind: "deleted" }],
        ["06-09 11:00", { kind: "restored" }],
      ],
      expected: [["06-09 09:00", null]],
    },
    {
      name: "is unmoved by an owner who is taken off",
      facts: [
        ["06-09 09:30", { kind: "owner", ownerId: "9" }],
        ["06-09 10:00", { kind: "owner", ownerId: "" }],
      ],
      expected: [["06-09 09:00", null]],
    },
    {
      name: "has not begun before the ticket",
      facts: [],
      now: "06-09 08:59",
      expected: [],
    },
  ])("$name", (row) => expectCycles("resolution", row));
});
