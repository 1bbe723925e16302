import { z } from "zod";
import type { FigureCounts, FigurePeriod, KeptCount } from "../../ports/figure-store.ts";
import type { Database } from "./database.ts";
import { Count, instant, json } from "./values.ts";

export function createFigureCounts(db: Database): FigureCounts {
  return {
    clocks: (portalId, kind, periods) =>
      db.rows(StoredKept, CLOCKS, [portalId, kind, json(periods.map(recordOf))]),
    acknowledgements: (portalId, periods) =>
      db.rows(StoredMedian, ACKNOWLEDGEMENTS, [portalId, json(periods.map(recordOf))]),
    visits: (portalId, days, timeZone) => {
      const records = days.map(({ fromDate, untilDate }, position) => ({
        position,
        from_date: fromDate,
        until_date: untilDate,
      }));
      return db.rows(StoredKept, VISITS, [portalId, json(records), timeZone]);
    },
  };
}

function recordOf({ fromAt, untilAt }: FigurePeriod, position: number) {
  return { position, from_at: instant(fromAt), until_at: instant(untilAt) };
}

const StoredKept = z
  .object({ kept: Count, total: Count })
  .transform((row): KeptCount => ({ kept: row.kept, all: row.total }));

const PERIODS = "(position int, from_at timestamptz, until_at timestamptz)";

/** By the index `clock_settled`: the condition is the index's own. */
const CLOCKS = `
  select count(c.kind) filter (where c.breached_at is null) as kept, count(c.kind) as total
  from jsonb_to_recordset($3::jsonb) as p${PERIODS}
  left join clock c on c.portal_id = $1 and c.kind = $2
    and (c.breached_at is not null or c.state = 'met')
    and coalesce(c.breached_at, c.ended_at) >= p.from_at
    and coalesce(c.breached_at, c.ended_at) < p.until_at
  group by p.position order by p.position`;

const StoredMedian = z
  .object({ median_ms: z.number().nullable(), total: Count })
  .transform((row) => ({ medianMs: row.median_ms, count: row.total }));

/** Steps are in the order of their times, so the first one that says so is the first taking. */
const ACKNOWLEDGEMENTS = `
  select percentile_cont(0.5) within group (order by e.taken_ms) as median_ms,
    count(e.taken_ms) as total
  from jsonb_to_recordset($2::jsonb) as p${PERIODS}
  left join lateral (
    select (s.step ->> 'at')::float8 - extract(epoch from c.opened_at)::float8 * 1000 as taken_ms
    from escalation c
    cross join lateral (
      select step from jsonb_array_elements(c.steps) with ordinality as one(step, place)
      where step ->> 'act' = 'acknowledged' order by place limit 1
    ) s
    where c.portal_id = $1 and c.opened_at >= p.from_at and c.opened_at < p.until_at
  ) e on true
  group by p.position order by p.position`;

/** A visit that was tried again has an outcome for each try; the last one says when it was made. */
const VISITS = `
  select count(v.latest_date) filter (where v.made_date <= v.latest_date) as kept,
    count(v.latest_date) as total
  from jsonb_to_recordset($2::jsonb) as p(position int, from_date date, until_date date)
  left join lateral (
    select one.latest_date, (
      select max(o.ended_at at time zone $3)::date from visit_outcome o
      where one.state = 'done' and o.portal_id = one.portal_id and o.visit_id = one.visit_id
    ) as made_date
    from visit one
    where one.portal_id = $1 and one.state <> 'cancelled'
      and one.latest_date >= p.from_date and one.latest_date < p.until_date
  ) v on true
  group by p.position order by p.position`;
