import { createHash } from "node:crypto";
import { z } from "zod";
import { type Database, openDatabase } from "../../src/adapters/postgres/database.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createLogger } from "../../src/adapters/system/logger.ts";
import type { PolicyReplay } from "../../src/app/governance/policy-replay.ts";
import { replayPolicy } from "../../src/app/governance/replay-policy.ts";
import { createPortalContexts } from "../../src/app/sla/portal-contexts.ts";
import { type TicketDifference, verifyTickets } from "../../src/app/sla/verify-tickets.ts";
import { REPLAY_PORTAL_ID, type ReplayDatabase } from "./plugin-messages.ts";

/** What is read here never asks for the time. */
const NEVER = { now: () => 0 };
const ALL_DAYS = 10_000;

const Clock = z.object({
  kind: z.enum(["first_response", "resolution"]),
  state: z.string(),
  usedMs: z.number(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
});

const TicketDocument = z.object({
  subject: z.string(),
  priorities: z.array(z.object({ at: z.number(), priority: z.string() })),
});

export type ReplayedTicket = {
  /** As in the log, e.g. `INC0000045`. */
  readonly number: string;
  readonly priority: string;
  readonly clocks: readonly z.infer<typeof Clock>[];
};

type Said = { readonly id: string; readonly isOver: boolean; readonly says: string };

export type ReplayedState = {
  readonly tickets: readonly ReplayedTicket[];
  readonly cases: { readonly total: number; readonly lateNews: number };
  readonly visits: { readonly planned: number; readonly withTask: number };
  /** Every ticket derived anew from its facts, and where the store says otherwise. */
  readonly verified: {
    readonly tickets: number;
    readonly differences: readonly TicketDifference[];
  };
  /** The policy in force, replayed over all of them. */
  readonly replayed: PolicyReplay | null;
  /** The same for every way of telling the same log. */
  readonly fingerprint: string;
  /**
   * Each case that late news did not take back and each visit, as it says. What was over before late news
   * came stays as it was told then.
   */
  readonly says: Readonly<Record<"cases" | "visits", readonly Said[]>>;
  /** What the fingerprint is made of, by table. */
  readonly parts: Readonly<Record<string, string>>;
};

/**
 * Everything that follows from the log. Left out is what depends on the way: when a row was last looked
 * at, how much a clock had used by then, cases that late news took back, and which day of its window the
 * plan gave a visit: one whose day went by before its task could be made is put on a later day.
 */
const PARTS: Readonly<Record<string, string>> = {
  tickets: "select state, next_due_at from ticket where portal_id = $1 order by ticket_id",
  clocks: `select ticket_id, kind, state, target_minutes, calendar_id, started_at, due_at, warned_at,
      breached_at, ended_at, pause_reason, paused_since,
      case when ended_at is not null then used_ms end as used_ms
    from clock where portal_id = $1 order by ticket_id, kind`,
  cases: `select case_id, ticket_id, department, state, opened_at, ended_at, triggers, steps
    from escalation where portal_id = $1 and not steps @> '[{"reason": "late_news"}]'
    order by case_id`,
  customers: `select kind, customer_id, properties, grade from customer
    where portal_id = $1 order by kind, customer_id`,
  visits: `select visit_id, customer_kind, customer_id, ticket_id, tier, anchor_date, earliest_date,
      wanted_date, latest_date
    from visit where portal_id = $1 and state <> 'cancelled' and reason = 'ticket_closed'
    order by visit_id`,
};

export async function readReplayedState(database: ReplayDatabase): Promise<ReplayedState> {
  const { url, dataDir, schema, maxConnections } = database;
  const db = await openDatabase({
    maxConnections,
    ...(url !== undefined && { url }),
    ...(dataDir !== undefined && { dataDir }),
    ...(schema !== undefined && { schema }),
    logger: createLogger({ level: "silent" }),
    timeSource: NEVER,
  });
  try {
    const parts: Record<string, string> = {};
    for (const [name, sql] of Object.entries(PARTS)) {
      parts[name] = digest((await db.query(sql, [REPLAY_PORTAL_ID])).rows);
    }
    return {
      tickets: await readTickets(db),
      cases: (await db.rows(Cases, COUNT_CASES, [REPLAY_PORTAL_ID]))[0] ?? NO_CASES,
      visits: (await db.rows(Visits, COUNT_VISITS, [REPLAY_PORTAL_ID]))[0] ?? NO_VISITS,
      verified: await verify(db),
      replayed: await replay(db),
      says: { cases: await readSaid(db, "cases"), visits: await readSaid(db, "visits") },
      parts,
      fingerprint: digest(parts),
    };
  } finally {
    await db.close();
  }
}

async function verify(db: Database): Promise<ReplayedState["verified"]> {
  const store = createStore(db);
  const differences: TicketDifference[] = [];
  const portals = await verifyTickets(
    { store, contexts: createPortalContexts(store) },
    [REPLAY_PORTAL_ID],
    {
      onDifference: (difference) => differences.push(difference),
      onProgress: () => undefined,
    },
  );
  return { tickets: portals.reduce((sum, portal) => sum + portal.tickets, 0), differences };
}

/** From the first incident on, whenever that was; as of the last look at any of them. */
async function replay(db: Database): Promise<PolicyReplay | null> {
  const store = createStore(db);
  const contexts = createPortalContexts(store);
  const policy = (await contexts(REPLAY_PORTAL_ID))?.current.policy;
  const [last] = await db.rows(LastLook, LAST_LOOK, [REPLAY_PORTAL_ID]);
  if (policy === undefined || last === undefined) return null;
  const timeSource = { now: () => last.at };
  const request = { portalId: REPLAY_PORTAL_ID, policy, sinceDays: ALL_DAYS };
  const outcome = await replayPolicy({ store, contexts, timeSource }, request);
  return outcome.ok ? outcome.replay : null;
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

const LastLook = z.object({ at: z.number() });
const LAST_LOOK = `select (extract(epoch from max(evaluated_at)) * 1000)::float8 as at
  from ticket where portal_id = $1`;

const Cases = z.object({ total: z.number(), lateNews: z.number() });
const Visits = z.object({ planned: z.number(), withTask: z.number() });
const NO_CASES = { total: 0, lateNews: 0 };
const NO_VISITS = { planned: 0, withTask: 0 };

const COUNT_CASES = `select count(*)::int as total,
    count(*) filter (where steps @> '[{"reason": "late_news"}]')::int as "lateNews"
  from escalation where portal_id = $1`;
const COUNT_VISITS = `select count(*) filter (where state = 'planned')::int as planned,
    count(*) filter (where task_id is not null)::int as "withTask"
  from visit where portal_id = $1`;

const OVER: Readonly<Record<keyof ReplayedState["says"], string>> = {
  cases: "select case_id as id from escalation where portal_id = $1 and ended_at is not null",
  visits: "select visit_id as id from visit where portal_id = $1 and state <> 'planned'",
};

async function readSaid(db: Database, of: keyof typeof OVER): Promise<readonly Said[]> {
  const over = await db.rows(z.object({ id: z.string() }), OVER[of], [REPLAY_PORTAL_ID]);
  const isOver = new Set(over.map(({ id }) => id));
  const { rows } = await db.query(PARTS[of] ?? "", [REPLAY_PORTAL_ID]);
  return rows.map((row) => {
    const { case_id, visit_id } = SaidRow.parse(row);
    const id = case_id ?? visit_id ?? "";
    return { id, isOver: isOver.has(id), says: digest(row) };
  });
}

const SaidRow = z.looseObject({ case_id: z.string().optional(), visit_id: z.string().optional() });

async function readTickets(db: Database): Promise<readonly ReplayedTicket[]> {
  const rows = await db.rows(
    z.object({ state: TicketDocument, clocks: z.array(Clock) }),
    "select state, clocks from ticket where portal_id = $1 and state is not null order by ticket_id",
    [REPLAY_PORTAL_ID],
  );
  return rows.map(({ state, clocks }) => ({
    number: state.subject.split(" ")[0] ?? "",
    priority: state.priorities.at(-1)?.priority ?? "",
    clocks,
  }));
}
