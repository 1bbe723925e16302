import { type ClockKind, clockRuleOf, Milestone } from "../governance/clock-rules.ts";
import type { Policy } from "../governance/policy.ts";
import type { Rules } from "../governance/rules.ts";
import { isReached, milestoneInstants } from "./milestones.ts";
import { type Pause, pauseEnds, pausesAt } from "./pauses.ts";
import type { TargetOverride, Ticket } from "./ticket.ts";
import { type Traits, traitsAt } from "./traits.ts";

export type Circumstances = {
  /** The policy version under which the ticket was taken on. */
  readonly firstVersion: number;
  /** Every version that governs the ticket at some time. */
  readonly rulesOf: (version: number) => Rules;
  /** Stage ids that the portal's pipelines call closed. */
  readonly closedStages: ReadonlySet<string>;
  readonly now: number;
};

/** A ticket's life cut at every change that matters to a clock; within one stretch nothing changes. */
export type Stretch = {
  readonly from: number;
  /** Exclusive; null for the last one, which goes on. */
  readonly to: number | null;
  readonly rules: Rules;
  readonly traits: Traits;
  readonly pauses: readonly Pause[];
  /** Promises changed by hand that hold now, the newest last. */
  readonly overrides: readonly TargetOverride[];
  readonly isClosed: boolean;
  readonly isSolved: boolean;
  readonly isConfirmed: boolean;
};

/** Empty until the creation is known. */
export function stretchesOf(ticket: Ticket, circumstances: Circumstances): readonly Stretch[] {
  if (ticket.createdAt === null) return [];
  const start = Math.max(ticket.createdAt, ticket.knownSince ?? ticket.createdAt);
  const versions = [circumstances.firstVersion, ...ticket.policies.map((entry) => entry.version)];
  const policies = [...new Set(versions)].map((version) => circumstances.rulesOf(version).policy);
  const edges = edgesOf(ticket, policies).filter((edge) => edge > start);
  const starts = [...new Set([start, ...edges])].sort((a, b) => a - b);
  return starts.map((from, index) =>
    stretchAt(ticket, { from, to: starts[index + 1] ?? null }, circumstances),
  );
}

/** The policy version that governs a ticket at an instant. */
export function versionAt(
  ticket: Pick<Ticket, "policies">,
  firstVersion: number,
  at: number,
): number {
  return ticket.policies.findLast((entry) => entry.at <= at)?.version ?? firstVersion;
}

function edgesOf(ticket: Ticket, policies: readonly Policy[]): number[] {
  return [
    ...[
      ticket.pipelines,
      ticket.stages,
      ticket.priorities,
      ticket.fields,
      ticket.tiers,
      ticket.pauseMarks,
      ticket.complaintMarks,
      ticket.overrides,
      ticket.policies,
    ].flatMap((changes) => changes.map((change) => change.at)),
    ...ticket.overrides.flatMap(({ endsAt }) => endsAt ?? []),
    ...pauseEnds(ticket, policies),
    ...policies.flatMap((policy) =>
      Milestone.options.flatMap((milestone) => milestoneInstants(ticket, policy, milestone)),
    ),
  ];
}

function stretchAt(
  ticket: Ticket,
  span: { readonly from: number; readonly to: number | null },
  { firstVersion, rulesOf, closedStages }: Circumstances,
): Stretch {
  const at = span.from;
  const rules = rulesOf(versionAt(ticket, firstVersion, at));
  const { policy } = rules;
  const stageId = ticket.stages.findLast((stage) => stage.at <= at)?.stageId;
  const isClosed = stageId !== undefined && closedStages.has(stageId);
  const isConfirmed = isClosed || isReached(ticket, policy, { milestone: "confirmed", at });
  return {
    ...span,
    rules,
    traits: traitsAt(ticket, policy, at),
    pauses: isClosed ? [] : pausesAt(ticket, at, { policy, closedStages }),
    overrides: ticket.overrides.filter(
      (entry) => entry.at <= at && (entry.endsAt === null || at < entry.endsAt),
    ),
    isClosed,
    isConfirmed,
    isSolved: isConfirmed || isReached(ticket, policy, { milestone: "solved", at }),
  };
}

/** Whether the matter is settled, in the way that ends `resolution` under the stretch's policy. */
export function isSettled(stretch: Stretch): boolean {
  switch (clockRuleOf(stretch.rules.policy, "resolution").end) {
    case "solved":
      return stretch.isSolved;
    case "confirmed":
      return stretch.isConfirmed;
    case "closed":
      return stretch.isClosed;
  }
}

/** The pause for which a clock stands still; null when it does not. */
export function pauseOf(stretch: Stretch, clock: ClockKind): Pause | null {
  const { pausedBy } = clockRuleOf(stretch.rules.policy, clock);
  return stretch.pauses.find((pause) => pausedBy.includes(pause.reason)) ?? null;
}

/** The spans during which something held; null for one that goes on. */
export function spansWhere(
  stretches: readonly Stretch[],
  holds: (stretch: Stretch) => boolean,
): readonly Pick<Stretch, "from" | "to">[] {
  return stretches.flatMap((stretch, index) => {
    const before = stretches[index - 1];
    if (!holds(stretch) || (before !== undefined && holds(before))) return [];
    const end = stretches.slice(index).find((later) => !holds(later));
    return [{ from: stretch.from, to: end?.from ?? null }];
  });
}
