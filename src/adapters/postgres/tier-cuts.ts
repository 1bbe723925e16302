import { z } from "zod";
import type { TierCuts } from "../../domain/tiering/quantiles.ts";
import { inputsOf } from "../../domain/tiering/score.ts";
import type { TierInput } from "../../domain/tiering/tier.ts";
import type { CutRules } from "../../ports/tier-store.ts";
import type { Database } from "./database.ts";
import { columnsOf, type KnownColumn, knownValues, literal, WHOLE_TABLES } from "./known-values.ts";
import { instant } from "./values.ts";

type CutWish = CutRules & { readonly now: number };

/** What the domain's `cutsOf` says of all known values of a portal, input by input. */
export function countCuts(
  db: Database,
  portalId: string,
  { inputs, products, now }: CutWish,
): Promise<TierCuts> {
  const counted = inputs.filter(({ quantiles }) => quantiles !== undefined);
  if (counted.length === 0) return Promise.resolve({});
  return db.transaction(async () => {
    await db.query(WHOLE_TABLES);
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

/** Each input is sorted by itself. */
function statementOf(inputs: readonly TierInput[]): string {
  const columns = columnsOf(inputs);
  return `with ${knownValues(columns)} ${columns.map(partsOf).join(" union all ")}`;
}

/**
 * The values are dealt into parts as `ntile` does, the larger parts first; equal values are in the lowest
 * part that has one, which is that of their first row, so each different value is looked at once. An empty
 * part begins where the next one does. It stands in a `from`, since a statement may not be a `with` that is
 * nothing but another one.
 */
function partsOf({ name, input }: KnownColumn): string {
  const parts = input.quantiles?.points.length ?? 1;
  return `
    select * from (with counted as (
      select ${name} as value, count(*) as n from known where ${name} is not null group by ${name}
    ), placed as (
      select value, (sum(n) over (order by value) - n)::bigint as before,
        (sum(n) over ())::bigint / ${parts} as size, (sum(n) over ())::bigint % ${parts} as larger
      from counted
    ), begun as materialized (
      select min(value) as start, case
          when before < larger * (size + 1) then before / (size + 1) + 1
          else larger + (before - larger * (size + 1)) / size + 1
        end as part
      from placed group by 2
    )
    select ${literal(input.id)} as input_id, to_jsonb(array_agg(start order by part)) as starts
    from (
      select p.part, (select min(b.start) from begun b where b.part >= p.part) as start
      from generate_series(2, ${parts}) as p (part)
    ) cut where start is not null having count(*) > 0) of_${name}`;
}
