import { describe, expect, it } from "vitest";
import type { CaseAct } from "../../../src/domain/escalation/case-act.ts";
import {
  breachAt,
  type CaseStory,
  called,
  casesOf,
  resolved,
  toldOf,
  took,
} from "../../support/case-story.ts";
import { berlin, replied } from "../../support/lives.ts";

const at = (time: string) => berlin(`06-09 ${time}`);
const OPENED = at("09:00");
const casesAfter = (acts: readonly CaseAct[], now: number, rest: Partial<CaseStory> = {}) =>
  casesOf({ decisions: [breachAt(OPENED)], acts, now, ...rest });

describe("a call by hand", () => {
  it("opens a case of the department that is called, which waits for a person", () => {
    const facts = [replied("06-09 09:30")];
    const cases = casesAfter([called("relations", at("09:10"))], at("09:40"), { facts });
    expect(cases.map(({ caseId, state }) => [caseId, state])).toEqual([
      ["7-1", "resolved"],
      ["7-m1", "open"],
    ]);
    expect(cases[1]).toMatchObject({ triggers: [{ kind: "manual", ask: "help", by: "Mei" }] });
  });

  it("joins a live case, and changes nothing of one that is over", () => {
    const joined = casesAfter([called("support", at("09:10"), "7-1")], at("09:10"));
    expect(joined).toHaveLength(1);
    expect(joined[0]?.triggers.map(({ kind }) => kind)).toEqual(["breach", "manual"]);
    expect(toldOf(joined[0]).at(-1)).toEqual(["escalated", at("09:10")]);
    const over = [resolved(at("09:05")), called("support", at("09:10"), "7-1")];
    expect(casesAfter(over, at("09:10"))).toEqual(casesAfter(over.slice(0, 1), at("09:10")));
  });

  it("to a department that is not there, and presses on cases that are not, change nothing", () => {
    const acts = [called("sales", at("09:10")), took(at("09:20"), { caseId: "7-9" })];
    expect(casesAfter(acts, at("09:30"))).toEqual(casesAfter([], at("09:30")));
  });

  it("is joined by a breach of its department, and does not shift the numbers of others", () => {
    const early = called("support", at("08:00"));
    const joined = casesAfter([early], OPENED);
    expect(joined.map(({ caseId, triggers }) => [caseId, triggers.length])).toEqual([["7-m1", 2]]);
    const elsewhere = casesAfter([called("relations", at("08:00"))], OPENED);
    expect(elsewhere.map(({ caseId }) => caseId)).toEqual(["7-m1", "7-1"]);
  });
});
