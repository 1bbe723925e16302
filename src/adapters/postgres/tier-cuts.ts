import { z } from "zod";
import type { TierCuts } from "../../domain/tiering/quantiles.ts";
import { inputsOf } from "../../domain/tiering/score.ts";
import type { TierInput } from "../../domain/tiering/tier.ts";
import type { CutRules } from "../../ports/tier-store.ts";
import type { Database } from "./database.ts";
import { DEALS } from "./history-counts.ts";
import { countedBy } from "./history-sql.ts";
import { instant } from "./values.ts";

type CutWish = CutRules & { readonly now: number };

/** Whole tables are read and sorted: by scans, with room for the sort, and for longer than others may. */
const SETTINGS = `
  set local enable_seqscan = on; set local statement_timeout = 0; set local work_mem = '64MB'`;

/** What the domain's `cutsOf` says of all known values of a portal, input by input. */
export function countCuts(
  db: Database,
  portalId: string,
  { inputs, products, now }: CutWish,
): Promise<TierCuts> {
  const counted = inputs.filter(({ quantiles }) => quantiles !== undefined);
  if (counted.length === 0) return Promise.resolve({});
  return db.transaction(async () => {
    await db.query(SETTINGS);
    const cuts: Record<string, readonly number[]> = {};
    for (const kind of ["contact", "company"] as const) {
      const ofKind = inputsOf({ tierInputs: counted }, kind);
      if (ofKind.length === 0) continue;
      const values = [portalId, kind, instant(now), products];
      const rows = await db.rows(CutRow, statementOf(ofKind), values);
      for (const { id } of ofKind) cuts[id] = [];
      for (const { input_id, starts } of rows) cuts[input_id] = starts;
    }
    return cuts;
  });
}

const CutRow = z.object({ input_id: z.string(), starts: z.array(z.number()) });

type Column = { readonly name: string; readonly input: TierInput; readonly expression: string };

/** Deals are counted once for all inputs; each input is then sorted by itself. */
function statementOf(inputs: readonly TierInput[]): string {
  const columns = inputs.map(columnOf);
  const deals = columns.filter(({ input }) => fromOf(input) === "deals");
  const tickets = columns.filter(({ input }) => fromOf(input) === "tickets");
  const parts = columns.map(partsOf);
  return `
    with n as materialized (select $3::timestamptz as at, $4::text[] as products),
    deals as materialized (
      select d.customer_id${listOf(deals)} from n cross join ${DEALS}
      group by d.customer_id, n.at, n.products
    ), tickets as materialized (
      select t.customer_id${listOf(tickets)} from n cross join ticket_customer t
      where t.portal_id = $1 and t.kind = $2 group by t.customer_id, n.at
    ), known as materialized (
      select ${columns.map(({ name, input }) => `${knownValueOf(name, input)} as ${name}`).join(", ")}
      from n cross join customer c
      left join deals d on d.customer_id = c.customer_id
      left join tickets t on t.customer_id = c.customer_id
      where c.portal_id = $1 and c.kind = $2::text
    )
    ${parts.join(" union all ")}`;
}

function columnOf(input: TierInput, index: number): Column {
  const { history, withinDays } = input;
  const expression =
    history === undefined
      ? ""
      : countedBy({ fact: history, withinDays: withinDays ?? null }, "n.at", "n.products")
          .expression;
  return { name: `f${index}`, input, expression };
}

function fromOf({ history }: TierInput): "properties" | "deals" | "tickets" {
  if (history === undefined) return "properties";
  return history === "tickets" ? "tickets" : "deals";
}

function listOf(columns: readonly Column[]): string {
  return columns.map(({ name, expression }) => `, (${expression})::float8 as ${name}`).join("");
}

/** A property's name is a value of the policy: quoted as a literal, as its place is in the text. */
function knownValueOf(name: string, input: TierInput): string {
  switch (fromOf(input)) {
    case "deals":
      return `d.${name}`;
    case "tickets":
      return `coalesce(t.${name}, 0)`;
    case "properties": {
      const text = `c.properties ->> ${literal(input.property ?? "")}`;
      return input.measure === "number"
        ? `number_of(${text})`
        : `floor(extract(epoch from n.at - instant_of(btrim(${text}))) / 86400)::float8`;
    }
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("\0", "").replaceAll("'", "''")}'`;
}

/**
 * Equal values are in the lowest part that has one; an empty part begins where the next one does. It
 * stands in a `from`, since a statement may not be a `with` that is nothing but another one.
 */
function partsOf({ name, input }: Column): string {
  const parts = input.quantiles?.points.length ?? 1;
  return `
    select * from (with dealt as (
      select ${name} as value, ntile(${parts}) over (order by ${name}) as part
      from known where ${name} is not null
    ), begun as (
      select part, min(value) as start from (
        select value, min(part) over (partition by value) as part from dealt
      ) kept group by part
    )
    select ${literal(input.id)} as input_id, to_jsonb(array_agg(start order by part)) as starts
    from (
      select p.part, (select min(b.start) from begun b where b.part >= p.part) as start
      from generate_series(2, ${parts}) as p (part)
    ) cut where start is not null having count(*) > 0) of_${name}`;
}
