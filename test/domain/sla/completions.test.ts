import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, type Fact, field, replied, stage, ticketOf } from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

/** When work was done, told as clock, cycle and time; of a ticket created at nine. */
type Told = readonly [clock: string, cycle: number, at: string];

const minutes = (clock: string, durationMinutes: number) => ({
  clock,
  durationMinutes,
  calendarId: "office",
});
const targets = [minutes("first_response", 60), minutes("resolution", 480)];

function toldBy(facts: readonly Fact[], changes: object, now: string): Told[] {
  const ticket = ticketOf([["06-09 09:00", { kind: "created" }], ...facts]);
  const { completions } = evaluate(
    ticket,
    ruledBy(fullPolicy({ targets, ...changes }))(berlin(now)),
  );
  return completions.map(({ clock, cycle, at }) => [clock, cycle, wall(at)]);
}

const wall = (at: number) =>
  new Date(at + 2 * 3_600_000).toISOString().slice(5, 16).replace("T", " ");

const twice = [stage("06-09 10:00", "4"), stage("06-09 11:00", "3"), stage("06-09 12:00", "4")];
const resolutionRule = (rule: object) => ({ clocks: { resolution: rule } });

describe("what was completed", () => {
  it.each<{ name: string; facts: Fact[]; now?: string; changes?: object; expected: Told[] }>([
    { name: "is nothing while all is owed", facts: [], expected: [] },
    {
      name: "is the answer, once it is given",
      facts: [replied("06-09 09:30"), replied("06-09 09:40")],
      expected: [["first_response", 1, "06-09 09:30"]],
    },
    {
      name: "is answer and resolution with a closing",
      facts: [stage("06-09 10:00", "4")],
      expected: [
        ["resolution", 1, "06-09 10:00"],
        ["first_response", 1, "06-09 10:00"],
      ],
    },
    {
      name: "is the resolution each time, also where it went on after an opening",
      facts: [replied("06-09 09:30"), ...twice],
      expected: [
        ["resolution", 1, "06-09 10:00"],
        ["resolution", 1, "06-09 12:00"],
        ["first_response", 1, "06-09 09:30"],
      ],
    },
    {
      name: "is the resolution of each cycle where an opening starts another",
      facts: [replied("06-09 09:30"), ...twice],
      changes: resolutionRule({ reopen: "start_anew" }),
      expected: [
        ["resolution", 1, "06-09 10:00"],
        ["resolution", 2, "06-09 12:00"],
        ["first_response", 1, "06-09 09:30"],
      ],
    },
    {
      name: "is also what was done at the very creation",
      facts: [stage("06-09 09:00", "4")],
      expected: [
        ["resolution", 1, "06-09 09:00"],
        ["first_response", 1, "06-09 09:00"],
      ],
    },
    {
      name: "is no resolution that was not promised yet",
      facts: [
        replied("06-09 09:30"),
        stage("06-09 10:00", "4"),
        stage("06-09 11:00", "3"),
        field("06-09 12:00", "device", String(berlin("06-09 12:00"))),
      ],
      changes: resolutionRule({ start: "device_arrived" }),
      expected: [["first_response", 1, "06-09 09:30"]],
    },
    {
      name: "is nothing of what a deleted ticket left undone",
      facts: [["06-09 09:30", { kind: "deleted" }]],
      expected: [],
    },
    {
      name: "is not yet what lies ahead",
      facts: [replied("06-09 09:30"), stage("06-09 10:00", "4")],
      now: "06-09 09:45",
      expected: [["first_response", 1, "06-09 09:30"]],
    },
  ])("$name", ({ facts, now = "06-09 13:30", changes = {}, expected }) => {
    expect(toldBy(facts, changes, now)).toEqual(expected);
  });
});
