import { describe, expect, it } from "vitest";
import type { ClockKind } from "../../../src/domain/governance/clock-rules.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, type Fact, replied, stage, ticketOf } from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const created: Fact = ["06-09 09:00", { kind: "created" }];
/** The answer is promised within an hour. */
const warningAt = (...warnings: object[]) =>
  fullPolicy({
    targets: [
      { clock: "first_response", durationMinutes: 60, calendarId: "office" },
      { clock: "resolution", durationMinutes: 480, calendarId: "office" },
    ],
    clocks: { first_response: { warnings }, resolution: { warnings } },
  });
const policy = warningAt({ percent: 50 }, { restMinutes: 10 }, { percent: 75 });

const changedTo = (when: string, durationMinutes: number): Fact => [
  when,
  {
    kind: "overridden",
    clock: "first_response",
    durationMinutes,
    reason: "agreed",
    by: { id: "11", name: "Anna" },
    endsAt: null,
  },
];

type Look = { now: string | number; facts?: Fact[]; policies?: Policy[]; kind?: ClockKind };

function lookAt({ now, facts = [], policies = [policy] }: Look) {
  const rules = ruledBy(...policies)(typeof now === "number" ? now : berlin(now));
  return evaluate(ticketOf([created, ...facts]), rules);
}

function clockOf({ kind = "first_response", ...look }: Look) {
  return lookAt(look).clocks.find((clock) => clock.kind === kind);
}

describe("warnings", () => {
  it("come at shares of the target and at a fixed rest, each once, in the order of their time", () => {
    expect(clockOf({ now: "06-09 11:00" })?.warnings).toEqual([
      { at: berlin("06-09 09:30"), warning: { percent: 50 } },
      { at: berlin("06-09 09:45"), warning: { percent: 75 } },
      { at: berlin("06-09 09:50"), warning: { restMinutes: 10 } },
    ]);
  });

  it("are told in order with the breach, however late anybody looks", () => {
    const { decisions } = lookAt({ now: "06-10 09:00" });
    const ofResponse = decisions.filter(({ clock }) => clock === "first_response");
    expect(ofResponse.map(({ kind }) => kind)).toEqual(["warning", "warning", "warning", "breach"]);
    expect(ofResponse.at(-1)?.at).toBe(berlin("06-09 10:00"));
  });

  it("do not come again when the target grows, and the others come by the new one", () => {
    const facts = [changedTo("06-09 09:40", 120)];
    const first = { at: berlin("06-09 09:30"), warning: { percent: 50 } };
    expect(clockOf({ now: "06-09 10:05", facts })?.warnings).toEqual([first]);
    expect(clockOf({ now: "06-09 10:55", facts })?.warnings).toEqual([
      first,
      { at: berlin("06-09 10:30"), warning: { percent: 75 } },
      { at: berlin("06-09 10:50"), warning: { restMinutes: 10 } },
    ]);
  });

  it("at a fixed rest do not come again either, and other rests do", () => {
    const policies = [warningAt({ restMinutes: 30 }, { restMinutes: 10 })];
    const facts = [changedTo("06-09 09:40", 120)];
    expect(clockOf({ now: "06-09 10:55", facts, policies })?.warnings).toEqual([
      { at: berlin("06-09 09:30"), warning: { restMinutes: 30 } },
      { at: berlin("06-09 10:50"), warning: { restMinutes: 10 } },
    ]);
  });

  it("come later by the length of a pause", () => {
    const facts = [stage("06-09 10:00", "2"), stage("06-09 11:00", "3")];
    const policies = [warningAt({ percent: 50 })];
    // An hour before the pause, an hour until lunch, two after it.
    expect(clockOf({ now: "06-09 16:00", facts, policies, kind: "resolution" })?.warnings).toEqual([
      { at: berlin("06-09 15:00"), warning: { percent: 50 } },
    ]);
  });

  it.each<{ name: string; now: string | number; expected: string | null }>([
    { name: "not at that instant", now: "06-09 09:45", expected: null },
    { name: "nor ever after", now: "06-09 10:00", expected: null },
    { name: "but by the new target", now: "06-09 10:30", expected: "06-09 10:30" },
  ])("are none of a target that changes at their very instant: $name", ({ now, expected }) => {
    const policies = [warningAt({ percent: 75 })];
    const warnings = clockOf({ now, facts: [changedTo("06-09 09:45", 120)], policies })?.warnings;
    expect(warnings?.map(({ at }) => at)).toEqual(expected === null ? [] : [berlin(expected)]);
  });

  it("come at their very instant also where a change lies ahead", () => {
    const facts = [changedTo("06-09 09:50", 120)];
    const policies = [warningAt({ percent: 75 })];
    const warnings = clockOf({ now: "06-09 09:45", facts, policies })?.warnings;
    expect(warnings?.map(({ at }) => at)).toEqual([berlin("06-09 09:45")]);
  });

  it("are none once the promise is broken", () => {
    const facts = [changedTo("06-09 10:30", 600)];
    expect(clockOf({ now: "06-09 17:00", facts })).toMatchObject({ state: "breached" });
    expect(clockOf({ now: "06-09 17:00", facts })?.warnings).toHaveLength(3);
  });

  it("are none once the promise is broken under a policy that warns otherwise either", () => {
    const facts: Fact[] = [["06-09 11:00", { kind: "policy_applied", version: 2 }]];
    const policies = [policy, warningAt({ percent: 90 })];
    expect(clockOf({ now: "06-09 17:00", facts, policies })?.warnings).toHaveLength(3);
  });

  it("that would come with the promise itself are left out", () => {
    const policies = [warningAt({ restMinutes: 60 })];
    const { clocks, nextDueAt } = lookAt({ now: "06-09 09:30", policies });
    expect(clocks[0]).toMatchObject({ kind: "first_response", warnings: [] });
    expect(nextDueAt).toBe(berlin("06-09 10:00") + 1);
  });

  it("are none of an answer that came before them", () => {
    const facts = [replied("06-09 09:20")];
    expect(clockOf({ now: "06-09 11:00", facts })).toMatchObject({ state: "met", warnings: [] });
  });
});
