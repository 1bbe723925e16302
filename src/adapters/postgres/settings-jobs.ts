import { z } from "zod";
import type { JobResult, PolicyJob, PolicyJobs } from "../../app/governance/settings-job.ts";
import type { Database } from "./database.ts";
import { JobResultDocument } from "./job-result-document.ts";
import { Instant, instant, json } from "./values.ts";

export function createSettingsJobs(db: Database): PolicyJobs {
  return {
    begin: async (portalId, job, lostBefore) => {
      const { userId, jobId, question, title, document } = job;
      const sinceDays = question.kind === "replay" ? question.sinceDays : null;
      const values = [portalId, userId, jobId, question.kind, title, document, sinceDays];
      const times = [instant(job.startedAt), instant(lostBefore)];
      return (await db.rows(ChangedRow, BEGIN, [...values, ...times])).length > 0;
    },
    ofUser: async (portalId, userId) =>
      (await db.rows(StoredJob, OF_USER, [portalId, userId]))[0] ?? null,
    find: async (portalId, jobId) => (await db.rows(StoredJob, FIND, [portalId, jobId]))[0] ?? null,
    stop: async (portalId, userId, jobId) => {
      await db.run(STOP, [portalId, userId, jobId]);
    },
    beat: async (portalId, jobId, { tickets, now }) =>
      (await db.rows(ChangedRow, BEAT, [portalId, jobId, tickets, instant(now)])).length > 0,
    end: async (portalId, jobId, { state, result, now }) => {
      const found = result === null ? null : json(result);
      await db.run(END, [portalId, jobId, state, found, instant(now)]);
    },
  };
}

/** Whether there is one is all that is asked. */
const ChangedRow = z.object({});

const JobColumns = z.object({
  job_id: z.string(),
  user_id: z.string(),
  kind: z.enum(["effect", "replay"]),
  title: z.string(),
  document: z.string(),
  since_days: z.int().nullable(),
  state: z.enum(["running", "done", "failed", "cancelled"]),
  started_at: Instant,
  beat_at: Instant,
  tickets: z.int(),
  is_stopping: z.boolean(),
  /** What an older version found and this one does not understand is as good as nothing. */
  result: JobResultDocument.nullable().catch((): JobResult | null => null),
});

const StoredJob = JobColumns.transform(
  (row): PolicyJob => ({
    jobId: row.job_id,
    userId: row.user_id,
    question:
      row.kind === "effect"
        ? { kind: row.kind }
        : { kind: row.kind, sinceDays: row.since_days ?? 1 },
    title: row.title,
    document: row.document,
    state: row.state === "done" && row.result === null ? "failed" : row.state,
    startedAt: row.started_at,
    beatAt: row.beat_at,
    tickets: row.tickets,
    isStopping: row.is_stopping,
    result: row.result,
  }),
);

const COLUMNS = Object.keys(JobColumns.shape).join(", ");

const OF_USER = `select ${COLUMNS} from settings_job where portal_id = $1 and user_id = $2`;

const FIND = `select ${COLUMNS} from settings_job where portal_id = $1 and job_id = $2`;

const BEGIN = `
  insert into settings_job as job (portal_id, user_id, job_id, kind, title, document, since_days,
    state, started_at, beat_at, tickets, is_stopping)
  values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $8, 0, false)
  on conflict (portal_id, user_id) do update set job_id = excluded.job_id, kind = excluded.kind,
    title = excluded.title, document = excluded.document, since_days = excluded.since_days,
    state = excluded.state, started_at = excluded.started_at, beat_at = excluded.beat_at,
    tickets = 0, is_stopping = false, result = null
  where job.job_id <> excluded.job_id and (job.state <> 'running' or job.beat_at < $9)
  returning job_id`;

const STOP = `
  update settings_job set is_stopping = true
  where portal_id = $1 and user_id = $2 and job_id = $3 and state = 'running'`;

const BEAT = `
  update settings_job set tickets = $3, beat_at = $4
  where portal_id = $1 and job_id = $2 and state = 'running' and not is_stopping
  returning job_id`;

const END = `
  update settings_job set state = $3, result = $4::jsonb, beat_at = $5
  where portal_id = $1 and job_id = $2 and state = 'running'`;

const FORGET = `
  delete from settings_job where ctid = any(array(
    select ctid from settings_job where beat_at < $1 limit $2))`;

/** What nobody has asked for anew in a long time says nothing of the policy of today; gives how many went. */
export async function forgetOldJobs(
  db: Database,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  return db.run(FORGET, [instant(before), limit]);
}
