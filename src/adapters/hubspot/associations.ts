import { z } from "zod";
import { batchOf, Paging } from "./answers.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";

/** A record that another one is associated with; `isPrimary` as HubSpot marks a ticket's company. */
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
    paging: Paging,
  })
  .transform((row) => ({
    fromId: row._from?.id ?? row.from?.id ?? "",
    after: row.paging?.next?.after ?? null,
    to: row.to.map((to) => ({
      id: to.toObjectId,
      isPrimary: to.associationTypes.some((type) => type.typeId === TICKET_TO_PRIMARY_COMPANY),
    })),
  }));
const AssociationsBatch = batchOf(AssociationsOfOne);

type ActivityType = "calls" | "meetings" | "emails" | "communications";

type Wanted = {
  readonly from:
    | "tickets"
    | "contacts"
    | "companies"
    | "deals"
    | "feedback_submissions"
    | ActivityType;
  readonly ids: readonly string[];
  readonly to: "contacts" | "companies" | "deals" | "tickets" | ActivityType;
};

/**
 * By ticket id. Only the first page (500) of each ticket is read: nobody tiers a ticket by its 501st
 * company.
 */
export async function readAssociations(
  call: Caller,
  portalId: string,
  of: { readonly ticketIds: readonly string[]; readonly to: "contacts" | "companies" },
): Promise<ReadonlyMap<string, readonly Associated[]>> {
  const wanted: Wanted = { from: "tickets", ids: of.ticketIds, to: of.to };
  const inputs = of.ticketIds.map((id) => ({ id }));
  const rows = await readPages(call, portalId, { wanted, inputs });
  return new Map(rows.map((row) => [row.fromId, row.to]));
}

/** By the ids asked for, all pages. */
export async function readAllAssociations(
  call: Caller,
  portalId: string,
  wanted: Wanted,
): Promise<ReadonlyMap<string, readonly Associated[]>> {
  const found = new Map<string, readonly Associated[]>();
  let inputs: readonly Input[] = wanted.ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const rows = await readPages(call, portalId, { wanted, inputs });
    for (const { fromId, to } of rows) found.set(fromId, [...(found.get(fromId) ?? []), ...to]);
    inputs = rows.flatMap(({ fromId, after }) => (after === null ? [] : [{ id: fromId, after }]));
  }
  return found;
}

type Input = { readonly id: string; readonly after?: string };

async function readPages(
  call: Caller,
  portalId: string,
  { wanted, inputs }: { readonly wanted: Wanted; readonly inputs: readonly Input[] },
) {
  const { from, to } = wanted;
  const path = `POST /crm/v4/associations/${from}/${to}/batch/read`;
  const answers = await inTurns(chunksOf(inputs, MAX_INPUTS), (some) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: AssociationsBatch,
      send: (client) =>
        client.crm.associations.v4.batchApi.getPageWithHttpInfo(from, to, { inputs: [...some] }),
    }),
  );
  for (const answer of answers) refuseOtherErrors(answer.errors ?? [], path);
  return answers.flatMap((answer) => answer.results);
}
