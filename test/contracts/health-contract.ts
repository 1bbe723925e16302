import { expect, it } from "vitest";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import { createHealthStore } from "../../src/adapters/postgres/health-store.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createTokenVault } from "../../src/adapters/postgres/token-vault.ts";
import type { OutboxResult } from "../../src/ports/outbox-store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { deliveryOf, eventOf, OTHER_PORTAL, PORTAL, readBody } from "./event-samples.ts";
import { plainSeal } from "./secrets-contract.ts";

const LEASE_MS = 30_000;
const target = { kind: "case_message", subjectId: "7-1" } as const;

/** What is known of how a portal's events and sends get on. */
export function healthContract(open: OpenTestDatabase): void {
  async function parts() {
    const db = await open();
    const ledger = createEventLedger(db);
    const { outbox } = createStore(db);
    return { db, ledger, outbox, health: createHealthStore(db) };
  }
  type Parts = Awaited<ReturnType<typeof parts>>;

  /** One event that can be read, and one that cannot. */
  async function withDeadEvent({ ledger }: Parts) {
    const event = eventOf(1);
    await ledger.store([deliveryOf([event], { deliveryId: "d1" })]);
    await ledger.open(10, TEST_NOW, (delivery) => [
      ...readBody(delivery),
      { portalId: PORTAL, eventKey: "unreadable", occurredAt: TEST_NOW - 5, dead: "no type" },
    ]);
    return { event, key: { portalId: PORTAL, eventKey: "unreadable", occurredAt: TEST_NOW - 5 } };
  }

  async function ended({ outbox }: Parts, result: OutboxResult["result"]) {
    await outbox.request(PORTAL, [target], TEST_NOW);
    const [row] = await outbox.claim({
      ...{ kind: target.kind, limit: 1, now: TEST_NOW, leaseMs: LEASE_MS },
    });
    if (row === undefined) throw new Error("expected a claimed row");
    await outbox.finish([{ ...row, result }], TEST_NOW);
  }

  it("tells since when events wait, unopened or opened", async () => {
    const all = await parts();
    expect(await all.health.oldestEventAt(PORTAL)).toBeNull();
    const event = eventOf(1, { occurredAt: TEST_NOW - 1_000 });
    await all.ledger.store([deliveryOf([event], { receivedAt: TEST_NOW })]);
    expect(await all.health.oldestEventAt(PORTAL)).toBe(TEST_NOW);
    await all.ledger.open(10, TEST_NOW, readBody);
    expect(await all.health.oldestEventAt(PORTAL)).toBe(event.occurredAt);
    expect(await all.health.oldestEventAt(OTHER_PORTAL)).toBeNull();
  });

  it("lists dead events with their reason, and the delivery that held them", async () => {
    const all = await parts();
    const { key } = await withDeadEvent(all);
    const dead = { ...key, deliveryId: "d1", reason: "no type", deadAt: TEST_NOW };
    expect(await all.health.deadEvents(PORTAL, 5)).toEqual([dead]);
    expect(await all.health.deadEvents(OTHER_PORTAL, 5)).toEqual([]);
    expect(await all.health.deadEvent(key)).toEqual(dead);
    expect(await all.health.delivery(PORTAL, "d1")).toMatchObject({ deliveryId: "d1" });
    expect(await all.health.delivery(OTHER_PORTAL, "d1")).toBeNull();
    expect(await all.health.eventState(key)).toBe("dead");
  });

  it("puts a dead event that can be read now in its place, and keeps the equation", async () => {
    const all = await parts();
    const { key } = await withDeadEvent(all);
    const before = await all.ledger.equation(PORTAL);
    const read = eventOf(2);
    expect(await all.health.revive(key, read, TEST_NOW)).toBe("revived");
    expect(await all.health.revive(key, read, TEST_NOW)).toBe("not_dead");
    expect(await all.health.eventState(key)).toBeNull();
    expect(await all.health.eventState(read)).toBe("waiting");
    expect(await all.ledger.equation(PORTAL)).toEqual({
      ...before,
      waiting: before.waiting + 1,
      dead: 0,
    });
    const claimed = await all.ledger.claim({ records: 10, now: TEST_NOW, leaseMs: LEASE_MS });
    expect(claimed).toContainEqual(read);
  });

  it("settles a dead event that came by another delivery as well", async () => {
    const all = await parts();
    const { event, key } = await withDeadEvent(all);
    expect(await all.health.revive(key, event, TEST_NOW)).toBe("told_again");
    expect(await all.health.eventState(key)).toBe("ignored");
    expect(await all.health.deadEvents(PORTAL, 5)).toEqual([]);
  });

  it("tells what waits to be sent, since when and why", async () => {
    const all = await parts();
    expect(await all.health.oldestSendAt(PORTAL)).toBeNull();
    const others = ["8-1", "9-1"].map((subjectId) => ({ kind: target.kind, subjectId }));
    await all.outbox.request(PORTAL, others, TEST_NOW + 1_000);
    await ended(all, {
      ...{ state: "retry", notBeforeAt: TEST_NOW + 9_000, reason: "quiet_hours" },
      ...{ outcomeOpen: false, isCounted: false },
    });
    expect(await all.health.oldestSendAt(PORTAL)).toBe(TEST_NOW);
    expect(await all.health.waitingSends(PORTAL, 5)).toEqual([
      { kind: "case_message", reason: null, count: 2 },
      { kind: "case_message", reason: "quiet_hours", count: 1 },
    ]);
    expect(await all.health.waitingSends(OTHER_PORTAL, 5)).toEqual([]);
  });

  it.each(["unknown", "dead"] as const)(
    "lets a send that is %s be tried once more",
    async (state) => {
      const all = await parts();
      await ended(all, { state, reason: "channel_not_found" });
      const stuck = { ...target, state, reason: "channel_not_found", requestedAt: TEST_NOW };
      expect(await all.health.stuckSends(PORTAL, 5)).toEqual([stuck]);
      expect(await all.health.retrySend(OTHER_PORTAL, target, TEST_NOW)).toBe(false);
      expect(await all.health.retrySend(PORTAL, target, TEST_NOW)).toBe(true);
      expect(await all.health.retrySend(PORTAL, target, TEST_NOW)).toBe(false);
      expect(await all.health.namedSend(PORTAL, target)).toEqual({ target, state: "waiting" });
      const claim = { kind: target.kind, limit: 1, now: TEST_NOW + 1, leaseMs: LEASE_MS };
      // Where the outcome is open, the sender looks before it sends again.
      expect(await all.outbox.claim(claim)).toMatchObject([
        { attempts: 0, sendingSince: state === "unknown" ? TEST_NOW : null },
      ]);
    },
  );

  it("knows no send of another name", async () => {
    const { health } = await parts();
    expect(await health.namedSend(PORTAL, { kind: "no_such_kind", subjectId: "1" })).toBeNull();
  });

  it("tells until when the token of an installed app is good", async () => {
    const { db, health } = await parts();
    expect(await health.tokenExpiresAt(PORTAL)).toBeNull();
    const tokens = { accessToken: "a", refreshToken: "r", expiresAt: TEST_NOW + 60_000 };
    await createTokenVault(db, plainSeal).save(PORTAL, tokens);
    expect(await health.tokenExpiresAt(PORTAL)).toBe(TEST_NOW + 60_000);
  });
}
