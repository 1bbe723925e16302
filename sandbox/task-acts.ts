import type { LocalPortal } from "./local-crm/local-portal.ts";
import type { CrmUser } from "./page-contract.ts";
import type { TaskAct } from "./page-task-contract.ts";
import type { ChangeOutcome } from "./sandbox-deps.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

/** Works off tasks as that person. */
export function createTaskActs(
  portal: LocalPortal,
  user: CrmUser,
): (taskId: string, change: TaskAct) => Promise<ChangeOutcome> {
  const by = { userId: user.userId };
  return async (id, { act }) => {
    const ref = { type: "tasks", id } as const;
    const task = portal.read(ref);
    if (task === null) return { ok: false, reason: "unknown", message: "There is no such task." };
    switch (act) {
      case "done":
        portal.update(ref, { hs_task_status: "COMPLETED" }, by);
        return { ok: true };
      case "move_week": {
        const dueAt = Date.parse(task.properties["hs_timestamp"] ?? "");
        if (Number.isNaN(dueAt)) {
          return { ok: false, reason: "refused", message: "The task has no date." };
        }
        portal.update(ref, { hs_timestamp: new Date(dueAt + WEEK_MS).toISOString() }, by);
        return { ok: true };
      }
      case "delete":
        portal.delete(ref, by);
        return { ok: true };
    }
  };
}
