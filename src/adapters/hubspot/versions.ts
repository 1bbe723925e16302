import { z } from "zod";
import type { CustomerKind } from "../../domain/tiering/customer.ts";
import type { PropertyVersion } from "../../ports/crm.ts";
import { batchOf, CrmRecord } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";
import { MAX_BATCH_WITH_HISTORY, oldestFirst, Version } from "./tickets.ts";

const Answer = batchOf(
  CrmRecord.extend({ propertiesWithHistory: z.record(z.string(), z.array(Version)).nullish() }),
);

/** What the properties of customers were and since when, oldest first; those that are gone are left out. */
export async function readVersions(
  call: Caller,
  portalId: string,
  {
    kind,
    ids,
    properties,
  }: {
    readonly kind: CustomerKind;
    readonly ids: readonly string[];
    readonly properties: readonly string[];
  },
): Promise<ReadonlyMap<string, Readonly<Record<string, readonly PropertyVersion[]>>>> {
  const type = pathNameOf(kind);
  const path = `POST /crm/v3/objects/${type}/batch/read`;
  const answers = await inTurns(chunksOf([...new Set(ids)], MAX_BATCH_WITH_HISTORY), (batch) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: Answer,
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo(type, {
          inputs: batch.map((id) => ({ id })),
          properties: [...properties],
          propertiesWithHistory: [...properties],
        }),
    }),
  );
  for (const answer of answers) refuseOtherErrors(answer.errors ?? [], path);
  return new Map(
    answers
      .flatMap(({ results }) => results)
      .map(({ id, propertiesWithHistory }) => [
        id,
        Object.fromEntries(
          Object.entries(propertiesWithHistory ?? {}).map(([name, versions]) => [
            name,
            oldestFirst(versions),
          ]),
        ),
      ]),
  );
}
