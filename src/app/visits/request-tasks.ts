import { isOn } from "../../domain/governance/mode.ts";
import { isTaskDue, STALE_AFTER_DAYS } from "../../domain/visits/plan-visit.ts";
import type { Outbox } from "../../ports/outbox-store.ts";
import type { Visits } from "../../ports/visit-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/** Tasks asked for at once, those of the earliest days first; the others follow the next night. */
const TASKS_AT_ONCE = 5_000;

type RequestStore = {
  readonly visits: Pick<Visits, "save" | "withoutTask">;
  readonly outbox: Pick<Outbox, "request">;
};

/**
 * Asks for the tasks of visits within the horizon that have none. What nobody got in time, for example
 * the visits after tickets that closed long before the portal joined, counts as skipped.
 */
export async function requestTasks(
  store: RequestStore,
  context: Pick<PortalContext, "portal" | "current">,
  now: number,
): Promise<number> {
  const { portalId, mode } = context.portal;
  const { policy, calendars } = context.current;
  const time = calendars(policy.visits.calendarId);
  const today = time.dateOf(now);
  const untilDate = time.addDays(today, policy.visits.horizonDays);
  const open = await store.visits.withoutTask(portalId, untilDate, TASKS_AT_ONCE);
  const oldestDate = time.addDays(today, -STALE_AFTER_DAYS);
  const stale = open.filter((visit) => visit.dueDate < oldestDate);
  if (stale.length > 0) {
    await store.visits.save(
      portalId,
      stale.map((visit) => ({ ...visit, state: "skipped" as const })),
    );
  }
  const due = open.filter((visit) => isTaskDue(visit, { policy, time }, now));
  if (!isOn(mode, "visits") || due.length === 0) return 0;
  const targets = due.map(({ visitId }) => ({ kind: "visit_task" as const, subjectId: visitId }));
  await store.outbox.request(portalId, targets, now);
  return due.length;
}
