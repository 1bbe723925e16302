import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GIVE_UP_AFTER_MS, type Reader, startReader } from "../../cards/reader.ts";
import type { TicketCard } from "../../src/contract/card-api.ts";
import { fullCard, runningClock, SERVER_NOW } from "./card-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const stillCard: TicketCard = { ...fullCard, clocks: [] };

/** A server whose answers take `answerMs`; counts how many questions were open at once. */
function slowServer(answerMs: number, card: TicketCard = stillCard) {
  let open = 0;
  const seen = { mostOpen: 0, questions: 0 };
  const ask = () =>
    new Promise<TicketCard>((resolve) => {
      open += 1;
      seen.questions += 1;
      seen.mostOpen = Math.max(seen.mostOpen, open);
      setTimeout(() => {
        open -= 1;
        resolve(card);
      }, answerMs);
    });
  return { ask, seen };
}

describe("the turns of a reader", () => {
  it("asks again thirty seconds after each answer", async () => {
    const { ask, seen } = slowServer(0);
    startReader(ask, () => undefined);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(seen.questions).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.questions).toBe(2);
  });

  it("never has two questions open, and asks once more for all that came meanwhile", async () => {
    const { ask, seen } = slowServer(5_000);
    const reader = startReader(ask, () => undefined);
    void reader.readNow();
    void reader.readNow();
    void reader.readNow();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(seen.questions).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.questions).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(seen).toEqual({ questions: 2, mostOpen: 1 });
  });

  it("tells when a question that was asked after a press has ended, not one before", async () => {
    const { ask, seen } = slowServer(5_000);
    const reader = startReader(ask, () => undefined);
    let isRead = false;
    const reading = reader.readNow().then(() => {
      isRead = true;
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(isRead).toBe(false);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(seen.questions).toBe(2);
    await reading;
    expect(isRead).toBe(true);
  });

  it.each([
    { name: "is stopped meanwhile", end: (reader: Reader) => reader.stop() },
    { name: "gets no answer", end: () => undefined },
  ])("keeps nobody waiting that $name", async ({ end }) => {
    const reader = startReader(
      () => new Promise<TicketCard>(() => undefined),
      () => undefined,
    );
    const reading = reader.readNow();
    end(reader);
    await vi.advanceTimersByTimeAsync(2 * GIVE_UP_AFTER_MS + 1);
    await expect(reading).resolves.toBeUndefined();
    reader.stop();
    await expect(reader.readNow()).resolves.toBeUndefined();
  });

  it("asks at once after an edit of the record and again when the edit has settled", async () => {
    const { ask, seen } = slowServer(0);
    const reader = startReader(ask, () => undefined);
    await vi.advanceTimersByTimeAsync(10_000);
    reader.readAfterEdit();
    await vi.advanceTimersByTimeAsync(3_999);
    expect(seen.questions).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.questions).toBe(3);
  });

  it("asks just after the due instant instead of waiting for its turn", async () => {
    const clocks = [{ ...runningClock, dueAt: SERVER_NOW + 10_000 }];
    const { ask, seen } = slowServer(0, { ...fullCard, clocks });
    startReader(ask, () => undefined);
    await vi.advanceTimersByTimeAsync(11_499);
    expect(seen.questions).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.questions).toBe(2);
  });

  it("does not hurry for a due instant that is over", async () => {
    const clocks = [{ ...runningClock, dueAt: SERVER_NOW }];
    const { ask, seen } = slowServer(0, { ...fullCard, clocks });
    startReader(ask, () => undefined);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(seen.questions).toBe(1);
  });

  it("ignores an answer that comes after it gave up", async () => {
    const { ask } = slowServer(9_500);
    const states: string[] = [];
    startReader(ask, (reading) => states.push(reading.state));
    await vi.advanceTimersByTimeAsync(9_600);
    expect(states).toEqual(["failed"]);
  });

  it("asks no more and tells nothing more once it is stopped", async () => {
    const { ask, seen } = slowServer(1_000);
    const onChange = vi.fn();
    const reader = startReader(ask, onChange);
    reader.readAfterEdit();
    reader.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(seen.questions).toBe(1);
    expect(onChange).not.toHaveBeenCalled();
  });
});
