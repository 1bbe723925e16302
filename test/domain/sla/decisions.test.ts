import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, type Fact, replied, ticketOf } from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const target = (clock: string, durationMinutes: number) => ({
  clock,
  durationMinutes,
  calendarId: "office",
});
/** Both warn when three quarters are gone. */
const promising = (response: number, resolution: number) =>
  fullPolicy({ targets: [target("first_response", response), target("resolution", resolution)] });

type Told = readonly [at: string, kind: "warning" | "breach", clock: string];
type Row = {
  name: string;
  policy: ReturnType<typeof promising>;
  facts?: Fact[];
  now?: string;
  expected: Told[];
};

describe("what departments have to hear of, for a ticket created at nine", () => {
  it.each<Row>([
    {
      name: "is nothing while all is in time",
      policy: promising(60, 480),
      now: "06-09 09:30",
      expected: [],
    },
    {
      name: "is a warning alone while the promise can be kept",
      policy: promising(60, 480),
      now: "06-09 09:50",
      expected: [["09:45", "warning", "first_response"]],
    },
    {
      name: "is told oldest first, whichever clock it is of",
      policy: promising(60, 40),
      expected: [
        ["09:30", "warning", "resolution"],
        ["09:40", "breach", "resolution"],
        ["09:45", "warning", "first_response"],
        ["10:00", "breach", "first_response"],
      ],
    },
    {
      name: "is the warning of one clock before the breach of another at one instant",
      policy: promising(60, 80),
      facts: [replied("06-09 10:10")],
      now: "06-09 10:10",
      expected: [
        ["09:45", "warning", "first_response"],
        ["10:00", "warning", "resolution"],
        ["10:00", "breach", "first_response"],
      ],
    },
    {
      name: "is so the other way round as well",
      policy: promising(80, 60),
      facts: [replied("06-09 10:10")],
      now: "06-09 10:10",
      expected: [
        ["09:45", "warning", "resolution"],
        ["10:00", "warning", "first_response"],
        ["10:00", "breach", "resolution"],
      ],
    },
  ])("$name", ({ policy, facts = [], now = "06-09 12:00", expected }) => {
    const ticket = ticketOf([["06-09 09:00", { kind: "created" }], ...facts]);
    const { decisions } = evaluate(ticket, ruledBy(policy)(berlin(now)));
    expect(decisions).toEqual(
      expected.map(([time, kind, clock]) => ({
        at: berlin(`06-09 ${time}`),
        kind,
        clock,
        cycle: 1,
      })),
    );
  });
});
