import { z } from "zod";
import { SurveyKind } from "../../domain/surveys/survey-rules.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import { Language } from "../../domain/words.ts";
import type { SurveyRequest, Surveys } from "../../ports/survey-store.ts";
import type { Database } from "./database.ts";
import { StoredTicketRow, TICKET_ROW_COLUMNS } from "./tickets.ts";
import { Instant, instant, json } from "./values.ts";

type Requests = Pick<
  Surveys,
  "unasked" | "heardOf" | "ask" | "lastAsked" | "request" | "requestsOf" | "markAnswered"
>;

export function createSurveyRequests(db: Database): Requests {
  return {
    unasked: (portalId, { since, afterTicketId, limit }) =>
      db.rows(StoredTicketRow, UNASKED, [portalId, instant(since), afterTicketId ?? "", limit]),
    heardOf: (portalId, { since, afterTicketId, limit }) =>
      db.rows(StoredTicketRow, HEARD_OF, [portalId, instant(since), afterTicketId ?? "", limit]),
    ask: async (portalId, requests) => {
      if (requests.length === 0) return [];
      return db.rows(StoredRequest, INSERT, [portalId, json(requests.map(recordOf))]);
    },
    lastAsked: async (portalId, customers) => {
      const kinds = customers.map(({ kind }) => kind);
      const ids = customers.map(({ id }) => id);
      const rows = await db.rows(LastAsked, LAST_ASKED, [portalId, kinds, ids]);
      return new Map(rows.map((row) => [`${row.kind}:${row.id}`, row.asked_at]));
    },
    request: async (portalId, requestId) =>
      (await db.rows(StoredRequest, FIND, [portalId, requestId]))[0] ?? null,
    requestsOf: (portalId, ticketIds) => db.rows(StoredRequest, OF_TICKETS, [portalId, ticketIds]),
    markAnswered: async (portalId, requestId, now) =>
      (await db.run(MARK_ANSWERED, [portalId, requestId, instant(now)])) > 0,
  };
}

const RequestColumns = z.object({
  request_id: z.string(),
  ticket_id: z.string(),
  customer_kind: CustomerKind,
  customer_id: z.string(),
  kind: SurveyKind,
  scale_from: z.int(),
  scale_to: z.int(),
  language: Language,
  asked_at: Instant,
  expires_at: Instant,
  answered_at: Instant.nullable(),
});

const StoredRequest = RequestColumns.transform(
  (row): SurveyRequest => ({
    requestId: row.request_id,
    ticketId: row.ticket_id,
    customer: { kind: row.customer_kind, id: row.customer_id },
    kind: row.kind,
    scale: { from: row.scale_from, to: row.scale_to },
    language: row.language,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    answeredAt: row.answered_at,
  }),
);

const COLUMNS = Object.keys(RequestColumns.shape).join(", ");

function recordOf(request: SurveyRequest) {
  return {
    request_id: request.requestId,
    ticket_id: request.ticketId,
    customer_kind: request.customer.kind,
    customer_id: request.customer.id,
    kind: request.kind,
    scale_from: request.scale.from,
    scale_to: request.scale.to,
    language: request.language,
    asked_at: instant(request.askedAt),
    expires_at: instant(request.expiresAt),
    answered_at: instant(request.answeredAt),
  };
}

const UNASKED = `
  select ${TICKET_ROW_COLUMNS} from ticket t
  where t.portal_id = $1 and t.data_at >= $2 and t.ticket_id > $3 and t.state is not null
    and not exists (
      select from survey_request r where r.portal_id = t.portal_id and r.ticket_id = t.ticket_id)
  order by t.ticket_id limit $4`;

const HEARD_OF = `
  select ${TICKET_ROW_COLUMNS} from ticket t
  where t.portal_id = $1 and t.data_at >= $2 and t.ticket_id > $3 and t.state is not null
  order by t.ticket_id limit $4`;

const INSERT = `
  insert into survey_request (portal_id, ${COLUMNS})
  select distinct on (r.ticket_id) $1::bigint, r.*
  from jsonb_to_recordset($2::jsonb) as r(request_id text, ticket_id text collate "C",
    customer_kind text, customer_id text, kind text, scale_from int, scale_to int, language text,
    asked_at timestamptz, expires_at timestamptz, answered_at timestamptz)
  order by r.ticket_id
  on conflict (portal_id, ticket_id) do nothing
  returning ${COLUMNS}`;

const LastAsked = z.object({ kind: z.string(), id: z.string(), asked_at: Instant });

const LAST_ASKED = `
  select r.kind, r.id, max(s.asked_at) as asked_at
  from unnest($2::text[], $3::text[]) as r(kind, id)
  join survey_request s on s.portal_id = $1 and s.customer_kind = r.kind and s.customer_id = r.id
  group by r.kind, r.id`;

const FIND = `select ${COLUMNS} from survey_request where portal_id = $1 and request_id = $2`;

const OF_TICKETS = {
  name: "find_survey_requests_of_tickets",
  text: `
  select ${COLUMNS} from survey_request where portal_id = $1 and ticket_id = any($2::text[])
  order by ticket_id`,
};

/** Of two answers at once the second waits for the first, and then finds none to note. */
const MARK_ANSWERED = `
  update survey_request set answered_at = $3
  where portal_id = $1 and request_id = $2 and answered_at is null`;
