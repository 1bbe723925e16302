import type { Complaint } from "../complaints/complaint.ts";
import { complaintOf } from "./complaint-of.ts";
import { answersOf } from "./hand-logs.ts";
import { type Circumstances, type Stretch, spansWhere, stretchesOf } from "./stretches.ts";
import type { Ticket } from "./ticket.ts";

/** From when to when something held; null when it still does. */
export type Spell = { readonly from: number; readonly to: number | null };

/** A ticket's life as far as it is known and has happened by `now`. */
export type Life = {
  readonly ticket: Ticket;
  readonly now: number;
  /** Also those that lie ahead of `now`. */
  readonly stretches: readonly Stretch[];
  /** Spells during which it was closed. */
  readonly closings: readonly Spell[];
  /** Outward messages and calls of reps, oldest first. */
  readonly outward: readonly number[];
  readonly customerReplies: readonly number[];
  /** Null when nothing says that it might be one. */
  readonly complaint: Complaint | null;
};

export function lifeOf(ticket: Ticket, circumstances: Circumstances): Life {
  const { now } = circumstances;
  const stretches = stretchesOf(ticket, circumstances);
  const agentReplies = answersOf(ticket).filter((at) => at <= now);
  // Before a rep has answered, what goes out may be an automatic reply.
  const [firstReplyAt = Number.POSITIVE_INFINITY] = agentReplies;
  const messages = ticket.messagesSent.filter((at) => at > firstReplyAt && at <= now);
  const life = {
    ticket,
    now,
    stretches,
    closings: spellsWhere({ stretches, now }, (stretch) => stretch.isClosed),
    outward: [...new Set([...agentReplies, ...messages])].sort((a, b) => a - b),
    customerReplies: ticket.customerReplies.filter((at) => at <= now),
  };
  return { ...life, complaint: complaintOf(life) };
}

/** The spells by `now` in which something held; one that ends later still holds. */
export function spellsWhere(
  { stretches, now }: Pick<Life, "stretches" | "now">,
  holds: (stretch: Stretch) => boolean,
): readonly Spell[] {
  return spansWhere(stretches, holds)
    .filter((span) => span.from <= now)
    .map(({ from, to }) => ({ from, to: to !== null && to <= now ? to : null }));
}
