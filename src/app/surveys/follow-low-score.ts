import { tierOf } from "../../domain/sla/traits.ts";
import type { FollowUp } from "../../domain/surveys/survey-answer.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { CustomerRow, TicketRow } from "../../ports/store.ts";
import { responsibleDepartment } from "../complaints/department-of-ticket.ts";
import { type ActionDeps, openAction } from "../complaints/open-action.ts";
import { proposeComplaint } from "../complaints/propose-complaint.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { CardDeps } from "../sla/read-ticket-card.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { customerName } from "../tiering/customer-name.ts";
import { CUSTOMER_OWNER_PROPERTY } from "../tiering/customer-properties.ts";
import type { FollowUpAct } from "./follow-up-scores.ts";

/** What is done about a low score. Each goes by the answer's key, so that telling it again does nothing. */
export function lowScoreActs(deps: CardDeps): readonly FollowUpAct[] {
  return [
    (portalId, followUp) => propose(deps, portalId, followUp),
    (portalId, followUp) => openFor(deps, portalId, followUp),
    (portalId, followUp) => planVisit(deps, portalId, followUp),
  ];
}

async function propose(deps: CardDeps, portalId: string, followUp: FollowUp): Promise<void> {
  const { ticketId, proposesComplaint, answerKey } = followUp;
  if (ticketId === null || !proposesComplaint) return;
  const evidence = evidenceOf(followUp);
  await proposeComplaint(deps, portalId, {
    ...{ ticketId, evidence, proposalKey: answerKey },
    source: "low_score",
  });
}

/** The score on its scale, and the customer's own words. */
function evidenceOf({ score, scale, comment }: FollowUp): readonly string[] {
  return [`${score}/${scale.to}`, ...(comment === "" ? [] : [comment])];
}

/**
 * The same action as a low score on the ticket itself opens. A score of no ticket is worked at on the
 * newest ticket of the customer.
 */
async function openFor(
  deps: ActionDeps & CardDeps,
  portalId: string,
  followUp: FollowUp,
): Promise<void> {
  const context = await deps.contexts(portalId);
  if (context === null || !context.current.policy.actions.opensFor.lowScores) return;
  const { customer, answerKey, ticketId } = followUp;
  const row = await ticketOf(deps, portalId, followUp);
  const ref = customer ?? (row === null ? null : whoseIs(row));
  if (row === null && ref === null) return;
  const [known] = ref === null ? [] : await deps.store.customers.find(portalId, [ref]);
  const name = known && customerName(known);
  await openAction(deps, portalId, {
    actionId: `low_score:${ticketId ?? answerKey}`,
    origin: "low_score",
    title: row?.ticket.subject || name || followUp.comment || answerKey,
    evidence: evidenceOf(followUp),
    ticketId: row?.ticket.ticketId ?? null,
    department:
      row === null ? null : await responsibleDepartment(context, row, deps.timeSource.now()),
    owner: null,
    customers: ref === null ? [] : [ref],
    by: null,
    from: "aftercare",
  });
}

async function ticketOf(
  { store }: CardDeps,
  portalId: string,
  { ticketId, customer }: FollowUp,
): Promise<TicketRow | null> {
  if (ticketId !== null) return store.tickets.find(portalId, ticketId);
  if (customer === null) return null;
  const [newest] = await store.tickets.ofCustomer(portalId, customer, { before: null, limit: 1 });
  return newest ?? null;
}

function whoseIs({ ticket: { customers } }: TicketRow): CustomerRef | null {
  const found = customers.find(({ isPrimary }) => isPrimary) ?? customers[0];
  return found === undefined ? null : { kind: found.kind, id: found.id };
}

/**
 * Somebody calls the customer, within the days that the policy gives. The night finds the hour, holds it
 * while a complaint or an escalation is open, and counts it with the other contacts. One at a time.
 */
async function planVisit(deps: CardDeps, portalId: string, followUp: FollowUp): Promise<void> {
  const context = await deps.contexts(portalId);
  if (context === null || !context.current.policy.surveys.plansFollowUp) return;
  const ticket = await ticketOf(deps, portalId, followUp);
  const ref = followUp.customer ?? (ticket === null ? null : whoseIs(ticket));
  if (ref === null) return;
  const [customer] = await deps.store.customers.find(portalId, [ref]);
  if (customer === undefined) return;
  const now = deps.timeSource.now();
  await deps.store.transaction(async () => {
    const visit = visitOf(context, { followUp, customer, ticket, now });
    const others = await deps.store.visits.ofCustomers(portalId, [ref]);
    const isThere = others.some(
      ({ visitId, reason, state }) =>
        visitId === visit.visitId || (reason === "low_score" && state === "planned"),
    );
    if (isThere) return;
    await deps.store.visits.save(portalId, [visit]);
    const target = { kind: "customer_properties", subjectId: customerKey(ref) } as const;
    await requestSends(deps.store, context.portal, { targets: [target], now });
  });
}

type Subject = {
  readonly followUp: FollowUp;
  readonly customer: CustomerRow;
  readonly ticket: TicketRow | null;
  readonly now: number;
};

function visitOf(
  { current: { policy, calendars } }: PortalContext,
  { followUp, customer, ticket, now }: Subject,
): Visit {
  const time = calendars(policy.visits.calendarId);
  const tier = tierOf(policy, { id: customer.grade.tier });
  const today = time.dateOf(now);
  const dueDate = time.nextWorkingDate(time.addDays(today, 1));
  const latestDate = time.nextWorkingDate(time.addDays(today, policy.surveys.followUpDays));
  const cadence = policy.visits.byTier[tier];
  const recordOwnerId = customer.properties[CUSTOMER_OWNER_PROPERTY] || null;
  return {
    visitId: `low_score:${followUp.answerKey}`,
    kind: "follow_up",
    reason: "low_score",
    careId: null,
    customer: { kind: customer.kind, id: customer.id },
    ticketId: followUp.ticketId === null ? null : (ticket?.ticket.ticketId ?? null),
    tier,
    channel: cadence?.channel ?? "phone",
    durationMinutes: cadence?.durationMinutes ?? 20,
    anchorDate: time.dateOf(followUp.at),
    earliestDate: today,
    wantedDate: dueDate,
    latestDate,
    dueDate,
    dueAt: time.openingOf(dueDate) ?? now,
    ownerId: recordOwnerId ?? ticket?.ticket.ownerId ?? null,
    state: "planned",
    suppressed: null,
    shifts: [],
    attempt: 1,
    isPinned: false,
  };
}
