import { tierOf } from "../../domain/sla/traits.ts";
import { isTaskDue, visitAfterClose } from "../../domain/visits/plan-visit.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { Store } from "../../ports/store.ts";
import type { Derived } from "../sla/derive-ticket.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/**
 * Plans the return visit of each ticket that is closed, anew when its customer, owner or tier changed,
 * and takes back that of one that was opened again or went away. Says which visits need a task now;
 * the others get theirs when their day comes near.
 */
export async function planAfterClose(
  store: Pick<Store, "visits">,
  context: PortalContext,
  tickets: readonly Derived[],
): Promise<readonly Visit[]> {
  const everClosed = tickets.filter(({ closed }) => (closed.before ?? closed.after) !== null);
  if (everClosed.length === 0) return [];
  const { portalId } = context.portal;
  const known = await store.visits.findAll(portalId, everClosed.map(visitIdOf));
  const planned = everClosed.flatMap((one) => {
    const before = known.find((visit) => visit.visitId === visitIdOf(one)) ?? null;
    const visit = visitOf(one, before);
    return visit === null || (before !== null && isSame(before, visit)) ? [] : [{ one, visit }];
  });
  await store.visits.save(
    portalId,
    planned.map(({ visit }) => visit),
  );
  return planned
    .filter(({ one, visit }) => isTaskDue(visit, visitRules(one), one.after.evaluatedAt))
    .map(({ visit }) => visit);
}

function isSame(one: Visit, other: Visit): boolean {
  const textOf = ({ customer, tier, dueAt, dueDate, ownerId, state }: Visit): string =>
    JSON.stringify([customer?.kind, customer?.id, tier, dueAt, dueDate, ownerId, state]);
  return textOf(one) === textOf(other);
}

function visitIdOf({ after }: Derived): string {
  return `after_ticket:${after.ticket.ticketId}`;
}

function visitOf(one: Derived, before: Visit | null): Visit | null {
  const { ticket } = one.after;
  const customer = ticket.customers.find((entry) => entry.isPrimary) ?? ticket.customers[0];
  return visitAfterClose(
    {
      ticketId: ticket.ticketId,
      customer: customer === undefined ? null : { kind: customer.kind, id: customer.id },
      ownerId: ticket.ownerId,
      tier: tierOf(one.rules.policy, ticket.tiers.at(-1) ?? null),
      closedAt: one.closed.after,
    },
    visitRules(one),
    before,
  );
}

function visitRules({ rules }: Derived) {
  return { policy: rules.policy, time: rules.calendars(rules.policy.visits.calendarId) };
}
