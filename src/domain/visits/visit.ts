import type { CustomerRef } from "../tiering/customer.ts";

export type VisitState = "planned" | "done" | "skipped" | "cancelled";

/** One planned return visit; `visitId` is its purpose, so the same purpose never plans two. */
export type Visit = {
  /** `after_ticket:TICKET` or `cadence:KIND:ID:ANCHOR-DATE`. */
  readonly visitId: string;
  readonly customer: CustomerRef | null;
  readonly ticketId: string | null;
  readonly tier: string;
  /** Working day in the calendar's zone. */
  readonly dueDate: string;
  /** First open instant of that day. */
  readonly dueAt: number;
  readonly ownerId: string | null;
  readonly state: VisitState;
  readonly reason: "ticket_closed" | "cadence";
};
