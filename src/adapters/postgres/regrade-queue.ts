import { z } from "zod";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import { bandsOf } from "../../domain/tiering/quantiles.ts";
import { inputsOf } from "../../domain/tiering/score.ts";
import type { Band } from "../../domain/tiering/tier.ts";
import type { RegradeWish } from "../../ports/tier-store.ts";
import type { Database } from "./database.ts";
import { columnsOf, type KnownColumn, knownValues, literal, WHOLE_TABLES } from "./known-values.ts";
import { Count, instant, json } from "./values.ts";

/**
 * Puts the customers into the queue whose grade may be another: an input has other points or another value,
 * its standing changes by time, other rules graded it, or its tier brings a benefit that it does not hold.
 * Whether it is another says the domain; what is left out is the same for certain.
 */
export async function queueRegrade(
  db: Database,
  portalId: string,
  wish: RegradeWish,
): Promise<number> {
  await db.query(WHOLE_TABLES);
  let queued = 0;
  for (const kind of CustomerKind.options) {
    const columns = columnsOf(inputsOf(wish.rules, kind));
    const rows = await db.rows(Queued, statementOf(columns, wish), [
      portalId,
      kind,
      instant(wish.now),
      wish.products,
      wish.slot,
      wish.version,
      json(wish.benefits),
    ]);
    queued += rows[0]?.count ?? 0;
  }
  return queued;
}

const Queued = z.object({ count: Count });

function statementOf(columns: readonly KnownColumn[], wish: RegradeWish): string {
  const kept = ["c.customer_id", "c.seen", "c.policy_version", "c.next_at", "c.evaluated_at"];
  const known = knownValues(columns, [
    ...kept,
    `${wish.isInherited ? "jsonb_typeof(c.grade -> 'inheritedFrom') = 'object'" : "false"} as inherits`,
    `${wish.benefits.length > 0 ? "c.grade ->> 'tier'" : "null"} as tier`,
  ]);
  const differs = columns.map((column) => differsIn(column, wish));
  return `
    with ${known}, queued as (
      insert into regrade_queue (portal_id, slot, kind, customer_id)
      select $1::bigint, $5::text, $2::text, k.customer_id from known k
      where k.evaluated_at < $3::timestamptz and (
        k.policy_version <> $6::int or k.seen is null or k.next_at <= $3::timestamptz
        or not coalesce(k.inherits, false) and (${["false", ...differs].join(" or ")} or ${LACKS_BENEFIT})
      )
      order by k.customer_id collate "C"
      on conflict do nothing returning 1
    )
    select count(*) as count from queued`;
}

const LACKS_BENEFIT = `exists (
  select from jsonb_to_recordset($7::jsonb) as b(tier text, benefit_id text)
  where b.tier = k.tier and not exists (
    select from benefit_grant g
    where g.portal_id = $1 and g.kind = $2 and g.customer_id = k.customer_id
      and g.benefit_id = b.benefit_id and g.by_id is null and g.expires_at > $3::timestamptz
  )
)`;

/** A value that only ages is no news until its points change. */
function differsIn({ name, input }: KnownColumn, { cuts, aging }: RegradeWish): string {
  const value = `k.${name}`;
  const seen = `k.seen -> ${literal(input.id)}`;
  const isSeen = `k.seen ? ${literal(input.id)}`;
  const bands = bandsOf(input, cuts);
  if (bands === null) return `(${isSeen})`;
  const isOther = [
    `(${seen} ->> 1)::float8 <> ${pointsOf(bands, value)}`,
    ...(aging.has(input.id) ? [] : [`(${seen} ->> 0)::float8 <> ${value}`]),
  ];
  return `((${value} is null) = (${isSeen}) or ${value} is not null and (${isOther.join(" or ")}))`;
}

/** Of bands that begin alike the first one counts, as in the domain. */
function pointsOf(bands: readonly Band[], value: string): string {
  const cases = bands
    .toSorted((a, b) => b.from - a.from)
    .map(({ from, points }) => `when ${value} >= ${float(from)} then ${float(points)}`);
  return `case ${cases.join(" ")} else 0 end`;
}

function float(value: number): string {
  return `'${value}'::float8`;
}

/** Contacts that have the tier of one of these companies; gives how many were not in the queue. */
export function queueContacts(
  db: Database,
  portalId: string,
  { slot, companyIds }: { readonly slot: string; readonly companyIds: readonly string[] },
): Promise<number> {
  return db.run(QUEUE_CONTACTS, [portalId, slot, companyIds]);
}

const QUEUE_CONTACTS = `
  insert into regrade_queue (portal_id, slot, kind, customer_id)
  select $1::bigint, $2::text, c.kind, c.customer_id from customer c
  where c.portal_id = $1 and c.kind = 'contact'
    and c.company_id = any($3::text[]) and c.gone_at is null
  order by c.customer_id
  on conflict do nothing`;

/** What every turn but this one left behind goes as well: a turn that was given up is not taken up again. */
export async function emptyRegradeQueue(db: Database, portalId: string): Promise<void> {
  await db.run("delete from regrade_queue where portal_id = $1", [portalId]);
}
