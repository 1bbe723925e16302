import { z } from "zod";
import {
  ERASED_WORDS,
  type ErasedPerson,
  withoutPerson,
  withoutWords,
} from "../../domain/privacy/person.ts";
import { TicketEventDetail, ticketEventKey } from "../../domain/sla/ticket-event.ts";
import type { RowCounts } from "../../ports/erasure-store.ts";
import type { Database } from "./database.ts";
import { blankEvents } from "./erase-deliveries.ts";
import { likenesses } from "./erase-rows.ts";
import { json } from "./values.ts";

type Target = { readonly db: Database; readonly portalId: string; readonly person: ErasedPerson };

const TICKETS = `
  select distinct ticket_id from ticket_event
  where portal_id = $1 and detail @> $2::jsonb order by ticket_id limit $3`;

/** Tickets whose facts name the contact. There is no index for that: all facts are read. */
export async function ticketsOf(
  { db, portalId, person }: Target,
  limit: number,
): Promise<readonly string[]> {
  const named = json({ customer: { kind: "contact", id: person.contactId } });
  return ticketIds(db, TICKETS, [portalId, named, limit]);
}

const MENTIONS = `
  select distinct ticket_id from ticket_event
  where portal_id = $1 and detail::text ilike any($2::text[]) order by ticket_id limit $3`;

/** Tickets in whose facts the contact is called by name, or by its id. */
export async function mentionsOf(
  { db, portalId, person }: Target,
  limit: number,
): Promise<readonly string[]> {
  return ticketIds(db, MENTIONS, [portalId, likenesses(person), limit]);
}

const TicketIdRow = z.object({ ticket_id: z.string() });

async function ticketIds(
  db: Database,
  sql: string,
  values: readonly (string | number | readonly string[])[],
): Promise<readonly string[]> {
  const rows = await db.transaction(async () => {
    await db.query("set local statement_timeout = 0");
    return db.rows(TicketIdRow, sql, values);
  });
  return rows.map((row) => row.ticket_id);
}

/**
 * Takes the person out of all that is kept of one ticket, and what people wrote about it. Its stages,
 * times, tiers and promises stay, so what was counted stays counted.
 */
export async function blankTicket(target: Target, ticketId: string): Promise<RowCounts> {
  const places = await blankFacts(target, ticketId);
  const events = await blankEvents(target, { ticketId, places });
  const documents: Record<string, number> = { ticket_event: places.length, ...events };
  for (const [table, columns, where] of DOCUMENTS) {
    documents[table] = await blankDocuments(target, { table, columns, where, ticketId });
  }
  const values = [target.portalId, ticketId, ERASED_WORDS];
  documents["ticket_note"] = await target.db.run(BLANK_NOTES, values);
  documents["survey_answer"] = await target.db.run(BLANK_ANSWERS, [target.portalId, ticketId]);
  return Object.fromEntries(Object.entries(documents).filter(([, rows]) => rows > 0));
}

const BLANK_NOTES = `
  update ticket_note set body = $3 where portal_id = $1 and ticket_id = $2 and body <> $3`;
const BLANK_ANSWERS = `
  update survey_answer set comment = '' where portal_id = $1 and ticket_id = $2 and comment <> ''`;

const OWN = "portal_id = $1 and ticket_id = $2";
const DOCUMENTS = [
  ["escalation_act", ["detail"], OWN],
  ["escalation", ["triggers", "steps"], OWN],
  ["corrective_action", ["state"], OWN],
  [
    "action_event",
    ["event"],
    `portal_id = $1 and action_id in (select action_id from corrective_action where ${OWN})`,
  ],
] as const;

const FactRow = z.object({ place: z.string(), event_key: z.string(), detail: z.unknown() });

/** The instants of the facts that were changed, a fact each. */
async function blankFacts(
  { db, portalId, person }: Target,
  ticketId: string,
): Promise<readonly string[]> {
  const rows = await db.rows(
    FactRow,
    `select occurred_at::text as place, event_key, detail from ticket_event where ${OWN}
     order by occurred_at, event_key for update`,
    [portalId, ticketId],
  );
  const changed: string[] = [];
  for (const { place, event_key, detail } of rows) {
    const rest = blank(detail, person);
    if (json(rest) === json(detail)) continue;
    const fact = TicketEventDetail.parse(rest);
    const values = [portalId, ticketId, place, event_key];
    await db.run(`delete from ticket_event where ${THIS_FACT}`, values);
    await db.run(INSERT_FACT, [portalId, ticketId, place, ticketEventKey(fact), json(fact)]);
    changed.push(place);
  }
  return changed;
}

const THIS_FACT = `${OWN} and occurred_at = $3::text::timestamptz and event_key = $4`;
const INSERT_FACT = `
  insert into ticket_event (portal_id, ticket_id, occurred_at, event_key, detail)
  values ($1, $2, $3::text::timestamptz, $4, $5::text::jsonb) on conflict do nothing`;

const DocumentsRow = z.object({ place: z.string(), documents: z.array(z.unknown()) });

async function blankDocuments(
  { db, portalId, person }: Target,
  wanted: {
    readonly table: string;
    readonly columns: readonly string[];
    readonly where: string;
    readonly ticketId: string;
  },
): Promise<number> {
  const { table, columns, where, ticketId } = wanted;
  const rows = await db.rows(
    DocumentsRow,
    `select ctid::text as place, jsonb_build_array(${columns.join(", ")}) as documents
     from ${table} where ${where} for update`,
    [portalId, ticketId],
  );
  let changed = 0;
  for (const { place, documents } of rows) {
    const rest = documents.map((document) => blank(document, person));
    if (json(rest) === json(documents)) continue;
    const sets = columns.map((name, n) => `${name} = $${n + 2}::text::jsonb`).join(", ");
    await db.run(`update ${table} set ${sets} where ctid = $1::text::tid`, [
      place,
      ...rest.map(json),
    ]);
    changed += 1;
  }
  return changed;
}

function blank(document: unknown, person: ErasedPerson): unknown {
  return withoutPerson(withoutWords(document), person);
}
