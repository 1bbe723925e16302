import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { type History, historyKey } from "../../domain/tiering/history.ts";
import type { HistoryWish } from "../../ports/history-wish.ts";
import type { Database } from "./database.ts";
import { type Counted, countedBy } from "./history-sql.ts";
import type { Row } from "./pool.ts";
import { instant } from "./values.ts";

/** The deals of customers of one kind, as `d`. */
export const DEALS = `
  deal_customer d where d.portal_id = $1 and d.kind = $2 and d.is_linked and d.state is not null`;
const TICKETS = "ticket_customer t where t.portal_id = $1 and t.kind = $2";

/** Counts many customers at once. Every value is a float8 or null, so a row needs no schema. */
export async function countHistories(
  db: Database,
  portalId: string,
  { refs, wish }: { readonly refs: readonly CustomerRef[]; readonly wish: HistoryWish },
): Promise<ReadonlyMap<string, History>> {
  const histories = new Map<string, Record<string, number | null>>();
  const keys = wish.questions.map(historyKey);
  const counted = wish.questions.map((question) => countedBy(question, "n.at", "n.products"));
  for (const { kind, id } of refs) histories.set(`${kind}:${id}`, nothing(keys, counted));
  for (const [kind, ofKind] of Map.groupBy(refs, (ref) => ref.kind)) {
    const ids = ofKind.map(({ id }) => id);
    const values = [portalId, kind, ids, instant(wish.now), wish.products];
    for (const from of ["deals", "tickets"] as const) {
      const statement = statementOf(from, counted);
      const rows =
        statement === null ? [] : (await db.query({ name: "", text: statement }, values)).rows;
      for (const row of rows) fill(histories.get(`${kind}:${row["customer_id"]}`), row, keys);
    }
  }
  return histories;
}

/** Of whom no deal is known nothing is known; no ticket is none. */
function nothing(keys: readonly string[], counted: readonly Counted[]) {
  const history: Record<string, number | null> = {};
  keys.forEach((key, index) => {
    history[key] = counted[index]?.from === "tickets" ? 0 : null;
  });
  return history;
}

function fill(
  history: Record<string, number | null> | undefined,
  row: Row,
  keys: readonly string[],
): void {
  if (history === undefined) return;
  keys.forEach((key, index) => {
    const value = row[`f${index}`];
    if (typeof value === "number") history[key] = value;
  });
}

/** Null when nothing is asked of deals, or of tickets. */
function statementOf(from: Counted["from"], counted: readonly Counted[]): string | null {
  const columns = counted.flatMap((one, index) =>
    one.from === from ? [`(${one.expression})::float8 as f${index}`] : [],
  );
  if (columns.length === 0) return null;
  const alias = from === "deals" ? "d" : "t";
  return `
    select ${alias}.customer_id, ${columns.join(", ")}
    from (select $4::timestamptz as at, $5::text[] as products) n
    cross join ${from === "deals" ? DEALS : TICKETS} and ${alias}.customer_id = any($3::text[])
    group by ${alias}.customer_id, n.at, n.products`;
}
