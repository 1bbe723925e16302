import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layNewStore } from "../../sandbox/kept-store.ts";
import { type Database, openUnchanged } from "../../src/adapters/postgres/database.ts";
import { jobSchemaOf } from "../../src/adapters/postgres/forget-jobs.ts";
import { migrationsOf } from "../../src/adapters/postgres/migrate.ts";
import { JOB_NAMES } from "../../src/ports/jobs.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";

const MADE_WITHIN_MS = 120_000;

let temporary: string;
let folder: string;
let store: string;
beforeAll(async () => {
  // As in a fresh clone, the folder is not there yet.
  temporary = await mkdtemp(join(tmpdir(), "aftercare-store-"));
  folder = `${temporary}/data/`;
  store = `${folder}store`;
  await layNewStore(folder, store);
}, MADE_WITHIN_MS);
afterAll(() => rm(temporary, { recursive: true, force: true }));

it("keeps an untouched store beside the one that it gives", async () => {
  const [kept = "", ...others] = (await readdir(folder)).toSorted();

  expect(kept).toMatch(/^new-store-[0-9a-f]+$/);
  expect(others).toEqual(["store"]);
  expect(existsSync(join(folder, kept, "PG_VERSION"))).toBe(true);
});

describe("the store that is given", () => {
  let db: Database;
  beforeAll(async () => {
    const logger = createRecordingLogger();
    const timeSource = { now: () => 0 };
    db = await openUnchanged({ dataDir: store, maxConnections: 1, logger, timeSource });
  });
  afterAll(() => db.close());

  it("has every migration", async () => {
    const { applied, known } = await migrationsOf(db);
    expect(applied).toEqual(known);
  });

  it("has a queue for every job", async () => {
    const { rows } = await db.query(`select name from ${jobSchemaOf(db)}.queue`);
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...JOB_NAMES]));
  });
});
