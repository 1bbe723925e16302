import type { Complaint } from "../../domain/complaints/complaint.ts";
import type { EscalationCase } from "../../domain/escalation/case.ts";
import { casesThatMatter } from "../../domain/escalation/cases-that-matter.ts";
import { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import type { TicketRow } from "../../ports/store.ts";

/** Worst first; what a list in the CRM is sorted by. */
const STATUS_ORDER = ["breached", "at_risk", "running", "paused", "met", "cancelled"] as const;
type Status = (typeof STATUS_ORDER)[number];

/** What Aftercare writes on a ticket in the CRM, so that its lists, workflows and reports can use it. */
export function ownTicketProperties(
  { ticket, clocks, complaint }: Pick<TicketRow, "ticket" | "clocks" | "complaint">,
  cases: readonly EscalationCase[],
): Record<string, string> {
  return {
    aftercare_tier: ticket.tiers.at(-1)?.id ?? "",
    aftercare_worst_status: worstStatus(clocks),
    aftercare_escalation_state: casesThatMatter(cases)[0]?.state ?? "",
    aftercare_complaint_state: complaint === null ? "" : complaintState(complaint),
    ...Object.fromEntries(ClockKind.options.flatMap((kind) => ofClock(kind, clocks))),
  };
}

/** One whose ticket is closed without it stands out in a list. */
function complaintState({ state, leftOpenSince }: Complaint): string {
  return leftOpenSince === null ? state : "left_open";
}

/** Of the newest cycle. */
function ofClock(
  kind: ClockKind,
  clocks: readonly Clock[],
): readonly (readonly [string, string])[] {
  const clock = clocks.findLast((candidate) => candidate.kind === kind);
  const dueAt = clock?.dueAt ?? null;
  return [
    [`aftercare_${kind}_state`, clock?.state ?? ""],
    [`aftercare_${kind}_due_at`, dueAt === null ? "" : String(dueAt)],
  ];
}

/** An ended clock counts only when nothing is open any more. */
function worstStatus(clocks: readonly Clock[]): Status | "" {
  const open = clocks.filter((clock) => clock.endedAt === null);
  const statuses = (open.length > 0 ? open : clocks).map(statusOf);
  return STATUS_ORDER.find((status) => statuses.includes(status)) ?? "";
}

function statusOf(clock: Clock): Status {
  switch (clock.state) {
    case "running":
      return clock.warnings.length === 0 ? "running" : "at_risk";
    case "breached":
    case "paused":
    case "met":
    case "cancelled":
      return clock.state;
  }
}
