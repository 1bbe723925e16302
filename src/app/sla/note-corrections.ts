import type { Clock } from "../../domain/sla/clock.ts";
import type { AuditEntry } from "../../ports/audit.ts";
import type { Derived } from "./derive-ticket.ts";

/**
 * A breach that is none any more, as late news told another story: never silently, but with what was
 * believed before and under which policy versions.
 */
export function correctionsOf({ before, after }: Derived): readonly AuditEntry[] {
  if (before === null) return [];
  return before.clocks.flatMap((clock) => {
    const now = after.clocks.find((one) => one.kind === clock.kind && one.cycle === clock.cycle);
    if (clock.breachedAt === null || (now?.breachedAt ?? null) !== null) return [];
    return [correction(after, clock, now ?? null)];
  });
}

function correction(after: Derived["after"], clock: Clock, now: Clock | null): AuditEntry {
  return {
    at: after.evaluatedAt,
    actor: "aftercare",
    action: "breach_corrected",
    from: "aftercare",
    subject: `ticket:${after.ticket.ticketId}`,
    detail: {
      clock: clock.kind,
      cycle: clock.cycle,
      breachedAt: clock.breachedAt,
      state: now?.state ?? "gone",
      policyVersionBefore: clock.policyVersion,
      policyVersion: now?.policyVersion ?? null,
    },
  };
}
