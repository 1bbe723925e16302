import type { LedgerEvent, Settlement } from "../../ports/event-ledger.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { reconcileTasks } from "../visits/reconcile-tasks.ts";
import { logSettled } from "./log-events.ts";
import type { IntakeDeps } from "./process-events.ts";

/** How the CRM names a person as the source of a change. */
const USER_SOURCE = /^userId:(\d+)$/;

/**
 * Tasks of visits that people changed. An event only says that something may be different: the task is
 * read as it is now, so order and repetition do not matter, and an echo of our own write is seen as one.
 */
export async function applyTaskEvents(
  deps: IntakeDeps,
  context: PortalContext,
  events: readonly LedgerEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { portalId } = context.portal;
  const ids = [...new Set(events.map(({ objectId }) => objectId))];
  const ours = await deps.store.visitTasks.find(portalId, ids);
  const taskIds = ours.filter(({ state }) => state !== "closed").map(({ taskId }) => taskId);
  if (taskIds.length > 0) {
    const found = await deps.crm.readTasks(portalId, taskIds);
    const now = deps.timeSource.now();
    await reconcileTasks(deps.store, context, { taskIds, found, toldBy: usersIn(events), now });
  }
  const isApplied = new Set(taskIds);
  const settlements = events.map((event) => settlementOf(event, isApplied.has(event.objectId)));
  await deps.ledger.settle(settlements, deps.timeSource.now());
  for (const settlement of settlements) logSettled(deps.logger, settlement);
}

/** Of several who changed one task the last one. */
function usersIn(events: readonly LedgerEvent[]): ReadonlyMap<string, string> {
  const byTime = events.toSorted((a, b) => a.occurredAt - b.occurredAt);
  return new Map(
    byTime.flatMap(({ objectId, sourceId }) => {
      const userId = USER_SOURCE.exec(sourceId ?? "")?.[1];
      return userId === undefined ? [] : [[objectId, userId] as const];
    }),
  );
}

function settlementOf(
  { portalId, eventKey, occurredAt }: LedgerEvent,
  isApplied: boolean,
): Settlement {
  const key = { portalId, eventKey, occurredAt };
  return isApplied
    ? { ...key, state: "applied", reason: null }
    : { ...key, state: "ignored", reason: "task_not_of_a_visit" };
}
