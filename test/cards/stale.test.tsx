import { LoadingButton, StatusTag, TextArea } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REREAD_EVERY_MS } from "../../cards/reader.ts";
import { answerJson, connectionLost, settle } from "./card-bench.tsx";
import { fullCard } from "./card-samples.ts";
import { customerCard } from "./customer-samples.ts";
import { CARD_NAMES, openCard, WELL } from "./every-card.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a card whose server has gone away", () => {
  it.each(CARD_NAMES)("%s: with the last state and its age", async (card) => {
    let isAway = false;
    const answer = () => (isAway ? connectionLost() : answerJson(WELL[card])());
    const { shown, findByTestId } = await openCard(card, answer);
    isAway = true;
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS + 1);
    await settle();
    expect(shown()).toMatch(/Last known state, as of \d+ seconds ago/);
    expect(findByTestId(LoadingButton, "retry")).toBeTruthy();
    isAway = false;
    findByTestId(LoadingButton, "retry").trigger("onClick");
    await settle();
    expect(shown()).not.toContain("Last known state");
  });

  it.each(CARD_NAMES)("%s: with nothing green, and back by itself", async (card) => {
    let isAway = false;
    const answer = () => (isAway ? connectionLost() : answerJson(WELL[card])());
    const { shown } = await openCard(card, answer);
    const isGreen = () => /"success"|color="green"|<ProgressBar/.test(shown());
    expect(isGreen()).toBe(true);
    isAway = true;
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS + 1);
    await settle();
    expect(shown()).toContain("Last known state");
    expect(isGreen()).toBe(false);
    isAway = false;
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS + 1);
    await settle();
    expect(shown()).not.toContain("Last known state");
    expect(isGreen()).toBe(true);
  });

  it("what somebody is writing outlives a failure", async () => {
    let isAway = false;
    const answer = () => (isAway ? connectionLost() : answerJson(customerCard)());
    const { findByTestId } = await openCard("customer", answer);
    const note = () => findByTestId(TextArea, "use-note-parts 20000");
    note().props.onInput?.("Half a senten");
    await settle();
    expect(note().props.value).toBe("Half a senten");
    isAway = true;
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS + 1);
    await settle();
    expect(note().props.value).toBe("Half a senten");
  });

  it("ticket: clocks of a state that is old are not shown as running ones", async () => {
    let isAway = false;
    const answer = () => (isAway ? connectionLost() : answerJson(fullCard)());
    const { findAll } = await openCard("ticket", answer);
    const hollow = () => findAll(StatusTag, { hollow: true }).length;
    expect(hollow()).toBe(0);
    isAway = true;
    await vi.advanceTimersByTimeAsync(REREAD_EVERY_MS + 1);
    await settle();
    expect(hollow()).toBeGreaterThanOrEqual(fullCard.clocks.length);
  });
});
