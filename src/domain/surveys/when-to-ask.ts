import type { CustomerRef } from "../tiering/customer.ts";
import type { SurveyRules } from "./survey-rules.ts";

/**
 * Whether a customer is asked about a ticket. One who waited for nothing, whom nobody answered, or who was
 * asked lately, is left in peace; each "no" has its reason.
 */

const DAY_MS = 86_400_000;

export type ClosedTicket = {
  readonly ticketId: string;
  /** Null while it is open. */
  readonly closedAt: number | null;
  readonly stageId: string | null;
  readonly gone: "deleted" | "merged" | null;
  /** Whether a rep ever answered: a ticket that nobody answered was closed by no person's work. */
  readonly isAnswered: boolean;
  readonly customer: CustomerRef | null;
};

/** What is known of the asking so far. */
export type Asked = {
  /** About this ticket. */
  readonly isAsked: boolean;
  /** When this customer was asked last about whatever; null when never. */
  readonly lastAt: number | null;
  /** Whether the contact cap leaves room. */
  readonly mayBeContacted: boolean;
};

export type NotAsked =
  | "open"
  | "deleted"
  | "merged"
  | "closed_automatically"
  | "nobody_to_ask"
  | "asked_before"
  | "too_late"
  | "too_soon"
  | "asked_lately"
  | "contact_cap";

export type AskDecision =
  | { readonly ask: true }
  | {
      readonly ask: false;
      readonly reason: NotAsked;
      /** When it is worth to look again; null when never about this ticket. */
      readonly againAt: number | null;
    };

export function whetherToAsk(
  ticket: ClosedTicket,
  { ask }: Pick<SurveyRules, "ask">,
  { now, ...asked }: Asked & { readonly now: number },
): AskDecision {
  const never = neverAsked(ticket, ask, asked);
  if (never !== null) return no(never, null);
  if (ticket.closedAt === null) return no("open", null);
  const dueAt = ticket.closedAt + ask.afterDays * DAY_MS;
  const lastAt = ticket.closedAt + ask.untilDays * DAY_MS;
  if (now > lastAt) return no("too_late", null);
  if (now < dueAt) return no("too_soon", dueAt);
  const restsUntil = asked.lastAt === null ? now : asked.lastAt + ask.everyDays * DAY_MS;
  if (now < restsUntil) return no("asked_lately", restsUntil <= lastAt ? restsUntil : null);
  if (!asked.mayBeContacted) return no("contact_cap", now + DAY_MS);
  return { ask: true };
}

/** Whether no person's work closed a ticket: it was answered by nobody, or closed by a rule of the portal. */
export function isClosedAutomatically(
  { stageId, isAnswered }: Pick<ClosedTicket, "stageId" | "isAnswered">,
  notAfterStages: readonly string[],
): boolean {
  return !isAnswered || (stageId !== null && notAfterStages.includes(stageId));
}

function neverAsked(
  { gone, stageId, isAnswered, customer }: ClosedTicket,
  { notAfterStages }: SurveyRules["ask"],
  { isAsked }: Pick<Asked, "isAsked">,
): NotAsked | null {
  if (gone !== null) return gone;
  if (isAsked) return "asked_before";
  if (isClosedAutomatically({ stageId, isAnswered }, notAfterStages)) return "closed_automatically";
  return customer === null ? "nobody_to_ask" : null;
}

function no(reason: NotAsked, againAt: number | null): AskDecision {
  return { ask: false, reason, againAt };
}
