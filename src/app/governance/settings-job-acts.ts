import type { Jobs } from "../../ports/jobs.ts";
import type { JobQuestion } from "../../ports/settings-jobs.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";
import { JOB_LOST_AFTER_MS, type PolicyJob, type PolicyJobs } from "./settings-job.ts";
import type { InvalidDocument } from "./write-draft.ts";

export type JobDeps = PolicyDeps & {
  readonly policyJobs: PolicyJobs;
  readonly jobs: Pick<Jobs, "send">;
};

export type JobAsked = Asked & {
  /** The same once more starts nothing. */
  readonly jobId: string;
  readonly question: JobQuestion;
  readonly title: string;
  readonly text: string;
};

export type JobStart =
  | { readonly ok: true; readonly job: PolicyJob | null }
  | NotAllowed
  | InvalidDocument
  | { readonly ok: false; readonly reason: "not_connected" }
  /** One at a time. */
  | { readonly ok: false; readonly reason: "one_runs"; readonly job: PolicyJob };

/** Has a document looked at by a worker; one job at a time for each person of a portal. */
export async function startPolicyJob(deps: JobDeps, asked: JobAsked): Promise<JobStart> {
  const { policyJobs, timeSource } = deps;
  const { portalId, by, jobId, question, title, text } = asked;
  const right = await askRight(deps, asked, "replay_draft");
  if (!right.ok) return right;
  if ((await deps.contexts(portalId)) === null) return { ok: false, reason: "not_connected" };
  const reading = deps.readDocument(text);
  if (!reading.ok) return { ok: false, reason: "invalid", problems: reading.problems };
  const now = timeSource.now();
  const job: PolicyJob = {
    ...{ jobId, userId: by.userId, question, title, document: text, state: "running" },
    ...{ startedAt: now, beatAt: now, tickets: 0, isStopping: false, result: null },
  };
  const isBegun = await policyJobs.begin(portalId, job, now - JOB_LOST_AFTER_MS);
  const present = isBegun ? job : await policyJobs.ofUser(portalId, by.userId);
  if (present !== null && present.jobId !== jobId) {
    return { ok: false, reason: "one_runs", job: present };
  }
  // Sent again when asked again: a slot is worked on once.
  await deps.jobs.send("look_at_policy", `${portalId}:${jobId}`);
  return { ok: true, job: present };
}

/** Asks a job to stop, which it does before its next tickets; gives it as it is now. */
export async function stopPolicyJob(
  { policyJobs }: Pick<JobDeps, "policyJobs">,
  { portalId, by, jobId }: Asked & { readonly jobId: string },
): Promise<PolicyJob | null> {
  await policyJobs.stop(portalId, by.userId, jobId);
  return policyJobs.ofUser(portalId, by.userId);
}
