import { describe, expect, it } from "vitest";
import {
  disturbs,
  saidOf,
  saidText,
  unsaidSteps,
} from "../../../src/app/escalation/thread-steps.ts";
import type { CaseStep, EscalationCase } from "../../../src/domain/escalation/case.ts";
import { NO_LADDER } from "../../../src/domain/escalation/case.ts";
import { escalationCase } from "../../support/escalation-cases.ts";

const told = (level: number, at: number): CaseStep => ({
  act: "told",
  by: null,
  at,
  reason: null,
  level,
  people: [],
});
const own = (act: "exhausted" | "went_stale" | "snooze_ended", at: number): CaseStep => ({
  act,
  by: null,
  at,
  reason: null,
});
const done = (act: CaseStep["act"], at: number): CaseStep => ({
  act,
  by: "Ada",
  at,
  reason: null,
  text: "words",
});
const opened: CaseStep = { act: "opened", by: null, at: 0, reason: null };

describe("what a thread has not said yet", () => {
  it.each<{
    name: string;
    one: Partial<EscalationCase>;
    said?: string;
    expected: readonly string[];
    after: string;
  }>([
    {
      name: "is no opening and no first level: the message itself says them",
      one: { steps: [opened, told(1, 1)] },
      expected: [],
      after: "0 0",
    },
    {
      name: "is a second level",
      one: { steps: [opened, told(1, 1), told(2, 2)] },
      expected: ["told 2"],
      after: "1 2 told2",
    },
    {
      name: "is of several levels the newest",
      one: { steps: [told(2, 2), told(3, 3)] },
      expected: ["told 3"],
      after: "1 3 told3",
    },
    {
      name: "is no level once somebody has taken the case",
      one: { state: "acknowledged", steps: [told(2, 2), done("acknowledged", 3)] },
      expected: [],
      after: "0 2 told2",
    },
    {
      name: "is what came after the last reply",
      one: { steps: [told(2, 2), done("asked_back", 3)], state: "acknowledged" },
      said: "1 2 told2",
      expected: ["asked_back"],
      after: "2 3 asked_back",
    },
    {
      name: "is nothing when all was said",
      one: { steps: [told(2, 2), done("asked_back", 3)], state: "acknowledged" },
      said: "2 3 asked_back",
      expected: [],
      after: "2 3 asked_back",
    },
    {
      name: "is that the ladder is exhausted",
      one: { steps: [own("exhausted", 4)], ladder: { ...NO_LADDER, isExhausted: true } },
      expected: ["exhausted"],
      after: "1 4 exhausted",
    },
    {
      name: "is not that it was exhausted before the case was opened again",
      one: { steps: [own("exhausted", 4)] },
      expected: [],
      after: "0 4 exhausted",
    },
    {
      name: "is of an ended case an answer, as whoever asked waits for it",
      one: {
        state: "resolved",
        endedAt: 9,
        steps: [done("asked_back", 1), done("answered", 2), told(2, 3), done("escalated", 4)],
      },
      expected: ["answered"],
      after: "1 4 escalated",
    },
    {
      name: "is the same of a case that was handed over",
      one: { state: "handed_over", steps: [done("declined", 1), done("answered", 2)] },
      expected: ["answered"],
      after: "1 2 answered",
    },
    {
      name: "is that nobody works on it any more, that a snooze is over, and that it lives again",
      one: {
        steps: [own("went_stale", 1), own("snooze_ended", 2), done("reopened", 3)],
      },
      expected: ["went_stale", "snooze_ended", "reopened"],
      after: "1 3 reopened",
    },
    {
      name: "is nothing when late news left less than was said",
      one: { steps: [told(2, 2)] },
      said: "3 4 told3",
      expected: [],
      after: "3 4 told3",
    },
    {
      name: "is what happened at the very instant of what was said last",
      one: { steps: [done("asked_back", 2), done("answered", 2)], state: "acknowledged" },
      said: "1 2 told2",
      expected: ["asked_back", "answered"],
      after: "2 2 told2 asked_back answered",
    },
    {
      name: "is not what was said at that instant",
      one: { steps: [done("asked_back", 2)], state: "acknowledged" },
      said: "2 2 told2 asked_back",
      expected: [],
      after: "2 2 told2 asked_back",
    },
  ])("$name", ({ one, said = null, expected, after }) => {
    const saying = unsaidSteps(escalationCase(one), saidOf(said));
    const names = saying.steps.map(({ act, level }) => [act, level].filter(Boolean).join(" "));
    expect(names).toEqual(expected);
    expect(saidText(saying.after)).toBe(after);
  });
});

describe("quiet hours", () => {
  it("hold back what the ladder says, and not what people say", () => {
    expect(disturbs([done("answered", 1), told(2, 2)])).toBe(true);
    expect(disturbs([done("answered", 1)])).toBe(false);
  });
});
