import type { TierInput } from "../../domain/tiering/tier.ts";
import { DEALS } from "./history-counts.ts";
import { countedBy } from "./history-sql.ts";

/** Whole tables are read and sorted: by scans, with room for the sort, and for longer than others may. */
export const WHOLE_TABLES = `
  set local enable_seqscan = on; set local statement_timeout = 0; set local work_mem = '64MB'`;

export type KnownColumn = {
  readonly name: string;
  readonly input: TierInput;
  readonly expression: string;
};

export function columnsOf(inputs: readonly TierInput[]): readonly KnownColumn[] {
  return inputs.map(columnOf);
}

/**
 * The parts of a `with` of which `known` has the values of inputs of all customers of portal `$1` and kind
 * `$2` as of `$3`, with products `$4`, each in its column; `kept` are further columns of the customer `c`.
 * Deals are counted once for all inputs.
 */
export function knownValues(columns: readonly KnownColumn[], kept: readonly string[] = []): string {
  const deals = columns.filter(({ input }) => fromOf(input) === "deals");
  const tickets = columns.filter(({ input }) => fromOf(input) === "tickets");
  const shown = [
    ...columns.map(({ name, input }) => `${knownValueOf(name, input)} as ${name}`),
    ...kept,
  ];
  return `
    n as materialized (select $3::timestamptz as at, $4::text[] as products),
    deals as materialized (
      select d.customer_id${listOf(deals)} from n cross join ${DEALS}
      group by d.customer_id, n.at, n.products
    ), tickets as materialized (
      select t.customer_id${listOf(tickets)} from n cross join ticket_customer t
      where t.portal_id = $1 and t.kind = $2 group by t.customer_id, n.at
    ), known as materialized (
      select ${shown.join(", ")}
      from n cross join customer c
      left join deals d on d.customer_id = c.customer_id
      left join tickets t on t.customer_id = c.customer_id
      where c.portal_id = $1 and c.kind = $2::text and c.gone_at is null
    )`;
}

function columnOf(input: TierInput, index: number): KnownColumn {
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

function listOf(columns: readonly KnownColumn[]): string {
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

export function literal(text: string): string {
  return `'${text.replaceAll("\0", "").replaceAll("'", "''")}'`;
}
