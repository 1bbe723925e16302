import type { PauseReason } from "../governance/clock-rules.ts";
import type { Policy } from "../governance/policy.ts";
import type { Ticket } from "./ticket.ts";

const MINUTE_MS = 60_000;

/** Somebody else has to act. Which clocks stand still meanwhile depends on the reason. */
export type Pause = {
  readonly reason: PauseReason;
  readonly since: number;
  /** Name of who paused it; null when the stage says so. */
  readonly by: string | null;
  /** When it ends by itself; null when its reason has no limit. */
  readonly endsAt: number | null;
};

/** The pauses in force at an instant: by the stage, by hand, both or none. */
export function pausesAt(
  ticket: Ticket,
  at: number,
  rules: { readonly policy: Policy; readonly closedStages: ReadonlySet<string> },
): readonly Pause[] {
  return [stagePause(ticket, at, rules.policy), handPause(ticket, at, rules)]
    .filter((pause) => pause !== null)
    .filter(({ endsAt }) => endsAt === null || at < endsAt);
}

/** Instants at which a pause may end by itself, under any of the policies. */
export function pauseEnds(ticket: Ticket, policies: readonly Policy[]): number[] {
  return policies.flatMap((policy) => {
    if (Object.keys(policy.pauseLimits).length === 0) return [];
    const marks = [...ticket.stages, ...ticket.pauseMarks].map((mark) => mark.at);
    return marks
      .flatMap((at) => [
        stagePause(ticket, at, policy),
        handPause(ticket, at, { policy, closedStages: new Set() }),
      ])
      .flatMap((pause) => pause?.endsAt ?? []);
  });
}

function stagePause(ticket: Ticket, at: number, policy: Policy): Pause | null {
  const stage = ticket.stages.findLast((entry) => entry.at <= at);
  const waiting = policy.waiting.find((entry) => entry.stageId === stage?.stageId);
  if (stage === undefined || waiting === undefined) return null;
  const { reason } = waiting;
  return { reason, since: stage.at, by: null, endsAt: endOf(policy, reason, stage.at) };
}

function handPause(
  ticket: Ticket,
  at: number,
  rules: { readonly policy: Policy; readonly closedStages: ReadonlySet<string> },
): Pause | null {
  const mark = ticket.pauseMarks.findLast((entry) => entry.at <= at);
  if (mark === undefined || mark.kind === "resumed") return null;
  // Closing ends what was on hold: whoever opens the ticket again starts with running clocks.
  const wasClosed = ticket.stages.some(
    (stage) => stage.at > mark.at && stage.at <= at && rules.closedStages.has(stage.stageId),
  );
  if (wasClosed) return null;
  const { reason, by } = mark;
  return {
    reason,
    since: mark.at,
    by: by.name,
    endsAt: endOf(rules.policy, reason, mark.at),
  };
}

function endOf(policy: Policy, reason: PauseReason, since: number): number | null {
  const limit = policy.pauseLimits[reason];
  return limit === undefined ? null : since + limit.minutes * MINUTE_MS;
}
