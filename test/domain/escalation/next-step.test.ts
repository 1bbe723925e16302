import { describe, expect, it } from "vitest";
import type { EscalationCase, LadderStanding } from "../../../src/domain/escalation/case.ts";
import { type NextStep, nextStep } from "../../../src/domain/escalation/next-step.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { escalationCase } from "../../support/escalation-cases.ts";
import { officePolicy } from "../../support/policies.ts";

const policy = officePolicy({
  ladders: [
    {
      id: "steep",
      levels: [
        { tell: [{ person: "Wu" }], waitMinutes: 30 },
        { tell: ["lead"], waitMinutes: 30 },
        { handOver: "relations" },
      ],
      repeats: 1,
    },
  ],
});
const [ladder] = policy.ladders;
const [department, relations] = policy.departments;
const AT = 1_000;

function next(
  standing: Partial<LadderStanding>,
  changes: Partial<EscalationCase> = {},
  visited: readonly string[] = ["support"],
): NextStep | null {
  invariant(ladder && department, "the policy has both");
  const one = escalationCase({
    ladder: { id: "steep", level: 0, round: 0, isExhausted: false, nextAt: AT, ...standing },
    ...changes,
  });
  return nextStep(one, { ladder, department, policy, visited });
}

describe("what time alone does next to a case", () => {
  it("is to tell the first level", () => {
    expect(next({})).toEqual({ kind: "tell", at: AT, people: [{ name: "Wu", email: null }] });
  });

  it("is to tell the level after the one that was told", () => {
    expect(next({ level: 1 })).toMatchObject({ kind: "tell", people: [{ name: "A. Lead" }] });
  });

  it("is to hand it over", () => {
    expect(next({ level: 2 })).toEqual({ kind: "hand_over", at: AT, department: relations });
  });

  it("is to begin again, where the other department has had it", () => {
    const visited = ["relations", "support"];
    expect(next({ level: 2 }, {}, visited)).toMatchObject({
      kind: "tell",
      people: [{ name: "Wu" }],
    });
  });

  it("is to say that nobody is left, after the last round", () => {
    const visited = ["relations", "support"];
    expect(next({ level: 2, round: 1 }, {}, visited)).toEqual({ kind: "exhaust", at: AT });
    expect(next({ level: 2, round: 1, isExhausted: true }, {}, visited)).toBeNull();
  });

  it("is to let it go, of one that somebody has", () => {
    expect(next({ level: 1 }, { state: "acknowledged" })).toEqual({ kind: "go_stale", at: AT });
  });

  it("is nothing without a timer, without a ladder, and of one that rests", () => {
    expect(next({ nextAt: null })).toBeNull();
    expect(next({}, { snoozedUntil: AT })).toBeNull();
    invariant(department, "the policy has it");
    const one = escalationCase({ ladder: { ...escalationCase().ladder, nextAt: AT } });
    expect(nextStep(one, { ladder: null, department, policy, visited: [] })).toBeNull();
  });
});
