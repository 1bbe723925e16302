import { describe, expect, it } from "vitest";
import { caseMessage } from "../../../src/adapters/slack/case-message.ts";
import type { CaseNotice } from "../../../src/ports/notifier.ts";
import { textsOf } from "./message-texts.ts";
import { MINUTE_MS, NOW, noticeOf, taken } from "./slack-under-test.ts";

describe("the headline", () => {
  const clock = { kind: "first_response", state: "running", dueAt: NOW } as const;
  const warned = { act: "opened", by: null, at: NOW - 1, reason: "resolution_warning" } as const;
  it.each<{ name: string; change: Partial<CaseNotice>; expected: string }>([
    {
      name: "is at risk on the due instant",
      change: { clocks: [clock] },
      expected: "First response at risk",
    },
    {
      name: "is overdue one millisecond later",
      change: { clocks: [{ ...clock, dueAt: NOW - 1 }] },
      expected: "First response overdue",
    },
    {
      name: "names the clock that was warned of, not the one that is due first",
      change: {
        clocks: [clock, { kind: "resolution", state: "running", dueAt: NOW + MINUTE_MS }],
        acts: [warned],
      },
      expected: "Resolution at risk",
    },
    {
      name: "names both clocks when both are overdue",
      change: {
        clocks: [
          { ...clock, state: "breached" },
          { kind: "resolution", state: "breached", dueAt: NOW },
        ],
      },
      expected: "First response and resolution overdue",
    },
    {
      name: "names any number of clocks, each once",
      change: {
        clocks: [
          { ...clock, state: "breached" },
          { kind: "next_reply", state: "breached", dueAt: NOW },
          { kind: "next_reply", state: "breached", dueAt: NOW },
          { kind: "on_site_arrival", state: "breached", dueAt: NOW },
        ],
      },
      expected: "First response, next reply and on-site arrival overdue",
    },
    {
      name: "lists them as the channel's language does",
      change: {
        language: "zh-TW",
        clocks: [
          { ...clock, state: "breached" },
          { kind: "next_reply", state: "breached", dueAt: NOW },
          { kind: "complaint_ack", state: "breached", dueAt: NOW },
        ],
      },
      expected: "首次回應、後續回覆和客訴受理逾時",
    },
    {
      name: "puts the broken promise before the warning",
      change: {
        clocks: [
          { ...clock, state: "breached" },
          { kind: "resolution", state: "running", dueAt: NOW },
        ],
        acts: [warned],
      },
      expected: "First response overdue",
    },
    { name: "stands without clocks", change: { clocks: [] }, expected: "Needs attention" },
    {
      name: "says that a case was resolved",
      change: { state: "resolved" },
      expected: "Resolved: First response overdue",
    },
    {
      name: "says that a case was withdrawn",
      change: { state: "withdrawn", clocks: [{ ...clock, state: "met" }], acts: [] },
      expected: "Withdrawn: Needs attention",
    },
  ])("$name", ({ change, expected }) => {
    expect(textsOf(noticeOf(change))[0]).toBe(expected);
  });
});

describe("the clocks", () => {
  const clock = { kind: "resolution", dueAt: NOW - 60 * MINUTE_MS } as const;
  it.each<{ name: string; clock: CaseNotice["clocks"][number]; expected: string }>([
    {
      name: "stop counting when a late answer came after all",
      clock: { ...clock, state: "breached", endedAt: NOW - 50 * MINUTE_MS },
      expected: "Done 10 min late",
    },
    {
      name: "go on counting while it is open",
      clock: { ...clock, state: "breached", endedAt: null },
      expected: "1 h overdue",
    },
    {
      name: "stand still while paused",
      clock: { ...clock, state: "paused", dueAt: null },
      expected: "Paused",
    },
    { name: "say that they were met", clock: { ...clock, state: "met" }, expected: "Met in time" },
  ])("$name", ({ clock, expected }) => {
    expect(textsOf(noticeOf({ clocks: [clock] })).join("\n")).toContain(expected);
  });

  it("are no more than Slack takes", () => {
    const clocks = Array.from({ length: 12 }, () => ({ ...clock, state: "running" as const }));
    const sections = caseMessage(noticeOf({ clocks })).blocks.filter(
      (block) => block.type === "section",
    );
    expect(sections.map((section) => section.fields?.length)).toEqual([10]);
  });

  it("leave out what was cancelled", () => {
    const message = caseMessage(noticeOf({ clocks: [{ ...clock, state: "cancelled" }] }));
    expect(message.blocks.filter((block) => block.type === "section")).toEqual([]);
  });
});

describe("the state line", () => {
  it.each<{ name: string; change: Partial<CaseNotice>; expected: string }>([
    { name: "names who took it", change: taken, expected: "Taken by Ben Li" },
    {
      name: "names who resolved it",
      change: {
        state: "resolved",
        acts: [{ act: "resolved", by: "Ada", at: NOW, reason: null }],
      },
      expected: "Resolved by Ada",
    },
    {
      name: "says why it resolved by itself",
      change: {
        state: "resolved",
        acts: [{ act: "resolved", by: null, at: NOW, reason: "ticket_closed" }],
      },
      expected: "Resolved: the ticket was closed",
    },
    {
      name: "says why it was withdrawn",
      change: {
        state: "withdrawn",
        acts: [{ act: "withdrawn", by: null, at: NOW, reason: "answered_in_time" }],
      },
      expected: "Withdrawn: the customer was answered in time",
    },
    {
      name: "keeps a reason without words to itself",
      change: {
        state: "withdrawn",
        acts: [{ act: "withdrawn", by: null, at: NOW, reason: "some_code" }],
      },
      expected: "Withdrawn",
    },
    {
      name: "says that it was handed over",
      change: { state: "handed_over" },
      expected: "Handed over",
    },
  ])("$name", ({ change, expected }) => {
    expect(textsOf(noticeOf(change))).toContain(expected);
  });
});
