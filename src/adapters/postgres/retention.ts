import type { RetentionKind } from "../../domain/governance/retention-rules.ts";
import type { RetentionStore } from "../../ports/retention-store.ts";
import type { Database } from "./database.ts";
import { instant } from "./values.ts";

export function createRetention(db: Database): RetentionStore {
  return {
    cut: (portalId, { kind, before, closedStages, limit }) =>
      db.transaction(async () => {
        await db.query(WHOLE_PORTAL);
        const counts: [string, number][] = [];
        for (const { table, where, isOfTicket } of CUTS[kind]) {
          const values = [portalId, instant(before), limit];
          const text = deletionOf(table, isOfTicket ? `${where} and ${NOTHING_OPEN}` : where);
          const gone = await db.run(text, isOfTicket ? [...values, closedStages] : values);
          if (gone > 0) counts.push([table, gone]);
        }
        return Object.fromEntries(counts);
      }),
  };
}

/** All rows of a portal are looked at, once a night. */
const WHOLE_PORTAL = "set local enable_seqscan = on; set local statement_timeout = 0";

/**
 * Of a row with a ticket: neither the ticket is open, nor anything about it. A ticket that is not folded
 * yet counts as open; one that the CRM deleted does not.
 */
const NOTHING_OPEN = `
  not exists (
    select from ticket t where t.portal_id = r.portal_id and t.ticket_id = r.ticket_id
      and coalesce(t.state -> 'gone', 'null') = 'null'
      and not (coalesce(t.state -> 'stages' -> -1 ->> 'stageId', '') = any($4::text[])))
  and not exists (
    select from complaint c where c.portal_id = r.portal_id and c.ticket_id = r.ticket_id and c.is_open)
  and not exists (
    select from escalation e
    where e.portal_id = r.portal_id and e.ticket_id = r.ticket_id and e.ended_at is null)
  and not exists (
    select from corrective_action a
    where a.portal_id = r.portal_id and a.ticket_id = r.ticket_id and a.is_open)
  and not exists (
    select from recurrence_ticket rt
    join corrective_action a on a.portal_id = rt.portal_id and a.is_open
      and starts_with(a.action_id, 'recurrence:' || rt.recurrence_key)
    where rt.portal_id = r.portal_id and rt.ticket_id = r.ticket_id)
  and not exists (
    select from visit v
    where v.portal_id = r.portal_id and v.ticket_id = r.ticket_id and v.state = 'planned')`;

/** The next visit counts from it. */
const NOT_LAST_REAL = `(not r.is_real or exists (
  select from touch later where later.portal_id = r.portal_id
    and later.customer_kind = r.customer_kind and later.customer_id = r.customer_id and later.is_real
    and (later.touched_at, later.touch_id) > (r.touched_at, r.touch_id)))`;

type Cut = { readonly table: string; readonly where: string; readonly isOfTicket: boolean };

const CUTS: Readonly<Record<RetentionKind, readonly Cut[]>> = {
  touches: [{ table: "touch", where: `r.touched_at < $2 and ${NOT_LAST_REAL}`, isOfTicket: false }],
  surveys: [
    {
      table: "survey_answer",
      // Scores that are properties of the CRM are read again each night, and would be followed up anew.
      where: `r.at < $2 and r.followed_at is not null
        and r.source in ('submission', 'rating_link')`,
      isOfTicket: true,
    },
    {
      table: "survey_request",
      where: "r.asked_at < $2 and r.expires_at < $2",
      isOfTicket: true,
    },
  ],
  messages: [
    {
      table: "ticket_note",
      where: `r.said_at < $2 and r.crm_note_id is not null and not exists (
        select from outbox o where o.portal_id = r.portal_id and o.kind = 'ticket_note'
          and o.subject_id = r.note_id and o.state <> 'sent')`,
      isOfTicket: true,
    },
  ],
};

/** What somebody works at just now is left for the next night. */
function deletionOf(table: string, where: string): string {
  return `
    delete from ${table} where ctid = any(array(
      select r.ctid from ${table} r where r.portal_id = $1 and ${where}
      limit $3 for update of r skip locked))`;
}
