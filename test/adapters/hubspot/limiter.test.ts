import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createLimiter,
  HUBSPOT_LIMITS,
  MAX_QUEUE_MS,
  MAX_WAITING_CALLS,
} from "../../../src/adapters/hubspot/limiter.ts";
import { failureOf } from "./hubspot-under-test.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function limiter(limits = HUBSPOT_LIMITS) {
  return createLimiter({
    limits,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

/** Schedules `count` calls and keeps the times at which they start. */
function schedule(
  under: ReturnType<typeof limiter>,
  count: number,
  { portalId = "1", kind = "general" }: { portalId?: string; kind?: "general" | "search" } = {},
): number[] {
  const starts: number[] = [];
  const from = Date.now();
  for (let index = 0; index < count; index += 1) {
    const started = under.schedule(portalId, kind, async () => {
      starts.push(Date.now() - from);
    });
    // Whoever is sent away never starts, which is what the tests look at.
    started.catch(() => undefined);
  }
  return starts;
}

/** The most starts in any window of this length. */
function densest(starts: readonly number[], windowMs: number): number {
  return Math.max(
    ...starts.map((at) => starts.filter((other) => other >= at && other < at + windowMs).length),
  );
}

describe("HubSpot's limits", () => {
  it("let 9 calls of a portal start in any second, so fewer than 100 in any ten", async () => {
    const starts = schedule(limiter(), 150);
    await vi.advanceTimersByTimeAsync(30_000);

    expect(starts).toHaveLength(150);
    expect(densest(starts, 1000)).toBe(9);
    expect(densest(starts, 10_000)).toBeLessThanOrEqual(100);
  });

  it("hold in any second, not just in those of the clock", async () => {
    const under = limiter();
    await vi.advanceTimersByTimeAsync(900);
    const from = Date.now();
    const early = schedule(under, 9);
    await vi.advanceTimersByTimeAsync(200);
    const shift = Date.now() - from;
    const late = schedule(under, 9);
    await vi.advanceTimersByTimeAsync(5_000);

    expect(densest([...early, ...late.map((at) => at + shift)], 1000)).toBe(9);
  });

  it("let 4 searches start in any second, apart from the other calls", async () => {
    const under = limiter();
    const general = schedule(under, 9);
    const searches = schedule(under, 20, { kind: "search" });
    await vi.advanceTimersByTimeAsync(0);
    expect(general).toHaveLength(9);
    expect(searches).toHaveLength(4);

    await vi.advanceTimersByTimeAsync(10_000);
    expect(densest(searches, 1000)).toBe(4);
  });

  it("hold for each portal by itself", async () => {
    const under = limiter();
    const one = schedule(under, 9);
    const other = schedule(under, 9, { portalId: "2" });
    await vi.advanceTimersByTimeAsync(0);

    expect([one.length, other.length]).toEqual([9, 9]);
  });
});

it("no more calls of a portal are under way than allowed", async () => {
  const under = limiter({ requestsPerSecond: 100, searchesPerSecond: 100, concurrency: 3 });
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 50));
    running -= 1;
  };
  const all = Promise.all(Array.from({ length: 10 }, () => under.schedule("1", "general", work)));
  await vi.advanceTimersByTimeAsync(1_000);
  await all;

  expect(most).toBe(3);
});

describe("a hold", () => {
  it("keeps the portal's calls back until it ends, the longest of several counting", async () => {
    const under = limiter();
    under.hold("1", "general", 1_000);
    under.hold("1", "general", 10_000);
    const held = schedule(under, 1);
    const free = schedule(under, 1, { portalId: "2" });
    const search = schedule(under, 1, { kind: "search" });

    await vi.advanceTimersByTimeAsync(9_999);
    expect([held.length, free.length, search.length]).toEqual([0, 1, 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(held).toEqual([10_000]);
  });
});

describe("a queue that is full", () => {
  it("sends further callers away, with the time that it needs", async () => {
    const under = limiter();
    under.hold("1", "general", 60_000);
    schedule(under, MAX_WAITING_CALLS);
    expect(await failureOf(under.schedule("1", "general", async () => 1))).toMatchObject({
      code: "crm_rate_limited",
      retryable: true,
      retryAfterMs: Math.ceil(MAX_WAITING_CALLS / HUBSPOT_LIMITS.requestsPerSecond) * 1000,
    });
    expect(schedule(under, 1, { portalId: "2" })).toEqual([0]);
  });
});

describe("a call that waits too long", () => {
  it("leaves the queue: nothing is sent for somebody who may have been replaced", async () => {
    const under = limiter();
    under.hold("1", "general", MAX_QUEUE_MS + 1_000);
    let isSent = false;
    const waiting = failureOf(
      under.schedule("1", "general", async () => {
        isSent = true;
      }),
    );
    await vi.advanceTimersByTimeAsync(MAX_QUEUE_MS);
    expect(await waiting).toMatchObject({ code: "crm_rate_limited", retryable: true });

    await vi.advanceTimersByTimeAsync(60_000);
    expect(isSent).toBe(false);
  });

  it("is not disturbed once it has begun", async () => {
    const under = limiter();
    const working = under.schedule(
      "1",
      "general",
      () => new Promise((resolve) => setTimeout(() => resolve("done"), 2 * MAX_QUEUE_MS)),
    );
    await vi.advanceTimersByTimeAsync(2 * MAX_QUEUE_MS);

    expect(await working).toBe("done");
  });
});

it("what the work gives or throws comes back", async () => {
  const under = limiter();

  expect(await under.schedule("1", "general", async () => 7)).toBe(7);
  await expect(
    under.schedule("1", "general", async () => {
      throw new Error("its own");
    }),
  ).rejects.toThrow("its own");
});
