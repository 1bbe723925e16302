import { FilterOperatorEnum as Is } from "@hubspot/api-client/lib/codegen/crm/objects/models/Filter.js";
import { z } from "zod";
import type { GoneTicket } from "../../ports/crm-changes.ts";
import { batchOf, CrmRecord, Instant } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";

const MAX_BATCH = 100;
const MERGED = "hs_merged_object_ids";

const Winners = z.looseObject({ results: z.array(CrmRecord) });
const Archived = batchOf(CrmRecord.extend({ archivedAt: Instant.nullish() }));

/** What became of tickets that are missing: they went into another one, or they were deleted. */
export async function readGone(
  call: Caller,
  portalId: string,
  ticketIds: readonly string[],
): Promise<readonly GoneTicket[]> {
  const archivedAt = await readArchived(call, portalId, ticketIds);
  const winners = await inTurns(ticketIds, (id) => findWinner(call, portalId, id));
  return ticketIds.map((ticketId, index) => {
    const at = archivedAt.get(ticketId) ?? null;
    const intoId = winners[index] ?? null;
    return intoId === null
      ? { ticketId, at, kind: "deleted" }
      : { ticketId, at, kind: "merged", intoId };
  });
}

/** Deleted records can be read for 90 days, with the time of their deletion. */
async function readArchived(
  call: Caller,
  portalId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const path = "POST /crm/v3/objects/tickets/batch/read?archived=true";
  const answers = await inTurns(chunksOf(ids, MAX_BATCH), (batch) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: Archived,
      send: (client) =>
        client.crm.tickets.batchApi.readWithHttpInfo(
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
async function findWinner(call: Caller, portalId: string, id: string): Promise<string | null> {
  const { results } = await call(portalId, {
    path: "POST /crm/v3/objects/tickets/search",
    kind: "search",
    isRepeatable: true,
    answer: Winners,
    send: (client) =>
      client.crm.objects.searchApi.doSearchWithHttpInfo("tickets", {
        filterGroups: [
          { filters: [{ propertyName: MERGED, operator: Is.ContainsToken, value: id }] },
        ],
        properties: [MERGED],
        limit: 1,
      }),
  });
  return results[0]?.id ?? null;
}
