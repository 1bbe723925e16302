import { describe, expect, it } from "vitest";
import { presentClocks } from "../../../src/adapters/http/card-clock.ts";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import { CardClock } from "../../../src/contract/card-api.ts";
import type { Clock } from "../../../src/domain/sla/clock.ts";
import type { Language } from "../../../src/domain/words.ts";
import { clock, hourMs, now, openCase, type ViewParts, viewOf } from "./ticket-views.ts";

function present(changed: Partial<Clock>, parts: ViewParts = {}): CardClock {
  return CardClock.parse(presentAll({ ...parts, clocks: [{ ...clock, ...changed }] })[0]);
}

function presentAll(parts: ViewParts, language: Language = "en"): readonly CardClock[] {
  return presentClocks(viewOf(parts), cardTextsOf(language, now, createCardFormats()));
}

const dueText = "Due Fri 27 Mar, 16:30 (Berlin)";

describe("a clock", () => {
  it.each<{
    name: string;
    changed: Partial<Clock>;
    parts?: ViewParts;
    expected: Partial<CardClock>;
  }>([
    {
      name: "counts down while it runs",
      changed: {},
      expected: {
        label: "First response",
        state: "running",
        stateLabel: "Running",
        variant: "info",
        countdown: "down",
        dueAt: now + 2 * hourMs,
        remainingMs: null,
        usedPercent: 62,
        dueText,
        notes: [],
      },
    },
    {
      name: "is at risk once it has warned",
      changed: { warnings: [{ at: now, warning: { percent: 75 } }] },
      expected: { state: "running", stateLabel: "At risk", variant: "warning", countdown: "down" },
    },
    {
      name: "is in time on the due instant",
      changed: { dueAt: now },
      expected: { state: "running", countdown: "down" },
    },
    {
      name: "is overdue one millisecond on, before the sweep has come by",
      changed: { dueAt: now - 1 },
      expected: {
        state: "breached",
        stateLabel: "Overdue",
        variant: "danger",
        countdown: "up",
        usedPercent: 100,
      },
    },
    {
      name: "counts the time since it was broken",
      changed: {
        state: "breached",
        dueAt: now - hourMs,
        breachedAt: now - hourMs,
        overMs: hourMs,
      },
      expected: {
        state: "breached",
        countdown: "up",
        dueAt: now - hourMs,
        dueText: "Due Fri 27 Mar, 13:30 (Berlin)",
        notes: [],
      },
    },
    {
      name: "says how late it was done",
      changed: {
        state: "breached",
        dueAt: now - 3 * hourMs,
        breachedAt: now - 3 * hourMs,
        endedAt: now,
        overMs: 3 * hourMs,
      },
      expected: {
        state: "breached",
        stateLabel: "Done late",
        countdown: "none",
        usedPercent: 100,
        notes: ["Answered Fri 27 Mar, 14:30 (Berlin), 3 h late"],
      },
    },
    {
      name: "says when it was done in time",
      changed: { kind: "resolution", state: "met", endedAt: now },
      expected: {
        label: "Resolution",
        variant: "success",
        countdown: "none",
        notes: ["Done Fri 27 Mar, 14:30 (Berlin), in time"],
      },
    },
    {
      name: "stands still while it is paused",
      changed: { state: "paused", dueAt: null, pausedSince: now, pauseReason: "waiting_customer" },
      expected: {
        state: "paused",
        variant: "default",
        countdown: "still",
        remainingMs: 3 * hourMs,
        dueText: null,
        notes: ["Paused since Fri 27 Mar, 14:30 (Berlin): waiting for the customer"],
      },
    },
    {
      name: "never shows less than no time left",
      changed: { state: "paused", dueAt: null, pausedSince: now, usedMs: 9 * hourMs },
      expected: {
        remainingMs: 0,
        usedPercent: 100,
        notes: ["Paused since Fri 27 Mar, 14:30 (Berlin): somebody else has to act first"],
      },
    },
    {
      name: "says why it was cancelled",
      changed: { state: "cancelled", endedAt: now },
      parts: { ticket: { gone: { at: now, reason: "merged" } } },
      expected: {
        state: "cancelled",
        countdown: "none",
        dueText: null,
        notes: ["The ticket was merged into another"],
      },
    },
    {
      name: "says how late it is in business time where that is less",
      changed: {
        state: "breached",
        dueAt: now - 20 * hourMs,
        breachedAt: now - 20 * hourMs,
        overMs: 2 * hourMs,
      },
      expected: { notes: ["2 h late in business time"] },
    },
    {
      name: "but not where every minute counts",
      changed: {
        state: "breached",
        unit: "wall",
        dueAt: now - 20 * hourMs,
        breachedAt: now - 20 * hourMs,
        overMs: 2 * hourMs,
      },
      expected: { notes: [] },
    },
    {
      name: "says who paused it, and when that ends by itself",
      changed: {
        kind: "resolution",
        state: "paused",
        dueAt: null,
        pausedSince: now,
        pauseReason: "waiting_parts",
        pausedBy: "Lin",
      },
      parts: {
        pauses: [{ reason: "waiting_parts", since: now, by: "Lin", endsAt: now + hourMs }],
      },
      expected: {
        notes: [
          "Paused by Lin since Fri 27 Mar, 14:30 (Berlin): waiting for spare parts",
          "The pause ends by itself Fri 27 Mar, 15:30 (Berlin)",
        ],
      },
    },
    {
      name: "says that a pause reached its limit, where it had stood still for it",
      changed: { kind: "resolution" },
      parts: { endedPause: { reason: "waiting_parts", since: 0, by: "Lin", endsAt: now } },
      expected: {
        notes: [
          "The pause by Lin reached its limit and ended by itself Fri 27 Mar, 14:30 (Berlin)",
        ],
      },
    },
    {
      name: "but not where the pause did not touch it",
      changed: { kind: "first_response" },
      parts: { endedPause: { reason: "waiting_parts", since: 0, by: "Lin", endsAt: now } },
      expected: { notes: [] },
    },
    {
      name: "says since when it is counted, when what was before is not known",
      changed: {},
      parts: { ticket: { knownSince: clock.startedAt } },
      expected: {
        notes: ["Counted since Fri 27 Mar, 06:30 (Berlin): what was before is not known"],
      },
    },
    {
      name: "but not in a later cycle",
      changed: { startedAt: now - hourMs },
      parts: { ticket: { knownSince: clock.startedAt } },
      expected: { notes: [] },
    },
    {
      name: "says why it was cancelled while the ticket lives on",
      changed: { kind: "complaint_answer", state: "cancelled", endedAt: now },
      expected: { notes: ["It is no complaint after all"] },
    },
    {
      name: "names the department that promised",
      changed: { kind: "department_response", startedAt: openCase.openedAt },
      parts: { cases: [openCase] },
      expected: { label: "Department response: Support" },
    },
    {
      name: "has no countdown without a due time",
      changed: { dueAt: null },
      expected: { countdown: "none", dueText: null },
    },
    {
      name: "has used nothing of no target",
      changed: { targetMs: 0 },
      expected: { usedPercent: 0 },
    },
    {
      name: "names the zone of its calendar",
      changed: { calendarId: "taipei" },
      expected: { dueText: "Due Fri 27 Mar, 23:30 (Taipei)" },
    },
    {
      name: "falls back to the portal's zone",
      changed: { calendarId: "nowhere" },
      expected: { dueText },
    },
    {
      name: "names the year of a due time in another year",
      changed: { dueAt: Date.UTC(2027, 0, 4, 9) },
      expected: { dueText: "Due Mon, 4 Jan 2027, 10:00 (Berlin)" },
    },
  ])("$name", ({ changed, parts, expected }) => {
    expect(present(changed, parts)).toMatchObject(expected);
  });
});

