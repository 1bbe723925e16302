import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentOverride } from "../../../src/adapters/http/card-override.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import { presentTicketCard } from "../../../src/adapters/http/ticket-card.ts";
import { CardOverride } from "../../../src/contract/card-api.ts";
import { clock, hourMs, now, policy, type ViewParts, viewOf } from "./ticket-views.ts";

const MARA = "mara.lund@firm.test";
const texts = cardTextsOf("en", now, createCardFormats());
const lenient = { ...policy, overriddenBy: [MARA] };
const resolution = { ...clock, kind: "resolution", targetMs: 8 * hourMs } as const;
const overrideOf = (parts: ViewParts, email = MARA) => {
  const view = viewOf({ policy: lenient, clocks: [resolution], ...parts });
  return CardOverride.nullable().parse(presentOverride(view, { email }, texts));
};

describe("another promise", () => {
  it("is offered for the open clocks, with what is promised now", () => {
    expect(overrideOf({})).toMatchObject({
      clocks: [{ value: "resolution", label: "Resolution (now 8 h)", minutes: 480 }],
      days: [{ value: 1 }, { value: 3 }, { value: 7, label: "7 d" }, { value: 30 }, { value: 90 }],
    });
  });

  it("is not offered to others, who hear whom to ask", () => {
    expect(overrideOf({}, "lin@firm.test")).toMatchObject({
      text: `Only these people may change a promise: ${MARA}`,
      clocks: [],
    });
  });

  it.each<{ name: string; parts: ViewParts }>([
    { name: "where the policy names nobody", parts: { policy } },
    { name: "on an unknown ticket", parts: { row: null } },
    { name: "on a closed ticket", parts: { isClosed: true } },
    {
      name: "on a ticket that went away",
      parts: { ticket: { gone: { at: now, reason: "merged" } } },
    },
    {
      name: "for clocks that have ended",
      parts: { clocks: [{ ...resolution, state: "met", endedAt: now }] },
    },
    {
      name: "for a department's promise",
      parts: { clocks: [{ ...clock, kind: "department_response" }] },
    },
  ])("is not offered $name", ({ parts }) => {
    expect(overrideOf(parts)).toBeNull();
  });
});

describe("a promise that was changed", () => {
  const by = { id: "7", name: "Mara Lund" };
  const changed = {
    at: now,
    clock: "resolution",
    durationMinutes: 60,
    reason: "Fair",
    by,
  } as const;
  const notesOf = (endsAt: number | null, parts: ViewParts = {}) => {
    const view = viewOf({
      clocks: [resolution],
      ticket: { overrides: [{ ...changed, endsAt }] },
      ...parts,
    });
    const reader = {
      user: { email: MARA },
      language: "en",
      mayConnect: false,
      rating: null,
    } as const;
    return presentTicketCard(view, reader, createCardFormats()).clocks.flatMap(
      ({ notes }) => notes,
    );
  };

  it("says by whom, until when and why", () => {
    expect(notesOf(now + 24 * hourMs)).toContain(
      "Changed for this ticket by Mara Lund until Sat 28 Mar, 14:30 (Berlin): Fair",
    );
    expect(notesOf(null)).toContain("Changed for this ticket by Mara Lund: Fair");
  });

  it("says nothing once that has ended, of another clock, or of one that is done", () => {
    const all = [
      notesOf(now),
      notesOf(null, { clocks: [{ ...clock, kind: "first_response" }] }),
      notesOf(null, { clocks: [{ ...resolution, state: "met", endedAt: now }] }),
    ];
    expect(all.flat().filter((note) => note.startsWith("Changed"))).toEqual([]);
  });
});
