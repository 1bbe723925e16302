import type { EscalationReason } from "../domain/escalation/case-act.ts";
import type { ComplaintSeverity } from "../domain/governance/complaint-rules.ts";

/** What a department that is new to a case must know to begin at once. */
export type CaseBrief = {
  /** All of it is new to its readers: a case by hand, one that was handed over, a complaint. */
  readonly isWhole: boolean;
  /** What made the customer's tier. */
  readonly tierReasons: readonly {
    readonly label: string;
    readonly value: number;
    readonly points: number;
  }[];
  /** How grave it is and what the customer says; null for a ticket that is no complaint. */
  readonly complaint: {
    readonly severity: ComplaintSeverity | null;
    readonly text: string;
  } | null;
  readonly replies: { readonly count: number; readonly lastAt: number | null };
  /** The departments that had it before, oldest first, and why each has it no more. */
  readonly before: readonly {
    readonly departmentName: string;
    readonly by: string | null;
    readonly reason: string | null;
    readonly text: string | null;
  }[];
  /** The customer's last scores, newest first; `at` is null for one whose day is not known. */
  readonly scores: readonly {
    readonly property: string;
    readonly value: string;
    readonly at: number | null;
  }[];
  readonly ask: {
    readonly text: string;
    readonly by: string | null;
    readonly reason: EscalationReason | null;
    /** What else the person wrote; may be empty. */
    readonly note: string;
    readonly wantedAt: number | null;
  } | null;
};
