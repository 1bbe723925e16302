import type { CustomerSnapshot } from "../../ports/crm.ts";
import { RecordBatch } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";

const MAX_BATCH = 100;

export async function readCustomers(
  call: Caller,
  portalId: string,
  wanted: {
    readonly kind: CustomerSnapshot["kind"];
    readonly ids: readonly string[];
    readonly properties: readonly string[];
  },
): Promise<readonly CustomerSnapshot[]> {
  const ids = [...new Set(wanted.ids)];
  const type = pathNameOf(wanted.kind);
  const path = `POST /crm/v3/objects/${type}/batch/read`;
  const answers = await inTurns(chunksOf(ids, MAX_BATCH), (batch) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: RecordBatch,
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo(type, {
          inputs: batch.map((id) => ({ id })),
          properties: [...wanted.properties],
          propertiesWithHistory: [],
        }),
    }),
  );
  for (const answer of answers) refuseOtherErrors(answer.errors ?? [], path);
  const records = answers.flatMap((answer) => answer.results);
  const byId = new Map(records.map((record) => [record.id, record.properties]));
  return ids.flatMap((id) => {
    const properties = byId.get(id);
    return properties
      ? [{ kind: wanted.kind, id, properties: onlyWanted(properties, wanted.properties) }]
      : [];
  });
}

/** HubSpot adds default properties to what was asked for; what nobody asked for is not kept. */
function onlyWanted(
  properties: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}
