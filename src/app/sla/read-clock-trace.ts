import type { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { runsOf } from "../../domain/sla/evaluate.ts";
import { lifeOf } from "../../domain/sla/life.ts";
import { type Trace, traceOf } from "../../domain/sla/trace.ts";
import type { PipelineSnapshot } from "../../ports/crm.ts";
import type { Portal } from "../../ports/store.ts";
import { departmentRuns } from "./department-runs.ts";
import type { CardDeps } from "./read-ticket-card.ts";

export type ClockQuestion = {
  readonly ticketId: string;
  readonly kind: ClockKind;
  readonly cycle: number;
};

/** All that is needed to tell people why a clock stands where it stands. */
export type ClockTraceView = {
  readonly now: number;
  readonly portal: Portal;
  readonly pipelines: readonly PipelineSnapshot[];
  /** Null when there is no such clock, or not any more. */
  readonly found: {
    readonly clock: Clock;
    readonly trace: Trace;
    /** Every version that a section of the trace speaks of. */
    readonly policies: ReadonlyMap<number, Policy>;
  } | null;
};

/** Why a clock is due when it is due, from the store alone; null when the portal is not connected. */
export async function readClockTrace(
  deps: CardDeps,
  portalId: string,
  question: ClockQuestion,
): Promise<ClockTraceView | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const now = deps.timeSource.now();
  const { ticketId, kind, cycle } = question;
  const [row, pipelines] = await Promise.all([
    deps.store.tickets.find(portalId, ticketId),
    deps.store.portals.pipelines(portalId),
  ]);
  const nothing = { now, portal: context.portal, pipelines, found: null };
  if (row === null) return nothing;
  const life = lifeOf(row.ticket, await context.circumstances(row.ticket, row.policyVersion, now));
  const runs =
    kind === "department_response"
      ? departmentRuns(
          life,
          row.clocks,
          await deps.store.escalations.ofTickets(portalId, [ticketId]),
        )
      : runsOf(life);
  const run = runs.find(({ clock }) => clock.kind === kind && clock.cycle === cycle);
  if (run === undefined) return nothing;
  const policies = new Map(
    life.stretches.map(({ rules }) => [rules.version, rules.policy] as const),
  );
  return { ...nothing, found: { clock: run.clock, trace: traceOf(run), policies } };
}
