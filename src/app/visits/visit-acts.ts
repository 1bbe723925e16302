import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";
import type { Person } from "../../domain/visits/outcome.ts";
import { isTaskDue } from "../../domain/visits/plan-visit.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { VisitDays } from "../../domain/visits/visit-days.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { readDaysOfVisit } from "./days-of-visit.ts";

export type VisitActStore = Pick<
  Store,
  | "transaction"
  | "visits"
  | "visitTasks"
  | "visitOutcomes"
  | "touches"
  | "outbox"
  | "portals"
  | "customers"
>;

export type VisitActDeps = {
  readonly store: VisitActStore;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** A press on a visit on the card of its customer. */
export type VisitPress = {
  readonly portalId: string;
  readonly customer: CustomerRef;
  readonly visitId: string;
  readonly by: CrmUser;
  /** The same for every telling of one press. */
  readonly actKey: string;
};

export type VisitRefusal =
  | "not_connected"
  | "not_found"
  | "already_told"
  | "not_open"
  /** Nothing holds the visit up (any more). */
  | "not_held"
  | "not_a_working_day"
  | "owner_is_away"
  | "in_the_past";

export type VisitAnswer =
  | { readonly outcome: "done"; readonly visit: Visit }
  | { readonly outcome: "refused"; readonly reason: VisitRefusal };

/** What an act on one visit works with, within its transaction. */
export type VisitScene = {
  readonly store: VisitActStore;
  readonly context: PortalContext;
  readonly time: BusinessTime;
  /** That suit the visit's owner and customer. */
  readonly days: VisitDays;
  readonly visit: VisitRow;
  readonly by: Person;
  readonly now: number;
};

/** Runs an act on one visit while nobody else changes it. Only a visit of the customer asked about. */
export async function actOnVisit(
  deps: VisitActDeps,
  press: VisitPress,
  act: (scene: VisitScene) => Promise<VisitAnswer>,
): Promise<VisitAnswer> {
  const { portalId, visitId } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return refused("not_connected");
  const by = await personOf(deps, press);
  const { policy, calendars } = context.current;
  const time = calendars(policy.visits.calendarId);
  return deps.store.transaction(async () => {
    await deps.store.visitTasks.lockVisits(portalId, [visitId]);
    const visit = await deps.store.visits.find(portalId, visitId);
    const isTheirs =
      visit?.customer?.kind === press.customer.kind && visit.customer.id === press.customer.id;
    if (visit === null || !isTheirs) return refused("not_found");
    const days = await readDaysOfVisit(deps.store, context, visit);
    const now = deps.timeSource.now();
    return act({ store: deps.store, context, time, days, visit, by, now });
  });
}

export async function personOf(
  { store }: Pick<VisitActDeps, "store">,
  { portalId, by }: Pick<VisitPress, "portalId" | "by">,
): Promise<Person> {
  return { id: by.userId, name: await nameOfUser(store, portalId, by) };
}

export function refused(reason: VisitRefusal): VisitAnswer {
  return { outcome: "refused", reason };
}

/** Has the CRM brought up to date with visits: the tasks that are near or there, and the next visit. */
export async function requestVisitSends(
  store: Pick<Store, "outbox">,
  context: PortalContext,
  {
    visits,
    now,
  }: {
    readonly visits: readonly (Visit & { readonly taskId?: string | null })[];
    readonly now: number;
  },
): Promise<void> {
  const { portal, current } = context;
  const time = current.calendars(current.policy.visits.calendarId);
  const rules = { policy: current.policy, time };
  const targets = visits.flatMap((visit): OutboxTarget[] => {
    const { visitId, customer, taskId = null } = visit;
    const hasTask = taskId !== null || isTaskDue(visit, rules, now);
    const key = customer === null ? null : customerKey(customer);
    return [
      ...(hasTask ? [{ kind: "visit_task" as const, subjectId: visitId }] : []),
      ...(key === null ? [] : [{ kind: "customer_properties" as const, subjectId: key }]),
    ];
  });
  await requestSends(store, portal, { targets, now });
}
