import type { NewNote, NewTask } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { RecordBatch } from "./answers.ts";
import { MAX_ASSOCIATED, readAssociatedIds } from "./associated-ids.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf } from "./batches.ts";
import type { Caller } from "./call.ts";
import { isBodyOf } from "./marked-text.ts";
import { unlessGone } from "./refusals.ts";

const MAX_BATCH = 100;

type RecordRef = NewTask["associations"][number];

/** Something that hangs on records and has a text of ours. */
type Activity = {
  readonly type: "tasks" | "notes";
  readonly bodyProperty: "hs_task_body" | "hs_note_body";
  readonly marker: string;
  readonly records: readonly RecordRef[];
};

export function findTask(
  call: Caller,
  portalId: string,
  { marker, associations }: NewTask,
): Promise<string | null> {
  const task = { type: "tasks", bodyProperty: "hs_task_body" } as const;
  return findActivity(call, portalId, { ...task, marker, records: associations });
}

export function findNote(
  call: Caller,
  portalId: string,
  { deliveryKey, ticketId }: NewNote,
): Promise<string | null> {
  const note = { type: "notes", bodyProperty: "hs_note_body" } as const;
  const records = [{ kind: "ticket", id: ticketId }] as const;
  return findActivity(call, portalId, { ...note, marker: deliveryKey, records });
}

/**
 * Looks at the tasks or notes of the first associated record that still exists, newest first: ids grow,
 * and one made just before a crash is young.
 */
async function findActivity(
  call: Caller,
  portalId: string,
  activity: Activity,
): Promise<string | null> {
  const { type, marker } = activity;
  for (const record of activity.records) {
    const found = await unlessGone(readAssociatedIds(call, portalId, { record, type }));
    if (found?.isCut) {
      throw new PluginError(
        "crm_outcome_unknown",
        `${record.kind} ${record.id} of portal ${portalId} has more than ${MAX_ASSOCIATED} ${type}: expected fewer`,
      );
    }
    if (found) return findAmong(call, portalId, { ids: found.ids, activity });
  }
  throw new PluginError(
    "crm_outcome_unknown",
    `${marker} of portal ${portalId} cannot be looked for among ${type}: none of its records exists`,
  );
}

async function findAmong(
  call: Caller,
  portalId: string,
  { ids, activity }: { readonly ids: readonly string[]; readonly activity: Activity },
): Promise<string | null> {
  const { type, bodyProperty } = activity;
  const path = `POST /crm/v3/objects/${type}/batch/read`;
  for (const chunk of chunksOf(ids, MAX_BATCH)) {
    const { results, errors } = await call(portalId, {
      path,
      isRepeatable: true,
      answer: RecordBatch,
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo(type, {
          inputs: chunk.map((id) => ({ id })),
          properties: [bodyProperty],
          propertiesWithHistory: [],
        }),
    });
    refuseOtherErrors(errors ?? [], path);
    const found = results.find(({ properties }) => isBodyOf(activity, properties[bodyProperty]));
    if (found) return found.id;
  }
  return null;
}
