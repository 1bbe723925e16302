import { describe, expect, it } from "vitest";
import { deriveCases } from "../../../src/domain/escalation/derive-cases.ts";
import {
  breachAt,
  type CaseStory,
  casesOf,
  climbingPolicy,
  factsOf,
  resolved,
  toldOf,
  took,
  warningAt,
} from "../../support/case-story.ts";
import { berlin, type Fact, field, replied } from "../../support/lives.ts";

const at = (time: string) => berlin(`06-09 ${time}`);
const category = (when: string, value: string) =>
  field(`06-09 ${when}`, "hs_ticket_category", value);
const score = (when: string, value: string) => field(`06-09 ${when}`, "score", value);
const severity = (when: string, value: string) => field(when, "severity", value);
const summary = (story: CaseStory) =>
  casesOf(story).map(({ triggers, openedAt, state }) => ({
    triggers: triggers.map(({ kind }) => kind),
    openedAt,
    state,
  }));

describe("a complaint", () => {
  const complaint: Fact[] = [category("09:00", "REPAIR"), category("10:00", "COMPLAINT")];
  const story = { facts: complaint, now: at("12:00") };

  it("opens a case when the ticket becomes one", () => {
    expect(summary(story)).toEqual([
      { triggers: ["complaint"], openedAt: at("10:00"), state: "open" },
    ]);
  });

  it("opens none where the policy does not ask for it", () => {
    const policy = climbingPolicy({ caseTriggers: { complaints: false }, ladders: [] });
    expect(summary({ ...story, policy })).toEqual([]);
  });

  it("opens one case, however often the category comes back", () => {
    const facts = [...complaint, category("10:10", "REPAIR"), category("10:20", "COMPLAINT")];
    expect(summary({ ...story, facts })).toHaveLength(1);
    expect(summary({ ...story, facts })[0]?.triggers).toEqual(["complaint"]);
  });

  it("is done when a person says so, not when the customer was answered", () => {
    const facts = [...complaint, replied("06-09 11:00")];
    const decisions = [breachAt(at("10:30"))];
    expect(summary({ ...story, facts, decisions })[0]).toMatchObject({ state: "open" });
    const acts = [resolved(at("11:30"))];
    expect(summary({ ...story, facts, decisions, acts })[0]).toMatchObject({ state: "resolved" });
  });
});

describe("a customer's score", () => {
  it.each([
    { name: "at the limit", value: "2", isCase: true },
    { name: "below it", value: "1.5", isCase: true },
    { name: "above it", value: "2.01", isCase: false },
    { name: "that is no number", value: "bad", isCase: false },
    { name: "that is empty", value: " ", isCase: false },
  ])("$name opens a case: $isCase", ({ value, isCase }) => {
    const cases = casesOf({ facts: [score("10:00", value)], now: at("12:00") });
    const trigger = { kind: "low_rating", at: at("10:00"), property: "score" };
    expect(cases.map(({ triggers }) => triggers)).toEqual(
      isCase ? [[{ ...trigger, score: Number(value) }]] : [],
    );
  });

  it("of before the ticket was known, or of another property, opens none", () => {
    const old: Fact = field("06-01 10:00", "score", "1");
    const other: Fact = field("06-09 10:00", "size", "1");
    expect(summary({ facts: [old, other], now: at("12:00") })).toEqual([]);
  });
});

describe("a warning", () => {
  const silent = climbingPolicy({
    caseTriggers: { warnings: false, complaints: true },
    ladders: [{ id: "any", levels: [{ tell: ["lead"], waitMinutes: 60 }] }],
  });
  const decisions = [warningAt(at("09:30")), breachAt(at("10:00"))];

  it("opens a case, unless the policy leaves that to breaches", () => {
    expect(summary({ decisions, now: at("10:00") })[0]?.triggers).toEqual(["warning", "breach"]);
    const story = { policy: silent, decisions, now: at("10:00") };
    expect(summary(story)).toEqual([
      { triggers: ["breach"], openedAt: at("10:00"), state: "open" },
    ]);
  });

  it("whose promise was kept takes the case back, also from whom has taken it", () => {
    const story = { decisions: [warningAt(at("09:30"))], acts: [took(at("09:40"))] };
    const facts = [replied("06-09 09:50")];
    const [one] = casesOf({ ...story, facts, now: at("09:50") });
    expect(one).toMatchObject({ state: "withdrawn", ladder: { nextAt: null } });
    expect(one?.steps.at(-1)).toMatchObject({ reason: "answered_in_time", by: null });
    expect(casesOf({ ...story, now: at("09:50") })[0]?.state).toBe("acknowledged");
  });
});

