import { describe, expect, it } from "vitest";
import { createPacing, PATIENCE_SPACINGS } from "../../../src/adapters/slack/pacing.ts";

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
      void pacing
        .enter({ name: "T1 chat.postMessage", spacingMs: 1000 })
        .then(() => starts.push(time.elapsedMs()));
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
    await pacing.enter({ name: "lane", spacingMs: 1000 });
    await time.pass(1000);
    expect(await pacing.enter({ name: "lane", spacingMs: 1000 })).toEqual({ ok: true });
  });

  it("does not let one lane hold up another", async () => {
    const stuck = createPacing({ elapsedMs: () => 0, wait: () => new Promise(() => undefined) });
    await stuck.enter({ name: "T1 C1", spacingMs: 1000 });
    const waiting = stuck.enter({ name: "T1 C1", spacingMs: 1000 });
    const passed = await Promise.race([stuck.enter({ name: "T1 C2", spacingMs: 1000 }), waiting]);
    expect(passed).toEqual({ ok: true });
  });

  it("waits for nothing without a spacing", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    await Promise.all([
      pacing.enter({ name: "lane", spacingMs: 0 }),
      pacing.enter({ name: "lane", spacingMs: 0 }),
    ]);
    expect(time.waits()).toBe(0);
  });

  it("sends away who would wait for long, one after another, and lets them in when they come", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    const inTime = Array.from({ length: PATIENCE_SPACINGS + 1 }, () =>
      pacing.enter({ name: "lane", spacingMs: 1000 }),
    );
    const sentAway = [
      await pacing.enter({ name: "lane", spacingMs: 1000 }),
      await pacing.enter({ name: "lane", spacingMs: 1000 }),
    ];
    expect(sentAway).toEqual([
      { ok: false, reason: "not_its_turn", retryAfterMs: 3000 },
      { ok: false, reason: "not_its_turn", retryAfterMs: 4000 },
    ]);
    for (let second = 0; second < 3; second += 1) await time.pass(1000);
    expect(await Promise.all(inTime)).toEqual(inTime.map(() => ({ ok: true })));
    expect(await pacing.enter({ name: "lane", spacingMs: 1000 })).toEqual({ ok: true });
    await time.pass(1000);
    expect(await pacing.enter({ name: "lane", spacingMs: 1000 })).toEqual({ ok: true });
  });

  it("lets calls in at its pace, however many come at once and come again when told", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    const starts: number[] = [];
    const call = async () => {
      for (;;) {
        const passage = await pacing.enter({ name: "lane", spacingMs: 1000 });
        if (passage.ok) break;
        await time.wait(passage.retryAfterMs);
      }
      starts.push(time.elapsedMs());
    };
    const calls = Array.from({ length: 40 }, call);
    await settled();
    for (let tick = 0; tick < 45; tick += 1) await time.pass(1000);
    await Promise.all(calls);
    expect(starts).toEqual(Array.from({ length: 40 }, (_, index) => index * 1000));
  });

  it("refuses a closed lane for as long as it is closed", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    pacing.close("lane", 30_000);
    await time.pass(29_999);
    expect(await pacing.enter({ name: "lane", spacingMs: 0 })).toEqual({
      ok: false,
      reason: "rate_limited",
      retryAfterMs: 1,
    });
    await time.pass(1);
    expect(await pacing.enter({ name: "lane", spacingMs: 0 })).toEqual({ ok: true });
  });

  it("refuses calls that were waiting when the lane closed", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    await pacing.enter({ name: "lane", spacingMs: 1000 });
    const waiting = pacing.enter({ name: "lane", spacingMs: 1000 });
    pacing.close("lane", 30_000);
    await time.pass(1000);
    expect(await waiting).toMatchObject({ ok: false, reason: "rate_limited" });
  });

  it("does not let all who were refused come at once when the lane opens", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    pacing.close("lane", 30_000);
    const refused = [
      await pacing.enter({ name: "lane", spacingMs: 1000 }),
      await pacing.enter({ name: "lane", spacingMs: 1000 }),
    ];
    expect(refused).toMatchObject([{ retryAfterMs: 30_000 }, { retryAfterMs: 31_000 }]);
  });

  it("takes no turn in the first of two lanes while the second one is full", async () => {
    const time = handMovedTime();
    const pacing = createPacing(time);
    const channel = { name: "T1 C1", spacingMs: 1000 };
    const method = { name: "T1 chat.postMessage", spacingMs: 1000 };
    for (let call = 0; call <= PATIENCE_SPACINGS; call += 1) void pacing.enter(method);
    expect(await pacing.enterBoth(channel, method)).toMatchObject({ reason: "not_its_turn" });
    expect(await pacing.enter(channel)).toEqual({ ok: true });
    expect(time.waits()).toBe(PATIENCE_SPACINGS);
  });
});
