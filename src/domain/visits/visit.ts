import { z } from "zod";
import type { CareKind, VisitChannel } from "../governance/care.ts";
import type { CustomerRef } from "../tiering/customer.ts";

export const VisitState = z.enum(["planned", "done", "skipped", "cancelled"]);
export type VisitState = z.infer<typeof VisitState>;

export const VisitReason = z.enum([
  "ticket_closed",
  "cadence",
  "date",
  "renewal",
  "low_score",
  "benefit_unused",
  "promise",
  "by_hand",
]);
export type VisitReason = z.infer<typeof VisitReason>;

/** Why a visit waits although its day has come. */
export const Suppression = z.strictObject({
  by: z.enum(["complaint", "escalation", "contact_cap"]),
  /** The ticket or the case; null for the contact cap. */
  subjectId: z.string().nullable(),
  sinceDate: z.iso.date(),
});
export type Suppression = z.infer<typeof Suppression>;

/** Why a visit has another day than before. */
export const ShiftCause = z.enum([
  "complaint",
  "escalation",
  "contact_cap",
  /** What it waited for is over. */
  "released",
  /** A person lifted the suppression. */
  "override",
  /** The owner had no room left on that day or in that week. */
  "capacity",
  /** Somebody else of the team, or another day, had less. */
  "balance",
  /** The owner is away, or their calendar is closed. */
  "absence",
  /** No day within the window that the owner works and the customer wants to be called. */
  "calendar",
  /** The day went by. */
  "late",
  /** The customer was met meanwhile, or the tier or the rules changed. */
  "replanned",
  /** The policy asks for it no more. */
  "rule_removed",
  "not_reached",
  "by_hand",
  /** The owner is no longer among the people of the CRM. */
  "owner_gone",
  /** Who looks after the customer, or has the ticket, is somebody else. */
  "owner_changed",
  /** Who looks after the customer was away, and is there again. */
  "owner_back",
  /** A person gave it to somebody else. */
  "reassigned",
]);
export type ShiftCause = z.infer<typeof ShiftCause>;

export const Shift = z.strictObject({
  cause: ShiftCause,
  fromDate: z.iso.date(),
  toDate: z.iso.date(),
  at: z.number(),
  /** The person who moved it. */
  by: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  note: z.string().max(500).optional(),
  /** Who had it before, where it changed hands; null when it was nobody's. */
  fromOwnerId: z.string().nullable().optional(),
});
export type Shift = z.infer<typeof Shift>;

/** Of more than these the oldest are forgotten. */
export const MAX_SHIFTS = 20;

/**
 * One planned visit or care item.
 *
 *     planned → done        the customer was reached
 *     planned → skipped     nobody got to it, or a person gave it up
 *     planned → cancelled   what it was for went away; planned again when it comes back
 *
 * It is yellow after `wantedDate` and red after `latestDate`; that follows from the day and is kept
 * nowhere.
 */
export type Visit = {
  /** The purpose, so the same purpose never plans two: `after_ticket:TICKET`, `cadence:KIND:ID:ANCHOR-DATE` … */
  readonly visitId: string;
  readonly kind: CareKind;
  readonly reason: VisitReason;
  /** The care item of the policy that asks for it, where one does. */
  readonly careId: string | null;
  readonly customer: CustomerRef | null;
  readonly ticketId: string | null;
  readonly tier: string;
  readonly channel: VisitChannel;
  readonly durationMinutes: number;
  /** The day that it counts from; null where there is none. */
  readonly anchorDate: string | null;
  readonly earliestDate: string;
  readonly wantedDate: string;
  readonly latestDate: string;
  /** Working day of the owner, in the calendar's zone. */
  readonly dueDate: string;
  /** Within the owner's hours of that day, and the customer's preferred ones. */
  readonly dueAt: number;
  /** Null is shown as unassigned. */
  readonly ownerId: string | null;
  readonly state: VisitState;
  readonly suppressed: Suppression | null;
  /** Every move and suppression, the newest last. */
  readonly shifts: readonly Shift[];
  /** From 1; one more after the customer was not reached. */
  readonly attempt: number;
  /** A person chose the day: balancing leaves it alone. */
  readonly isPinned: boolean;
};

export type VisitColour = "green" | "yellow" | "red";

export function colourOf(
  { wantedDate, latestDate }: Pick<Visit, "wantedDate" | "latestDate">,
  today: string,
): VisitColour {
  if (today > latestDate) return "red";
  return today > wantedDate ? "yellow" : "green";
}

/** The visit on another day, with the reason; the same day adds no reason. */
export function shifted(visit: Visit, shift: Shift): Visit {
  return { ...visit, dueDate: shift.toDate, shifts: [...visit.shifts, shift].slice(-MAX_SHIFTS) };
}
