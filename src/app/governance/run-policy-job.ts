import type { Logger } from "../../ports/logger.ts";
import type { PolicyDeps } from "./policy-deps.ts";
import { type ReplayDeps, replayPolicy } from "./replay-policy.ts";
import type { JobResult, PolicyJob, PolicyJobs } from "./settings-job.ts";
import { type GovernanceDeps, previewPolicy } from "./submit-policy.ts";

export type RunJobDeps = GovernanceDeps &
  ReplayDeps & {
    readonly policyJobs: PolicyJobs;
    readonly readDocument: PolicyDeps["readDocument"];
    readonly logger: Logger;
  };

/**
 * The job of one slot: looks at the document and keeps what it found. What fails is told to whoever asked
 * and not tried again: they can do so themselves.
 */
export async function runPolicyJob(deps: RunJobDeps, slot: string): Promise<void> {
  const { policyJobs, timeSource, logger } = deps;
  const [portalId = "", jobId = ""] = slot.split(":");
  const job = await policyJobs.find(portalId, jobId);
  if (job?.state !== "running") return;
  const stopping = new AbortController();
  try {
    const result = await lookAt(deps, { portalId, job, stopping });
    const state = stopping.signal.aborted ? "cancelled" : result === null ? "failed" : "done";
    await policyJobs.end(portalId, jobId, {
      ...{ state, now: timeSource.now() },
      result: state === "done" ? result : null,
    });
  } catch (error) {
    logger.error({ portalId, jobId, error }, "a policy could not be looked at");
    await policyJobs.end(portalId, jobId, { state: "failed", result: null, now: timeSource.now() });
  }
}

type Looking = {
  readonly portalId: string;
  readonly job: PolicyJob;
  readonly stopping: AbortController;
};

/** Null when the portal is gone, or the document has become wrong. */
async function lookAt(deps: RunJobDeps, looking: Looking): Promise<JobResult | null> {
  const { portalId, job, stopping } = looking;
  const { question } = job;
  const reading = deps.readDocument(job.document);
  if (!reading.ok) return null;
  const asked = { portalId, policy: reading.policy, signal: stopping.signal };
  const onTickets = createBeat(deps, looking);
  switch (question.kind) {
    case "effect":
      return effectOf(deps, { ...asked, onTickets });
    case "replay": {
      const { sinceDays } = question;
      const outcome = await replayPolicy(deps, { ...asked, sinceDays, onProgress: onTickets });
      return outcome.ok ? { kind: "replay", replay: outcome.replay } : null;
    }
  }
}

async function effectOf(
  deps: RunJobDeps,
  asked: Parameters<typeof previewPolicy>[1],
): Promise<JobResult | null> {
  const preview = await previewPolicy(deps, asked);
  if (preview === null) return null;
  const { effect, unreadProperties, unknownNames, staleCalendars } = preview;
  const hints = [...unknownNames, ...staleCalendars].map(({ path, code, params }) => ({
    ...{ path, code, params },
  }));
  return { kind: "effect", effect, unreadProperties, hints };
}

/** Notes progress as fast as the store takes it, and hears whether the job shall stop. */
function createBeat(
  { policyJobs, timeSource, logger }: RunJobDeps,
  { portalId, job, stopping }: Looking,
) {
  let isNoting = false;
  const note = async (tickets: number): Promise<void> => {
    isNoting = true;
    try {
      const now = timeSource.now();
      const shallGoOn = await policyJobs.beat(portalId, job.jobId, { tickets, now });
      if (!shallGoOn) stopping.abort();
    } catch (error) {
      logger.warn({ portalId, error }, "the progress of a job was not noted");
    }
    isNoting = false;
  };
  return ({ tickets }: { readonly tickets: number }): void => {
    if (!isNoting) void note(tickets);
  };
}
