import { describe, expect, it } from "vitest";
import type { Language } from "../../../src/domain/words.ts";
import { caseOf, escalationOf } from "./shown-cases.ts";
import { hourMs, now, openCase, standingOf, type ViewParts } from "./ticket-views.ts";

const acted = {
  ...openCase,
  state: "resolved",
  endedAt: now,
  triggers: [{ clock: "first_response", cycle: 1, kind: "breach", at: now }],
  steps: [
    ...openCase.steps,
    { act: "acknowledged", by: "Lin <b>$t(card.due)</b>", at: now - hourMs / 2, reason: null },
    { act: "resolved", by: null, at: now, reason: "answered" },
  ],
} as const;

describe("a case", () => {
  it("tells who did what when, newest first, and people's names as they are", () => {
    expect(caseOf({ cases: [acted] })).toEqual({
      caseId: "901-1",
      state: "resolved",
      stateLabel: "Resolved",
      variant: "success",
      icon: "success",
      department: "Support",
      facts: [],
      question: null,
      timeline: [
        "Fri 27 Mar, 14:30 (Berlin): Resolved, the customer was answered",
        "Fri 27 Mar, 14:00 (Berlin): Lin <b>$t(card.due)</b> took it",
        "Fri 27 Mar, 13:30 (Berlin): Case opened, first response at risk",
      ],
      mayLift: false,
      mayReopen: false,
    });
  });

  it.each([
    { name: "a warning", case: openCase, variant: "warning", icon: "notification" },
    {
      name: "a breach",
      case: { ...acted, state: "open" as const, endedAt: null },
      variant: "danger",
      icon: "notification",
    },
    {
      name: "a taken case",
      case: { ...acted, state: "acknowledged" as const, endedAt: null },
      variant: "info",
      icon: "contact",
    },
    {
      name: "one that was handed over",
      case: { ...acted, state: "handed_over" as const, endedAt: null },
      variant: "warning",
      icon: "right",
    },
    {
      name: "one that rests",
      case: { ...acted, state: "acknowledged" as const, endedAt: null, snoozedUntil: now + 1 },
      variant: "default",
      icon: "clock",
    },
    {
      name: "a withdrawn case",
      case: { ...acted, state: "withdrawn" as const },
      variant: "default",
      icon: "remove",
    },
  ])("colours $name $variant", ({ case: escalation, variant, icon }) => {
    expect(caseOf({ cases: [escalation] })).toMatchObject({ variant, icon });
  });

  it("leaves out a reason that has no words, and names a department by its id if it must", () => {
    const steps = [{ act: "withdrawn", by: null, at: now, reason: "a_new_reason" }] as const;
    expect(caseOf({ cases: [{ ...openCase, department: "night", steps }] })).toMatchObject({
      department: "night",
      timeline: ["Fri 27 Mar, 14:30 (Berlin): Withdrawn"],
    });
  });

  it("may be lifted while it is live, and opened again where that is allowed", () => {
    const standings = [standingOf(openCase), standingOf(acted, { mayReopen: true })];
    expect(escalationOf({ standings }).cases).toMatchObject([
      { mayLift: true, mayReopen: false },
      { mayLift: false, mayReopen: true },
    ]);
  });
});

describe("the section", () => {
  it("offers every department and every reason, in the reader's words", () => {
    expect(escalationOf({}, "zh-TW").form).toMatchObject({
      departments: [
        { value: "support", label: "客服部" },
        { value: "parts", label: "備品部" },
      ],
      reasons: expect.arrayContaining([{ value: "needs_parts", label: "需要備品" }]),
      words: { wantedTime: "時間（柏林）" },
    });
    expect(escalationOf({}).form?.reasons).toHaveLength(6);
  });

  it.each<{ name: string; parts: ViewParts }>([
    { name: "closed", parts: { isClosed: true } },
    { name: "gone", parts: { ticket: { gone: { at: now, reason: "deleted" } } } },
  ])("offers nothing on a ticket that is $name", ({ parts }) => {
    expect(escalationOf(parts).form).toBeNull();
  });

  it.each([
    { reach: "told", notice: null },
    {
      reach: "observe",
      notice: "Escalation is not switched on: cases are only kept here, no department is told.",
    },
    { reach: "no_slack", notice: "No Slack workspace is connected: no department is told." },
  ] as const)("says whether anybody is told: $reach", ({ reach, notice }) => {
    expect(escalationOf({ reach }).notice).toBe(notice);
  });

  it.each<Language>(["en", "zh-TW", "zh-CN"])("leaves no key without words in %s", (language) => {
    const texts = JSON.stringify(escalationOf({ cases: [openCase, acted] }, language));
    expect(texts).not.toMatch(/[^(]card\.|cardEscalation\.|\{\{/);
  });
});
