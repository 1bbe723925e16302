import { z } from "zod";
import type { TaskShadow } from "../../domain/visits/task-change.ts";
import type { VisitTasks } from "../../ports/visit-task-store.ts";
import type { Database } from "./database.ts";
import { json } from "./values.ts";

export function createVisitTasks(db: Database): VisitTasks {
  return {
    save: async (portalId, shadows) => {
      if (shadows.length > 0) await db.run(SAVE, [portalId, json(shadows.map(recordOf))]);
    },
    find: (portalId, taskIds) => db.rows(StoredTask, FIND, [portalId, taskIds]),
    ofVisits: async (portalId, visitIds) =>
      visitIds.length === 0 ? [] : db.rows(StoredTask, OF_VISITS, [portalId, visitIds]),
    open: (portalId, afterTaskId, limit) =>
      db.rows(StoredTask, OPEN, [portalId, afterTaskId ?? "", limit]),
    lockVisits: async (portalId, visitIds) => {
      await db.run(LOCK, [portalId, visitIds]);
    },
    forget: async (portalId, visitId) => {
      await db.run(FORGET, [portalId, visitId]);
    },
  };
}

const State = z.object({
  dueAt: z.number().nullable(),
  ownerId: z.string().nullable(),
  isDone: z.boolean(),
});

const Columns = z.object({
  task_id: z.string(),
  visit_id: z.string(),
  attempt: z.int(),
  seen: State,
  writing: State.nullable(),
  state: z.enum(["open", "closed", "gone"]),
});

const StoredTask = Columns.transform(
  ({ task_id, visit_id, ...row }): TaskShadow => ({ taskId: task_id, visitId: visit_id, ...row }),
);

const COLUMNS = Object.keys(Columns.shape).join(", ");

const FIND = `
  select ${COLUMNS} from visit_task where portal_id = $1 and task_id = any($2::text[])`;

const OF_VISITS = {
  name: "find_tasks_of_visits",
  text: `
  select ${COLUMNS} from visit_task where portal_id = $1 and visit_id = any($2::text[])
  order by visit_id, attempt, task_id`,
};

const OPEN = `
  select ${COLUMNS} from visit_task where portal_id = $1 and state = 'open' and task_id > $2
  order by task_id limit $3`;

const LOCK = `
  select visit_id from visit where portal_id = $1 and visit_id = any($2::text[])
  order by visit_id for update`;

const FORGET = "update visit set task_id = null where portal_id = $1 and visit_id = $2";

const SAVE = `
  insert into visit_task (portal_id, ${COLUMNS})
  select $1, r.* from jsonb_to_recordset($2::jsonb) as r(task_id text, visit_id text, attempt int,
    seen jsonb, writing jsonb, state text)
  order by r.task_id collate "C"
  on conflict (portal_id, task_id) do update set seen = excluded.seen,
    writing = excluded.writing, state = excluded.state`;

function recordOf({ taskId, visitId, attempt, seen, writing, state }: TaskShadow) {
  return { task_id: taskId, visit_id: visitId, attempt, seen, writing, state };
}
