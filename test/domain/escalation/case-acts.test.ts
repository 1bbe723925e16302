import { describe, expect, it } from "vitest";
import type { CaseAct } from "../../../src/domain/escalation/case-act.ts";
import {
  breachAt,
  type CaseStory,
  casesOf,
  climbingPolicy,
  declined,
  did,
  handedTo,
  reopened,
  resolved,
  snoozed,
  toldOf,
  took,
} from "../../support/case-story.ts";
import { berlin, replied, stage } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";

const at = (time: string) => berlin(`06-09 ${time}`);
const OPENED = at("09:00");
const casesAfter = (acts: readonly CaseAct[], now: number, rest: Partial<CaseStory> = {}) =>
  casesOf({ decisions: [breachAt(OPENED)], acts, now, ...rest });
const actsOf = (acts: readonly CaseAct[], now: number, rest: Partial<CaseStory> = {}) =>
  toldOf(casesAfter(acts, now, rest)[0]);
const told = (...steps: readonly (readonly [string, string])[]) => [
  ["opened", OPENED],
  ["told 1 Ada", OPENED],
  ...steps.map(([what, when]) => [what, when.includes(" ") ? berlin(when) : at(when)]),
];

describe("taking a case", () => {
  it.each([
    { name: "a millisecond before the next level", ms: -1, levels: 1 },
    { name: "on the instant of the next level", ms: 0, levels: 1 },
    { name: "a millisecond after it", ms: 1, levels: 2 },
  ])("$name leaves $levels told", ({ ms, levels }) => {
    const [one] = casesAfter([took(at("10:00") + ms)], at("11:30"));
    expect(one?.steps.filter(({ act }) => act === "told")).toHaveLength(levels);
    expect(one?.state).toBe("acknowledged");
  });

  it("goes stale two hours of business time later; the ladder goes on where it was", () => {
    expect(actsOf([took(at("09:30"))], at("17:00"))).toEqual(
      told(
        ["acknowledged", "09:30"],
        ["went_stale", "11:30"],
        ["told 2 Dan", "11:30"],
        ["told 3 Mara", "13:30"],
        ["exhausted", "14:30"],
      ),
    );
    const [one] = casesAfter([took(at("09:30"))], at("11:30"));
    expect(one).toMatchObject({ state: "open", takenBy: [] });
  });

  it.each([
    { name: "an answer to the customer", facts: [replied("06-09 11:00")], cycle: 2 },
    { name: "a stage that it moves to", facts: [stage("06-09 11:00", "3")], cycle: 1 },
  ])("counts anew from $name", ({ facts, cycle }) => {
    const decisions = [breachAt(OPENED, cycle)];
    const stale = actsOf([took(at("09:30"))], at("14:00"), { facts, decisions });
    expect(stale).toEqual(
      told(["acknowledged", "09:30"], ["went_stale", "14:00"], ["told 2 Dan", "14:00"]),
    );
  });

  it("counts anew from a second one who takes it, and from what people say", () => {
    const question = did(at("10:30"), { act: "asked_back", text: "which part?" });
    const answer = did(at("11:30"), { act: "answered", text: "7A" });
    const acts = [took(at("09:30")), took(at("10:00"), { name: "Li" }), question, answer];
    const [one] = casesAfter(acts, at("14:29"));
    expect(one).toMatchObject({
      state: "acknowledged",
      takenBy: [{ name: "Mei" }, { name: "Li" }],
    });
    expect(casesAfter(acts, at("14:30"))[0]).toMatchObject({ state: "open" });
  });

  it("twice by one person is once, and counts anew", () => {
    const acts = [took(at("09:30")), took(at("10:00"))];
    expect(actsOf(acts, at("11:59"))).toEqual(told(["acknowledged", "09:30"]));
    expect(actsOf(acts, at("13:00")).at(-1)).toEqual(["told 2 Dan", at("13:00")]);
  });

  it("is what asking back does; an answer alone takes nothing", () => {
    const question = did(at("09:30"), { act: "asked_back", text: "which part?" });
    expect(casesAfter([question], at("10:30"))[0]).toMatchObject({ state: "acknowledged" });
    const answer = did(at("09:30"), { act: "answered", text: "7A" });
    expect(actsOf([answer], at("10:00")).at(-1)).toEqual(["told 2 Dan", at("10:00")]);
  });

  it("lasts where the ladder sets no limit", () => {
    const ladders = [{ id: "any", levels: [{ tell: ["lead"], waitMinutes: 60 }] }];
    const policy = climbingPolicy({ ladders });
    expect(casesAfter([took(at("09:30"))], berlin("07-09 12:00"), { policy })[0]).toMatchObject({
      state: "acknowledged",
      ladder: { nextAt: null },
    });
  });

  it("after the end of the ladder goes stale, and the end is not said again", () => {
    const late = berlin("06-10 09:00");
    const steps = actsOf([took(late)], berlin("06-12 09:00")).slice(-3);
    expect(steps).toEqual([
      ["exhausted", at("13:00")],
      ["acknowledged", late],
      ["went_stale", berlin("06-10 11:00")],
    ]);
  });
});

