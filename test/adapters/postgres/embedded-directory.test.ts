import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Database, openDatabase } from "../../../src/adapters/postgres/database.ts";
import { TEST_NOW } from "../../support/databases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const WRITER = fileURLToPath(new URL("../../support/embedded-writer.ts", import.meta.url));
const KILLS = 3;
const STORED_BEFORE_KILL = 40;
const SLOW_MACHINE_MS = 120_000;

describe("an embedded store in its directory", { timeout: SLOW_MACHINE_MS }, () => {
  const parent = mkdtempSync(join(tmpdir(), "aftercare-test-"));
  const dataDir = join(parent, "data");
  const children: ChildProcess[] = [];

  const open = (logger = createRecordingLogger()): Promise<Database> =>
    openDatabase({ dataDir, maxConnections: 1, logger, timeSource: { now: () => TEST_NOW } });

  /** Starts a writer and follows what it says. */
  function startWriter(prefix: string) {
    const child = spawn(process.execPath, [WRITER, dataDir, prefix], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const ended = new Promise((resolve) => child.once("close", resolve));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      pid: child.pid,
      next: async () => (await lines.next()).value ?? "nothing",
      kill: async () => {
        child.kill("SIGKILL");
        await ended;
        const last: string[] = [];
        for (let line = await lines.next(); !line.done; line = await lines.next()) {
          last.push(line.value);
        }
        return last;
      },
    };
  }

  beforeAll(async () => {
    const logger = createRecordingLogger();
    const db = await open(logger);
    await db.close();
    expect(logger.lines.map((line) => line.message)).toEqual([
      "making a new embedded database",
      expect.stringContaining("fsync is off"),
      "the store was brought up to date",
    ]);
  }, SLOW_MACHINE_MS);

  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  it("opens again with what was stored, and with its settings", async () => {
    const first = await open();
    await first.run("insert into slack_link values (1, 'T1')");
    await first.close();
    const second = await open();
    const Found = z.object({ team_id: z.string(), buffers: z.string(), fsync: z.string() });
    const found = await second.rows(
      Found,
      `select team_id, current_setting('shared_buffers') as buffers,
         current_setting('fsync') as fsync from slack_link`,
    );
    await second.close();
    expect(found).toEqual([{ team_id: "T1", buffers: "16MB", fsync: "off" }]);
  });

  it("answers nothing any more once it is closed", async () => {
    const db = await open();
    await db.close();
    await expect(db.query("select 1")).rejects.toMatchObject({ code: "store_unavailable" });
  });

  it("refuses a second process, by name, until the first is gone, however it went", async () => {
    const owner = startWriter("owner");
    expect(await owner.next()).toBe("ready");
    await expect(open()).rejects.toMatchObject({
      code: "store_in_use",
      message: expect.stringMatching(
        new RegExp(`${dataDir} is in use by process ${owner.pid}\\b.*DATABASE_URL`),
      ),
    });
    const other = startWriter("other");
    expect(await other.next()).toContain("failed store_in_use");
    await owner.kill();
    const db = await open();
    await db.close();
  });

  it("keeps everything that was acknowledged when it is killed while writing", async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const writer = startWriter(`kill-${kill}`);
      expect(await writer.next()).toBe("ready");
      // Another count each time, so that the kills fall into different moments.
      for (let count = 0; count < STORED_BEFORE_KILL + kill * 7; count += 1) {
        acknowledged.push(await writer.next());
      }
      acknowledged.push(...(await writer.kill()));
    }
    const ids = acknowledged.map((line) => line.replace("stored ", ""));
    expect(ids.length).toBeGreaterThan(KILLS * STORED_BEFORE_KILL);
    const db = await open();
    const rows = await db.rows(z.object({ delivery_id: z.string(), body: z.string() }), ALL_BODIES);
    await db.close();
    const bodies = new Map(rows.map((row) => [row.delivery_id, row.body]));
    expect(ids.filter((id) => !bodies.get(id)?.includes(`"deliveryId":"${id}"`))).toEqual([]);
  });
});

const ALL_BODIES = "select delivery_id, body from delivery";
