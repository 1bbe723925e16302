import { z } from "zod";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { errorCode } from "../../src/adapters/postgres/database-error.ts";

const ROW_SECURITY = "42501";

/** A value for every column that must have one; what is checked about them is taken off the table. */
const TYPICAL: Readonly<Record<string, unknown>> = {
  text: "a",
  jsonb: {},
  integer: 1,
  bigint: 1,
  smallint: 1,
  boolean: false,
  numeric: 1,
  bytea: "\\x00",
  "double precision": 1,
  "timestamp with time zone": "2026-03-01T00:00:00Z",
  date: "2026-03-01",
  uuid: "00000000-0000-4000-8000-000000000000",
};

const Columns = z.object({ name: z.string(), type: z.string() });
const COLUMNS = `
  select attname::text as name, format_type(atttypid, null) as type from pg_attribute
  where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attnotnull
    and attgenerated = '' and attidentity = '' and attname <> 'portal_id'`;

export type Portals = { readonly inside: string; readonly outside: string };

/** The ways in which somebody who works for the portal inside reaches rows of the one outside. */
export async function leaksOf(
  db: Database,
  table: string,
  { inside, outside }: Portals,
): Promise<readonly string[]> {
  await takeChecksOff(db, table);
  for (const portalId of [inside, outside]) await insertInto(db, table, portalId);
  const own = await db.within(inside, () => db.query(`select 1 from ${table}`));
  if (own.rows.length === 0) return ["hides its own"];
  const ways: [string, () => Promise<number>][] = [
    ["select", async () => (await db.query(`select 1 from ${table}`)).rows.length - 1],
    ["update", async () => (await db.run(`update ${table} set portal_id = portal_id`)) - 1],
    [
      "move",
      async () => db.run(`update ${table} set portal_id = ${outside} where portal_id = ${inside}`),
    ],
    ["insert", async () => insertInto(db, table, outside)],
    ["delete", async () => db.run(`delete from ${table} where portal_id = ${outside}`)],
  ];
  const leaks: string[] = [];
  for (const [way, reach] of ways) {
    if ((await reached(() => db.within(inside, reach))) !== 0) leaks.push(way);
  }
  return leaks;
}

/** Also one that only the key of the table stopped has got through. */
async function reached(reach: () => Promise<number>): Promise<number> {
  try {
    return await reach();
  } catch (error) {
    return errorCode(error) === ROW_SECURITY ? 0 : 1;
  }
}

async function takeChecksOff(db: Database, table: string): Promise<void> {
  const checks = await db.rows(
    z.object({ name: z.string() }),
    "select conname::text as name from pg_constraint where conrelid = $1::text::regclass and contype in ('c', 'f')",
    [table],
  );
  await db.query(`alter table ${table} disable trigger user`);
  for (const { name } of checks) await db.query(`alter table ${table} drop constraint ${name}`);
}

async function insertInto(db: Database, table: string, portalId: string): Promise<number> {
  const columns = await db.rows(Columns, COLUMNS, [table]);
  const record = Object.fromEntries(
    columns.map(({ name, type }) => [name, type.endsWith("[]") ? [] : (TYPICAL[type] ?? "a")]),
  );
  const names = ["portal_id", ...columns.map(({ name }) => name)].join(", ");
  return db.run(
    `insert into ${table} (${names})
     select ${names} from jsonb_populate_record(null::${table}, $1::jsonb)`,
    [JSON.stringify({ ...record, portal_id: portalId })],
  );
}
