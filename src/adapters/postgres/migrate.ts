import { readdirSync, readFileSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import { type MigrationProvider, Migrator } from "kysely/migration";
import { z } from "zod";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Database } from "./database.ts";
import { kyselyOver } from "./kysely-over.ts";

const OLDEST_SERVER_VERSION = 150_000;
const FOLDER = new URL("./migrations/", import.meta.url);

/** Applies the numbered SQL files that the store does not have yet; one process does it, others wait. */
export async function migrate(db: Database, logger: Logger): Promise<void> {
  await refuseOldServer(db);
  const files = migrationFiles();
  const applied = await appliedMigrations(db);
  refuseNewerStore(applied, new Set(files.map(migrationName)));
  // The migrator takes its lock before it finds that there is nothing to do.
  if (applied.length === files.length) return;
  const migrator = new Migrator({
    db: kyselyOver(db),
    provider: sqlFiles(files),
    migrationTableSchema: db.schema,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  const added = results?.map((result) => result.migrationName) ?? [];
  if (added.length > 0) logger.info({ applied: added }, "the store was brought up to date");
}

/** The migrations that a store has, and those that this program has, by name and in order. */
export async function migrationsOf(
  db: Database,
): Promise<{ readonly applied: readonly string[]; readonly known: readonly string[] }> {
  return { applied: await appliedMigrations(db), known: migrationFiles().map(migrationName) };
}

function migrationFiles(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
}

function migrationName(file: string): string {
  return file.replace(/\.sql$/, "");
}

function sqlFiles(files: readonly string[]): MigrationProvider {
  const migrations = files.map((file) => {
    const text = readFileSync(new URL(file, FOLDER), "utf8");
    const up = async (db: Kysely<unknown>) => {
      await sql.raw(text).execute(db);
    };
    return [migrationName(file), { up }] as const;
  });
  return { getMigrations: async () => Object.fromEntries(migrations) };
}

const VersionRow = z.object({ version: z.int() });

async function refuseOldServer(db: Database): Promise<void> {
  const [found] = await db.rows(
    VersionRow,
    "select current_setting('server_version_num')::int as version",
  );
  if (found !== undefined && found.version >= OLDEST_SERVER_VERSION) return;
  throw new PluginError(
    "settings_invalid",
    `The server of DATABASE_URL has version number ${found?.version}: ` +
      `expected ${OLDEST_SERVER_VERSION} (PostgreSQL 15) or later`,
  );
}

const ExistsRow = z.object({ exists: z.boolean() });
const NameRow = z.object({ name: z.string() });

async function appliedMigrations(db: Database): Promise<readonly string[]> {
  const [table] = await db.rows(
    ExistsRow,
    "select to_regclass('kysely_migration') is not null as exists",
  );
  if (table?.exists !== true) return [];
  const rows = await db.rows(NameRow, "select name from kysely_migration order by name");
  return rows.map((row) => row.name);
}

/** An older program would not keep what a newer one relies on. */
function refuseNewerStore(applied: readonly string[], known: ReadonlySet<string>): void {
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new PluginError(
    "store_newer_than_program",
    `The store has migrations that this program does not know (${unknown.join(", ")}): ` +
      "start the newer version of Aftercare that made them, or restore an older copy of the store.",
  );
}
