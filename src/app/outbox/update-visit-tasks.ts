import {
  differenceOf,
  type TaskShadow,
  type TaskState,
  wantedTask,
} from "../../domain/visits/task-change.ts";
import type { TaskSnapshot } from "../../ports/crm-tasks.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { reconcileTasks, stateOf } from "../visits/reconcile-tasks.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** Why the tasks of a visit are not up to date, by visit id; the others are. */
export type UpdateTroubles = ReadonlyMap<string, PluginError | string>;

/**
 * Brings the tasks that are there up to date with their visits: what people did with them is taken over
 * first, then moved, finished or deleted is only what is still different. Each write can be repeated;
 * what it makes of the task is noted before it goes out, so that its echo is known as ours whatever
 * happens in between.
 */
export async function updateVisitTasks(
  deps: OutboxDeps,
  context: PortalContext,
  visitIds: readonly string[],
): Promise<UpdateTroubles> {
  const { portalId } = context.portal;
  const held = await deps.store.visitTasks.ofVisits(portalId, visitIds);
  const open = held.filter(({ state }) => state === "open");
  if (open.length === 0) return new Map();
  try {
    const taskIds = open.map(({ taskId }) => taskId);
    const found = await deps.crm.readTasks(portalId, taskIds);
    const now = deps.timeSource.now();
    await reconcileTasks(deps.store, context, { taskIds, found, toldBy: new Map(), now });
    return await writeDifferences(deps, portalId, { taskIds, visitIds, found });
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.warn(
      { portalId, code: error.code },
      "tasks of visits could not be brought up to date",
    );
    return new Map(open.map(({ visitId }) => [visitId, error]));
  }
}

type Plan = {
  readonly shadow: TaskShadow;
  readonly found: TaskState;
  readonly wanted: TaskState | "deleted";
  readonly difference: Partial<TaskState>;
};

type Wanted = {
  readonly taskIds: readonly string[];
  readonly visitIds: readonly string[];
  readonly found: readonly TaskSnapshot[];
};

async function writeDifferences(
  deps: OutboxDeps,
  portalId: string,
  wanted: Wanted,
): Promise<UpdateTroubles> {
  const { visitTasks, visits } = deps.store;
  const shadows = await visitTasks.find(portalId, wanted.taskIds);
  const plans = plansOf(shadows, await visits.findAll(portalId, wanted.visitIds), wanted.found);
  const deleted = plans.filter((plan) => plan.wanted === "deleted");
  const written = plans.filter(
    ({ wanted: to, difference }) => to !== "deleted" && Object.keys(difference).length > 0,
  );
  // Closed before the call: a task that is gone then was deleted by us, whoever reads that first.
  await visitTasks.save(portalId, [
    ...deleted.map(({ shadow }): TaskShadow => ({ ...shadow, state: "closed" })),
    ...written.map(({ shadow, found, difference }) => ({
      ...shadow,
      writing: { ...found, ...difference },
    })),
  ]);
  const toDelete = deleted.map(({ shadow }) => shadow.taskId);
  if (toDelete.length > 0) await deleteAll(deps, portalId, deleted);
  const outcomes = await deps.crm.writeTasks(
    portalId,
    written.map(({ shadow, difference }) => ({ taskId: shadow.taskId, ...writeOf(difference) })),
  );
  const troubles = new Map<string, string>();
  const noted = written.map(({ shadow, found, difference }, index): TaskShadow => {
    const outcome = outcomes[index];
    if (outcome?.ok === true) {
      return { ...shadow, seen: { ...found, ...difference }, writing: null };
    }
    // One that is gone meanwhile was deleted by a person: the next look asks about it.
    if (outcome?.reason === "rejected") troubles.set(shadow.visitId, outcome.message);
    return { ...shadow, writing: null };
  });
  await visitTasks.save(portalId, [...noted, ...finished(plans, written)]);
  return troubles;
}

/** A task that is done for good is looked at no more. */
function finished(plans: readonly Plan[], written: readonly Plan[]): readonly TaskShadow[] {
  return plans
    .filter((plan) => plan.wanted !== "deleted" && plan.wanted.isDone && !written.includes(plan))
    .map(({ shadow }) => ({ ...shadow, state: "closed" }));
}

/** Should the call fail, the tasks are open again and the next try deletes them. */
async function deleteAll(
  deps: OutboxDeps,
  portalId: string,
  plans: readonly Plan[],
): Promise<void> {
  try {
    await deps.crm.deleteTasks(
      portalId,
      plans.map(({ shadow }) => shadow.taskId),
    );
  } catch (error) {
    await deps.store.visitTasks.save(
      portalId,
      plans.map(({ shadow }) => shadow),
    );
    throw error;
  }
}

function plansOf(
  shadows: readonly TaskShadow[],
  visits: readonly VisitRow[],
  read: readonly TaskSnapshot[],
): readonly Plan[] {
  return shadows.flatMap((shadow): Plan[] => {
    const visit = visits.find(({ visitId }) => visitId === shadow.visitId);
    const snapshot = read.find(({ taskId }) => taskId === shadow.taskId);
    if (shadow.state !== "open" || visit === undefined || snapshot === undefined) return [];
    const wanted = wantedTask(shadow, visit);
    const found = stateOf(snapshot);
    const difference = wanted === "deleted" ? {} : differenceOf(found, wanted);
    return [{ shadow, found, wanted, difference }];
  });
}

function writeOf({ dueAt, ownerId, isDone }: Partial<TaskState>) {
  return {
    ...(typeof dueAt === "number" && { dueAt }),
    ...(ownerId !== undefined && { ownerId }),
    ...(isDone !== undefined && { isDone }),
  };
}
