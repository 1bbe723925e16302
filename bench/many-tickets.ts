import { z } from "zod";
import { factsOfSnapshot } from "../src/app/intake/ticket-facts.ts";
import { fieldProperties } from "../src/app/intake/ticket-properties.ts";
import { commitTickets } from "../src/app/sla/commit-tickets.ts";
import { knowCustomers } from "../src/app/tiering/know-customers.ts";
import { invariant } from "../src/domain/invariant.ts";
import { connectPortals, openParts, type Parts } from "./open-parts.ts";
import type { StoreAddress } from "./store-places.ts";
import { BENCH_NOW, openStoryOf, type Story, snapshotOf } from "./ticket-stories.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The told tickets were opened within this time before `BENCH_NOW`. */
const OPENED_WITHIN_MS = 20 * MINUTE_MS;
/** A week later every told ticket has been due, and no copied one. */
export const DUE_AT = BENCH_NOW + 7 * DAY_MS;
const COPIES_DUE_FROM = DUE_AT + DAY_MS;
const COPIES_DUE_WITHIN_MS = 30 * DAY_MS;
export const FIRST_COPY_ID = 30_000_000_000;

const TICKETS_PER_COMMIT = 400;

/** A store with many open tickets, and a time that the measurements set. */
export type ManyTickets = {
  readonly parts: Parts;
  readonly told: number;
  readonly copied: number;
  readonly time: { now(): number };
};

/**
 * Opens tickets with all their facts through the production code, then copies their rows with other
 * ids until there are enough. The copies have no facts: they are there to be passed over.
 */
export async function openManyTickets(
  address: StoreAddress,
  wanted: { readonly tickets: number; readonly told: number },
): Promise<ManyTickets> {
  const time = { now: () => BENCH_NOW };
  const parts = await openParts(address, { now: () => time.now() });
  const copied = Math.max(0, wanted.tickets - wanted.told);
  try {
    await connectPortals(parts);
    for (let number = 0; number < wanted.told; number += TICKETS_PER_COMMIT) {
      await tell(parts, number, Math.min(TICKETS_PER_COMMIT, wanted.told - number));
    }
    await copyTickets(parts, copied);
    // The server has long done both to tables of that age.
    await parts.db.query("vacuum analyze");
    await parts.db.query("checkpoint");
    return { parts, told: wanted.told, copied, time };
  } catch (error) {
    await parts.db.close();
    throw error;
  }
}

async function tell(parts: Parts, from: number, count: number): Promise<void> {
  const stories = Array.from({ length: count }, (_, n) => {
    const ageMs = ((from + n) * 7_919) % OPENED_WITHIN_MS;
    return openStoryOf(from + n, BENCH_NOW - ageMs);
  });
  for (const [portalId, ofPortal] of Map.groupBy(stories, (story) => story.portalId)) {
    await commitStories(parts, String(portalId), ofPortal);
  }
}

/** As the intake does with tickets that are new to it. */
export async function commitStories(
  parts: Parts,
  portalId: string,
  stories: readonly Story[],
): Promise<void> {
  const context = await parts.contexts(portalId);
  invariant(context !== null, "the portals of the bench are connected");
  const snapshots = stories.map(snapshotOf);
  const fields = fieldProperties(context.current.policy);
  const refs = snapshots.flatMap(({ customers }) => customers);
  const grades = await knowCustomers(parts, context, refs);
  await parts.store.transaction(() =>
    commitTickets(parts.store, context, {
      ticketIds: snapshots.map(({ ticketId }) => ticketId).sort(),
      facts: snapshots.flatMap((snapshot) => [...factsOfSnapshot(snapshot, fields)]),
      grades,
      now: BENCH_NOW,
    }),
  );
}

const COPY = `
  with told as (
    select row_number() over (order by portal_id, ticket_id) - 1 as place, count(*) over () as of_all,
      portal_id, state, clocks, policy_version, data_at, evaluated_at
    from ticket where ticket_id < '${FIRST_COPY_ID}'
    order by portal_id, ticket_id limit 1000
  )
  insert into ticket (portal_id, ticket_id, state, clocks, policy_version, next_due_at, data_at,
    evaluated_at)
  select t.portal_id, id::text, jsonb_set(t.state, '{ticketId}', to_jsonb(id::text)), t.clocks,
    t.policy_version, $3::timestamptz + make_interval(secs => (id * 7919) % $4::bigint / 1000.0),
    t.data_at, t.evaluated_at
  from generate_series($1::bigint, $2::bigint) as id
  join told t on t.place = id % least(1000, t.of_all)`;

/** One statement that takes longer than the product allows itself. */
async function copyTickets({ db }: Parts, count: number): Promise<void> {
  if (count === 0) return;
  const session = await db.session();
  try {
    await session.query("set statement_timeout = 0");
    await session.query(COPY, [
      FIRST_COPY_ID,
      FIRST_COPY_ID + count - 1,
      new Date(COPIES_DUE_FROM).toISOString(),
      COPIES_DUE_WITHIN_MS,
    ]);
  } finally {
    session.release(true);
  }
}

const TicketId = z.object({ portal_id: z.string(), ticket_id: z.string() });

/** So many of the tickets, told and copied ones in equal parts. */
export async function someTickets(
  { parts }: ManyTickets,
  count: number,
): Promise<readonly { readonly portalId: string; readonly ticketId: string }[]> {
  const half = Math.ceil(count / 2);
  const rows = await parts.db.rows(
    TicketId,
    `(select portal_id, ticket_id from ticket where ticket_id < $1 limit $2)
     union all
     (select portal_id, ticket_id from ticket where ticket_id >= $1
      order by md5(ticket_id) limit $2)`,
    [String(FIRST_COPY_ID), half],
  );
  return rows.map((row) => ({ portalId: row.portal_id, ticketId: row.ticket_id }));
}

const MAKE_DUE = `
  with told as (
    select portal_id, ticket_id, row_number() over (order by md5(ticket_id)) - 1 as place
    from ticket where ticket_id < $1 order by md5(ticket_id) limit $2
  )
  update ticket t
  set next_due_at = $3::timestamptz + make_interval(secs => told.place * $4::float8 / 1000.0)
  from told where t.portal_id = told.portal_id and t.ticket_id = told.ticket_id`;

/** Asks for another look at told tickets, evenly over a stretch of time; says how many there are. */
export function makeDueOverTime(
  { parts }: ManyTickets,
  wanted: { readonly tickets: number; readonly from: number; readonly spreadMs: number },
): Promise<number> {
  return parts.db.run(MAKE_DUE, [
    String(FIRST_COPY_ID),
    wanted.tickets,
    new Date(wanted.from).toISOString(),
    wanted.spreadMs / wanted.tickets,
  ]);
}
