import { z } from "zod";
import {
  IMPORT_KINDS,
  type ImportAdvance,
  type ImportKindProgress,
  type ImportStart,
  type Imports,
  type PortalImport,
} from "../../ports/import-store.ts";
import type { Database } from "./database.ts";
import { Count, Instant, instant } from "./values.ts";

export function createImports(db: Database): Imports {
  const changes = async (sql: string, values: readonly unknown[]): Promise<boolean> =>
    (await db.rows(PortalRow, sql, [...values])).length > 0;
  return {
    request: (portalId, start, state) => begin(db, portalId, { start, state, sql: REQUEST }),
    restart: (portalId, start) => begin(db, portalId, { start, state: "running", sql: RESTART }),
    find: (portalId) => find(db, portalId),
    connected: async (portalId) => (await db.rows(ConnectedRow, CONNECTED, [portalId]))[0] ?? null,
    running: async () => (await db.rows(PortalRow, RUNNING)).map((row) => row.portal_id),
    claim: async (portalId, now, leaseMs) => {
      const values = [portalId, instant(now), instant(now + leaseMs)];
      return (await changes(CLAIM, values)) ? find(db, portalId) : null;
    },
    beat: (portalId, now, leaseMs) =>
      changes(BEAT, [portalId, instant(now), instant(now + leaseMs)]),
    chooseWay: async (portalId, way) => {
      await db.run("update portal_import set way = $2 where portal_id = $1", [portalId, way]);
    },
    advance: (portalId, progress) => advance(db, portalId, progress),
    turn: (portalId, to, now) => changes(TURN, [portalId, to, instant(now)]),
    end: async (portalId, { state, trouble }, now) => {
      await db.run(END, [portalId, state, trouble, instant(now)]);
    },
    putOff: async (portalId, until, trouble) => {
      await db.run(PUT_OFF, [portalId, instant(until), trouble]);
    },
    endLeases: async () => {
      await db.run("update portal_import set leased_until = to_timestamp(0)");
    },
  };
}

const PortalRow = z.object({ portal_id: z.string() });
const ConnectedRow = z.object({ first: Instant, last: Instant });

const VALUES = "($1, $2, $2, $5, $2, $2, to_timestamp(0), $3, $4)";
const COLUMNS =
  "portal_id, connected_at, last_connected_at, state, started_at, beat_at, leased_until, history, closed_since";

/** A portal that comes back goes on with what it has. */
const REQUEST = `
  insert into portal_import (${COLUMNS}) values ${VALUES}
  on conflict (portal_id) do update set last_connected_at = excluded.last_connected_at
  returning xmax::text = '0' as is_new`;

const RESTART = `
  insert into portal_import as old (${COLUMNS}) values ${VALUES}
  on conflict (portal_id) do update set state = excluded.state, started_at = excluded.started_at,
    finished_at = null, beat_at = excluded.beat_at, leased_until = to_timestamp(0),
    history = excluded.history, closed_since = excluded.closed_since, way = null, trouble = null
  returning true as is_new`;

const CLEAR_KINDS = "delete from portal_import_kind where portal_id = $1";

const BegunRow = z.object({ is_new: z.boolean() });

async function begin(
  db: Database,
  portalId: string,
  {
    start,
    state,
    sql,
  }: {
    readonly start: ImportStart;
    readonly state: "running" | "paused";
    readonly sql: string;
  },
): Promise<void> {
  const { startedAt, history, closedSince } = start;
  await db.transaction(async () => {
    const values = [portalId, instant(startedAt), history, instant(closedSince), state];
    const [row] = await db.rows(BegunRow, sql, values);
    if (row?.is_new === true) await db.run(CLEAR_KINDS, [portalId]);
  });
}

const CONNECTED = `
  select connected_at as first, last_connected_at as last from portal_import where portal_id = $1`;
const RUNNING = `
  select portal_id from portal_import where state = 'running' order by portal_id`;
const CLAIM = `
  update portal_import set leased_until = $3, beat_at = $2, trouble = null
  where portal_id = $1 and state = 'running' and leased_until <= $2 returning portal_id`;
const BEAT = `
  update portal_import set leased_until = $3, beat_at = $2
  where portal_id = $1 and state = 'running' returning portal_id`;
const TURN = `
  update portal_import set state = $2, beat_at = $3, leased_until = to_timestamp(0), trouble = null
  where portal_id = $1 and (($2 = 'paused' and state = 'running')
    or ($2 = 'running' and state in ('paused', 'failed'))) returning portal_id`;
const END = `
  update portal_import set state = $2, trouble = $3, finished_at = $4, beat_at = $4
  where portal_id = $1 and state = 'running'`;
const PUT_OFF = `
  update portal_import set leased_until = $2, trouble = $3 where portal_id = $1`;

const FIND = `
  select state, started_at, finished_at, beat_at, history, closed_since, way, trouble
  from portal_import where portal_id = $1`;

const ImportRow = z.object({
  state: z.enum(["running", "paused", "done", "failed"]),
  started_at: Instant,
  finished_at: Instant.nullable(),
  beat_at: Instant,
  history: z.enum(["rebuild", "since_install"]),
  closed_since: Instant,
  way: z.enum(["list", "search"]).nullable(),
  trouble: z.string().nullable(),
});

const KINDS = `
  select kind, after, is_done, done, total, calls from portal_import_kind where portal_id = $1`;

const KindRow = z
  .object({
    kind: z.enum(IMPORT_KINDS),
    after: z.string().nullable(),
    is_done: z.boolean(),
    done: Count,
    total: Count.nullable(),
    calls: Count,
  })
  .transform(({ is_done, ...row }): ImportKindProgress => ({ ...row, isDone: is_done }));

async function find(db: Database, portalId: string): Promise<PortalImport | null> {
  const [row] = await db.rows(ImportRow, FIND, [portalId]);
  if (row === undefined) return null;
  const kinds = await db.rows(KindRow, KINDS, [portalId]);
  return {
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    beatAt: row.beat_at,
    history: row.history,
    closedSince: row.closed_since,
    way: row.way,
    trouble: row.trouble,
    kinds: IMPORT_KINDS.flatMap((kind) => kinds.filter((one) => one.kind === kind)),
  };
}

const ADVANCE = `
  insert into portal_import_kind as k (portal_id, kind, after, is_done, done, total, calls)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (portal_id, kind) do update set after = excluded.after, is_done = excluded.is_done,
    done = k.done + excluded.done, total = coalesce(excluded.total, k.total),
    calls = k.calls + excluded.calls`;

async function advance(db: Database, portalId: string, progress: ImportAdvance): Promise<void> {
  const { kind, after, isDone, done, calls, total = null } = progress;
  await db.run(ADVANCE, [portalId, kind, after, isDone, done, total, calls]);
}