describe("a snooze", () => {
  it.each([
    { name: "when it ends", until: "06-09 10:30", ends: "06-09 10:30" },
    { name: "at the opening after a night", until: "06-09 22:00", ends: "06-10 09:00" },
    { name: "after lunch", until: "06-09 12:30", ends: "06-09 13:00" },
  ])("tells the same level again $name", ({ until, ends }) => {
    const acts = [snoozed(at("09:30"), berlin(until))];
    expect(casesAfter(acts, berlin(ends) - 1)[0]).toMatchObject({
      state: "acknowledged",
      snoozedUntil: berlin(until),
      ladder: { nextAt: berlin(ends) },
    });
    expect(actsOf(acts, berlin(ends))).toEqual(
      told(["snoozed", "09:30"], ["snooze_ended", ends], ["told 1 Ada", ends]),
    );
  });

  it("is put off by a second one, and not cut short by work", () => {
    const acts = [snoozed(at("09:30"), at("10:00")), snoozed(at("09:45"), at("11:00"))];
    const facts = [stage("06-09 10:30", "3")];
    expect(actsOf(acts, at("11:00"), { facts })).toEqual(
      told(
        ["snoozed", "09:30"],
        ["snoozed", "09:45"],
        ["snooze_ended", "11:00"],
        ["told 1 Ada", "11:00"],
      ),
    );
  });

  it("keeps who has it, and of an exhausted ladder tells nobody again", () => {
    const late = berlin("06-10 09:00");
    const acts = [
      took(late),
      did(late + MINUTE, { act: "snoozed", until: late + 5 * MINUTE, text: "x" }, { name: "Li" }),
    ];
    expect(casesAfter(acts, late + MINUTE)[0]?.takenBy).toEqual([{ id: "Mei", name: "Mei" }]);
    expect(actsOf(acts, berlin("06-12 09:00")).at(-1)).toEqual(["snooze_ended", late + 5 * MINUTE]);
  });

  it("ends where there is no ladder as well, and nobody is told", () => {
    const policy = climbingPolicy({ ladders: [] });
    const [one] = casesAfter([snoozed(at("09:30"), at("10:00"))], at("10:00"), { policy });
    expect(toldOf(one).at(-1)).toEqual(["snooze_ended", at("10:00")]);
    expect(one).toMatchObject({ state: "open", ladder: { nextAt: null } });
  });

  it("that is told after its end ends at once, not before it began", () => {
    const acts = [snoozed(at("09:30"), at("09:10"))];
    expect(actsOf(acts, at("09:30"))).toEqual(
      told(["snoozed", "09:30"], ["snooze_ended", "09:30"], ["told 1 Ada", "09:30"]),
    );
  });
});

