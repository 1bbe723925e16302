import { describe, expect, it } from "vitest";
import type { CaseStep } from "../../../src/domain/escalation/case.ts";
import { personOf } from "../../../src/domain/governance/department.ts";
import { caseOf } from "./shown-cases.ts";
import { hourMs, now, openCase, type ViewParts } from "./ticket-views.ts";

describe("the steps of a case", () => {
  const lines = (step: Partial<CaseStep> & Pick<CaseStep, "act">, parts: ViewParts = {}) =>
    caseOf({
      cases: [{ ...openCase, steps: [{ by: "Lin", at: now, reason: null, ...step }] }],
      ...parts,
    }).timeline;

  it.each<{ step: Partial<CaseStep> & Pick<CaseStep, "act">; line: string }>([
    { step: { act: "opened", reason: "manual", text: "Ask" }, line: "Lin escalated it – “Ask”" },
    {
      step: { act: "opened", by: null, reason: "not_taken", department: "parts" },
      line: "Case opened, handed over from Spare parts, nobody took it",
    },
    {
      step: { act: "opened", reason: "handed_over", department: "parts", text: "Yours" },
      line: "Case opened, handed over from Spare parts – “Yours”",
    },
    { step: { act: "opened", by: null, reason: "complaint" }, line: "Case opened, a complaint" },
    {
      step: { act: "escalated", reason: "customer_upset", text: "Call" },
      line: "Lin escalated it again, the customer is upset – “Call”",
    },
    {
      step: { act: "told", by: null, level: 1, people: [personOf("Wu")] },
      line: "Level 1 told: Wu",
    },
    { step: { act: "asked_back", text: "Which?" }, line: "Lin asked back – “Which?”" },
    { step: { act: "answered", text: "That" }, line: "Lin answered – “That”" },
    {
      step: { act: "handed_over", department: "parts", text: "Theirs" },
      line: "Lin handed it over to Spare parts – “Theirs”",
    },
    {
      step: { act: "handed_over", by: null, department: "parts", reason: "not_taken" },
      line: "Handed over to Spare parts, nobody took it",
    },
    { step: { act: "declined", text: "No pump" }, line: "Lin declined it – “No pump”" },
    {
      step: { act: "snoozed", until: now + hourMs, text: "Part comes" },
      line: "Lin snoozed it until Fri 27 Mar, 15:30 (Berlin) – “Part comes”",
    },
    { step: { act: "snooze_ended", by: null }, line: "The snooze ended" },
    {
      step: { act: "went_stale", by: null },
      line: "No progress for too long: it waits to be taken again",
    },
    {
      step: { act: "exhausted", by: null },
      line: "All levels were gone through, and nobody took it",
    },
    { step: { act: "reopened", text: "Again" }, line: "Lin opened it again – “Again”" },
    { step: { act: "acknowledged", by: null }, line: "Taken" },
    { step: { act: "resolved" }, line: "Lin resolved it" },
    {
      step: { act: "withdrawn", reason: "de_escalated", text: "Solved" },
      line: "Lin lifted the escalation – “Solved”",
    },
  ])("are told in words: $line", ({ step, line }) => {
    expect(lines(step)).toEqual([`Fri 27 Mar, 14:30 (Berlin): ${line}`]);
  });

  it("say of nobody that he was told where nothing is posted", () => {
    const step = { act: "told", by: null, level: 1, people: [personOf("Wu")] } as const;
    expect(lines(step, { reach: "observe" })).toEqual([
      "Fri 27 Mar, 14:30 (Berlin): Level 1 reached: Wu",
    ]);
  });

  it("show what a person wrote literally, on one line, cut with a mark", () => {
    const [line = ""] = lines({
      act: "answered",
      text: `<b>{{by}}</b>\n$t(card.due) ${"x".repeat(300)}`,
    });
    expect(line).toContain("– “<b>{{by}}</b> $t(card.due) xxx");
    expect(line.endsWith("xxx…”")).toBe(true);
  });
});
