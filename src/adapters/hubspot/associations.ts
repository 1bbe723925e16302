import { z } from "zod";
import { batchOf } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";

/** A record that a ticket is associated with; `isPrimary` as HubSpot marks it, for companies only. */
export type Associated = { readonly id: string; readonly isPrimary: boolean };

const MAX_INPUTS = 1000;
const TICKET_TO_PRIMARY_COMPANY = 26;

const AssociationsOfOne = z
  .looseObject({
    // The client calls it `_from`, because `from` is a word of other languages.
    _from: z.looseObject({ id: Id }).optional(),
    from: z.looseObject({ id: Id }).optional(),
    to: z.array(
      z.looseObject({
        toObjectId: Id,
        associationTypes: z.array(z.looseObject({ typeId: z.coerce.number() })),
      }),
    ),
  })
  .transform((row) => ({
    fromId: row._from?.id ?? row.from?.id ?? "",
    to: row.to.map((to) => ({
      id: to.toObjectId,
      isPrimary: to.associationTypes.some((type) => type.typeId === TICKET_TO_PRIMARY_COMPANY),
    })),
  }));

/**
 * By ticket id. Only the first page (500) of each ticket is read: nobody tiers a ticket by its 501st
 * company.
 */
export async function readAssociations(
  call: Caller,
  portalId: string,
  of: { readonly ticketIds: readonly string[]; readonly to: "contacts" | "companies" },
): Promise<ReadonlyMap<string, readonly Associated[]>> {
  const path = `POST /crm/v4/associations/tickets/${of.to}/batch/read`;
  const answers = await inTurns(chunksOf(of.ticketIds, MAX_INPUTS), (ids) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: batchOf(AssociationsOfOne),
      send: (client) =>
        client.crm.associations.v4.batchApi.getPageWithHttpInfo("tickets", of.to, {
          inputs: ids.map((id) => ({ id })),
        }),
    }),
  );
  for (const answer of answers) refuseOtherErrors(answer.errors ?? [], path);
  const rows = answers.flatMap((answer) => answer.results);
  return new Map(rows.map((row) => [row.fromId, row.to]));
}
