import { AssociationSpecAssociationCategoryEnum as Category } from "@hubspot/api-client/lib/codegen/crm/objects/index.js";
import type { z } from "zod";
import type { NewTask, TaskOutcome } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { batchOf, CrmRecord } from "./answers.ts";
import { type BatchError, isPermanent, wordsOf } from "./batch-errors.ts";
import { chunksOf } from "./batches.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";
import { isBodyOf, markedBodyOf } from "./marked-text.ts";
import { refusalIn } from "./refusals.ts";

/** HubSpot's type ids for associations that lead from a task. */
const TASK_TO = { contact: 204, company: 192, ticket: 230 } as const;
const MAX_BATCH = 100;

const Created = batchOf(CrmRecord.extend({ objectWriteTraceId: Id.nullish() }));
type Created = z.infer<typeof Created>;

type Tasks = readonly NewTask[];
type Making = {
  readonly call: Caller;
  readonly portalId: string;
  /** Tasks of an earlier batch may be there: then nothing can be thrown any more. */
  readonly mayHaveMade: boolean;
};

/** The API has no key against doing it twice, so a lost answer leaves the outcome `unknown`. */
export async function createTasks(
  call: Caller,
  portalId: string,
  tasks: Tasks,
): Promise<readonly TaskOutcome[]> {
  const outcomes: TaskOutcome[] = [];
  for (const batch of chunksOf(tasks, MAX_BATCH)) {
    const mayHaveMade = outcomes.some(isPerhapsThere);
    outcomes.push(...(await createBatch({ call, portalId, mayHaveMade }, batch)));
  }
  return outcomes;
}

async function createBatch(making: Making, batch: Tasks): Promise<readonly TaskOutcome[]> {
  try {
    return outcomesOf(batch, await create(making, batch));
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    const refusal = refusalIn(error);
    if (refusal && batch.length > 1) return createHalves(making, batch);
    if (refusal) return [{ outcome: "rejected", message: refusal.describe() }];
    const isUnknown = error.code === "crm_outcome_unknown" || making.mayHaveMade;
    if (isUnknown) return batch.map(() => ({ outcome: "unknown" }));
    throw error;
  }
}

/** A refusal means that none was made: halve the batch until the bad one stands alone. */
async function createHalves(making: Making, batch: Tasks): Promise<readonly TaskOutcome[]> {
  const middle = Math.ceil(batch.length / 2);
  const left = await createBatch(making, batch.slice(0, middle));
  const mayHaveMade = making.mayHaveMade || left.some(isPerhapsThere);
  const right = await createBatch({ ...making, mayHaveMade }, batch.slice(middle));
  return [...left, ...right];
}

function isPerhapsThere({ outcome }: TaskOutcome): boolean {
  return outcome !== "rejected";
}

function create({ call, portalId }: Making, batch: Tasks): Promise<Created> {
  return call(portalId, {
    path: "POST /crm/v3/objects/tasks/batch/create",
    isRepeatable: false,
    answer: Created,
    send: (client) =>
      client.crm.objects.batchApi.createWithHttpInfo("tasks", { inputs: batch.map(inputOf) }),
  });
}

/** With a trace id for each input HubSpot makes the good ones although others are bad, and says which. */
function inputOf(task: NewTask, index: number) {
  return {
    objectWriteTraceId: String(index),
    properties: {
      hs_timestamp: new Date(task.dueAt).toISOString(),
      hs_task_subject: task.subject,
      hs_task_body: markedBodyOf(task),
      hs_task_status: "NOT_STARTED",
      hs_task_type: "TODO",
      ...(task.ownerId !== null && { hubspot_owner_id: task.ownerId }),
    },
    associations: task.associations.map(({ kind, id }) => ({
      to: { id },
      types: [{ associationCategory: Category.HubspotDefined, associationTypeId: TASK_TO[kind] }],
    })),
  };
}

function outcomesOf(batch: Tasks, { results, errors }: Created): readonly TaskOutcome[] {
  return batch.map((task, index) => {
    const traceId = String(index);
    const made = results.find(
      ({ objectWriteTraceId, properties: { hs_task_body: body } }) =>
        objectWriteTraceId === traceId || isBodyOf(task, body),
    );
    if (made) return { outcome: "made", taskId: made.id };
    return outcomeOf(errors?.find((error) => isOf(error, traceId)));
  });
}

function isOf(error: BatchError, traceId: string): boolean {
  return error.context?.objectWriteTraceId?.includes(traceId) ?? false;
}

function outcomeOf(error: BatchError | undefined): TaskOutcome {
  if (!error || !isPermanent(error)) return { outcome: "unknown" };
  return { outcome: "rejected", message: wordsOf(error) };
}
