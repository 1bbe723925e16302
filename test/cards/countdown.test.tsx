import { Heading, Text } from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CardClock } from "../../src/contract/card-api.ts";
import { answerCard, answerNever, renderCard, settle, stubFetch } from "./card-bench.tsx";
import { fullCard, runningClock, SERVER_NOW } from "./card-samples.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Shows one clock; the server falls silent after its first answer, so that only the countdown moves. */
async function showClock(change: Partial<CardClock>, language: "en" | "zh-TW" | "zh-CN" = "en") {
  const clocks = [{ ...runningClock, ...change }];
  stubFetch(answerCard({ ...fullCard, language, clocks }), answerNever);
  const card = renderCard();
  await settle();
  return () => card.maybeFindByTestId(Heading, "countdown-first_response")?.text ?? null;
}

const dueIn = (restMs: number): Partial<CardClock> => ({ dueAt: SERVER_NOW + restMs });

describe("the countdown", () => {
  it.each<{ name: string; clock: Partial<CardClock>; shown: string | null }>([
    { name: "days and hours", clock: dueIn(3 * DAY_MS + 4 * HOUR_MS), shown: "3d 4h" },
    { name: "a day exactly", clock: dueIn(DAY_MS), shown: "1d 0h" },
    { name: "hours and minutes", clock: dueIn(5 * HOUR_MS + 12 * MINUTE_MS), shown: "5h 12m" },
    { name: "an hour exactly", clock: dueIn(HOUR_MS), shown: "1h 0m" },
    { name: "minutes and seconds", clock: dueIn(59 * MINUTE_MS + 7_000), shown: "59:07" },
    { name: "the last millisecond as a second", clock: dueIn(1), shown: "0:01" },
    { name: "zero on the due instant", clock: dueIn(0), shown: "0:00" },
    { name: "zero when the server has not judged yet", clock: dueIn(-5_000), shown: "0:00" },
    {
      name: "the time since the due instant",
      clock: { ...dueIn(-90 * MINUTE_MS), countdown: "up", state: "breached" },
      shown: "1h 30m",
    },
    {
      name: "what is left of a paused clock",
      clock: { countdown: "still", state: "paused", dueAt: null, remainingMs: 30 * MINUTE_MS },
      shown: "30:00",
    },
    { name: "nothing when the clock has ended", clock: { countdown: "none" }, shown: null },
    { name: "nothing without a due time", clock: { dueAt: null }, shown: null },
  ])("shows $name", async ({ clock, shown }) => {
    const read = await showClock(clock);
    expect(read()).toBe(shown);
  });

  it.each<{ name: string; clock: Partial<CardClock>; label: string }>([
    { name: "the time left", clock: dueIn(HOUR_MS), label: "Time left" },
    {
      name: "the service time left while it is paused",
      clock: { countdown: "still", state: "paused", dueAt: null, remainingMs: HOUR_MS },
      label: "Service time left",
    },
    {
      name: "the time since",
      clock: { ...dueIn(-HOUR_MS), countdown: "up", state: "breached" },
      label: "Overdue by",
    },
  ])("calls it $name", async ({ clock, label }) => {
    stubFetch(answerCard({ ...fullCard, clocks: [{ ...runningClock, ...clock }] }), answerNever);
    const card = renderCard();
    await settle();
    expect(card.findAll(Text).map(({ text }) => text)).toContain(label);
  });

  it.each([
    { language: "zh-TW", shown: "5 小時 12 分鐘" },
    { language: "zh-CN", shown: "5小时 12分钟" },
  ] as const)("uses the units of $language", async ({ language, shown }) => {
    const read = await showClock(dueIn(5 * HOUR_MS + 12 * MINUTE_MS), language);
    expect(read()).toBe(shown);
  });

  it("ticks every second within the last hour", async () => {
    const read = await showClock(dueIn(45 * MINUTE_MS));
    await vi.advanceTimersByTimeAsync(999);
    expect(read()).toBe("45:00");
    await vi.advanceTimersByTimeAsync(1);
    expect(read()).toBe("44:59");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(read()).toBe("44:54");
  });

  it("counts up every second after the due instant", async () => {
    const read = await showClock({ ...dueIn(-61_000), countdown: "up", state: "breached" });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(read()).toBe("1:04");
  });

  it("looks only every 15 seconds while there are hours left", async () => {
    const read = await showClock(dueIn(5 * HOUR_MS + 10_000));
    await vi.advanceTimersByTimeAsync(14_000);
    expect(read()).toBe("5h 0m");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read()).toBe("4h 59m");
  });

  it("does not move while the clock is paused", async () => {
    const still = { countdown: "still", dueAt: null, remainingMs: 90_000 } as const;
    const read = await showClock({ ...still, state: "paused" });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(read()).toBe("1:30");
  });

  it.each([
    { name: "an hour fast", browserTime: SERVER_NOW + HOUR_MS },
    { name: "a year slow", browserTime: SERVER_NOW - 365 * DAY_MS },
  ])("is right on a browser whose clock is $name", async ({ browserTime }) => {
    vi.setSystemTime(browserTime);
    const read = await showClock(dueIn(45 * MINUTE_MS));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(read()).toBe("44:58");
    vi.setSystemTime(browserTime + 3 * HOUR_MS);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read()).toBe("44:57");
  });

  it("is labelled by the server's words", async () => {
    stubFetch(answerCard({ ...fullCard, clocks: [{ ...runningClock, countdown: "up" }] }));
    const card = renderCard();
    await settle();
    expect(card.find(Text, (text) => text.text === "Overdue by").text).toBeTruthy();
  });
});
