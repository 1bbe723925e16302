import { z } from "zod";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { CustomerRow, Customers } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { GradeDocument } from "./documents.ts";
import { Instant, instant, json } from "./values.ts";

export function createCustomers(db: Database): Customers {
  return {
    find: (portalId, refs) =>
      db.rows(StoredCustomer, FIND, [
        portalId,
        refs.map((ref) => ref.kind),
        refs.map((ref) => ref.id),
      ]),
    save: (portalId, rows) => save(db, portalId, rows),
    page: (portalId, after, limit) => page(db, portalId, { after, limit }),
  };
}

const COLUMNS = "c.kind, c.customer_id, c.properties, c.grade, c.graded_at, c.data_at";

const StoredCustomer = z
  .object({
    kind: CustomerKind,
    customer_id: z.string(),
    properties: z.record(z.string(), z.string()),
    grade: GradeDocument,
    graded_at: Instant,
    data_at: Instant,
  })
  .transform(
    (row): CustomerRow => ({
      kind: row.kind,
      id: row.customer_id,
      properties: row.properties,
      grade: row.grade,
      gradedAt: row.graded_at,
      dataAt: row.data_at,
    }),
  );

/** `offset 0` leaves the planner one way: each customer by its key. */
const FIND = {
  name: "find_customers",
  text: `
    select ${COLUMNS} from unnest($2::text[], $3::text[]) as r(kind, id)
    cross join lateral (
      select * from customer where portal_id = $1 and kind = r.kind and customer_id = r.id offset 0
    ) c`,
};

const UPSERT = `
  insert into customer (portal_id, kind, customer_id, properties, grade, graded_at, data_at)
  select $1, c.* from jsonb_to_recordset($2::jsonb) as c(kind text, customer_id text,
    properties jsonb, grade jsonb, graded_at timestamptz, data_at timestamptz)
  order by c.kind collate "C", c.customer_id collate "C"
  on conflict (portal_id, kind, customer_id) do update set properties = excluded.properties,
    grade = excluded.grade, graded_at = excluded.graded_at, data_at = excluded.data_at`;

async function save(db: Database, portalId: string, rows: readonly CustomerRow[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({
    kind: row.kind,
    customer_id: row.id,
    properties: row.properties,
    grade: row.grade,
    graded_at: instant(row.gradedAt),
    data_at: instant(row.dataAt),
  }));
  await db.run(UPSERT, [portalId, json(records)]);
}

const PAGE = `
  select ${COLUMNS} from customer c
  where c.portal_id = $1 and (c.kind, c.customer_id) > ($2::text, $3::text)
  order by c.kind, c.customer_id limit $4`;

/** Every kind and id comes after the empty text. */
function page(
  db: Database,
  portalId: string,
  { after, limit }: { readonly after: CustomerRef | null; readonly limit: number },
): Promise<readonly CustomerRow[]> {
  return db.rows(StoredCustomer, PAGE, [portalId, after?.kind ?? "", after?.id ?? "", limit]);
}
