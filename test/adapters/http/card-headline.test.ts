import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentTicketCard } from "../../../src/adapters/http/ticket-card.ts";
import { clock, hourMs, now, type ViewParts, viewOf } from "./ticket-views.ts";

function headlineFor(parts: ViewParts): string {
  return presentTicketCard(
    viewOf(parts),
    { user: { email: "" }, language: "en", mayConnect: false, rating: null },
    createCardFormats(),
  ).headline;
}

const closed = { ...clock, kind: "resolution", state: "met", endedAt: now - hourMs } as const;

describe("the headline", () => {
  const resolution = { ...clock, kind: "resolution" } as const;
  const paused = {
    ...resolution,
    state: "paused",
    dueAt: null,
    pausedSince: now,
    pauseReason: "waiting_parts",
  } as const;
  it.each<{ name: string; parts: ViewParts; expected: string }>([
    {
      name: "names the clock that is due first",
      parts: { clocks: [{ ...resolution, dueAt: now + 3 * hourMs }, clock] },
      expected: "On track: First response due Fri 27 Mar, 16:30 (Berlin)",
    },
    {
      name: "warns",
      parts: {
        clocks: [{ ...clock, warnings: [{ at: now, warning: { percent: 75 } }] }, resolution],
      },
      expected: "First response at risk: due Fri 27 Mar, 16:30 (Berlin)",
    },
    {
      name: "names the broken promises before all else",
      parts: {
        clocks: [
          { ...clock, state: "breached", dueAt: now - 1, breachedAt: now - 1 },
          { ...resolution, state: "breached", dueAt: now - 2 * hourMs, breachedAt: now },
        ],
      },
      expected: "Resolution and first response overdue since Fri 27 Mar, 12:30 (Berlin)",
    },
    {
      name: "names a kind once, however many cycles of it are broken",
      parts: {
        clocks: [1, 2].map((cycle) => ({
          ...clock,
          kind: "next_reply",
          cycle,
          state: "breached",
          dueAt: now - hourMs,
          breachedAt: now - hourMs,
        })),
      },
      expected: "Next reply overdue since Fri 27 Mar, 13:30 (Berlin)",
    },
    {
      name: "says for what a clock waits",
      parts: { clocks: [{ ...clock, state: "met", endedAt: now }, paused] },
      expected: "Resolution paused: waiting for spare parts",
    },
    {
      name: "says that a promise was kept too late",
      parts: { clocks: [closed, { ...clock, state: "breached", breachedAt: now, endedAt: now }] },
      expected: "Done, but late: First response",
    },
    {
      name: "says that all was kept",
      parts: { clocks: [{ ...clock, state: "met", endedAt: now }, closed] },
      expected: "All promises kept",
    },
    {
      name: "says that nothing was promised",
      parts: { clocks: [] },
      expected: "No target of the service policy applies to this ticket.",
    },
    {
      name: "says so too when a change took the promise away",
      parts: { clocks: [{ ...clock, dueAt: null }] },
      expected: "No target of the service policy applies to this ticket.",
    },
    {
      name: "says that the beginning is not known",
      parts: { clocks: [], ticket: { createdAt: null } },
      expected: "It is not known yet when this ticket was created, so no clock runs.",
    },
    {
      name: "says that the ticket was deleted",
      parts: { ticket: { gone: { at: now, reason: "deleted" } } },
      expected: "This ticket was deleted; its clocks have ended.",
    },
    {
      name: "says that the ticket was merged away",
      parts: { ticket: { gone: { at: now, reason: "merged" } } },
      expected: "This ticket was merged into another; its clocks have ended.",
    },
  ])("$name", ({ parts, expected }) => {
    expect(headlineFor(parts)).toBe(expected);
  });
});
