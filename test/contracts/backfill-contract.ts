import { describe, expect, it } from "vitest";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import { createGapSweeps } from "../../src/adapters/postgres/gap-sweeps.ts";
import { createImports } from "../../src/adapters/postgres/imports.ts";
import { createRecovery } from "../../src/adapters/postgres/recovery.ts";
import { createTickets } from "../../src/adapters/postgres/tickets.ts";
import type { GapSweep } from "../../src/ports/gap-store.ts";
import type { ImportStart } from "../../src/ports/import-store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { deliveryOf, eventOf, eventsOf, OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { ticketRowOf } from "./ticket-samples.ts";

const LEASE_MS = 60_000;
const START: ImportStart = {
  startedAt: TEST_NOW,
  history: "rebuild",
  closedSince: TEST_NOW - 90 * 86_400_000,
};
const ADVANCE = { kind: "tickets", after: "100", isDone: false, done: 100, calls: 2 } as const;

export function backfillContract(open: OpenTestDatabase): void {
  describe("an import", () => importContract(open));
  describe("a sweep for lost events", () => sweepContract(open));
  describe("what a sweep found", () => recoveryContract(open));
}

function importContract(open: OpenTestDatabase): void {
  it("begins once; a portal that is connected again goes on with what it has", async () => {
    const imports = createImports(await open());
    await imports.request(PORTAL, START, "running");
    await imports.advance(PORTAL, ADVANCE);
    await imports.request(PORTAL, { ...START, startedAt: TEST_NOW + 5 }, "paused");
    const found = await imports.find(PORTAL);
    expect(found).toMatchObject({ state: "running", startedAt: TEST_NOW, history: "rebuild" });
    expect(found?.kinds).toEqual([{ ...ADVANCE, total: null }]);
    expect(await imports.connected(PORTAL)).toEqual({ first: TEST_NOW, last: TEST_NOW + 5 });
    expect(await imports.find(OTHER_PORTAL)).toBeNull();
  });

  it("adds up what was read, and keeps a total that was known once", async () => {
    const imports = createImports(await open());
    await imports.request(PORTAL, START, "running");
    await imports.advance(PORTAL, { ...ADVANCE, total: 250 });
    await imports.advance(PORTAL, { ...ADVANCE, after: "200" });
    await imports.advance(PORTAL, { ...ADVANCE, after: null, isDone: true, done: 50, calls: 1 });
    await imports.advance(PORTAL, { ...ADVANCE, kind: "owners", after: null, done: 3, calls: 1 });
    const kinds = (await imports.find(PORTAL))?.kinds;
    expect(kinds?.map(({ kind }) => kind)).toEqual(["owners", "tickets"]);
    expect(kinds?.[1]).toEqual({
      ...{ kind: "tickets", after: null, isDone: true, done: 250, total: 250, calls: 5 },
    });
  });

  it("is held by one at a time, and by another when nobody has been heard of for so long", async () => {
    const imports = createImports(await open());
    await imports.request(PORTAL, START, "running");
    const claims = await Promise.all(
      [1, 2, 3].map(() => imports.claim(PORTAL, TEST_NOW, LEASE_MS)),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    expect(await imports.beat(PORTAL, TEST_NOW + 10, LEASE_MS)).toBe(true);
    expect(await imports.claim(PORTAL, TEST_NOW + LEASE_MS, LEASE_MS)).toBeNull();
    expect(await imports.claim(PORTAL, TEST_NOW + 10 + LEASE_MS, LEASE_MS)).not.toBeNull();
  });

  it("is paused, goes on, ends, and begins anew", async () => {
    const imports = createImports(await open());
    await imports.request(PORTAL, START, "running");
    await imports.advance(PORTAL, ADVANCE);
    expect(await imports.turn(PORTAL, "paused", TEST_NOW)).toBe(true);
    expect(await imports.turn(PORTAL, "paused", TEST_NOW)).toBe(false);
    expect(await imports.claim(PORTAL, TEST_NOW, LEASE_MS)).toBeNull();
    expect(await imports.running()).toEqual([]);
    expect(await imports.turn(PORTAL, "running", TEST_NOW)).toBe(true);
    await imports.chooseWay(PORTAL, "search");
    await imports.end(PORTAL, { state: "failed", trouble: "no_scope" }, TEST_NOW + 9);
    expect(await imports.find(PORTAL)).toMatchObject({
      ...{ state: "failed", trouble: "no_scope", finishedAt: TEST_NOW + 9, way: "search" },
    });
    await imports.restart(PORTAL, { ...START, history: "since_install" });
    expect(await imports.find(PORTAL)).toMatchObject({
      ...{ state: "running", trouble: null, finishedAt: null, way: null, kinds: [] },
      history: "since_install",
    });
    expect(await imports.running()).toEqual([PORTAL]);
  });

  it("waits when it was put off, and not after its leases were ended", async () => {
    const imports = createImports(await open());
    await imports.request(PORTAL, START, "running");
    await imports.putOff(PORTAL, TEST_NOW + 1_000, "rate_limited");
    expect(await imports.claim(PORTAL, TEST_NOW + 999, LEASE_MS)).toBeNull();
    expect(await imports.find(PORTAL)).toMatchObject({ trouble: "rate_limited" });
    await imports.endLeases();
    expect(await imports.claim(PORTAL, TEST_NOW + 999, LEASE_MS)).toMatchObject({ trouble: null });
  });

  it("takes what a transaction stored that failed back with it", async () => {
    const db = await open();
    const imports = createImports(db);
    await imports.request(PORTAL, START, "running");
    const failing = db.transaction(async () => {
      await imports.advance(PORTAL, ADVANCE);
      throw new Error("the records were not stored");
    });
    await expect(failing).rejects.toThrow("not stored");
    expect((await imports.find(PORTAL))?.kinds).toEqual([]);
  });
}

const SWEEP: GapSweep = {
  object: "ticket",
  place: { at: TEST_NOW - 60_000, afterId: "77" },
  sweptAt: TEST_NOW,
  looked: 12,
  found: 1,
  alertedAt: TEST_NOW,
};

function sweepContract(open: OpenTestDatabase): void {
  it("keeps its place, and an alert until the next one", async () => {
    const sweeps = createGapSweeps(await open());
    await sweeps.save(PORTAL, SWEEP);
    const later = { ...SWEEP, place: { at: TEST_NOW, afterId: null }, found: 0, alertedAt: null };
    await sweeps.save(PORTAL, later);
    await sweeps.save(PORTAL, { ...SWEEP, object: "company" });
    expect(await sweeps.find(PORTAL, "ticket")).toEqual({ ...later, alertedAt: TEST_NOW });
    expect((await sweeps.ofPortal(PORTAL)).map(({ object }) => object)).toEqual([
      ...["company", "ticket"],
    ]);
    expect(await sweeps.find(PORTAL, "contact")).toBeNull();
    expect(await sweeps.ofPortal(OTHER_PORTAL)).toEqual([]);
  });

  it("goes through open tickets in order, and begins anew at the end", async () => {
    const db = await open();
    const { ticket } = ticketRowOf("1");
    const closed = { ...ticket, stages: [{ at: TEST_NOW, stageId: "4" }] };
    const gone = { ...ticket, gone: { reason: "deleted" as const, at: TEST_NOW } };
    const rows = ["11", "12", "13", "14"].map((id) => ticketRowOf(id));
    await createTickets(db).save(PORTAL, [
      ...rows.map((row) => ({ ...row, ticket: { ...row.ticket, ticketId: row.ticket.ticketId } })),
      ticketRowOf("10", { ticket: { ...closed, ticketId: "10" } }),
      ticketRowOf("15", { ticket: { ...gone, ticketId: "15" } }),
    ]);
    const sweeps = createGapSweeps(db);
    const question = { closedStages: new Set(["4"]), limit: 3 };
    const first = await sweeps.openTickets(PORTAL, { ...question, afterId: "" });
    expect(first).toEqual({ ticketIds: ["11", "12", "13"], afterId: "13" });
    const second = await sweeps.openTickets(PORTAL, { ...question, afterId: "13" });
    expect(second).toEqual({ ticketIds: ["14"], afterId: null });
    const ofOther = await sweeps.openTickets(OTHER_PORTAL, { ...question, afterId: "" });
    expect(ofOther.ticketIds).toEqual([]);
  });
}

function recoveryContract(open: OpenTestDatabase): void {
  const found = { by: "recovered", deliveryId: "sweep-1", events: eventsOf(3) } as const;

  it("waits in the ledger, counted where it came from", async () => {
    const db = await open();
    const [recovery, ledger] = [createRecovery(db), createEventLedger(db)];
    expect(await recovery.add(PORTAL, found, TEST_NOW)).toBe(3);
    const waiting = await recovery.waiting(PORTAL, "ticket", ["1001", "1002"]);
    expect(waiting.map(({ eventKey }) => eventKey).toSorted()).toEqual(
      found.events.map(({ eventKey }) => eventKey),
    );
    expect(await recovery.waiting(PORTAL, "ticket", [])).toEqual([]);
    expect(await recovery.waiting(OTHER_PORTAL, "ticket", ["1001"])).toEqual([]);
    expect(await ledger.equation(PORTAL)).toMatchObject({ received: 3, waiting: 3 });
    expect(await recovery.hasUnopened(PORTAL)).toBe(false);
  });

  it("changes nothing when it is told once more", async () => {
    const db = await open();
    const [recovery, ledger] = [createRecovery(db), createEventLedger(db)];
    await recovery.add(PORTAL, found, TEST_NOW);
    expect(await recovery.add(PORTAL, found, TEST_NOW)).toBe(0);
    expect(await recovery.add(PORTAL, { ...found, events: [] }, TEST_NOW)).toBe(0);
    const more = { ...found, deliveryId: "sweep-2", events: [...eventsOf(3), eventOf(9)] };
    expect(await recovery.add(PORTAL, more, TEST_NOW)).toBe(1);
    expect(await ledger.equation(PORTAL)).toMatchObject({ received: 7, waiting: 4, duplicates: 3 });
  });

  it("is added once by two that found the same", async () => {
    const recovery = createRecovery(await open());
    const both = await Promise.all([1, 2].map(() => recovery.add(PORTAL, found, TEST_NOW)));
    expect(both.toSorted()).toEqual([0, 3]);
  });

  it("is not looked for while a delivery waits to be opened", async () => {
    const db = await open();
    const recovery = createRecovery(db);
    await createEventLedger(db).store([deliveryOf([])]);
    expect(await recovery.hasUnopened(PORTAL)).toBe(true);
    expect(await recovery.hasUnopened(OTHER_PORTAL)).toBe(false);
  });
}
