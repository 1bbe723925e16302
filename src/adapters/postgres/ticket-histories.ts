import { z } from "zod";
import { TicketEventDetail } from "../../domain/sla/ticket-event.ts";
import type { TicketHistory, Tickets } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { ClockDocument } from "./documents.ts";
import { Instant, instant } from "./values.ts";

/**
 * One statement, so that rows and facts are of one instant. The facts of a page are one range of the
 * primary key in each partition, and travel as one text a ticket: a row each would cost more than all
 * the rest.
 */
const HISTORIES = {
  name: "ticket_histories",
  text: `
    with page as materialized (
      select ticket_id, clocks, policy_version, next_due_at, data_at, evaluated_at from ticket
      where portal_id = $1 and ticket_id > $2 and state is not null and data_at >= $3
      order by ticket_id limit $4
    ), facts as (
      select e.ticket_id, json_agg(json_build_array(
        (extract(epoch from e.occurred_at) * 1000)::bigint, e.detail)) as events
      from ticket_event e
      where e.portal_id = $1 and e.ticket_id > $2
        and e.ticket_id <= (select max(ticket_id) from page)
        and e.ticket_id in (select ticket_id from page)
      group by e.ticket_id
    )
    select page.*, facts.events from page left join facts using (ticket_id) order by ticket_id`,
};

const Fact = z.tuple([z.number(), TicketEventDetail]);

const History = z
  .object({
    ticket_id: z.string(),
    clocks: z.array(ClockDocument),
    policy_version: z.int(),
    next_due_at: Instant.nullable(),
    data_at: Instant,
    evaluated_at: Instant,
    events: z.array(Fact).nullable(),
  })
  .transform(
    ({ ticket_id: ticketId, events, ...row }): TicketHistory => ({
      ticketId,
      clocks: row.clocks,
      policyVersion: row.policy_version,
      nextDueAt: row.next_due_at,
      dataAt: row.data_at,
      evaluatedAt: row.evaluated_at,
      events: (events ?? []).map(([occurredAt, detail]) => ({ ticketId, occurredAt, detail })),
    }),
  );

const HAS_EVENTS_BEFORE = `
  select exists (
    select from ticket_event where portal_id = $1 and occurred_at < $2
  ) as has_events`;

const HasEventsRow = z.object({ has_events: z.boolean() });

export function createTicketHistories(
  db: Database,
): Pick<Tickets, "histories" | "hasEventsBefore"> {
  return {
    histories: (portalId, { changedSince, afterTicketId, limit }) =>
      db.rows(History, HISTORIES, [portalId, afterTicketId ?? "", instant(changedSince), limit]),
    hasEventsBefore: async (portalId, at) => {
      const [found] = await db.rows(HasEventsRow, HAS_EVENTS_BEFORE, [portalId, instant(at)]);
      return found?.has_events ?? false;
    },
  };
}
