import type { Person } from "../governance/department.ts";
import type { Decision } from "../sla/clock.ts";
import type { Actor, EscalationReason } from "./case-act.ts";

export type CaseState = "open" | "acknowledged" | "handed_over" | "resolved" | "withdrawn";

/** Why a department has to hear of a ticket. */
export type Trigger =
  | Decision
  | {
      readonly kind: "complaint";
      readonly at: number;
      /** Responsible for it; absent: the one that the ticket is routed to. */
      readonly department?: string;
    }
  | {
      readonly kind: "low_rating";
      readonly at: number;
      readonly property: string;
      readonly score: number;
    }
  | {
      readonly kind: "manual";
      readonly at: number;
      readonly by: string;
      readonly reason: EscalationReason;
      readonly text: string;
      readonly ask: string;
      readonly wantedAt: number | null;
    };

export type CaseStepAct =
  | "opened"
  | "escalated"
  | "told"
  | "acknowledged"
  | "asked_back"
  | "answered"
  | "handed_over"
  | "declined"
  | "snoozed"
  | "snooze_ended"
  | "went_stale"
  | "exhausted"
  | "reopened"
  | "resolved"
  | "withdrawn";

export type CaseStep = {
  readonly act: CaseStepAct;
  /** Name of the person, null for Aftercare itself. */
  readonly by: string | null;
  readonly at: number;
  /** `first_response_warning`, `resolution_breach`, `manual`, `ticket_closed`, `not_taken`, `ticket_deleted` … */
  readonly reason: string | null;
  /** What the person wrote. */
  readonly text?: string;
  /** Of a hand-over: to which department; of an opening after one: from which. */
  readonly department?: string;
  /** Of a snooze. */
  readonly until?: number;
  /** Of `told`: which level of the ladder, from 1, and whom it calls. */
  readonly level?: number;
  readonly people?: readonly Person[];
};

/** Where a case stands on its ladder. */
export type LadderStanding = {
  /** Null: no ladder fits, the case waits in its channel. */
  readonly id: string | null;
  /** The level that was told last, from 1; 0 before the first. */
  readonly level: number;
  /** 0 for the first time through the levels. */
  readonly round: number;
  /** All levels were told, as often as the ladder says, and nobody took it. */
  readonly isExhausted: boolean;
  /** When time alone will change the case next: the next level, a stale acknowledgement, a snooze's end. */
  readonly nextAt: number | null;
};

/**
 * One case hands one ticket's trouble to one department.
 *
 *     open → acknowledged                  somebody takes it; a second one joins
 *     acknowledged → open                  no progress for too long, or a snooze is over
 *     open, acknowledged → handed_over     another department has it: it ends as that one's case ends
 *     … → resolved                         by a person, or because the ticket closed or was answered
 *     … → withdrawn                        nothing is left to do: in time, deleted, merged, de-escalated
 *     resolved, withdrawn → open           a person opens it again
 */
export type EscalationCase = {
  readonly caseId: string;
  readonly ticketId: string;
  readonly department: string;
  readonly state: CaseState;
  readonly openedAt: number;
  readonly endedAt: number | null;
  /** What called for it, oldest first; never empty. */
  readonly triggers: readonly Trigger[];
  /** Who has it now, the first one first. */
  readonly takenBy: readonly Actor[];
  readonly snoozedUntil: number | null;
  readonly ladder: LadderStanding;
  /** The case that was handed over to become this one, and the one that this became. */
  readonly handedFrom: string | null;
  readonly handedTo: string | null;
  /** Oldest first. */
  readonly steps: readonly CaseStep[];
};

export const NO_LADDER: LadderStanding = {
  id: null,
  level: 0,
  round: 0,
  isExhausted: false,
  nextAt: null,
};

/** Its department can still do something about it. */
export function isLive({ state, endedAt }: Pick<EscalationCase, "state" | "endedAt">): boolean {
  return endedAt === null && state !== "handed_over";
}
