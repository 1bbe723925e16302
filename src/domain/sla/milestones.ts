import type { Milestone, MilestoneSource } from "../governance/clock-rules.ts";
import type { Policy } from "../governance/policy.ts";
import { instantOf } from "../time/instant.ts";
import { loggedInstants } from "./hand-logs.ts";
import type { Ticket } from "./ticket.ts";

/** A property that was cleared, or a check box without its tick. */
const NOT_REACHED: readonly string[] = ["", "false"];

/**
 * Instants at which a milestone was reached, in no order; none when the policy does not know it. That
 * somebody has arrived may be said by hand as well.
 */
export function milestoneInstants(ticket: Ticket, policy: Policy, milestone: Milestone): number[] {
  const source = policy.milestones[milestone];
  const logged = milestone === "arrived_on_site" ? loggedInstants(ticket, "on_site_arrival") : [];
  if (source === undefined) return logged;
  const entries = ticket.stages
    .filter((stage) => source.stageIds.includes(stage.stageId))
    .map((stage) => stage.at);
  return [...logged, ...entries, toldInstant(ticket, source)].filter((at) => at !== null);
}

/** Whether a milestone is reached and still holds: its stage may have been left again. */
export function isReached(
  ticket: Ticket,
  policy: Policy,
  { milestone, at }: { readonly milestone: Milestone; readonly at: number },
): boolean {
  const source = policy.milestones[milestone];
  if (source === undefined) return false;
  const stage = ticket.stages.findLast((entry) => entry.at <= at);
  if (stage !== undefined && source.stageIds.includes(stage.stageId)) return true;
  const told = toldInstant(ticket, source);
  return told !== null && told <= at;
}

/** What the property holds now: people correct such times, and may clear them. */
function toldInstant(ticket: Ticket, { property }: MilestoneSource): number | null {
  const field = ticket.fields.findLast((entry) => entry.property === property);
  if (field === undefined || NOT_REACHED.includes(field.value)) return null;
  // A check box says no time: the time of the change counts.
  return instantOf(field.value) ?? field.at;
}
