import type { ComplaintSeverity } from "../governance/complaint-rules.ts";
import type { AnswerChannel, ComplaintOutcome, ComplaintPerson } from "./complaint-fact.ts";

/**
 * A ticket's complaint as its facts tell it.
 *
 *     proposed → dismissed                     a person says that it is none
 *     proposed, dismissed → open               somebody confirms it, or category or property make it one
 *     open → acknowledged → answered → closed  closing needs an outcome and a recorded final answer
 *     closed → open                            with a reason; both are needed anew
 */
export type ComplaintState =
  | "proposed"
  | "dismissed"
  | "open"
  | "acknowledged"
  | "answered"
  | "closed";

export type Proposal = {
  readonly at: number;
  readonly source: "words" | "low_score";
  readonly evidence: readonly string[];
};

export type RecordedAnswer = {
  readonly at: number;
  readonly stage: "first" | "final";
  readonly text: string;
  readonly channel: AnswerChannel;
  readonly by: ComplaintPerson;
};

/** What has to be there before a complaint may be closed. */
export type Missing = "outcome" | "final_answer";

export type Complaint = {
  readonly state: ComplaintState;
  /** Oldest first. */
  readonly proposals: readonly Proposal[];
  readonly dismissal: {
    readonly at: number;
    readonly reason: string;
    readonly by: ComplaintPerson;
  } | null;
  /** Since when it is a complaint; null for one that is only proposed. */
  readonly since: number | null;
  /** Null until somebody says so. */
  readonly severity: ComplaintSeverity | null;
  /** Responsible for it; null: the one that the ticket is routed to. */
  readonly department: string | null;
  /** What the customer says. */
  readonly text: string;
  readonly acknowledgedAt: number | null;
  /** Of all times, oldest first. */
  readonly answers: readonly RecordedAnswer[];
  /** Since it was opened last. */
  readonly outcome: {
    readonly at: number;
    readonly outcome: ComplaintOutcome;
    readonly note: string;
    readonly by: ComplaintPerson;
  } | null;
  readonly missing: readonly Missing[];
  readonly closedAt: number | null;
  readonly reopenings: readonly {
    readonly at: number;
    readonly reason: string;
    readonly by: ComplaintPerson;
  }[];
  /** From when to when it was open, oldest first; null while it is. */
  readonly episodes: readonly { readonly from: number; readonly to: number | null }[];
  /** Since when its ticket is closed although it is not; null otherwise. */
  readonly leftOpenSince: number | null;
};

/** Whether it was open at an instant; it no longer is at the one at which it is closed. */
export function wasOpenAt({ episodes }: Pick<Complaint, "episodes">, at: number): boolean {
  return episodes.some(({ from, to }) => from <= at && (to === null || at < to));
}

/** Whether the customer still waits for the procedure to end. */
export function isOpenComplaint({ state }: Pick<Complaint, "state">): boolean {
  switch (state) {
    case "open":
    case "acknowledged":
    case "answered":
      return true;
    case "proposed":
    case "dismissed":
    case "closed":
      return false;
  }
}
