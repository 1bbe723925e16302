import { describe, expect, it } from "vitest";
import { createPacing, LANE_QUEUE_LIMIT } from "../../../src/adapters/slack/pacing.ts";

/** Time that passes only when a test says so. */
function handMovedTime() {
  let elapsedMs = 0;
  let waits: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    elapsedMs: () => elapsedMs,
    waits: () => waits.length,
    wait: (ms: number) =>
      new Promise<void>((wake) => {
        waits.push({ until: elapsedMs + ms, wake });
      }),
    async pass(ms: number): Promise<void> {
      elapsedMs += ms;
      const due = waits.filter((one) => one.until <= elapsedMs);
      waits = waits.filter((one) => one.until > elapsedMs);
      for (const { wake } of due) wake();
      await settled();
    },
  };
}

/** Lets everything run that waits for nothing but its turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("pacing", () => {
  it("lets calls of one lane start a spacing apart", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    const starts: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      void pacing.enter("T1 chat.postMessage", 1000).then(() => starts.push(time.elapsedMs()));
    }
    await settled();
    expect(starts).toEqual([0]);
    await time.pass(999);
    expect(starts).toEqual([0]);
    await time.pass(1);
    await time.pass(1000);
    expect(starts).toEqual([0, 1000, 2000]);
  });

  it("does not make a call wait when the last one was long ago", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    await pacing.enter("lane", 1000);
    await time.pass(1000);
    expect(await pacing.enter("lane", 1000)).toEqual({ ok: true });
  });

  it("does not let one lane hold up another", async () => {
    const stuck = createPacing({ elapsedMs: () => 0, wait: () => new Promise(() => undefined) });
    await stuck.enter("T1 C1", 1000);
    const waiting = stuck.enter("T1 C1", 1000);
    const passed = await Promise.race([stuck.enter("T1 C2", 1000), waiting]);
    expect(passed).toEqual({ ok: true });
  });

  it("waits for nothing without a spacing", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    await Promise.all([pacing.enter("lane", 0), pacing.enter("lane", 0)]);
    expect(time.waits()).toBe(0);
  });

  it("refuses the call beyond the limit of its queue, and says when to come again", async () => {
    const pacing = createPacing({ elapsedMs: () => 0, wait: () => new Promise(() => undefined) });
    await pacing.enter("lane", 1000);
    const waiting = Array.from({ length: LANE_QUEUE_LIMIT }, () => pacing.enter("lane", 1000));
    expect(waiting).toHaveLength(LANE_QUEUE_LIMIT);
    await expect(pacing.enter("lane", 1000)).resolves.toEqual({
      ok: false,
      reason: "queue_full",
      retryAfterMs: LANE_QUEUE_LIMIT * 1000,
    });
  });

  it("refuses a closed lane for as long as it is closed", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    pacing.close("lane", 30_000);
    await time.pass(29_999);
    expect(await pacing.enter("lane", 0)).toEqual({
      ok: false,
      reason: "rate_limited",
      retryAfterMs: 1,
    });
    await time.pass(1);
    expect(await pacing.enter("lane", 0)).toEqual({ ok: true });
  });

  it("refuses calls that were waiting when the lane closed", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    await pacing.enter("lane", 1000);
    const waiting = pacing.enter("lane", 1000);
    pacing.close("lane", 30_000);
    await time.pass(1000);
    expect(await waiting).toMatchObject({ ok: false, reason: "rate_limited" });
  });
});
