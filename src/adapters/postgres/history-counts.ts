import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { type History, historyKey } from "../../domain/tiering/history.ts";
import type { HistoryWish } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { type Counted, countedBy } from "./history-sql.ts";
import type { Row } from "./pool.ts";
import { instant } from "./values.ts";

/** Deals that count for a customer, as `d`. */
export const DEALS_OF = `
  deal_customer l join deal d on d.portal_id = l.portal_id and d.deal_id = l.deal_id
  where l.is_linked and not d.is_gone and l.portal_id = $1`;

/**
 * Counts many customers at once, each by its keys; `historyOf` reads the answer. Every value is a float8
 * or null, so a row needs no schema.
 */
export async function countHistories(
  db: Database,
  portalId: string,
  { refs, wish }: { readonly refs: readonly CustomerRef[]; readonly wish: HistoryWish },
): Promise<ReadonlyMap<string, History>> {
  if (refs.length === 0) return new Map();
  const keys = wish.questions.map(historyKey);
  if (keys.length === 0) return new Map(refs.map((ref) => [`${ref.kind}:${ref.id}`, {}]));
  const counted = wish.questions.map((question) => countedBy(question, "n.at", "n.products"));
  const { rows } = await db.query(statementOf(counted), [
    portalId,
    refs.map(({ kind }) => kind),
    refs.map(({ id }) => id),
    instant(wish.now),
    wish.products,
  ]);
  return new Map(rows.map((row) => [String(row["key"]), historyOf(row, keys)]));
}

function historyOf(row: Row, keys: readonly string[]): History {
  const history: Record<string, number | null> = {};
  keys.forEach((key, index) => {
    const value = row[`f${index}`];
    history[key] = typeof value === "number" ? value : null;
  });
  return history;
}

function statementOf(counted: readonly Counted[]): string {
  const columns = (from: Counted["from"]) =>
    counted.flatMap((one, index) =>
      one.from === from ? [`(${one.expression})::float8 as f${index}`] : [],
    );
  const [ofDeals, ofTickets] = [columns("deals"), columns("tickets")];
  const deals = `cross join lateral (
    select ${ofDeals.join(", ")} from ${DEALS_OF} and l.kind = r.kind and l.customer_id = r.id) h`;
  const tickets = `cross join lateral (
    select ${ofTickets.join(", ")} from ticket_customer t
    where t.portal_id = $1 and t.kind = r.kind and t.customer_id = r.id) c`;
  return `
    select r.kind || ':' || r.id as key, ${counted.map((_, index) => `f${index}`).join(", ")}
    from (select $4::timestamptz as at, $5::text[] as products) n
    cross join unnest($2::text[], $3::text[]) as r(kind, id)
    ${ofDeals.length === 0 ? "" : deals}
    ${ofTickets.length === 0 ? "" : tickets}`;
}
