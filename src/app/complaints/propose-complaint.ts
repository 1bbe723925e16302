import { commitTickets } from "../sla/commit-tickets.ts";
import type { CardDeps } from "../sla/read-ticket-card.ts";

/** Something that looks like a complaint and stands outside of the ticket, e.g. an answer to a survey. */
export type ComplaintProposal = {
  readonly ticketId: string;
  readonly source: "words" | "low_score";
  readonly evidence: readonly string[];
  /** The same for every telling of one occasion. */
  readonly proposalKey: string;
};

/** Proposes a complaint to the people of a ticket. False where the ticket is not known. */
export async function proposeComplaint(
  { store, contexts, timeSource }: CardDeps,
  portalId: string,
  { ticketId, source, evidence, proposalKey }: ComplaintProposal,
): Promise<boolean> {
  const context = await contexts(portalId);
  if (context === null) return false;
  if ((await store.tickets.find(portalId, ticketId)) === null) return false;
  return store.transaction(async () => {
    const row = (await store.tickets.lock(portalId, [ticketId])).get(ticketId);
    if (row === undefined) return false;
    const factKey = `proposal:${proposalKey}`;
    if (row.ticket.complaintMarks.some((mark) => mark.factKey === factKey)) return true;
    const now = Math.max(timeSource.now(), row.evaluatedAt);
    const fact = { kind: "proposed" as const, source, evidence: [...evidence] };
    await commitTickets(store, context, {
      ticketIds: [ticketId],
      facts: [{ ticketId, occurredAt: now, detail: { kind: "complaint", factKey, fact } }],
      grades: [],
      now,
      locked: [row],
    });
    return true;
  });
}
