import { z } from "zod";
import type { Database } from "./database.ts";

/**
 * Goes through the rows of one portal in a table of any size, in order of its key, some at a time: no
 * statement runs long and no row is locked but those that are changed.
 */

const ROWS_AT_ONCE = 2_000;

export type KeyColumn = { readonly name: string; readonly type: string };
/** The parts of a row's key behind the portal, as text. */
export type RowKey = readonly string[];

const StoredKey = z.object({ name: z.string(), type: z.string() });

const KEY = `
  select a.attname::text as name, format_type(a.atttypid, null) as type
  from pg_index i cross join lateral unnest(i.indkey::int[]) with ordinality as k(number, place)
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
  where i.indrelid = $1::text::regclass and i.indisprimary and a.attname <> 'portal_id'
  order by k.place`;

/** The columns of a table's primary key behind the portal; none where a portal has one row. */
export function keyOf(db: Database, table: string): Promise<readonly KeyColumn[]> {
  return db.rows(StoredKey, KEY, [table]);
}

/** `(a, b) > ($2::text, $3::int)`, and the like. */
export function comparing(key: readonly KeyColumn[], sign: "=" | ">", firstNumber: number): string {
  if (key.length === 0) return sign === "=" ? "true" : "false";
  const names = key.map(({ name }) => name).join(", ");
  const values = key.map(({ type }, n) => `$${firstNumber + n}::text::${type}`).join(", ");
  return `(${names}) ${sign} (${values})`;
}

/** Keys as they go into a statement and come out of it. */
function keyColumns(key: readonly KeyColumn[]): string {
  const columns = key.map(({ name }) => `${name}::text`);
  return columns.length === 0 ? "'{}'::text[]" : `array[${columns.join(", ")}]`;
}

const JudgedRow = z.object({
  key: z.array(z.string()),
  values: z.array(z.string().nullable()),
  is_wanted: z.boolean(),
});

/**
 * Gives the rows that `wanted` selects, page by page. What the statement selects beside the key is in
 * `values`, as text. `wanted` may use `$2`, which is `parameter`.
 */
export async function* pagesOf(
  db: Database,
  portalId: string,
  question: {
    readonly table: string;
    readonly key: readonly KeyColumn[];
    readonly columns: readonly string[];
    readonly wanted: string;
    readonly parameter: readonly string[];
    readonly rowsAtOnce?: number;
  },
): AsyncGenerator<
  readonly { readonly key: RowKey; readonly values: readonly (string | null)[] }[]
> {
  const { table, key, columns, wanted, parameter, rowsAtOnce = ROWS_AT_ONCE } = question;
  const values = columns.map((column) => `${column}::text`);
  const order = key.map(({ name }) => name);
  let after: RowKey | null = null;
  for (;;) {
    const from: string = after === null ? "" : `and ${comparing(key, ">", 3)}`;
    const page: readonly z.infer<typeof JudgedRow>[] = await db.rows(
      JudgedRow,
      `with page as materialized (
         select * from ${table} where portal_id = $1 ${from}
         ${order.length === 0 ? "" : `order by ${order.join(", ")}`} limit ${rowsAtOnce}
       ), judged as (
         select *, $2::text[] is not null and coalesce((${wanted}), false) as is_wanted from page
       )
       select ${keyColumns(key)} as key, is_wanted,
         case when is_wanted then array[${values.join(", ") || "null"}]::text[]
           else '{}'::text[] end as values
       from judged ${order.length === 0 ? "" : `order by ${order.join(", ")}`}`,
      [portalId, parameter, ...(after ?? [])],
    );
    const found = page.filter((row) => row.is_wanted);
    if (found.length > 0) yield found;
    const last = page.at(-1);
    if (last === undefined || page.length < rowsAtOnce || key.length === 0) return;
    after = last.key;
  }
}
