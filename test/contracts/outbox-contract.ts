import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { OutboxKind } from "../../src/ports/outbox-kind.ts";
import type { Outbox, OutboxResult, OutboxRow } from "../../src/ports/outbox-store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const LEASE_MS = 30_000;
const KIND: OutboxKind = "case_message";
const target = { kind: KIND, subjectId: "case-1" };

export function outboxContract(open: OpenTestDatabase): void {
  const openOutbox = async () => createStore(await open()).outbox;
  const claim = (outbox: Outbox, now = TEST_NOW, limit = 100) =>
    outbox.claim({ kind: KIND, limit, now, leaseMs: LEASE_MS });
  const finish = (outbox: Outbox, row: OutboxRow | undefined, result: OutboxResult["result"]) => {
    if (row === undefined) throw new Error("expected a claimed row");
    return outbox.finish([{ ...row, result }], TEST_NOW);
  };
  const fresh: OutboxRow = {
    ...target,
    portalId: PORTAL,
    revision: 1,
    sentRevision: 0,
    attempts: 0,
    sendingSince: null,
    sentFingerprint: null,
  };

  it("gives a requested row out once", async () => {
    const outbox = await openOutbox();
    await outbox.request(PORTAL, [target], TEST_NOW);
    expect(await claim(outbox)).toEqual([fresh]);
    expect(await claim(outbox)).toEqual([]);
  });

  it("gives rows of the kind that was asked for, up to the limit", async () => {
    const outbox = await openOutbox();
    const others = [1, 2, 3].map((n) => ({ kind: KIND, subjectId: `case-${n}` }));
    await outbox.request(PORTAL, [...others, { kind: "visit_task", subjectId: "v1" }], TEST_NOW);
    expect(await claim(outbox, TEST_NOW, 2)).toHaveLength(2);
    expect(await claim(outbox)).toHaveLength(1);
    expect(
      await outbox.claim({ kind: "visit_task", limit: 9, now: TEST_NOW, leaseMs: LEASE_MS }),
    ).toMatchObject([{ subjectId: "v1" }]);
  });

  it("makes one row of many requests, also of one call", async () => {
    const outbox = await openOutbox();
    await outbox.request(PORTAL, [target, target], TEST_NOW);
    await outbox.request(PORTAL, [target], TEST_NOW);
    await outbox.request(PORTAL, [], TEST_NOW);
    expect(await claim(outbox)).toEqual([{ ...fresh, revision: 2 }]);
  });

  it("asks once for what is sent once, whatever became of it", async () => {
    const outbox = await openOutbox();
    await outbox.requestOnce(PORTAL, [target, target], TEST_NOW);
    const [row] = await claim(outbox);
    expect(row).toEqual(fresh);
    await finish(outbox, row, { state: "unknown", reason: "outcome_open" });
    await outbox.requestOnce(PORTAL, [target], TEST_NOW);
    await outbox.requestOnce(PORTAL, [], TEST_NOW);
    expect(await claim(outbox, TEST_NOW + 2 * LEASE_MS)).toEqual([]);
    await outbox.requestOnce(OTHER_PORTAL, [target], TEST_NOW);
    expect(await claim(outbox)).toMatchObject([{ portalId: OTHER_PORTAL, revision: 1 }]);
  });

  it("asks again only for what was asked for before, whatever became of it", async () => {
    const outbox = await openOutbox();
    await outbox.requestAgain(PORTAL, [target], TEST_NOW);
    expect(await claim(outbox)).toEqual([]);
    await outbox.request(PORTAL, [target], TEST_NOW);
    const [row] = await claim(outbox);
    await finish(outbox, row, { state: "sent", fingerprint: "f" });
    await outbox.requestAgain(PORTAL, [target, { ...target, subjectId: "case-2" }], TEST_NOW);
    await outbox.requestAgain(OTHER_PORTAL, [target], TEST_NOW);
    expect(await claim(outbox)).toEqual([
      { ...fresh, revision: 2, sentRevision: 1, sentFingerprint: "f" },
    ]);
  });

  it("never gives one row to two workers", async () => {
    const outbox = await openOutbox();
    const targets = Array.from({ length: 60 }, (_, n) => ({ kind: KIND, subjectId: `case-${n}` }));
    await outbox.request(PORTAL, targets, TEST_NOW);
    const worker = async () => {
      const got: OutboxRow[] = [];
      for (;;) {
        const rows = await claim(outbox, TEST_NOW, 7);
        if (rows.length === 0) return got;
        got.push(...rows);
      }
    };
    const shares = await Promise.all([worker(), worker(), worker()]);
    const all = [...shares.flat(), ...(await claim(outbox))].map((row) => row.subjectId);
    expect(all).toHaveLength(60);
    expect(new Set(all).size).toBe(60);
  });

  describe("after a send", () => {
    it("is done until the next request, and remembers what was sent", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      const [row] = await claim(outbox);
      await finish(outbox, row, { state: "sent", fingerprint: "abc" });
      expect(await claim(outbox, TEST_NOW + LEASE_MS)).toEqual([]);
      await outbox.request(PORTAL, [target], TEST_NOW);
      const again = { ...fresh, revision: 2, sentRevision: 1, sentFingerprint: "abc" };
      expect(await claim(outbox)).toEqual([again]);
    });

    it("waits again at once when something was requested meanwhile", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      const [row] = await claim(outbox);
      await outbox.request(PORTAL, [target], TEST_NOW);
      expect(await claim(outbox)).toEqual([]);
      await finish(outbox, row, { state: "sent", fingerprint: "abc" });
      const again = { ...fresh, revision: 2, sentRevision: 1, sentFingerprint: "abc" };
      expect(await claim(outbox)).toEqual([again]);
    });

    // What may have gone out is looked for first when it is asked for again; what surely did not is not.
    it.each([
      { state: "unknown", sendingSince: TEST_NOW },
      { state: "dead", sendingSince: null },
    ] as const)(
      "shows a row as $state and leaves it alone until it is asked for again",
      async ({ state, sendingSince }) => {
        const outbox = await openOutbox();
        await outbox.request(PORTAL, [target], TEST_NOW);
        const [row] = await claim(outbox);
        await finish(outbox, row, { state, reason: "channel_not_found" });
        expect(await claim(outbox, TEST_NOW + LEASE_MS)).toEqual([]);
        const none = { waiting: 0, unknown: 0, dead: 0 };
        expect(await outbox.counts(PORTAL)).toEqual({ ...none, [state]: 1 });
        expect(Object.values(await outbox.unknownByKind())).toEqual(state === "unknown" ? [1] : []);
        await outbox.request(PORTAL, [target], TEST_NOW);
        expect(await claim(outbox)).toEqual([{ ...fresh, revision: 2, sendingSince }]);
      },
    );

    it("counts what is being sent until it has ended or its process is gone", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      expect(await outbox.underWay()).toBe(0);
      const [row] = await claim(outbox);
      expect(await outbox.underWay()).toBe(1);
      await finish(outbox, row, { state: "dead", reason: "channel_not_found" });
      expect(await outbox.underWay()).toBe(0);
      await outbox.request(PORTAL, [target], TEST_NOW);
      await claim(outbox);
      await outbox.endLeases();
      expect(await outbox.underWay()).toBe(0);
    });
  });

  describe("a retry", () => {
    const retry = { state: "retry", notBeforeAt: TEST_NOW + 9_000, reason: "ratelimited" } as const;

    it.each<{ name: string; atMs: number; count: number }>([
      { name: "is not given out before its time", atMs: 8_999, count: 0 },
      { name: "is given out at its time", atMs: 9_000, count: 1 },
    ])("$name", async ({ atMs, count }) => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      const [row] = await claim(outbox);
      await finish(outbox, row, { ...retry, outcomeOpen: false, isCounted: true });
      // Another request does not cut the pause short.
      await outbox.request(PORTAL, [target], TEST_NOW);
      expect(await claim(outbox, TEST_NOW + atMs)).toHaveLength(count);
    });

    it("in quiet hours is looked at again when it is asked for, but not while it is being sent", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      const [row] = await claim(outbox);
      await finish(outbox, row, {
        ...retry,
        reason: "quiet_hours",
        outcomeOpen: false,
        isCounted: true,
      });
      expect(await claim(outbox)).toEqual([]);
      await outbox.request(PORTAL, [target], TEST_NOW);
      expect(await claim(outbox)).toHaveLength(1);
      await outbox.request(PORTAL, [target], TEST_NOW);
      expect(await claim(outbox)).toEqual([]);
    });

    it("counts the attempt and knows that nothing went out", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      const [row] = await claim(outbox);
      await finish(outbox, row, { ...retry, outcomeOpen: false, isCounted: true });
      expect(await claim(outbox, TEST_NOW + 9_000)).toEqual([{ ...fresh, attempts: 1 }]);
    });

    it("remembers when a send began whose outcome is open", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      const [row] = await claim(outbox);
      await finish(outbox, row, { ...retry, outcomeOpen: true, isCounted: true });
      const [again] = await claim(outbox, TEST_NOW + 9_000);
      expect(again).toEqual({ ...fresh, attempts: 1, sendingSince: TEST_NOW });
      await finish(outbox, again, { state: "sent", fingerprint: null });
      await outbox.request(PORTAL, [target], TEST_NOW);
      expect(await claim(outbox)).toMatchObject([{ sendingSince: null, attempts: 0 }]);
    });
  });

  describe("after a crash", () => {
    it.each<{ name: string; atMs: number; count: number }>([
      { name: "keeps a lease until its last millisecond", atMs: LEASE_MS - 1, count: 0 },
      { name: "gives a row back when its lease ends", atMs: LEASE_MS, count: 1 },
    ])("$name", async ({ atMs, count }) => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      await claim(outbox);
      const rows = await claim(outbox, TEST_NOW + atMs);
      expect(rows).toHaveLength(count);
      for (const row of rows)
        expect(row).toEqual({ ...fresh, attempts: 1, sendingSince: TEST_NOW });
    });

    it("keeps the beginning of the first open send over several crashes", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      await claim(outbox);
      await claim(outbox, TEST_NOW + LEASE_MS);
      const [row] = await claim(outbox, TEST_NOW + 2 * LEASE_MS);
      expect(row).toMatchObject({ attempts: 2, sendingSince: TEST_NOW });
    });

    it("gives all leased rows back at once when leases are ended", async () => {
      const outbox = await openOutbox();
      await outbox.request(PORTAL, [target], TEST_NOW);
      await claim(outbox);
      await outbox.endLeases();
      expect(await claim(outbox)).toMatchObject([{ sendingSince: TEST_NOW }]);
    });
  });

  it("counts the rows of one portal that are not sent", async () => {
    const outbox = await openOutbox();
    await outbox.request(PORTAL, [target, { kind: "visit_task", subjectId: "v1" }], TEST_NOW);
    await outbox.request(OTHER_PORTAL, [target], TEST_NOW);
    expect(await outbox.counts(PORTAL)).toEqual({ waiting: 2, unknown: 0, dead: 0 });
    expect(await outbox.totals()).toEqual({ waiting: 3, unknown: 0, dead: 0 });
    await outbox.finish([], TEST_NOW);
  });

  it("takes requests and results of overlapping rows in any order without a deadlock", async () => {
    const outbox = await openOutbox();
    const targets = Array.from({ length: 20 }, (_, n) => ({ kind: KIND, subjectId: `case-${n}` }));
    await outbox.request(PORTAL, targets, TEST_NOW);
    const rows = await claim(outbox);
    const result = { state: "sent", fingerprint: null } as const;
    await Promise.all(
      [rows, rows.toReversed(), targets, targets.toReversed()].map((batch, n) =>
        n < 2
          ? outbox.finish(
              rows.map((row) => ({ ...row, result })),
              TEST_NOW,
            )
          : outbox.request(PORTAL, batch, TEST_NOW),
      ),
    );
    expect(await claim(outbox)).toHaveLength(20);
  });
}
