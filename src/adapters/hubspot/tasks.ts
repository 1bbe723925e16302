import type { z } from "zod";
import type { TaskSnapshot, TaskWrite, TaskWriteOutcome } from "../../ports/crm-tasks.ts";
import { Anything, type CrmRecord, Instant, RecordBatch } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { writeProperties } from "./properties.ts";

const MAX_BATCH = 100;
const READ_PATH = "POST /crm/v3/objects/tasks/batch/read";

/** Whoever changed it last is a property that not every account has; then nobody is named. */
const PROPERTIES = ["hs_timestamp", "hs_task_status", "hubspot_owner_id", "hs_updated_by_user_id"];

export async function readTasks(
  call: Caller,
  portalId: string,
  taskIds: readonly string[],
): Promise<readonly TaskSnapshot[]> {
  const answers = await inTurns(chunksOf([...new Set(taskIds)], MAX_BATCH), (ids) =>
    call(portalId, {
      path: READ_PATH,
      isRepeatable: true,
      answer: RecordBatch,
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo("tasks", {
          inputs: ids.map((id) => ({ id })),
          properties: PROPERTIES,
          propertiesWithHistory: [],
        }),
    }),
  );
  for (const { errors } of answers) refuseOtherErrors(errors ?? [], READ_PATH);
  return answers.flatMap(({ results }) => results.map(snapshotOf));
}

function snapshotOf({ id, properties }: z.infer<typeof CrmRecord>): TaskSnapshot {
  const dueAt = Instant.safeParse(properties["hs_timestamp"] ?? "");
  return {
    taskId: id,
    dueAt: dueAt.success ? dueAt.data : null,
    ownerId: properties["hubspot_owner_id"] ?? null,
    isDone: properties["hs_task_status"] === "COMPLETED",
    changedBy: properties["hs_updated_by_user_id"] ?? null,
  };
}

export async function writeTasks(
  call: Caller,
  portalId: string,
  writes: readonly TaskWrite[],
): Promise<readonly TaskWriteOutcome[]> {
  const outcomes = await writeProperties(call, portalId, {
    object: "task",
    writes: writes.map((write) => ({ id: write.taskId, properties: propertiesOf(write) })),
  });
  return outcomes.map(({ id: taskId, ...outcome }) => ({ taskId, ...outcome }));
}

function propertiesOf({ dueAt, ownerId, isDone }: TaskWrite): Readonly<Record<string, string>> {
  return {
    ...(dueAt !== undefined && { hs_timestamp: new Date(dueAt).toISOString() }),
    ...(ownerId !== undefined && { hubspot_owner_id: ownerId ?? "" }),
    ...(isDone !== undefined && { hs_task_status: isDone ? "COMPLETED" : "NOT_STARTED" }),
  };
}

/** Archiving is what HubSpot's page calls deleting; a task that is gone is answered like one that is there. */
export async function deleteTasks(
  call: Caller,
  portalId: string,
  taskIds: readonly string[],
): Promise<void> {
  for (const ids of chunksOf([...new Set(taskIds)], MAX_BATCH)) {
    await call(portalId, {
      path: "POST /crm/v3/objects/tasks/batch/archive",
      isRepeatable: true,
      answer: Anything,
      send: (client) =>
        client.crm.objects.batchApi.archiveWithHttpInfo("tasks", {
          inputs: ids.map((id) => ({ id })),
        }),
    });
  }
}
