import type { ActionEvent } from "../domain/complaints/action-event.ts";
import type { Missing } from "../domain/complaints/complaint.ts";
import type { ComplaintSeverity } from "../domain/governance/complaint-rules.ts";
import type { CalledPerson, NoticeBase } from "./notifier.ts";
import type { RecurrenceNotice } from "./recurrence-notice.ts";

/** What departments are told of complaints and corrective actions, posted once and never edited. */

export type ComplaintNotice = NoticeBase & {
  readonly kind: "complaint";
  readonly occasion: "confirmed" | "left_open" | "answered" | "closed" | "reopened";
  readonly subject: string;
  /** Deep link to the ticket. */
  readonly url: string;
  readonly severity: ComplaintSeverity | null;
  /** What the customer says, the answer, or why it was opened again; may be empty. */
  readonly text: string;
  readonly by: string | null;
  /** What it still needs. */
  readonly missing: readonly Missing[];
  /** When the answer is due; null when it is not owed. */
  readonly dueAt: number | null;
  /** The lead of the department, where somebody has to act. */
  readonly called: readonly CalledPerson[];
};

/** One thing that happened to a corrective action. */
export type ActionNotice = NoticeBase & {
  readonly kind: "action";
  readonly event: ActionEvent;
  readonly title: string;
  /** Deep link to its ticket; null without one. */
  readonly url: string | null;
  readonly owner: string | null;
  readonly overdueDays: number;
  readonly recurrences: number;
  readonly customersWaiting: number;
  /** Whom a level of the overdue ladder tells. */
  readonly called: readonly CalledPerson[];
};

/** Whatever is posted of complaints, their causes, and what is done about them. */
export type NoticeOfComplaints = ComplaintNotice | ActionNotice | RecurrenceNotice;
