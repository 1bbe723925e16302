import { describe, expect, it } from "vitest";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import {
  berlin,
  type Fact,
  paused,
  replied,
  resumed,
  sent,
  stage,
  ticketOf,
  wrote,
} from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const created: Fact = ["06-09 09:00", { kind: "created" }];
const rules = ruledBy(fullPolicy());
const lifeAt = (now: string, facts: readonly Fact[]) =>
  lifeOf(ticketOf([created, ...facts]), rules(berlin(now)));

describe("what went out to the customer", () => {
  it.each<{ name: string; facts: Fact[]; expected: string[] }>([
    {
      name: "is told oldest first, whoever wrote it",
      facts: [replied("06-09 10:00"), sent("06-09 10:30"), replied("06-09 11:00")],
      expected: ["06-09 10:00", "06-09 10:30", "06-09 11:00"],
    },
    {
      name: "is told once where an answer is a message as well",
      facts: [
        replied("06-09 10:00"),
        sent("06-09 10:00"),
        replied("06-09 11:00"),
        sent("06-09 11:00"),
      ],
      expected: ["06-09 10:00", "06-09 11:00"],
    },
    {
      name: "leaves out what went before the first answer",
      facts: [sent("06-09 09:59"), replied("06-09 10:00")],
      expected: ["06-09 10:00"],
    },
    { name: "is nothing where no person answered", facts: [sent("06-09 10:00")], expected: [] },
    {
      name: "includes an answer and a message of this very instant",
      facts: [replied("06-09 10:00"), sent("06-09 12:00")],
      expected: ["06-09 10:00", "06-09 12:00"],
    },
    {
      name: "includes the first answer at this very instant",
      facts: [replied("06-09 12:00")],
      expected: ["06-09 12:00"],
    },
    {
      name: "knows nothing of what is ahead",
      facts: [replied("06-09 10:00"), replied(berlin("06-09 12:00") + 1), sent("06-09 12:01")],
      expected: ["06-09 10:00"],
    },
  ])("$name", ({ facts, expected }) => {
    expect(lifeAt("06-09 12:00", facts).outward).toEqual(expected.map(berlin));
  });
});

it("what the customer wrote is known up to this very instant", () => {
  const facts = [wrote("06-09 11:00"), wrote("06-09 12:00"), wrote(berlin("06-09 12:00") + 1)];
  expect(lifeAt("06-09 12:00", facts).customerReplies).toEqual([
    berlin("06-09 11:00"),
    berlin("06-09 12:00"),
  ]);
});

describe("the closings of a ticket", () => {
  const facts = [
    stage("06-09 10:00", "4"),
    // Changes while it is closed do not part the spell.
    paused("06-09 10:15", "waiting_parts"),
    resumed("06-09 10:30"),
    stage("06-09 11:00", "3"),
    stage("06-09 12:00", "4"),
  ];

  it.each<{ name: string; now: string; expected: [string, string | null][] }>([
    { name: "are none one minute before the first", now: "06-09 09:59", expected: [] },
    {
      name: "begin at their very instant",
      now: "06-09 10:00",
      expected: [["06-09 10:00", null]],
    },
    {
      name: "hold while the opening is ahead",
      now: "06-09 10:59",
      expected: [["06-09 10:00", null]],
    },
    {
      name: "end at the very instant of the opening",
      now: "06-09 11:00",
      expected: [["06-09 10:00", "06-09 11:00"]],
    },
    {
      name: "are told oldest first",
      now: "06-09 13:00",
      expected: [
        ["06-09 10:00", "06-09 11:00"],
        ["06-09 12:00", null],
      ],
    },
  ])("$name", ({ now, expected }) => {
    expect(lifeAt(now, facts).closings).toEqual(
      expected.map(([from, to]) => ({ from: berlin(from), to: to === null ? null : berlin(to) })),
    );
  });
});

it("there is no life of a ticket before its creation is known", () => {
  const facts = [stage("06-09 09:00", "1"), replied("06-09 10:00")];
  const circumstances = rules(berlin("06-09 12:00"));
  expect(lifeOf(ticketOf(facts), circumstances).stretches).toEqual([]);
  expect(lifeOf(ticketOf([created, ...facts]), circumstances).stretches).toHaveLength(1);
});
