import { milestoneInstants } from "../../domain/sla/milestones.ts";
import { tierOf } from "../../domain/sla/traits.ts";
import { isClosedAutomatically } from "../../domain/surveys/when-to-ask.ts";
import {
  careAfterClose,
  careVisitId,
  itemsAfterClose,
} from "../../domain/visits/care-after-close.ts";
import { isTaskDue, type VisitTicket, visitAfterClose } from "../../domain/visits/plan-visit.ts";
import { isSameVisit } from "../../domain/visits/same-visit.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { Store } from "../../ports/store.ts";
import type { Derived } from "../sla/derive-ticket.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/**
 * Plans the return visit and the care of each ticket that is closed, anew when its customer, owner or tier changed,
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
  const ids = everClosed.flatMap((one) => [visitIdOf(one), ...careIdsOf(one)]);
  const rows = await store.visits.findAll(portalId, ids);
  const known: ReadonlyMap<string, Visit> = new Map(rows.map((row) => [row.visitId, row]));
  const planned = everClosed.flatMap((one) =>
    visitsOf(one, known).flatMap((visit) => {
      const before = known.get(visit.visitId);
      return before !== undefined && isSameVisit(before, visit) ? [] : [{ one, visit }];
    }),
  );
  await store.visits.save(
    portalId,
    planned.map(({ visit }) => visit),
  );
  return planned
    .filter(({ one, visit }) => isTaskDue(visit, visitRules(one), one.after.evaluatedAt))
    .map(({ visit }) => visit);
}

function visitIdOf({ after }: Derived): string {
  return `after_ticket:${after.ticket.ticketId}`;
}

function careIdsOf({ after, rules }: Derived): readonly string[] {
  return itemsAfterClose(rules.policy).map(({ id }) => careVisitId(id, after.ticket.ticketId));
}

/** The return visit, and what the policy's care items ask for. */
function visitsOf(one: Derived, known: ReadonlyMap<string, Visit>): readonly Visit[] {
  const ticket = visitTicketOf(one);
  const rules = visitRules(one);
  const care = itemsAfterClose(rules.policy).map((item) => {
    const before = known.get(careVisitId(item.id, ticket.ticketId)) ?? null;
    return careAfterClose(item, { ticket, rules }, before);
  });
  const visit = visitAfterClose(ticket, rules, known.get(visitIdOf(one)) ?? null);
  return [visit, ...care].filter((found) => found !== null);
}

function visitTicketOf(one: Derived): VisitTicket {
  const { ticket } = one.after;
  const customer = ticket.customers.find((entry) => entry.isPrimary) ?? ticket.customers[0];
  const { policy } = one.rules;
  return {
    ticketId: ticket.ticketId,
    customer: customer === undefined ? null : { kind: customer.kind, id: customer.id },
    ownerId: ticket.ownerId,
    tier: tierOf(policy, ticket.tiers.at(-1) ?? null),
    closedAt: one.closed.after,
    seenAt: one.after.evaluatedAt,
    isClosedAutomatically: isClosedAutomatically(
      {
        stageId: ticket.stages.at(-1)?.stageId ?? null,
        isAnswered: isServed(one),
      },
      policy.surveys.ask.notAfterStages,
    ),
  };
}

/** Somebody answered, or came: who repairs something on site may never write a word. */
function isServed({ after: { ticket }, evaluation, rules }: Derived): boolean {
  const arrivals = milestoneInstants(ticket, rules.policy, "arrived_on_site");
  return evaluation.life.outward.length + arrivals.length > 0;
}

function visitRules({ rules }: Derived) {
  return { policy: rules.policy, time: rules.calendars(rules.policy.visits.calendarId) };
}
