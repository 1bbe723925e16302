import type { CareItem } from "../governance/care.ts";
import { invariant } from "../invariant.ts";
import { addDays } from "../time/zone.ts";
import { withTicketOwner } from "./hand-over.ts";
import type { VisitRules, VisitTicket } from "./plan-visit.ts";
import type { Visit } from "./visit.ts";

export function careVisitId(careId: string, ticketId: string): string {
  return `care:${careId}:after_ticket:${ticketId}`;
}

/** Whether the policy still asks for what one of its items asked for, for customers of that tier. */
export function isItemInForce(
  { careId, tier }: Pick<Visit, "careId" | "tier">,
  { care }: Pick<VisitRules["policy"]["visits"], "care">,
): boolean {
  const item = care.find(({ id }) => id === careId);
  return item !== undefined && isForTier(item, tier);
}

function isForTier({ tiers }: CareItem, tier: string): boolean {
  return tiers === undefined || tiers.includes(tier);
}

/** The care items that follow a ticket that was closed. */
export function itemsAfterClose({
  visits,
}: Pick<VisitRules["policy"], "visits">): readonly CareItem[] {
  return visits.care.filter(({ anchor }) => anchor.on === "ticket_closed");
}

/**
 * What an item of the policy asks for after a ticket closed: taken back when the ticket is open again, was
 * merged or deleted, was closed automatically, or its customer's tier gets it no more. Null when there is
 * none.
 */
export function careAfterClose(
  item: CareItem,
  { ticket, rules }: { readonly ticket: VisitTicket; readonly rules: VisitRules },
  before: Visit | null,
): Visit | null {
  if (before?.state === "done" || before?.state === "skipped") return before;
  const { customer, closedAt, tier, ownerId } = ticket;
  const { anchor } = item;
  if (
    anchor.on !== "ticket_closed" ||
    closedAt === null ||
    customer === null ||
    ticket.isClosedAutomatically ||
    !isForTier(item, tier)
  ) {
    return before && { ...before, state: "cancelled" };
  }
  const anchorDate = rules.time.dateOf(closedAt);
  if (before?.state === "planned" && before.anchorDate === anchorDate) {
    // Its day may have been moved since, with a reason.
    return withTicketOwner({ ...before, customer, tier }, ownerId, ticket.seenAt);
  }
  const wantedDate = addDays(anchorDate, anchor.afterDays);
  const dueDate = rules.time.nextWorkingDate(wantedDate);
  const latestDate = addDays(wantedDate, item.lateDays);
  const dueAt = rules.time.openingOf(dueDate);
  invariant(dueAt !== null, "a visit falls on a working day");
  return {
    visitId: careVisitId(item.id, ticket.ticketId),
    kind: item.kind,
    reason: "ticket_closed",
    careId: item.id,
    customer,
    ticketId: ticket.ticketId,
    tier,
    channel: item.channel,
    durationMinutes: item.durationMinutes,
    anchorDate,
    earliestDate: addDays(wantedDate, -Math.min(item.earlyDays, anchor.afterDays)),
    wantedDate,
    latestDate: later(latestDate, dueDate),
    dueDate,
    dueAt,
    ownerId,
    state: "planned",
    suppressed: null,
    shifts: [],
    attempt: 1,
    isPinned: false,
  };
}

/** Days compare as text. */
function later(one: string, other: string): string {
  return one > other ? one : other;
}
