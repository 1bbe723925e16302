import type { Complaint } from "../../domain/complaints/complaint.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { lifeOf } from "../../domain/sla/life.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { CustomerRow, Portal, TicketRow } from "../../ports/store.ts";
import type { CardDeps } from "../sla/read-ticket-card.ts";

/** All that the card shows of a ticket's complaint and corrective actions. */
export type ComplaintView = {
  readonly now: number;
  readonly portal: Portal;
  readonly policy: Policy;
  readonly ticket: TicketRow["ticket"];
  readonly complaint: Complaint | null;
  readonly actions: readonly ActionRow[];
  /** Those of its customers that are known. */
  readonly customers: readonly CustomerRow[];
  /** Those concerned whom the CRM does not have any more. */
  readonly gone: readonly CustomerRef[];
  readonly owners: readonly OwnerSnapshot[];
  /** The day of each action's department. */
  readonly today: string;
};

/** Null for a portal that is not connected, and for a ticket that is not known. */
export async function readTicketComplaint(
  { store, contexts, timeSource }: CardDeps,
  portalId: string,
  ticketId: string,
): Promise<ComplaintView | null> {
  const context = await contexts(portalId);
  const row = context && (await store.tickets.find(portalId, ticketId));
  if (context === null || row === null) return null;
  // Clocks of processes differ: what has been noted is not taken back by another.
  const now = Math.max(timeSource.now(), row.evaluatedAt);
  const { ticket, policyVersion } = row;
  const [actions, owners, rules, circumstances] = await Promise.all([
    store.actions.ofTicket(portalId, ticketId),
    store.portals.owners(portalId),
    context.rulesOf(versionAt(ticket, policyVersion, now)),
    context.circumstances(ticket, policyVersion, now),
  ]);
  const concerned = actions.flatMap(({ action }) =>
    action.customers.map(({ customer }) => customer),
  );
  const { policy, calendars } = rules;
  return {
    now,
    portal: context.portal,
    policy,
    ticket,
    complaint: lifeOf(ticket, circumstances).complaint,
    actions,
    customers: await store.customers.find(portalId, [...ticket.customers, ...concerned]),
    gone: await store.customers.goneAmong(portalId, concerned),
    owners,
    today: calendars(policy.visits.calendarId).dateOf(now),
  };
}
