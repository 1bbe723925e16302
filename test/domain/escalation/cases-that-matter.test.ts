import { describe, expect, it } from "vitest";
import type { EscalationCase } from "../../../src/domain/escalation/case.ts";
import { casesThatMatter } from "../../../src/domain/escalation/cases-that-matter.ts";
import { escalationCase } from "../../support/escalation-cases.ts";

const one = (caseId: string, changes: Partial<EscalationCase> = {}) =>
  escalationCase({ caseId, ...changes });
const ended = (caseId: string, endedAt: number) => one(caseId, { state: "resolved", endedAt });

describe("the cases that matter", () => {
  it.each<{ name: string; cases: EscalationCase[]; expected: string[] }>([
    { name: "are none where there are none", cases: [], expected: [] },
    {
      name: "are those that wait, then those that somebody has",
      cases: [one("taken", { state: "acknowledged", openedAt: 9 }), one("open", { openedAt: 1 })],
      expected: ["open", "taken"],
    },
    {
      name: "are the newest first",
      cases: [one("older", { openedAt: 1 }), one("newer", { openedAt: 2 })],
      expected: ["newer", "older"],
    },
    {
      name: "are the one that has it before the one that handed it over",
      cases: [
        one("former", { state: "handed_over", openedAt: 5 }),
        one("present", { state: "acknowledged", openedAt: 5 }),
      ],
      expected: ["present", "former"],
    },
    {
      name: "are live ones before the last that ended, however new that is",
      cases: [one("live", { openedAt: 1 }), ended("over", 9)],
      expected: ["live", "over"],
    },
    {
      name: "are of those that ended only the last",
      cases: [ended("last", 9), ended("first", 1)],
      expected: ["last"],
    },
    {
      name: "are of two that ended together the later one",
      cases: [ended("former", 9), ended("present", 9)],
      expected: ["present"],
    },
  ])("$name", ({ cases, expected }) => {
    expect(casesThatMatter(cases).map(({ caseId }) => caseId)).toEqual(expected);
  });
});