describe("the clocks", () => {
  const done = { state: "met", endedAt: now } as const;
  const clocks: readonly Clock[] = [
    { ...clock, kind: "first_response", ...done },
    { ...clock, kind: "next_reply", cycle: 1, ...done },
    { ...clock, kind: "next_reply", cycle: 2, dueAt: now + 2 * hourMs },
    { ...clock, kind: "update", dueAt: now + hourMs },
    { ...clock, kind: "on_site_arrival", state: "breached", dueAt: now - 1, breachedAt: now - 1 },
    { ...clock, kind: "resolution", state: "paused", dueAt: null, pausedSince: now },
    { ...clock, kind: "complaint_ack", warnings: [{ at: now, warning: { percent: 75 } }] },
  ];

  it("are those that matter, the most urgent first", () => {
    expect(presentAll({ clocks }).map(({ kind, cycle }) => `${kind} ${cycle}`)).toEqual([
      "on_site_arrival 1",
      "complaint_ack 1",
      "update 1",
      "next_reply 2",
      "resolution 1",
      "first_response 1",
    ]);
  });

  it.each(["en", "zh-TW", "zh-CN"] as const)("have words for all they say in %s", (language) => {
    const kinds = clocks.map(({ kind }) => kind);
    const every = [...new Set([...kinds, "complaint_answer" as const])].flatMap((kind) => [
      { ...clock, kind, ...done },
      { ...clock, kind, state: "cancelled" as const, endedAt: now },
    ]);
    const texts = every.map((one) => JSON.stringify(presentAll({ clocks: [one] }, language)));
    expect(texts.filter((text) => /card\.|\{\{/.test(text))).toEqual([]);
  });
});
