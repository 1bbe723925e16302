import { z } from "zod";
import { TicketEventDetail, ticketEventKey } from "../../domain/sla/ticket-event.ts";
import type { SavedTicket, TicketRow, Tickets } from "../../ports/store.ts";
import { createBucketTurns } from "./buckets.ts";
import { saveClocks } from "./clocks.ts";
import { ComplaintDocument } from "./complaint-document.ts";
import { saveComplaints } from "./complaints.ts";
import type { Database } from "./database.ts";
import { ClockDocument } from "./documents.ts";
import { createOpenTickets } from "./open-tickets.ts";
import { saveTicketCustomers } from "./ticket-customers.ts";
import { TicketDocument } from "./ticket-document.ts";
import { createTicketHistories } from "./ticket-histories.ts";
import { Instant, instant, json } from "./values.ts";

export function createTickets(db: Database): Tickets {
  const nextBuckets = createBucketTurns();
  return {
    lock: (portalId, ticketIds) => lock(db, portalId, ticketIds),
    appendEvents: (portalId, events) => appendEvents(db, portalId, events),
    events: (portalId, ticketIds) => eventsOf(db, portalId, ticketIds),
    save: (portalId, rows) => save(db, portalId, rows),
    find: async (portalId, ticketId) => (await findAll(db, portalId, [ticketId]))[0] ?? null,
    findAll: (portalId, ticketIds) => findAll(db, portalId, ticketIds),
    // Every id comes after the empty text.
    page: (portalId, afterTicketId, limit) =>
      db.rows(StoredTicketRow, PAGE, [portalId, afterTicketId ?? "", limit]),
    ...createTicketHistories(db),
    ...createOpenTickets(db),
    ofCustomer: (portalId, { kind, id }, { before, limit }) =>
      db.rows(StoredTicketRow, OF_CUSTOMER, [
        portalId,
        kind,
        id,
        limit,
        instant(before?.createdAt ?? null),
        before?.ticketId ?? null,
      ]),
    openOfCustomer: (portalId, { kind, id }, { closedStages, limit }) =>
      db.rows(StoredTicketRow, OPEN_OF_CUSTOMER, [portalId, kind, id, limit, [...closedStages]]),
    existing: (portalId, ticketIds) => existing(db, portalId, ticketIds),
    claimDue: async (now, limit) => {
      const rows = await db.rows(DueRow, CLAIM_DUE, [nextBuckets(), instant(now), limit]);
      return rows.map(({ portalId, ...row }) => ({ portalId, row }));
    },
  };
}

export const TICKET_ROW_COLUMNS =
  "state, clocks, complaint, policy_version, next_due_at, data_at, evaluated_at";

const Columns = z.object({
  state: TicketDocument,
  clocks: z.array(ClockDocument),
  complaint: ComplaintDocument.nullable(),
  policy_version: z.int(),
  next_due_at: Instant.nullable(),
  data_at: Instant,
  evaluated_at: Instant,
});

function rowOf(columns: z.infer<typeof Columns>): TicketRow {
  return {
    ticket: columns.state,
    policyVersion: columns.policy_version,
    clocks: columns.clocks,
    complaint: columns.complaint,
    nextDueAt: columns.next_due_at,
    dataAt: columns.data_at,
    evaluatedAt: columns.evaluated_at,
  };
}

export const StoredTicketRow = Columns.transform(rowOf);
const Placeholder = z.object({ state: z.null() }).transform(() => null);
const LockedRow = z.union([Placeholder, StoredTicketRow]);
const DueRow = Columns.extend({ portal_id: z.string() }).transform((row) => ({
  portalId: row.portal_id,
  ...rowOf(row),
}));

const INSERT_PLACEHOLDERS = `
  insert into ticket (portal_id, ticket_id)
  select $1, id from unnest($2::text[]) as id order by id collate "C"
  on conflict do nothing`;

const LOCK = `
  select ${TICKET_ROW_COLUMNS} from ticket where portal_id = $1 and ticket_id = any($2::text[])
  order by ticket_id for update`;

