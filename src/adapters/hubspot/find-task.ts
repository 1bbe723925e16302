import { z } from "zod";
import type { NewTask } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { batchOf, CrmRecord, Paging } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf } from "./batches.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";
import { pathNameOf } from "./object-types.ts";
import { unlessGone } from "./refusals.ts";
import { isBodyOf } from "./task-text.ts";

const MAX_BATCH = 100;
const PAGE_SIZE = 500;
const MAX_PAGES = 10;

const TasksPage = z.looseObject({
  results: z.array(z.looseObject({ toObjectId: Id })),
  paging: Paging,
});

type RecordRef = NewTask["associations"][number];

/**
 * Looks at the tasks of the first associated record that still exists, newest first: ids grow, and a
 * task made just before a crash is young.
 */
export async function findTask(
  call: Caller,
  portalId: string,
  task: NewTask,
): Promise<string | null> {
  for (const record of task.associations) {
    const taskIds = await unlessGone(readTaskIds(call, portalId, record));
    if (taskIds) return findAmong(call, portalId, { taskIds: taskIds.toSorted(byAge), task });
  }
  throw new PluginError(
    "crm_outcome_unknown",
    `task ${task.marker} of portal ${portalId} cannot be looked for: none of its records exists`,
  );
}

function byAge(one: string, other: string): number {
  return other.length - one.length || (other > one ? 1 : -1);
}

async function readTaskIds(
  call: Caller,
  portalId: string,
  record: RecordRef,
): Promise<readonly string[]> {
  const taskIds: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { results, paging } = await readPage(call, portalId, { ...record, after });
    taskIds.push(...results.map(({ toObjectId }) => toObjectId));
    after = paging?.next?.after;
    if (after === undefined) return taskIds;
  }
  throw new PluginError(
    "crm_outcome_unknown",
    `${record.kind} ${record.id} of portal ${portalId} has more than ${MAX_PAGES * PAGE_SIZE} tasks: expected fewer`,
  );
}

function readPage(
  call: Caller,
  portalId: string,
  from: RecordRef & { readonly after: string | undefined },
) {
  const type = pathNameOf(from.kind);
  return call(portalId, {
    path: `GET /crm/v4/objects/${type}/{id}/associations/tasks`,
    isRepeatable: true,
    answer: TasksPage,
    send: ({ crm }) =>
      crm.associations.v4.basicApi.getPageWithHttpInfo(
        type,
        from.id,
        "tasks",
        from.after,
        PAGE_SIZE,
      ),
  });
}

async function findAmong(
  call: Caller,
  portalId: string,
  { taskIds, task }: { readonly taskIds: readonly string[]; readonly task: NewTask },
): Promise<string | null> {
  const path = "POST /crm/v3/objects/tasks/batch/read";
  for (const ids of chunksOf(taskIds, MAX_BATCH)) {
    const { results, errors } = await call(portalId, {
      path,
      isRepeatable: true,
      answer: batchOf(CrmRecord),
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo("tasks", {
          inputs: ids.map((id) => ({ id })),
          properties: ["hs_task_body"],
          propertiesWithHistory: [],
        }),
    });
    refuseOtherErrors(errors ?? [], path);
    const found = results.find(({ properties: { hs_task_body: body } }) => isBodyOf(task, body));
    if (found) return found.id;
  }
  return null;
}
