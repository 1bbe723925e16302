import {
  type ErasedPerson,
  withoutPerson,
  withoutPersonInText,
} from "../../domain/privacy/person.ts";
import type { RowCounts } from "../../ports/erasure-store.ts";
import { cataloguedTables, type TableRule } from "./data-catalogue.ts";
import type { Database } from "./database.ts";
import { errorCode } from "./database-error.ts";
import { comparing, type KeyColumn, keyOf, pagesOf, type RowKey } from "./table-pages.ts";
import { json } from "./values.ts";

const UNIQUE_VIOLATION = "23505";

type Table = TableRule & { readonly table: string };
type Target = { readonly db: Database; readonly portalId: string; readonly person: ErasedPerson };

/** Takes the contact out of every table but those that have a way of their own; says how many rows. */
export async function eraseRows(target: Target): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const table of cataloguedTables()) {
    const rows = (await eraseOwnRows(target, table)) + (await eraseWords(target, table));
    if (rows > 0) counts[table.table] = rows;
  }
  return counts;
}

/** How many rows of every table still name the contact. */
export async function searchRows(target: Target): Promise<RowCounts> {
  const { db, portalId, person } = target;
  const counts: Record<string, number> = {};
  for (const table of cataloguedTables()) {
    let rows = 0;
    if (table.customer !== undefined) {
      const { kind, id } = table.customer;
      const own = `select from ${table.table} where portal_id = $1 and ${kind} = 'contact' and ${id} = $2`;
      rows += (await db.query(own, [portalId, person.contactId])).rowCount;
    }
    for await (const hits of hitsIn(target, table)) rows += hits.length;
    if (rows > 0) counts[table.table] = rows;
  }
  return counts;
}

/** Rows that are the contact's own. What hangs on its visits by their ids alone goes with them. */
async function eraseOwnRows({ db, portalId, person }: Target, table: Table): Promise<number> {
  if (table.customer === undefined) return 0;
  const { kind, id, rows } = table.customer;
  const where = `where portal_id = $1 and ${kind} = 'contact' and ${id} = $2`;
  const values = [portalId, person.contactId];
  if (rows === "unnamed") {
    return db.run(
      `update ${table.table} set ${kind} = null, ${id} = null, comment = '' ${where}`,
      values,
    );
  }
  if (table.table !== "visit") return db.run(`delete from ${table.table} ${where}`, values);
  return db.transaction(async () => {
    const visits = `select visit_id from visit ${where}`;
    for (const hanging of ["visit_call", "visit_task"]) {
      await db.run(
        `delete from ${hanging} where portal_id = $1 and visit_id in (${visits})`,
        values,
      );
    }
    await db.run(
      `delete from outbox where portal_id = $1 and kind = 'visit_task' and subject_id in (${visits})`,
      values,
    );
    return db.run(`delete from visit ${where}`, values);
  });
}

/** Rewrites, or drops, the rows in whose texts the contact is named. */
async function eraseWords(target: Target, table: Table): Promise<number> {
  let rows = 0;
  for await (const hits of hitsIn(target, table)) {
    for (const hit of hits) rows += await eraseHit(target, table, hit);
  }
  return rows;
}

type Column = { readonly name: string; readonly isDocument: boolean };
type Hit = {
  readonly key: RowKey;
  readonly keyColumns: readonly KeyColumn[];
  readonly columns: readonly Column[];
  readonly texts: readonly (string | null)[];
};

/** The engine finds rows that may name the contact; whether one does is said here, letter by letter. */
async function* hitsIn(
  { db, portalId, person }: Target,
  { table, words = [] }: Table,
): AsyncGenerator<readonly Hit[]> {
  if (words.length === 0) return;
  const keyColumns = await keyOf(db, table);
  const documents = await documentsOf(db, table);
  const columns = words.map((name) => ({ name, isDocument: documents.has(name) }));
  // As a document's text has it: also what has to be escaped there.
  const wanted = `concat_ws(' ', ${words.join(", ")}) ilike any($2::text[])`;
  const question = { table, key: keyColumns, columns: words, wanted };
  for await (const page of pagesOf(db, portalId, { ...question, parameter: likenesses(person) })) {
    const hits = page
      .map(({ key, values }) => ({ key, keyColumns, columns, texts: values }))
      .filter((hit) => newTexts(hit, person).some((text, n) => text !== hit.texts[n]));
    if (hits.length > 0) yield hits;
  }
}

async function documentsOf(db: Database, table: string): Promise<ReadonlySet<unknown>> {
  const { rows } = await db.query(
    `select attname::text as name from pg_attribute
     where attrelid = $1::text::regclass and attnum > 0 and atttypid = 'jsonb'::regtype`,
    [table],
  );
  return new Set(rows.map((row) => row["name"]));
}

/** What a row that names the contact is like: `ilike` patterns. */
export function likenesses({ contactId, terms }: ErasedPerson): readonly string[] {
  const escaped = terms.flatMap((term) => [term, JSON.stringify(term).slice(1, -1)]);
  return [...new Set([contactId, ...escaped])].map(
    (term) => `%${term.replaceAll(/[\\%_]/g, "\\$&")}%`,
  );
}

function newTexts({ columns, texts }: Hit, person: ErasedPerson): readonly (string | null)[] {
  return columns.map(({ isDocument }, n) => {
    const text = texts[n] ?? null;
    if (text === null) return null;
    if (!isDocument) return withoutPersonInText(text, person);
    const document: unknown = JSON.parse(text);
    const rest = json(withoutPerson(document, person));
    // The engine writes a document in its own way: as long as it says the same it is the same text.
    return rest === json(document) ? text : rest;
  });
}

async function eraseHit({ db, portalId, person }: Target, table: Table, hit: Hit): Promise<number> {
  const { key, keyColumns, columns } = hit;
  const where = `where portal_id = $1 and ${comparing(keyColumns, "=", 2)}`;
  const remove = () => db.run(`delete from ${table.table} ${where}`, [portalId, ...key]);
  if (table.isDropped === true) return remove();
  const first = 2 + key.length;
  const sets = columns.map(({ name, isDocument }, n) => {
    return `${name} = $${first + n}::text${isDocument ? "::jsonb" : ""}`;
  });
  const values = [portalId, ...key, ...newTexts(hit, person)];
  try {
    return await db.run(`update ${table.table} set ${sets.join(", ")} ${where}`, values);
  } catch (error) {
    // Without the person it says what another row says already.
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error;
    return remove();
  }
}
