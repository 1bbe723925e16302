import type { Policy } from "../../domain/governance/policy.ts";
import { tierOf } from "../../domain/sla/traits.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";
import { cadenceVisit } from "../../domain/visits/plan-visit.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey, refOf } from "../tiering/customer-key.ts";
import { CUSTOMER_OWNER_PROPERTY } from "../tiering/customer-properties.ts";

type RestartStore = Pick<Store, "visits" | "touches" | "outbox" | "customers">;

export type Restart = { readonly customers: readonly CustomerRef[]; readonly now: number };

/**
 * The interval of these customers starts again at their last real contact: a visit by cadence that
 * counted from an earlier day is no longer needed, its task is finished, and the next one is planned.
 * Within the caller's transaction; running it again changes nothing.
 */
export async function restartInterval(
  store: RestartStore,
  context: Pick<PortalContext, "portal" | "current">,
  { customers, now }: Restart,
): Promise<void> {
  const { portalId } = context.portal;
  const { policy, calendars } = context.current;
  const rules = { policy, time: calendars(policy.visits.calendarId) };
  const refs = [...new Map(customers.map((one) => [customerKey(one), refOf(one)])).values()];
  const rows = await store.customers.find(portalId, refs);
  const lastReal = await store.touches.lastReal(portalId, refs);
  const visits = await store.visits.ofCustomers(portalId, refs);
  const changed = rows.flatMap((row) => {
    const metAt = lastReal.get(customerKey(row));
    if (metAt === undefined) return [];
    const own = visits.filter((one) => one.customer !== null && isSame(one.customer, row));
    return restarted(own, { row, metAt, now }, rules);
  });
  if (changed.length === 0) return;
  await store.visits.save(portalId, changed);
  await requestSends(store, context.portal, { targets: targetsOf(changed, visits), now });
}

type Met = { readonly row: CustomerRow; readonly metAt: number; readonly now: number };

/** What has to change about the visits of one customer. */
function restarted(
  visits: readonly VisitRow[],
  { row, metAt, now }: Met,
  rules: { readonly policy: Policy; readonly time: BusinessTime },
): readonly Visit[] {
  const metDate = rules.time.dateOf(metAt);
  const today = rules.time.dateOf(now);
  const planned = visits.filter(({ reason, state }) => reason === "cadence" && state === "planned");
  // A day that has not come yet was no contact, whatever was planned to happen on it.
  const later = planned.filter(
    ({ anchorDate }) => anchorDate !== null && anchorDate > metDate && anchorDate <= today,
  );
  const needless = planned.filter(
    (visit) => visit.anchorDate !== metDate && visit.anchorDate !== null && !later.includes(visit),
  );
  const next = cadenceVisit(
    {
      customer: refOf(row),
      tier: tierOf(rules.policy, { id: row.grade.tier }),
      ownerId: row.properties[CUSTOMER_OWNER_PROPERTY] ?? null,
      anchorDate: metDate,
      now,
    },
    rules,
  );
  const isThere = visits.some(({ visitId }) => visitId === next.visitId);
  return [
    ...needless.map((visit) => ({ ...visit, state: stateOfMet(visit) })),
    // Counting from a later day already, e.g. when an old activity is read late.
    ...(isThere || later.length > 0 ? [] : [next]),
  ];
}

/** A visit that was in somebody's hands has taken place otherwise; one that nobody had is taken back. */
function stateOfMet({ taskId }: VisitRow): "done" | "cancelled" {
  return taskId === null ? "cancelled" : "done";
}

function targetsOf(changed: readonly Visit[], known: readonly VisitRow[]): readonly OutboxTarget[] {
  const withTask = new Set(known.filter((one) => one.taskId !== null).map((one) => one.visitId));
  const tasks = changed.filter(({ visitId }) => withTask.has(visitId));
  const customers = new Set(changed.flatMap(({ customer }) => customer && customerKey(customer)));
  return [
    ...tasks.map(({ visitId }) => ({ kind: "visit_task" as const, subjectId: visitId })),
    ...[...customers].flatMap((subjectId) =>
      subjectId === null ? [] : [{ kind: "customer_properties" as const, subjectId }],
    ),
  ];
}

function isSame(one: CustomerRef, other: CustomerRef): boolean {
  return one.kind === other.kind && one.id === other.id;
}