/** A row that is not there cannot be locked, so a placeholder is made first. */
async function lock(
  db: Database,
  portalId: string,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, TicketRow>> {
  if (ticketIds.length === 0) return new Map();
  await db.run(INSERT_PLACEHOLDERS, [portalId, ticketIds]);
  const rows = await db.rows(LockedRow, LOCK, [portalId, ticketIds]);
  return new Map(rows.flatMap((row) => (row === null ? [] : [[row.ticket.ticketId, row]])));
}

const FIND = {
  name: "find_tickets",
  text: `
    select ${TICKET_ROW_COLUMNS} from ticket
    where portal_id = $1 and ticket_id = any($2::text[]) and state is not null`,
};

function findAll(
  db: Database,
  portalId: string,
  ticketIds: readonly string[],
): Promise<readonly TicketRow[]> {
  return db.rows(StoredTicketRow, FIND, [portalId, ticketIds]);
}

const PAGE = `
  select ${TICKET_ROW_COLUMNS} from ticket where portal_id = $1 and ticket_id > $2 and state is not null
  order by ticket_id limit $3`;

const OF_CUSTOMER = {
  name: "find_tickets_of_customer",
  text: `
  select ${TICKET_ROW_COLUMNS.replaceAll(/\w+/g, "t.$&")} from ticket_customer c
  join ticket t on t.portal_id = c.portal_id and t.ticket_id = c.ticket_id
  where c.portal_id = $1 and c.kind = $2 and c.customer_id = $3 and t.state is not null
    and ($5::timestamptz is null or (c.created_at, c.ticket_id) < ($5::timestamptz, $6::text))
  order by c.created_at desc, c.ticket_id desc limit $4`,
};

const OPEN_OF_CUSTOMER = {
  name: "find_open_tickets_of_customer",
  text: `
    select ${TICKET_ROW_COLUMNS.replaceAll(/\w+/g, "t.$&")} from ticket_customer c
    join ticket t on t.portal_id = c.portal_id and t.ticket_id = c.ticket_id
    where c.portal_id = $1 and c.kind = $2 and c.customer_id = $3 and t.state is not null
      and (t.complaint is not null
        or coalesce(t.state -> 'stages' -> -1 ->> 'stageId', '') <> all($5::text[]))
    order by c.created_at desc, c.ticket_id desc limit $4`,
};

const APPEND_EVENTS = `
  insert into ticket_event (portal_id, ticket_id, occurred_at, event_key, detail)
  select $1, e.ticket_id, e.occurred_at, e.event_key, e.detail
  from jsonb_to_recordset($2::jsonb)
    as e(ticket_id text, occurred_at timestamptz, event_key text, detail jsonb)
  order by e.ticket_id collate "C", e.occurred_at, e.event_key collate "C"
  on conflict do nothing`;

const appendEvents = async (
  db: Database,
  portalId: string,
  events: Parameters<Tickets["appendEvents"]>[1],
) => {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    ticket_id: event.ticketId,
    occurred_at: instant(event.occurredAt),
    event_key: ticketEventKey(event.detail),
    detail: event.detail,
  }));
  await db.run(APPEND_EVENTS, [portalId, json(rows)]);
};

const EVENTS = `
  select ticket_id, occurred_at, detail from ticket_event
  where portal_id = $1 and ticket_id = any($2::text[])
  order by ticket_id, occurred_at, event_key`;

const TicketEventRow = z
  .object({ ticket_id: z.string(), occurred_at: Instant, detail: TicketEventDetail })
  .transform((row) => ({
    ticketId: row.ticket_id,
    occurredAt: row.occurred_at,
    detail: row.detail,
  }));

async function eventsOf(
  db: Database,
  portalId: string,
  ticketIds: readonly string[],
): ReturnType<Tickets["events"]> {
  const events = await db.rows(TicketEventRow, EVENTS, [portalId, ticketIds]);
  return Map.groupBy(events, (event) => event.ticketId);
}

const UPSERT = `
  insert into ticket (portal_id, ticket_id, ${TICKET_ROW_COLUMNS})
  select $1, t.* from jsonb_to_recordset($2::jsonb) as t(ticket_id text, state jsonb, clocks jsonb,
    complaint jsonb, policy_version int, next_due_at timestamptz, data_at timestamptz, evaluated_at timestamptz)
  order by t.ticket_id collate "C"
  on conflict (portal_id, ticket_id) do update set state = excluded.state,
    clocks = excluded.clocks, complaint = excluded.complaint, policy_version = excluded.policy_version,
    next_due_at = excluded.next_due_at, data_at = excluded.data_at,
    evaluated_at = excluded.evaluated_at`;

async function save(db: Database, portalId: string, rows: readonly SavedTicket[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({
    ticket_id: row.ticket.ticketId,
    state: row.ticket,
    clocks: row.clocks,
    complaint: row.complaint,
    policy_version: row.policyVersion,
    next_due_at: instant(row.nextDueAt),
    data_at: instant(row.dataAt),
    evaluated_at: instant(row.evaluatedAt),
  }));
  await db.transaction(async () => {
    await db.run(UPSERT, [portalId, json(records)]);
    await saveClocks(db, portalId, rows);
    await saveTicketCustomers(db, portalId, rows);
    await saveComplaints(db, portalId, rows);
  });
}

const EXISTING = `
  select id from unnest($2::text[]) as id
  where exists (select from ticket_event where portal_id = $1 and ticket_id = id)`;

const IdRow = z.object({ id: z.string() });

async function existing(
  db: Database,
  portalId: string,
  ticketIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.rows(IdRow, EXISTING, [portalId, ticketIds]);
  return new Set(rows.map((row) => row.id));
}

/** `lateral` with an outer limit stops at the first buckets that are full, and locks no more than it takes. */
const CLAIM_DUE = `
  select t.* from unnest($1::smallint[]) as b(bucket)
  cross join lateral (
    select portal_id, ${TICKET_ROW_COLUMNS} from ticket
    where bucket = b.bucket and next_due_at <= $2
    order by next_due_at limit $3 for update skip locked
  ) t
  limit $3`;
