import { cataloguedTables, type TableRule } from "../../src/adapters/postgres/data-catalogue.ts";
import type { Database } from "../../src/adapters/postgres/database.ts";

/** A person who is named wherever a person can be named. */
export const CONTACT_ID = "900100200300";
export const EMAIL = "maria.lindqvist@example.com";
export const NAME = "Maria Lindqvist";
/** What may not be found any more, however it is written. */
export const TRACES: readonly string[] = [CONTACT_ID, EMAIL, NAME];

const SENTENCE = `Call ${NAME} <${EMAIL.toUpperCase()}> of contact:${CONTACT_ID} "back"`;
const REFERENCE = { kind: "contact", id: CONTACT_ID };
const DOCUMENT = {
  note: SENTENCE,
  customer: REFERENCE,
  list: [{ at: 1, ...REFERENCE, isPrimary: true }],
  [`contact:${CONTACT_ID}`]: 1,
};

/** Columns whose values are checked, or read back, by table. */
const PARTICULAR: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  customer: {
    properties: {
      email: EMAIL,
      firstname: "Maria",
      lastname: "Lindqvist",
      phone: "+46 8 123 45 67",
    },
    grade: { reasons: [] },
  },
  deal: { state: "open" },
  ledger: {
    ...{ state: "waiting", object: "contact", object_id: CONTACT_ID },
    change: { kind: "merged", intoId: CONTACT_ID, loserIds: ["1", "2"] },
  },
  delivery: {
    origin: "webhook",
    opened_at: "2026-03-01T00:00:00Z",
    body: JSON.stringify([
      {
        subscriptionType: "contact.propertyChange",
        objectId: Number(CONTACT_ID),
        propertyValue: EMAIL,
      },
      { subscriptionType: "ticket.creation", objectId: 7 },
    ]),
  },
  outbox: { state: "sent" },
  settings_job: { kind: "effect", state: "done" },
  survey_answer: { kind: "nps", source: "submission", score: 1 },
  survey_request: { kind: "nps" },
  ticket_event: {
    detail: { kind: "associated", customer: REFERENCE, isPrimary: true },
    event_key: `associated=contact:${CONTACT_ID}:true`,
  },
  visit_task: { state: "open" },
  audit: { subject: `contact:${CONTACT_ID}`, detail: { note: SENTENCE } },
};

const TYPICAL: Readonly<Record<string, unknown>> = {
  text: "a",
  jsonb: {},
  integer: 1,
  bigint: 1,
  smallint: 1,
  boolean: false,
  numeric: 1,
  "double precision": 1,
  "timestamp with time zone": "2026-03-01T00:00:00Z",
  date: "2026-03-01",
};

/**
 * Puts a row that names the person into every table that can, and one that does not beside it; says how
 * many rows of which table name the person.
 */
export async function plantEverywhere(
  db: Database,
  portalId: string,
): Promise<Readonly<Record<string, number>>> {
  const planted: Record<string, number> = {};
  for (const table of cataloguedTables()) {
    if (!canName(table)) continue;
    await plant(db, portalId, { table, isNamed: false });
    await plant(db, portalId, { table, isNamed: true });
    planted[table.table] = 1;
  }
  return Object.fromEntries(Object.entries(planted).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type Table = TableRule & { readonly table: string };

function canName({ table, customer, words = [] }: Table): boolean {
  return customer !== undefined || words.length > 0 || ["audit", "delivery"].includes(table);
}

async function plant(
  db: Database,
  portalId: string,
  { table, isNamed }: { readonly table: Table; readonly isNamed: boolean },
): Promise<void> {
  const { rows } = await db.query(
    `select attname::text as name, format_type(atttypid, null) as type, attnotnull as is_needed,
       attgenerated <> '' or attidentity <> '' as is_generated
     from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped`,
    [table.table],
  );
  const record: Record<string, unknown> = { portal_id: portalId };
  for (const { name, type, is_needed, is_generated } of rows) {
    const column = String(name);
    if (column === "portal_id" || is_generated === true) continue;
    const value = plantedValue(table, column, { isNamed, type: String(type) });
    if (value !== undefined || is_needed === true)
      record[column] = value ?? typical(String(type), isNamed);
  }
  if (record["entry_id"] === undefined) delete record["entry_id"];
  const columns = Object.keys(record);
  await db.run(
    `insert into ${table.table} (${columns.join(", ")})
     select ${columns.join(", ")} from jsonb_populate_record(null::${table.table}, $1::jsonb)`,
    [JSON.stringify(record)],
  );
}

/** Two rows of one table differ in their texts and numbers, as keys must. */
function typical(type: string, isNamed: boolean): unknown {
  const value = TYPICAL[type];
  if (isNamed) return value;
  return type === "text" ? "b" : type === "integer" ? 2 : value;
}

function plantedValue(
  { table, customer, words = [] }: Table,
  column: string,
  { isNamed, type }: { readonly isNamed: boolean; readonly type: string },
): unknown {
  if (customer?.kind === column) return "contact";
  if (customer?.id === column) return isNamed ? CONTACT_ID : "11";
  const particular = PARTICULAR[table]?.[column];
  if (!isNamed) return otherValue(particular, { type, isWords: words.includes(column) });
  if (particular !== undefined) return particular;
  if (!words.includes(column)) return undefined;
  return type === "jsonb" ? DOCUMENT : SENTENCE;
}

const PERSONAL = /maria\.lindqvist@example\.com|maria lindqvist|maria|lindqvist|\+46 8 123 45 67/gi;

/** The same shape about somebody else. */
function otherValue(
  particular: unknown,
  { type, isWords }: { readonly type: string; readonly isWords: boolean },
): unknown {
  if (particular === undefined) {
    if (!isWords) return undefined;
    return type === "jsonb" ? { note: "Somebody else" } : "Somebody else";
  }
  const text = JSON.stringify(particular)
    .replaceAll(CONTACT_ID, "11")
    .replaceAll(PERSONAL, "Somebody else");
  return JSON.parse(text);
}

/** Rows in whose text one of these stands, by table, however it is written: by no code of the product. */
export async function rowsNaming(
  db: Database,
  portalId: string,
  traces: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const { rows: tables } = await db.query(
    `select relname::text as name from pg_class where relnamespace = current_schema::regnamespace
       and relkind in ('r', 'p') and not relispartition and relname not like 'kysely%'
     order by relname`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await db.query(
      `select count(*)::int as n from ${String(name)} t
       where portal_id = $1 and to_jsonb(t)::text ilike any($2::text[])`,
      [portalId, traces.map((trace) => `%${trace}%`)],
    );
    const n = Number(rows[0]?.["n"]);
    if (n > 0) counts[String(name)] = n;
  }
  return counts;
}
