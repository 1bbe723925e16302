import { z } from "zod";
import type { SurveyAnswer } from "../../domain/surveys/survey-answer.ts";
import { SurveyKind } from "../../domain/surveys/survey-rules.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { Surveys } from "../../ports/survey-store.ts";
import type { Database } from "./database.ts";
import { createSurveyRequests } from "./survey-requests.ts";
import { Instant, instant, json } from "./values.ts";

export function createSurveys(db: Database): Surveys {
  return {
    ...createSurveyRequests(db),
    save: async (portalId, answers) => {
      if (answers.length === 0) return [];
      return db.rows(StoredAnswer, INSERT, [portalId, json(answers.map(recordOf))]);
    },
    of: (portalId, { customers, ticketIds, limit }) =>
      db.rows(StoredAnswer, OF, [
        portalId,
        customers.map(({ kind }) => kind),
        customers.map(({ id }) => id),
        ticketIds,
        limit,
      ]),
    notFollowed: (portalId, limit) => db.rows(StoredAnswer, NOT_FOLLOWED, [portalId, limit]),
    markFollowed: async (portalId, answerKeys, now) => {
      await db.run(MARK_FOLLOWED, [portalId, answerKeys, instant(now)]);
    },
    move: async (portalId, from, into) => {
      const parameters = [portalId, from.kind, from.id, into.kind, into.id];
      await db.transaction(async () => {
        await db.run(MOVE_ANSWERS, parameters);
        await db.run(MOVE_REQUESTS, parameters);
      });
    },
    access: async (portalId) => {
      const [row] = await db.rows(StoredAccess, ACCESS, [portalId]);
      return row ?? { access: "unknown", checkedAt: null, readUntil: null };
    },
    saveAccess: async (portalId, { access, readUntil }, now) => {
      await db.run(SAVE_ACCESS, [portalId, access, instant(now), instant(readUntil)]);
    },
  };
}

const AnswerColumns = z.object({
  answer_key: z.string(),
  kind: SurveyKind,
  score: z.number(),
  scale_from: z.int(),
  scale_to: z.int(),
  at: Instant,
  customer_kind: CustomerKind.nullable(),
  customer_id: z.string().nullable(),
  ticket_id: z.string().nullable(),
  comment: z.string(),
  source: z.enum(["submission", "ticket_property", "contact_property", "rating_link"]),
});

const StoredAnswer = AnswerColumns.transform(
  (row): SurveyAnswer => ({
    answerKey: row.answer_key,
    kind: row.kind,
    score: row.score,
    scale: { from: row.scale_from, to: row.scale_to },
    at: row.at,
    customer:
      row.customer_kind === null || row.customer_id === null
        ? null
        : { kind: row.customer_kind, id: row.customer_id },
    ticketId: row.ticket_id,
    comment: row.comment,
    source: row.source,
  }),
);

const COLUMNS = Object.keys(AnswerColumns.shape).join(", ");

function recordOf(answer: SurveyAnswer) {
  return {
    answer_key: answer.answerKey,
    kind: answer.kind,
    score: answer.score,
    scale_from: answer.scale.from,
    scale_to: answer.scale.to,
    at: instant(answer.at),
    customer_kind: answer.customer?.kind ?? null,
    customer_id: answer.customer?.id ?? null,
    ticket_id: answer.ticketId,
    comment: answer.comment,
    source: answer.source,
  };
}

const INSERT = `
  insert into survey_answer (portal_id, ${COLUMNS})
  select distinct on (a.answer_key) $1::bigint, a.*
  from jsonb_to_recordset($2::jsonb) as a(answer_key text collate "C", kind text, score float8,
    scale_from int, scale_to int, at timestamptz, customer_kind text, customer_id text,
    ticket_id text, comment text, source text)
  order by a.answer_key
  on conflict (portal_id, answer_key) do nothing
  returning ${COLUMNS}`;

/** Two ways by an index each; an answer that comes by both is there once. */
const OF = {
  name: "find_survey_answers",
  text: `
  with wanted as (
    select a.answer_key from unnest($2::text[], $3::text[]) as r(kind, id)
    join survey_answer a
      on a.portal_id = $1 and a.customer_kind = r.kind and a.customer_id = r.id
    union
    select answer_key from survey_answer where portal_id = $1 and ticket_id = any($4::text[])
  )
  select ${COLUMNS} from survey_answer
  where portal_id = $1 and answer_key in (select answer_key from wanted)
  order by at desc, answer_key limit $5`,
};

const NOT_FOLLOWED = `
  select ${COLUMNS} from survey_answer where portal_id = $1 and followed_at is null
  order by at, answer_key limit $2`;

const MARK_FOLLOWED = `
  update survey_answer set followed_at = $3
  where portal_id = $1 and answer_key = any($2::text[]) and followed_at is null`;

const MOVE_ANSWERS = `
  update survey_answer set customer_kind = $4, customer_id = $5
  where portal_id = $1 and customer_kind = $2 and customer_id = $3`;

const MOVE_REQUESTS = `
  update survey_request set customer_kind = $4, customer_id = $5
  where portal_id = $1 and customer_kind = $2 and customer_id = $3`;

const StoredAccess = z
  .object({
    access: z.enum(["granted", "missing"]),
    checked_at: Instant,
    read_until: Instant.nullable(),
  })
  .transform((row) => ({
    access: row.access,
    checkedAt: row.checked_at,
    readUntil: row.read_until,
  }));

const ACCESS = {
  name: "find_survey_access",
  text: "select access, checked_at, read_until from survey_access where portal_id = $1",
};

/** What was read stays read, also while the right is away. */
const SAVE_ACCESS = `
  insert into survey_access as known (portal_id, access, checked_at, read_until)
  values ($1, $2, $3, $4)
  on conflict (portal_id) do update set access = excluded.access,
    checked_at = excluded.checked_at,
    read_until = coalesce(greatest(known.read_until, excluded.read_until), known.read_until)`;
