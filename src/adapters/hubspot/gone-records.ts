import { FilterOperatorEnum as Is } from "@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js";
import { z } from "zod";
import type { CrmObject } from "../../ports/crm.ts";
import type { GoneRecord } from "../../ports/crm-changes.ts";
import { batchOf, CrmRecord, Instant } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { pathNameOf } from "./object-types.ts";

const MAX_BATCH = 100;
const MERGED = "hs_merged_object_ids";

const Winners = z.looseObject({ results: z.array(CrmRecord) });
const Archived = batchOf(CrmRecord.extend({ archivedAt: Instant.nullish() }));

type Missing = { readonly object: CrmObject; readonly ids: readonly string[] };

/** What became of records that are missing: they went into another one, or they were deleted. */
export async function readGone(
  call: Caller,
  portalId: string,
  { object, ids }: Missing,
): Promise<readonly GoneRecord[]> {
  const archivedAt = await readArchived(call, portalId, { object, ids });
  const winners = await inTurns(ids, (id) => findWinner(call, portalId, { object, id }));
  return ids.map((id, index) => {
    const at = archivedAt.get(id) ?? null;
    const intoId = winners[index] ?? null;
    return intoId === null ? { id, at, kind: "deleted" } : { id, at, kind: "merged", intoId };
  });
}

/** Deleted records can be read for 90 days, with the time of their deletion. */
async function readArchived(
  call: Caller,
  portalId: string,
  { object, ids }: Missing,
): Promise<ReadonlyMap<string, number>> {
  const type = pathNameOf(object);
  const path = `POST /crm/v3/objects/${type}/batch/read?archived=true`;
  const answers = await inTurns(chunksOf(ids, MAX_BATCH), (batch) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: Archived,
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo(
          type,
          {
            inputs: batch.map((id) => ({ id })),
            properties: ["createdate"],
            propertiesWithHistory: [],
          },
          true,
        ),
    }),
  );
  for (const answer of answers) refuseOtherErrors(answer.errors ?? [], path);
  return new Map(
    answers
      .flatMap(({ results }) => results)
      .flatMap(({ id, archivedAt }) =>
        typeof archivedAt === "number" ? [[id, archivedAt] as const] : [],
      ),
  );
}

/** The winner of a merge lists whom it took in. */
async function findWinner(
  call: Caller,
  portalId: string,
  { object, id }: { readonly object: CrmObject; readonly id: string },
): Promise<string | null> {
  const type = pathNameOf(object);
  const { results } = await call(portalId, {
    path: `POST /crm/v3/objects/${type}/search`,
    kind: "search",
    isRepeatable: true,
    answer: Winners,
    send: (client) =>
      client.crm.objects.searchApi.doSearchWithHttpInfo(type, {
        filterGroups: [
          { filters: [{ propertyName: MERGED, operator: Is.ContainsToken, value: id }] },
        ],
        properties: [MERGED],
        limit: 1,
      }),
  });
  return results[0]?.id ?? null;
}
