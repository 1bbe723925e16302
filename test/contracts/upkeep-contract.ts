import { describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import { maintain } from "../../src/adapters/postgres/maintain.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { makePartitions, partitionsOf } from "../../src/adapters/postgres/partitions.ts";
import type { EventLedger } from "../../src/ports/event-ledger.ts";
import type { OpenTestDatabase } from "../support/databases.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";
import { deliveryOf, eventOf, PORTAL, readBody } from "./event-samples.ts";

const DAY_MS = 86_400_000;
const MARCH = Date.UTC(2026, 2, 27);
const JUNE = Date.UTC(2026, 5, 15);
const RETENTION_DAYS = 30;

export function upkeepContract(open: OpenTestDatabase): void {
  const names = async (db: Database) =>
    (await partitionsOf(db, "ledger")).map((partition) => partition.name);

  describe("migrations", () => {
    it("are applied once", async () => {
      const db = await open();
      const logger = createRecordingLogger();
      await migrate(db, logger);
      expect(logger.lines).toEqual([]);
    });

    it("refuse a store that knows more than the program", async () => {
      const db = await open({ altersSchema: true });
      await db.run(
        "insert into kysely_migration (name, timestamp) values ('9999_later', '2027-01-01T00:00:00Z')",
      );
      await expect(migrate(db, createRecordingLogger())).rejects.toMatchObject({
        code: "store_newer_than_program",
        message: expect.stringContaining("9999_later"),
      });
    });

    it("begin every primary key with the portal", async () => {
      const db = await open();
      const { rows } = await db.query(
        `select c.relname, a.attname from pg_index i join pg_class c on c.oid = i.indrelid
         join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where i.indisprimary and c.relnamespace = current_schema::regnamespace
           and c.relname not like 'kysely%'`,
      );
      expect(rows.length).toBeGreaterThan(20);
      expect(rows.filter((row) => row["attname"] !== "portal_id")).toEqual([]);
    });
  });

  describe("partitions", () => {
    it("are made for this month and the next two, also over the end of a year", async () => {
      const db = await open();
      await makePartitions(db, Date.UTC(2026, 10, 30, 23, 59), createRecordingLogger());
      await makePartitions(db, Date.UTC(2026, 10, 30, 23, 59), createRecordingLogger());
      expect(await names(db)).toEqual(["ledger_2026_11", "ledger_2026_12", "ledger_2027_01"]);
      expect((await partitionsOf(db, "ledger"))[1]).toEqual({
        name: "ledger_2026_12",
        fromAt: Date.UTC(2026, 11, 1),
        untilAt: Date.UTC(2027, 0, 1),
      });
    });

    it("are left out, with a word, when the default partition holds that month already", async () => {
      const db = await open();
      await storeAndOpen(createEventLedger(db), MARCH);
      const logger = createRecordingLogger();
      await makePartitions(db, MARCH, logger);
      expect(await names(db)).toEqual(["ledger_2026_04", "ledger_2026_05"]);
      expect(logger.lines.map((line) => line.fields["partition"])).toEqual([
        "delivery_2026_03",
        "ledger_2026_03",
      ]);
    });

    it("are made once by processes that start together", async () => {
      const db = await open();
      const make = () => makePartitions(db, MARCH, createRecordingLogger());
      await Promise.all([make(), make(), make()]);
      expect(await names(db)).toHaveLength(3);
    });
  });

  describe("retention", () => {
    it.each<{ name: string; hasPartitions: boolean }>([
      { name: "drops old months and keeps their sums", hasPartitions: true },
      { name: "empties the default partition and keeps its sums", hasPartitions: false },
    ])("$name", async ({ hasPartitions }) => {
      let now = MARCH;
      const db = await open({ now: () => now });
      if (hasPartitions) await makePartitions(db, MARCH, createRecordingLogger());
      const ledger = createEventLedger(db);
      await storeAndOpen(ledger, MARCH);
      await settleAll(ledger);
      const before = await ledger.equation(PORTAL);
      expect(before).toMatchObject({ received: 4, applied: 1, ignored: 2, dead: 1, waiting: 0 });
      now = JUNE;
      await maintain(db, { logger: createRecordingLogger(), retentionDays: RETENTION_DAYS });
      expect(await names(db)).not.toContain("ledger_2026_03");
      expect(await ledgerRows(db)).toBe(0);
      expect(await ledger.equation(PORTAL)).toEqual(before);
      await maintain(db, { logger: createRecordingLogger(), retentionDays: RETENTION_DAYS });
      expect(await ledger.equation(PORTAL)).toEqual(before);
    });

    it.each<{ name: string; nowAt: number; rows: number }>([
      { name: "keeps a month whose last day is kept", nowAt: dayAfter(30) - 1, rows: 3 },
      { name: "drops a month once its last day is too old", nowAt: dayAfter(30), rows: 0 },
    ])("$name", async ({ nowAt, rows }) => {
      let now = MARCH;
      const db = await open({ now: () => now });
      await makePartitions(db, MARCH, createRecordingLogger());
      const ledger = createEventLedger(db);
      await storeAndOpen(ledger, MARCH);
      await settleAll(ledger);
      now = nowAt;
      await maintain(db, { logger: createRecordingLogger(), retentionDays: RETENTION_DAYS });
      expect(await ledgerRows(db)).toBe(rows);
    });

    it("keeps a month in which something still waits, and says so", async () => {
      let now = MARCH;
      const db = await open({ now: () => now });
      await makePartitions(db, MARCH, createRecordingLogger());
      await storeAndOpen(createEventLedger(db), MARCH);
      now = JUNE;
      const logger = createRecordingLogger();
      await maintain(db, { logger, retentionDays: RETENTION_DAYS });
      expect(await ledgerRows(db)).toBe(3);
      const warned = logger.lines.filter((line) => line.level === "warn");
      expect(warned.map((line) => line.fields["partition"])).toEqual(["ledger_2026_03"]);
    });
  });

  async function ledgerRows(db: Database): Promise<unknown> {
    return (await db.query("select count(*)::int as n from ledger")).rows[0]?.["n"];
  }
}

/** Midnight after the last day of March plus so many days. */
function dayAfter(days: number): number {
  return Date.UTC(2026, 3, 1) + days * DAY_MS;
}

async function storeAndOpen(ledger: EventLedger, at: number): Promise<void> {
  const event = (n: number) => eventOf(n, { occurredAt: at + n });
  const dead = { ...event(3), dead: "objectId is missing" };
  const events = [event(1), event(1), event(2), dead];
  await ledger.store([deliveryOf(events, { receivedAt: at })]);
  await ledger.open(10, at, readBody);
}

async function settleAll(ledger: EventLedger): Promise<void> {
  const claimed = await ledger.claim({ records: 10, now: MARCH, leaseMs: 1_000 });
  await ledger.settle(
    claimed.map((event, n) => ({
      ...event,
      state: n === 0 ? ("applied" as const) : ("ignored" as const),
      reason: null,
    })),
    MARCH,
  );
}