describe("a hand-over", () => {
  it("twice and back makes a chain of cases, which end together and say where", () => {
    const acts = [
      handedTo("relations", at("09:10")),
      handedTo("partner", at("09:20"), "7-1.2"),
      handedTo("support", at("09:30"), "7-1.3"),
      resolved(at("09:40"), "7-1.4"),
    ];
    const chain = casesAfter(acts, at("09:35")).map((one) => [
      one.caseId,
      one.department,
      one.state,
    ]);
    expect(chain).toEqual([
      ["7-1", "support", "handed_over"],
      ["7-1.2", "relations", "handed_over"],
      ["7-1.3", "partner", "handed_over"],
      ["7-1.4", "support", "open"],
    ]);
    const ended = casesAfter(acts, at("09:40"));
    expect(ended.map(({ state, endedAt }) => [state, endedAt])).toEqual(
      chain.map(() => ["resolved", at("09:40")]),
    );
    expect(ended[0]?.steps.at(-1)).toMatchObject({ by: "Mei", department: "relations" });
  });

  it("is withdrawn with the case that it became", () => {
    const gone = did(at("09:20"), { act: "de_escalated", text: "no need" }, { caseId: "7-1.2" });
    const cases = casesAfter([handedTo("relations", at("09:10")), gone], at("09:20"));
    expect(cases.map(({ state }) => state)).toEqual(["withdrawn", "withdrawn"]);
    expect(cases[0]?.steps.at(-1)).toMatchObject({ reason: "de_escalated" });
  });

  it("stops the ladder of the one department and begins that of the other", () => {
    const cases = casesAfter([handedTo("relations", at("09:10"))], at("17:00"));
    expect(toldOf(cases[0])).toEqual(told(["handed_over", "09:10"]));
    expect(toldOf(cases[1]).at(-2)).toEqual(["told 1 Bea", at("09:10")]);
  });

  it("to a department that is not there changes nothing", () => {
    expect(casesAfter([handedTo("sales", at("09:10"))], at("09:10"))).toEqual(
      casesAfter([], at("09:10")),
    );
  });

  it("comes too late for a case that was handed over, whose presses change nothing", () => {
    const acts = [handedTo("relations", at("09:10")), took(at("09:20")), resolved(at("09:30"))];
    expect(casesAfter(acts, at("09:30"))).toEqual(casesAfter(acts.slice(0, 1), at("09:30")));
  });
});

describe("a case that is declined", () => {
  it.each([
    { name: "goes to the department whose it is", to: "partner", department: "partner" },
    { name: "goes to the one that takes what is left", to: null, department: "support" },
  ])("$name", ({ to, department }) => {
    const policy = climbingPolicy({
      routes: [{ tier: "key", department: "relations" }, { department: "support" }],
    });
    const cases = casesAfter([declined(to, at("09:10"))], at("09:10"), { policy, tier: "key" });
    expect(cases[1]).toMatchObject({ department, handedFrom: "7-1" });
    expect(cases[0]?.steps.at(-1)).toMatchObject({ reason: "declined", text: "not ours" });
  });

  it("goes back to where it came from", () => {
    const acts = [handedTo("partner", at("09:10")), declined(null, at("09:20"), "7-1.2")];
    expect(casesAfter(acts, at("09:20"))[2]).toMatchObject({
      caseId: "7-1.3",
      department: "support",
    });
  });

  it("by the department that takes what is left stays, and climbs at once", () => {
    const acts = [took(at("09:10")), declined(null, at("09:20"))];
    expect(actsOf(acts, at("09:20"))).toEqual(
      told(["acknowledged", "09:10"], ["declined", "09:20"], ["told 2 Dan", "09:20"]),
    );
    expect(casesAfter(acts, at("09:20"))[0]).toMatchObject({ state: "open", takenBy: [] });
  });
});

describe("a case that is opened again", () => {
  const acts = [resolved(at("09:30")), reopened(at("10:30"))];

  it("climbs its ladder from the beginning", () => {
    expect(actsOf(acts, at("11:30"))).toEqual(
      told(
        ["resolved", "09:30"],
        ["reopened", "10:30"],
        ["told 1 Ada", "10:30"],
        ["told 2 Dan", "11:30"],
      ),
    );
    expect(casesAfter(acts, at("11:30"))[0]).toMatchObject({ state: "open", endedAt: null });
  });

  it("is done when a person says so, not with the next answer to the customer", () => {
    const facts = [replied("06-09 09:20"), replied("06-09 10:40")];
    const again = [reopened(at("10:30"))];
    expect(casesAfter([], at("10:50"), { facts })[0]).toMatchObject({ state: "resolved" });
    expect(casesAfter(again, at("10:50"), { facts })[0]).toMatchObject({ state: "open" });
    const closed = casesAfter(again, at("10:50"), { facts, closedAt: at("10:45") })[0];
    expect(closed).toMatchObject({ state: "resolved", endedAt: at("10:45") });
  });

  it("stays ended while its department has another one", () => {
    const decisions = [breachAt(OPENED), breachAt(at("10:00"), 2)];
    const cases = casesAfter(acts, at("10:30"), { decisions });
    expect(cases.map(({ state }) => state)).toEqual(["resolved", "open"]);
  });

  it("stays as it is while it is open", () => {
    expect(casesAfter([reopened(at("09:30"))], at("09:40"))).toEqual(casesAfter([], at("09:40")));
  });
});
