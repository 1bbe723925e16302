import { describe, expect, it } from "vitest";
import { closedSince } from "../../../src/domain/sla/evaluate.ts";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import { berlin, type Fact, stage, ticketOf } from "../../support/lives.ts";
import { officePolicy, ruledBy } from "../../support/policies.ts";

const created: Fact = ["06-09 09:30", { kind: "created" }];

describe("since when a ticket is closed", () => {
  it.each<{ name: string; facts: Fact[]; now: string; expected: string | null }>([
    { name: "is nothing while it is open", facts: [created], now: "06-09 12:00", expected: null },
    {
      name: "is its last closing",
      facts: [created, stage("06-09 10:00", "4")],
      now: "06-09 12:00",
      expected: "06-09 10:00",
    },
    {
      name: "is nothing before the closing has come",
      facts: [created, stage("06-09 10:00", "4")],
      now: "06-09 09:59",
      expected: null,
    },
    {
      name: "is nothing once it was opened again",
      facts: [created, stage("06-09 10:00", "4"), stage("06-09 11:00", "3")],
      now: "06-09 12:00",
      expected: null,
    },
    {
      name: "is nothing when the ticket is gone",
      facts: [created, stage("06-09 10:00", "4"), ["06-09 11:00", { kind: "deleted" }]],
      now: "06-09 12:00",
      expected: null,
    },
  ])("$name", ({ facts, now, expected }) => {
    const since = closedSince(lifeOf(ticketOf(facts), ruledBy(officePolicy())(berlin(now))));
    expect(since).toBe(expected === null ? null : berlin(expected));
  });
});
