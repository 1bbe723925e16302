import { z } from "zod";
import type { Database } from "./database.ts";

/** Portals that are served in one claim at most; what others have waiting comes with the next. */
const PORTALS_AT_ONCE = 100;
/** Portal 0 is that of events which name none. */
const BEFORE_ALL = "-1";

/** From which portals a claim takes, and how many rows of each. */
export type PortalTurn = { readonly portalIds: readonly string[]; readonly share: number };

export type PortalTurns = {
  /** Those whose turn it is, for so many rows in all; `parameters` are those of `waiting`, from `$3` on. */
  next(limit: number, parameters?: readonly unknown[]): Promise<PortalTurn>;
};

/**
 * A claim takes the same share from every portal that has something waiting, and the next claim goes on
 * behind the last of them, round and round: one that has a hundred thousand rows waiting holds up nobody.
 * The portals are found by one probe of an index each, which begins with what `waiting` asks and the portal.
 */
export function createPortalTurns(
  db: Database,
  { table, waiting }: { readonly table: string; readonly waiting: string },
): PortalTurns {
  const probe = (behind: string) => `
    (select portal_id from ${table} where ${waiting} and portal_id > ${behind}
     order by portal_id limit 1)`;
  const after = (behind: string) => `coalesce(${probe(behind)}, ${probe(BEFORE_ALL)})`;
  // Planned once: planning it takes ten times as long as running it.
  const name = `turn_of_${table}`;
  const text = `
    with recursive turn (portal_id, first, number) as (
      select found.portal_id, found.portal_id, 1
      from (select ${after("$1::bigint")} as portal_id) found where found.portal_id is not null
      union all
      select found.portal_id, turn.first, turn.number + 1
      from turn cross join lateral (select ${after("turn.portal_id")} as portal_id) found
      where turn.number < $2::int and found.portal_id <> turn.first
    )
    select portal_id from turn order by number`;
  let last = BEFORE_ALL;
  return {
    next: async (limit, parameters = []) => {
      const count = Math.min(limit, PORTALS_AT_ONCE);
      const rows = await db.rows(PortalRow, { name, text }, [last, count, ...parameters]);
      const portalIds = rows.map((row) => row.portal_id);
      last = portalIds.at(-1) ?? BEFORE_ALL;
      return { portalIds, share: shareOf(limit, portalIds.length) };
    },
  };
}

const PortalRow = z.object({ portal_id: z.string() });

/** Of so many rows what each of the portals gets; together they get no more. */
function shareOf(limit: number, portals: number): number {
  return Math.max(1, Math.floor(limit / Math.max(1, portals)));
}
