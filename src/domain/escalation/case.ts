import type { Decision } from "../sla/clock.ts";

export type CaseState = "open" | "acknowledged" | "handed_over" | "resolved" | "withdrawn";

/** Something a person did to a case, in Slack or on the card. */
export type CaseAct = {
  readonly caseId: string;
  readonly ticketId: string;
  /** The same press told twice has the same key. */
  readonly actKey: string;
  readonly act: "acknowledged" | "resolved";
  readonly by: { readonly id: string; readonly name: string };
  readonly at: number;
};

export type CaseStep = {
  readonly act: "opened" | "acknowledged" | "resolved" | "withdrawn";
  /** Name of the person, null for Aftercare itself. */
  readonly by: string | null;
  readonly at: number;
  /** `first_response_warning`, `resolution_breach`, `ticket_closed`, `answered_in_time`, `ticket_deleted` … */
  readonly reason: string | null;
};

/**
 * One case hands one ticket's trouble to one department.
 *
 *     open → acknowledged → resolved     by a person, or because the ticket closed or was answered
 *     open, acknowledged → withdrawn     nothing is left to do: answered in time, deleted, merged
 */
export type EscalationCase = {
  readonly caseId: string;
  readonly ticketId: string;
  readonly department: string;
  readonly state: CaseState;
  readonly openedAt: number;
  readonly endedAt: number | null;
  /** Clocks that called for it, in order of their decision; `breached` once the promise was broken. */
  readonly triggers: readonly Decision[];
  /** Oldest first. */
  readonly steps: readonly CaseStep[];
};
