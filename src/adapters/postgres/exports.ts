import { z } from "zod";
import { type ErasedPerson, withoutPerson } from "../../domain/privacy/person.ts";
import type { DataExports, ExportedRow } from "../../ports/data-exports.ts";
import { cataloguedTables, type TableRule } from "./data-catalogue.ts";
import type { Database } from "./database.ts";
import { likenesses } from "./erase-rows.ts";
import { personOf } from "./erasures.ts";
import { keyOf, pagesOf } from "./table-pages.ts";
import { json } from "./values.ts";

type Table = TableRule & { readonly table: string };

/** Rows of an account, or what names one person, table by table; some rows are in memory at once. */
export function createDataExports(db: Database): DataExports {
  return {
    portal: (portalId) => rowsOf(boundTo(db, portalId), portalId, null),
    person: async function* (portalId, contactId) {
      const bound = boundTo(db, portalId);
      yield* rowsOf(bound, portalId, await personOf(bound, portalId, contactId));
    },
    schemas: () => schemasOf(db),
  };
}

/** Who reads the rows one after the other works for no portal meanwhile: each statement says it anew. */
function boundTo(db: Database, portalId: string): Database {
  return {
    ...db,
    rows: (row, statement, values) => db.within(portalId, () => db.rows(row, statement, values)),
    transaction: (work) => db.within(portalId, () => db.transaction(work)),
  };
}

async function* rowsOf(
  db: Database,
  portalId: string,
  person: ErasedPerson | null,
): AsyncGenerator<ExportedRow> {
  for (const table of cataloguedTables()) {
    const key = await keyOf(db, table.table);
    const question = {
      ...{ table: table.table, key, rowsAtOnce: ROWS_AT_ONCE },
      columns: ["(to_jsonb(judged) - 'is_wanted')", `(${person ? belongsTo(table) : "true"})`],
      wanted: person === null ? "true" : mayName(table),
      parameter: person === null ? [] : [person.contactId, ...likenesses(person)],
    };
    for await (const page of pagesOf(db, portalId, question)) {
      for (const { values } of page) {
        const row = Row.parse(JSON.parse(values[0] ?? "{}"));
        if (person !== null && values[1] !== "true" && !names(row, table, person)) continue;
        yield { table: table.table, row: withoutSecrets(row, table) };
      }
    }
  }
}

const ROWS_AT_ONCE = 500;
const Row = z.record(z.string(), z.unknown());

/** Rows that are the contact's own, and those of its tickets. `($2)[1]` is its id. */
function belongsTo({ customer, table, words = [], plain = [] }: Table): string {
  const own = customer && `${customer.kind} = 'contact' and ${customer.id} = ($2::text[])[1]`;
  const hasTicket = [...words, ...plain].includes("ticket_id") && table !== "outbox";
  const ofTicket = `ticket_id in (select ticket_id from ticket_customer
    where portal_id = $1 and kind = 'contact' and customer_id = ($2::text[])[1])`;
  const ways = [own, hasTicket ? ofTicket : undefined].filter((way) => way !== undefined);
  return ways.length === 0
    ? "false"
    : `coalesce(${ways.map((way) => `(${way})`).join(" or ")}, false)`;
}

function mayName(table: Table): string {
  const texts = textsOf(table);
  const named = `concat_ws(' ', ${texts.join(", ")}) ilike any($2::text[])`;
  return texts.length === 0 ? belongsTo(table) : `${belongsTo(table)} or ${named}`;
}

/** Where a customer may be named, the log and the deliveries among it. */
function textsOf({ table, words = [] }: Table): readonly string[] {
  if (table === "audit") return ["subject", "detail", "before", "after"];
  if (table === "ledger") return ["object", "object_id", "change"];
  return table === "delivery" ? ["body"] : words;
}

function names(row: z.infer<typeof Row>, table: Table, person: ErasedPerson): boolean {
  const isOwnEvent =
    table.table === "ledger" &&
    row["object"] === "contact" &&
    row["object_id"] === person.contactId;
  const texts = textsOf(table).map((name) => row[name]);
  return isOwnEvent || json(withoutPerson(texts, person)) !== json(texts);
}

function withoutSecrets(row: z.infer<typeof Row>, { secret = [] }: Table): z.infer<typeof Row> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !secret.includes(name)));
}

const ColumnRow = z.object({ name: z.string(), type: z.string(), is_required: z.boolean() });
const COLUMNS = `
  select attname::text as name, format_type(atttypid, null) as type, attnotnull as is_required
  from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped
  order by attnum`;

/** How the engine writes a value of a type as JSON. */
const JSON_TYPES: Readonly<Record<string, object>> = {
  text: { type: "string" },
  uuid: { type: "string", format: "uuid" },
  boolean: { type: "boolean" },
  smallint: { type: "integer" },
  integer: { type: "integer" },
  bigint: { type: "integer" },
  numeric: { type: "number" },
  "double precision": { type: "number" },
  "double precision[]": { type: "array", items: { type: "number" } },
  "timestamp with time zone": { type: "string", description: "An instant, ISO 8601." },
  date: { type: "string", format: "date" },
  jsonb: {},
};

/** A JSON schema for the rows of each table, as `{table, row}` lines have them. */
async function schemasOf(db: Database): Promise<Readonly<Record<string, unknown>>> {
  const schemas: Record<string, unknown> = {};
  for (const { table, secret = [] } of cataloguedTables()) {
    const columns = (await db.rows(ColumnRow, COLUMNS, [table])).filter(
      ({ name }) => !secret.includes(name),
    );
    const types = columns.map(({ name, type, is_required }) => {
      const schema = JSON_TYPES[type] ?? {};
      return [name, is_required ? schema : { anyOf: [schema, { type: "null" }] }] as const;
    });
    schemas[table] = {
      ...{ type: "object", additionalProperties: false },
      required: columns.map(({ name }) => name),
      properties: Object.fromEntries(types),
    };
  }
  return schemas;
}
