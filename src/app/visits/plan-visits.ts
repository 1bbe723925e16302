import { tierOf } from "../../domain/sla/traits.ts";
import { isTaskDue, STALE_AFTER_DAYS, type VisitRules } from "../../domain/visits/plan-visit.ts";
import { replanCadence } from "../../domain/visits/replan-cadence.ts";
import type { Logger } from "../../ports/logger.ts";
import type { CustomerRow, Customers, Outbox, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { Visits } from "../../ports/visit-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { CUSTOMER_OWNER_PROPERTY } from "../tiering/customer-properties.ts";
import { portalOfSlot } from "../work/send-due-jobs.ts";

const CUSTOMERS_AT_ONCE = 500;
/** Tasks asked for in one night, those of the earliest days first; the others follow the next night. */
const TASKS_PER_NIGHT = 5_000;

type PlanStore = {
  transaction: Store["transaction"];
  readonly customers: Pick<Customers, "page">;
  readonly visits: Pick<Visits, "ofCustomers" | "save" | "withoutTask">;
  readonly outbox: Pick<Outbox, "request">;
};

type PlanContext = Pick<PortalContext, "portal" | "current">;

export type PlanDeps = {
  readonly store: PlanStore;
  readonly contexts: (portalId: string) => Promise<PlanContext | null>;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * The nightly turn of one portal: every customer gets its next visit by cadence, and the visits that
 * come near get their tasks. Running it again changes nothing.
 */
export async function planVisits(deps: PlanDeps, slot: string): Promise<void> {
  const portalId = portalOfSlot(slot);
  const context = await deps.contexts(portalId);
  if (context === null) return;
  const now = deps.timeSource.now();
  let after: CustomerRow | null = null;
  let planned = 0;
  do {
    const page: readonly CustomerRow[] = await deps.store.customers.page(
      portalId,
      after,
      CUSTOMERS_AT_ONCE,
    );
    planned += await deps.store.transaction(() => planPage(deps.store, context, { page, now }));
    after = page.length < CUSTOMERS_AT_ONCE ? null : (page.at(-1) ?? null);
  } while (after !== null);
  const tasks = await deps.store.transaction(() => requestTasks(deps.store, context, now));
  deps.logger.info({ portalId, planned, tasks }, "visits are planned");
}

/** Says how many visits changed. */
async function planPage(
  store: PlanStore,
  context: PlanContext,
  { page, now }: { readonly page: readonly CustomerRow[]; readonly now: number },
): Promise<number> {
  const { portalId, mode } = context.portal;
  const rules = rulesOf(context);
  const known = await store.visits.ofCustomers(
    portalId,
    page.map(({ kind, id }) => ({ kind, id })),
  );
  const byCustomer = Map.groupBy(known, ({ customer }) => customer && customerKey(customer));
  const plans = page.map((row) => {
    const subject = {
      customer: { kind: row.kind, id: row.id },
      tier: tierOf(context.current.policy, { id: row.grade.tier }),
      ownerId: row.properties[CUSTOMER_OWNER_PROPERTY] ?? null,
      gradedAt: row.gradedAt,
      visits: byCustomer.get(customerKey(row)) ?? [],
    };
    return { row, changes: replanCadence(subject, rules, now) };
  });
  const changed = plans.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return 0;
  const visits = changed.flatMap(({ changes }) => changes);
  await store.visits.save(portalId, visits);
  if (mode === "live") {
    // The next visit is one of the properties that customers carry in the CRM.
    const targets = changed.map(({ row }) => ({
      kind: "customer_properties" as const,
      subjectId: customerKey(row),
    }));
    await store.outbox.request(portalId, targets, now);
  }
  return visits.length;
}

/**
 * Asks for the tasks of visits within the horizon that have none. What nobody got in time, for example
 * the visits after tickets that closed long before the portal joined, counts as skipped.
 */
async function requestTasks(store: PlanStore, context: PlanContext, now: number): Promise<number> {
  const { portalId, mode } = context.portal;
  const rules = rulesOf(context);
  const { time, policy } = rules;
  const today = time.dateOf(now);
  const untilDate = time.addDays(today, policy.visits.horizonDays);
  const open = await store.visits.withoutTask(portalId, untilDate, TASKS_PER_NIGHT);
  const oldestDate = time.addDays(today, -STALE_AFTER_DAYS);
  const stale = open.filter((visit) => visit.dueDate < oldestDate);
  if (stale.length > 0) {
    await store.visits.save(
      portalId,
      stale.map((visit) => ({ ...visit, state: "skipped" as const })),
    );
  }
  const due = open.filter((visit) => isTaskDue(visit, rules, now));
  if (mode === "observe" || due.length === 0) return 0;
  const targets = due.map(({ visitId }) => ({ kind: "visit_task" as const, subjectId: visitId }));
  await store.outbox.request(portalId, targets, now);
  return due.length;
}

function rulesOf({ current }: PlanContext): VisitRules {
  return {
    policy: current.policy,
    time: current.calendars(current.policy.visits.calendarId),
  };
}
