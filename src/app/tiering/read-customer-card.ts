import {
  isLastScore,
  type SurveyAnswer,
  withoutRepeats,
} from "../../domain/surveys/survey-answer.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { type NextChange, nextChange } from "../../domain/tiering/next-change.ts";
import { gradedHistory } from "../../domain/tiering/score.ts";
import type { CustomerActivities } from "../../ports/customer-activities.ts";
import type { CustomerRow, Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CrmUser } from "../portals/name-of-user.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { openComplaints } from "./customer-concerns.ts";
import { customerKey } from "./customer-key.ts";
import type { CustomerView } from "./customer-view.ts";
import { tierRights } from "./tier-rights.ts";

export type CustomerDeps = {
  readonly store: Pick<
    Store,
    | "tickets"
    | "customers"
    | "deals"
    | "tiers"
    | "benefits"
    | "escalations"
    | "visits"
    | "surveys"
    | "actions"
    | "visitTasks"
    | "visitOutcomes"
    | "portals"
    | "roles"
  >;
  readonly activities: CustomerActivities;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

export type CustomerQuestion = { readonly customer: CustomerRef; readonly by: CrmUser };

/** Tickets of a customer that are looked at, the newest first. */
export const TICKETS_LIMIT = 500;
const CHANGES_LIMIT = 6;
const ANSWERS_LIMIT = 12;
const OUTCOMES_LIMIT = 10;

/** What is known of a customer, from the store alone; null when the portal is not connected. */
export async function readCustomerCard(
  deps: CustomerDeps,
  portalId: string,
  { customer, by }: CustomerQuestion,
): Promise<CustomerView | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const { store, timeSource } = deps;
  const now = timeSource.now();
  const [[row = null], tickets, visits, answers, isDeleted, actions] = await Promise.all([
    store.customers.find(portalId, [customer]),
    store.tickets.openOfCustomer(portalId, customer, {
      closedStages: context.closedStages,
      limit: TICKETS_LIMIT,
    }),
    store.visits.ofCustomers(portalId, [customer]),
    store.surveys.of(portalId, { customers: [customer], ticketIds: [], limit: ANSWERS_LIMIT }),
    deps.activities.isGone(portalId, customer),
    store.actions.openOfCustomers(portalId, [customer]),
  ]);
  return {
    now,
    portal: context.portal,
    policy: context.current.policy,
    customer,
    row,
    isDeleted,
    ...(await standingOf(deps, context, { customer, row, now })),
    openTickets: tickets.filter((one) => isOpen(context, one, now)),
    complaints: openComplaints(tickets),
    correctiveActions: actions.get(customerKey(customer)) ?? [],
    answers: withoutRepeats(answers),
    surveyAccess: await surveyAccessFor(store, portalId, answers),
    ...(await handsOf(store, portalId, { customer, visits })),
    may: await tierRights(store, context.current.policy, { portalId, by }),
  };
}

/** Asked only where scores of the CRM's properties may stand for answers that cannot be read. */
async function surveyAccessFor(
  { surveys }: CustomerDeps["store"],
  portalId: string,
  answers: readonly SurveyAnswer[],
): Promise<CustomerView["surveyAccess"]> {
  if (!answers.some(isLastScore)) return "unknown";
  return (await surveys.access(portalId)).access;
}

/** What people did with the visits of a customer. */
async function handsOf(
  store: CustomerDeps["store"],
  portalId: string,
  { customer, visits }: { readonly customer: CustomerRef; readonly visits: readonly VisitRow[] },
): Promise<Pick<CustomerView, "visits" | "outcomes" | "deletedTasks" | "owners">> {
  const withTask = visits.filter(({ state, taskId }) => state === "planned" && taskId !== null);
  const [outcomes, tasks, owners] = await Promise.all([
    store.visitOutcomes.ofCustomer(portalId, customer, OUTCOMES_LIMIT),
    store.visitTasks.ofVisits(
      portalId,
      withTask.map(({ visitId }) => visitId),
    ),
    store.portals.owners(portalId),
  ]);
  const gone = new Set(tasks.filter(({ state }) => state === "gone").map(({ taskId }) => taskId));
  const deleted = withTask.filter(({ taskId }) => taskId !== null && gone.has(taskId));
  return { visits, outcomes, owners, deletedTasks: deleted.map(({ visitId }) => visitId) };
}

/** Whether a ticket is still worked on. */
export function isOpen(
  { closedStages }: Pick<PortalContext, "closedStages">,
  { ticket }: Pick<TicketRow, "ticket">,
  now: number,
): boolean {
  const stage = ticket.stages.findLast(({ at }) => at <= now);
  return ticket.gone === null && !closedStages.has(stage?.stageId ?? "");
}

type Asked = {
  readonly customer: CustomerRef;
  readonly row: CustomerRow | null;
  readonly now: number;
};

/** All of whoever was graded: of a contact that has the tier of its company, the company. */
async function standingOf(
  { store }: CustomerDeps,
  context: PortalContext,
  { customer, row, now }: Asked,
): Promise<Pick<CustomerView, "company" | "next" | "changes" | "grants" | "uses">> {
  const { portalId } = context.portal;
  const from = row?.grade.inheritedFrom ?? null;
  const graded = from ?? customer;
  const [companies, changes, { grants, uses }] = await Promise.all([
    from === null ? [] : store.customers.find(portalId, [from]),
    store.tiers.of(portalId, graded, CHANGES_LIMIT),
    benefitsOf(store, portalId, graded),
  ]);
  const [company = null] = companies;
  const next = await nextOf(store, context, { row: company ?? row, now });
  return { company, next, changes, grants, uses };
}

/** Most customers have none, and then nothing was used. */
async function benefitsOf(
  { benefits }: CustomerDeps["store"],
  portalId: string,
  customer: CustomerRef,
): Promise<Pick<CustomerView, "grants" | "uses">> {
  const grants = await benefits.grants(portalId, [customer]);
  return { grants, uses: grants.length === 0 ? [] : await benefits.uses(portalId, [customer]) };
}

async function nextOf(
  store: CustomerDeps["store"],
  { portal: { portalId }, current: { policy } }: PortalContext,
  { row, now }: { readonly row: CustomerRow | null; readonly now: number },
): Promise<NextChange | null> {
  if (row === null) return null;
  const { kind, properties, grade } = row;
  // Of a tier that the policy no longer has nothing can be said before it is graded anew.
  if (!policy.tiers.some(({ id }) => id === grade.standing.earned)) return null;
  const questions = gradedHistory(policy, kind);
  const { products } = policy.tiering;
  const [histories, cuts] = await Promise.all([
    store.customers.history(portalId, [row], { questions, products, now }),
    store.tiers.cuts(portalId),
  ]);
  const history = histories.get(customerKey(row)) ?? {};
  return nextChange(policy, { kind, properties, history, cuts }, { standing: grade.standing, now });
}
