import type { SettingsJob, SettingsJobs } from "../../ports/settings-jobs.ts";
import type { PolicyEffect } from "./policy-effect.ts";
import type { PolicyReplay } from "./policy-replay.ts";
import type { PolicyPreview } from "./submit-policy.ts";

/** A problem without its English words. */
export type JobHint = {
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** What a job has found. */
export type JobResult =
  | {
      readonly kind: "effect";
      readonly effect: PolicyEffect;
      readonly unreadProperties: PolicyPreview["unreadProperties"];
      /** What the account does not have, and lists of which every day has gone by. */
      readonly hints: readonly JobHint[];
    }
  | { readonly kind: "replay"; readonly replay: PolicyReplay };

export type PolicyJob = SettingsJob<JobResult>;
export type PolicyJobs = SettingsJobs<JobResult>;

/** A job that was not heard of for so long belongs to a process that is gone. */
export const JOB_LOST_AFTER_MS = 600_000;

/** `running` of a job that nobody does any more is a failure. */
export function standingOf(job: PolicyJob, now: number): PolicyJob["state"] {
  const isLost = job.state === "running" && job.beatAt < now - JOB_LOST_AFTER_MS;
  return isLost ? "failed" : job.state;
}