describe("in a matrix", () => {
  const policy = climbingPolicy({ routes: [{ department: "support", coDepartment: "partner" }] });
  const decisions = [breachAt(at("09:00")), breachAt(at("10:30"), 2)];

  it("both owners have a case, and each climbs its own ladder", () => {
    const cases = casesOf({ policy, decisions, now: at("10:00") });
    expect(cases.map(({ caseId, department }) => [caseId, department])).toEqual([
      ["7-1", "support"],
      ["7-2", "partner"],
    ]);
    expect(cases.map((one) => toldOf(one).at(-1)?.[0])).toEqual(["told 2 Dan", "exhausted"]);
  });

  it("what follows joins the cases that are live", () => {
    const counts = (acts: CaseStory["acts"] = []) =>
      casesOf({ policy, decisions, acts, now: at("10:30") }).map(({ triggers }) => triggers.length);
    expect(counts()).toEqual([2, 2]);
    expect(counts([resolved(at("10:00"))])).toEqual([1, 2]);
  });
});

describe("a ticket that becomes a major fault at night", () => {
  const opened = at("16:30");
  const story = (facts: readonly Fact[], now: string) =>
    toldOf(casesOf({ decisions: [breachAt(opened)], facts, now: berlin(now) })[0]).slice(1);
  const night = severity("06-09 22:00", "major_fault");

  it("is told at once what was waited for, as the clock on the wall counts", () => {
    expect(story([night], "06-10 00:30")).toEqual([
      ["told 1 Ada", opened],
      // Half an hour of the wait was used by five o'clock; the other half counts from ten at night.
      ["told 2 Dan", berlin("06-09 22:30")],
      ["told 3 Mara", berlin("06-09 23:30")],
      ["exhausted", berlin("06-10 00:30")],
    ]);
  });

  it("waits for the morning again when it ceases to be one", () => {
    const back = severity("06-09 23:00", "minor");
    expect(story([night, back], "06-10 10:30")).toEqual([
      ["told 1 Ada", opened],
      ["told 2 Dan", berlin("06-09 22:30")],
      ["told 3 Mara", berlin("06-10 09:30")],
      ["exhausted", berlin("06-10 10:30")],
    ]);
  });

  it("waits for the morning if it never was one", () => {
    expect(story([severity("06-09 22:00", "minor")], "06-10 09:30")).toEqual([
      ["told 1 Ada", opened],
      ["told 2 Dan", berlin("06-10 09:30")],
    ]);
  });

  it("ends a snooze where it ends, and not in the morning", () => {
    const acts = [
      { ...took(at("16:40")), act: "snoozed" as const, until: berlin("06-09 20:00"), text: "x" },
    ];
    const end = (facts: readonly Fact[]) =>
      casesOf({
        decisions: [breachAt(opened)],
        acts,
        facts,
        now: berlin("06-09 23:00"),
      })[0]?.steps.find(({ act }) => act === "snooze_ended")?.at;
    expect(end([severity("06-09 19:00", "major_fault")])).toBe(berlin("06-09 20:00"));
    expect(end([night])).toBe(berlin("06-09 22:00"));
    expect(end([])).toBeUndefined();
  });
});

describe("a fact that is told late", () => {
  const decisions = [breachAt(at("09:00"))];

  it("undoes the levels that were told after it", () => {
    const before = casesOf({ decisions, now: at("11:00") })[0];
    const acts = [took(at("09:59"))];
    const undone = casesOf({ decisions, acts, now: at("11:00") })[0];
    expect(before?.ladder).toMatchObject({ level: 3, nextAt: at("13:00") });
    expect(undone?.ladder).toMatchObject({ level: 1, nextAt: at("11:59") });
  });

  it("ends the case when it was over, whatever time has brought since", () => {
    const facts = [replied("06-09 09:30")];
    expect(toldOf(casesOf({ decisions, facts, now: berlin("06-12 12:00") })[0])).toEqual([
      ["opened", at("09:00")],
      ["told 1 Ada", at("09:00")],
      ["resolved", at("09:30")],
    ]);
  });
});

describe("a ticket of which no beginning is known", () => {
  it("has no cases", () => {
    const facts = factsOf({ decisions: [breachAt(at("09:00"))], now: at("10:00") });
    expect(deriveCases({ ...facts, changesAt: [] })).toEqual([]);
    expect(deriveCases(facts)).toHaveLength(1);
  });
});
