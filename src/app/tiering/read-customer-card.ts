import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { type NextChange, nextChange } from "../../domain/tiering/next-change.ts";
import { gradedHistory } from "../../domain/tiering/score.ts";
import type { CustomerActivities } from "../../ports/customer-activities.ts";
import type { CustomerRow, Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { CrmUser } from "../portals/name-of-user.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey } from "./customer-key.ts";
import type { CustomerView } from "./customer-view.ts";
import { mayOverrideTier } from "./tier-rights.ts";

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
  const [[row = null], tickets, visits, known] = await Promise.all([
    store.customers.find(portalId, [customer]),
    store.tickets.ofCustomer(portalId, customer, { before: null, limit: TICKETS_LIMIT }),
    store.visits.ofCustomers(portalId, [customer]),
    deps.activities.find(portalId, customer),
  ]);
  return {
    now,
    portal: context.portal,
    policy: context.current.policy,
    customer,
    row,
    isDeleted: known?.reading.state === "gone",
    ...(await standingOf(deps, context, { customer, row, now })),
    openTickets: tickets.filter((one) => isOpen(context, one, now)),
    visits,
    may: { override: await mayOverrideTier(store, context.current.policy, { portalId, by }) },
  };
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
  const [companies, changes, grants, uses] = await Promise.all([
    from === null ? [] : store.customers.find(portalId, [from]),
    store.tiers.of(portalId, graded, CHANGES_LIMIT),
    store.benefits.grants(portalId, [graded]),
    store.benefits.uses(portalId, [graded]),
  ]);
  const [company = null] = companies;
  const next = await nextOf(store, context, { row: company ?? row, now });
  return { company, next, changes, grants, uses };
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
