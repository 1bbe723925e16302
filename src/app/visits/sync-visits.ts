import { isOn } from "../../domain/governance/mode.ts";
import { wantedTask } from "../../domain/visits/task-change.ts";
import type { CrmTasks } from "../../ports/crm-tasks.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { type ReconcileStore, reconcileTasks } from "./reconcile-tasks.ts";

/** One call reads so many. */
const TASKS_AT_ONCE = 100;
/** Looked at in one turn: half an hour's worth of tasks of a large portal; the rest has its turn next. */
const TASKS_A_TURN = 10_000;

export type SyncDeps = {
  readonly store: ReconcileStore;
  readonly crm: Pick<CrmTasks, "readTasks">;
  readonly contexts: (portalId: string) => Promise<PortalContext | null>;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * Reads all open tasks of visits again, as an event may never have come or the portal may send none.
 * A task that is not as its visit has it is brought up to date. Says how many tasks people had changed.
 */
export async function syncVisits(deps: SyncDeps, portalId: string): Promise<number> {
  const context = await deps.contexts(portalId);
  if (context === null || !isOn(context.portal.mode, "visits")) return 0;
  let after: string | null = null;
  let changed = 0;
  for (let read = 0; read < TASKS_A_TURN; read += TASKS_AT_ONCE) {
    const page = await deps.store.visitTasks.open(portalId, after, TASKS_AT_ONCE);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.taskId;
    const told = await syncPage(
      deps,
      context,
      page.map(({ taskId }) => taskId),
    );
    if (told === "away") break;
    changed += told;
    if (page.length < TASKS_AT_ONCE) break;
  }
  if (changed > 0) deps.logger.info({ portalId, changed }, "people changed tasks of visits");
  return changed;
}

async function syncPage(
  deps: SyncDeps,
  context: PortalContext,
  taskIds: readonly string[],
): Promise<number | "away"> {
  const { portalId } = context.portal;
  try {
    const found = await deps.crm.readTasks(portalId, taskIds);
    const now = deps.timeSource.now();
    const toldBy = new Map<string, string>();
    const changed = await reconcileTasks(deps.store, context, { taskIds, found, toldBy, now });
    await requestOutdated(deps, portalId, taskIds);
    return changed;
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    // The next turn looks again; what the portal refuses now it may allow by then.
    deps.logger.warn({ portalId, code: error.code }, "tasks of visits could not be read");
    return "away";
  }
}

/** Tasks that are not what their visits want, e.g. as a visit was taken back while its task was made. */
async function requestOutdated(
  { store, timeSource }: SyncDeps,
  portalId: string,
  taskIds: readonly string[],
): Promise<void> {
  const shadows = await store.visitTasks.find(portalId, taskIds);
  const visits = await store.visits.findAll(
    portalId,
    shadows.map(({ visitId }) => visitId),
  );
  const outdated = shadows.filter((shadow) => {
    const visit = visits.find(({ visitId }) => visitId === shadow.visitId);
    if (visit === undefined || shadow.state !== "open") return false;
    const wanted = wantedTask(shadow, visit);
    if (wanted === "deleted" || wanted.isDone) return true;
    return wanted.dueAt !== shadow.seen.dueAt || wanted.ownerId !== shadow.seen.ownerId;
  });
  const subjects = new Set(outdated.map(({ visitId }) => visitId));
  const targets = [...subjects].map((subjectId) => ({ kind: "visit_task" as const, subjectId }));
  await store.outbox.request(portalId, targets, timeSource.now());
}
