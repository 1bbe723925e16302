import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentAct, presentPause } from "../../../src/adapters/http/card-pause.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import type { TicketPressAnswer } from "../../../src/app/sla/press-ticket.ts";
import { CardActAnswer, CardPause } from "../../../src/contract/card-api.ts";
import { ClockRule } from "../../../src/domain/governance/clock-rules.ts";
import { clock, now, policy, type ViewParts, viewOf } from "./ticket-views.ts";

const texts = cardTextsOf("en", now, createCardFormats());
const resolution = { ...clock, kind: "resolution" } as const;
const paused = { reason: "waiting_parts", since: now, by: "Lin", endsAt: null } as const;
const pauseOf = (parts: ViewParts) =>
  CardPause.nullable().parse(presentPause(viewOf(parts), texts));

describe("the pause", () => {
  it("is offered with the reasons that stop an open clock, and says which", () => {
    expect(pauseOf({ clocks: [clock, resolution] })).toMatchObject({
      state: "running",
      text: "A pause stops: Resolution",
      reasons: [
        { value: "waiting_customer", label: "Waiting for the customer" },
        { value: "waiting_parts", label: "Waiting for spare parts" },
        { value: "waiting_partner", label: "Waiting for a partner" },
        { value: "agreed_date", label: "Waiting for the agreed date" },
      ],
    });
  });

  it("is offered for no other reason than the policy pauses for", () => {
    const rule = ClockRule.parse({ pausedBy: ["agreed_date"] });
    const parts = {
      clocks: [resolution],
      policy: { ...policy, clocks: { resolution: rule } },
    };
    expect(pauseOf(parts)?.reasons.map(({ value }) => value)).toEqual(["agreed_date"]);
  });

  it("tells who paused by hand and why, with the note as it was written", () => {
    const by = { id: "7", name: "Lin" };
    const note = "<b>$t(card.due)</b>";
    const mark = { kind: "paused", at: now, reason: "waiting_parts", by, note } as const;
    const parts = { clocks: [resolution], pauses: [paused], ticket: { pauseMarks: [mark] } };
    expect(pauseOf(parts)).toMatchObject({
      state: "paused",
      text: `Paused by Lin since Fri 27 Mar, 14:30 (Berlin): waiting for spare parts. Note: ${note}`,
    });
  });

  it.each<{ name: string; parts: ViewParts; state: string | null }>([
    {
      name: "can be taken back though nothing is open",
      parts: { clocks: [], pauses: [paused] },
      state: "paused",
    },
    {
      name: "is offered beside a pause by the stage",
      parts: { clocks: [resolution], pauses: [{ ...paused, by: null }] },
      state: "running",
    },
    { name: "is not offered when it stops nothing", parts: { clocks: [clock] }, state: null },
    {
      name: "is not offered for what has ended",
      parts: { clocks: [{ ...resolution, state: "met", endedAt: now }] },
      state: null,
    },
    {
      name: "is not offered on a closed ticket",
      parts: { clocks: [resolution], isClosed: true },
      state: null,
    },
    {
      name: "is not offered on a ticket that went away",
      parts: { clocks: [resolution], ticket: { gone: { at: now, reason: "deleted" } } },
      state: null,
    },
    { name: "is not offered on an unknown ticket", parts: { row: null }, state: null },
  ])("$name", ({ parts, state }) => {
    expect(pauseOf(parts)?.state ?? null).toBe(state);
  });
});

describe("the answer to a press", () => {
  const answers: readonly TicketPressAnswer[] = [
    { outcome: "done" },
    { outcome: "already" },
    { outcome: "refused", reason: "closed" },
    { outcome: "refused", reason: "gone" },
    { outcome: "refused", reason: "not_tracked" },
    { outcome: "refused", reason: "not_connected" },
  ];

  it.each(["en", "zh-TW", "zh-CN"] as const)("tells all outcomes apart in %s", (language) => {
    const told = answers.flatMap((answer) =>
      (["paused", "resumed"] as const).map((act) =>
        CardActAnswer.parse(
          presentAct(answer, act, cardTextsOf(language, now, createCardFormats())),
        ),
      ),
    );
    expect(told.filter(({ isDone }) => isDone)).toHaveLength(2);
    expect(new Set(told.map(({ message }) => message)).size).toBe(8);
    expect(told.filter(({ message }) => message.includes("card."))).toEqual([]);
  });
});
