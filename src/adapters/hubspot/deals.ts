import { z } from "zod";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { DealSnapshot } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { DealStages } from "../../ports/tier-store.ts";
import { batchOf, CrmRecord, Instant } from "./answers.ts";
import { readAllAssociations } from "./associations.ts";
import { refuseOtherErrors } from "./batch-errors.ts";
import { chunksOf, inTurns } from "./batches.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";
import { pathNameOf } from "./object-types.ts";

const MAX_BATCH = 100;

/** What tells a deal; `createdate` is read beside it. */
const PROPERTIES = [
  "dealname",
  "amount",
  "amount_in_home_currency",
  "dealstage",
  "closedate",
  "hs_is_closed",
  "hs_is_closed_won",
];

const DealRecord = CrmRecord.extend({ createdAt: Instant.nullish() });
const DealBatch = batchOf(DealRecord);

export async function readDeals(
  call: Caller,
  portalId: string,
  wanted: { readonly dealIds: readonly string[]; readonly productProperty: string | null },
): Promise<readonly DealSnapshot[]> {
  const ids = [...new Set(wanted.dealIds)];
  const names = wanted.productProperty === null ? [] : [wanted.productProperty];
  const properties = [...new Set([...PROPERTIES, ...names])];
  const path = "POST /crm/v3/objects/deals/batch/read";
  const answers = await inTurns(chunksOf(ids, MAX_BATCH), (batch) =>
    call(portalId, {
      path,
      isRepeatable: true,
      answer: DealBatch,
      send: (client) =>
        client.crm.objects.batchApi.readWithHttpInfo("deals", {
          inputs: batch.map((id) => ({ id })),
          properties: [...properties, "createdate"],
          propertiesWithHistory: [],
        }),
    }),
  );
  for (const answer of answers) refuseOtherErrors(answer.errors ?? [], path);
  const records = answers.flatMap(({ results }) => results);
  const byId = new Map(records.map((record) => [record.id, snapshotOf(record, properties)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function snapshotOf(
  { id, createdAt, properties }: z.infer<typeof DealRecord>,
  names: readonly string[],
): DealSnapshot {
  const created = Instant.safeParse(properties["createdate"]).data ?? createdAt;
  if (typeof created !== "number") {
    throw new PluginError("crm_unavailable", `deal ${id} has no createdate`, { retryable: true });
  }
  const kept = Object.entries(properties).filter(([name]) => names.includes(name));
  return { dealId: id, createdAt: created, properties: Object.fromEntries(kept) };
}

/** By customer id; one without deals has no entry. */
export async function readDealIds(
  call: Caller,
  portalId: string,
  of: { readonly kind: "contact" | "company"; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const from = pathNameOf(of.kind);
  const found = await readAllAssociations(call, portalId, { from, ids: of.ids, to: "deals" });
  return new Map([...found].map(([id, deals]) => [id, deals.map((deal) => deal.id)]));
}

/** By deal id; one without customers has no entry. */
export async function readDealCustomers(
  call: Caller,
  portalId: string,
  dealIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CustomerRef[]>> {
  const customers = new Map<string, readonly CustomerRef[]>();
  for (const kind of CustomerKind.options) {
    const wanted = { from: "deals", ids: dealIds, to: pathNameOf(kind) } as const;
    for (const [dealId, found] of await readAllAssociations(call, portalId, wanted)) {
      const refs = found.map(({ id }) => ({ kind, id }));
      customers.set(dealId, [...(customers.get(dealId) ?? []), ...refs]);
    }
  }
  return customers;
}

/** HubSpot says of a stage with which probability a deal is won there, and mostly whether it is closed. */
const DealPipelines = z.looseObject({
  results: z.array(
    z.looseObject({
      stages: z.array(
        z.looseObject({
          id: Id,
          metadata: z
            .looseObject({
              isClosed: z.union([z.string(), z.boolean()]).nullish(),
              probability: z.union([z.string(), z.number()]).nullish(),
            })
            .nullish(),
        }),
      ),
    }),
  ),
});

type Metadata = z.infer<typeof DealPipelines>["results"][number]["stages"][number]["metadata"];

/** Also of archived pipelines: their deals are still there. */
export async function readDealStages(call: Caller, portalId: string): Promise<DealStages> {
  const { results } = await call(portalId, {
    path: "GET /crm/v3/pipelines/deals",
    isRepeatable: true,
    answer: DealPipelines,
    send: (client) => client.crm.pipelines.pipelinesApi.getAllWithHttpInfo("deals"),
  });
  const stages = results.flatMap((pipeline) => pipeline.stages);
  return Object.fromEntries(stages.map(({ id, metadata }) => [id, stateOf(metadata)]));
}

function stateOf(metadata: Metadata): DealStages[string] {
  const probability = Number(metadata?.probability ?? Number.NaN);
  const told = metadata?.isClosed;
  const isClosed =
    told === undefined || told === null || told === ""
      ? probability === 0 || probability === 1
      : String(told) === "true";
  if (!isClosed) return "open";
  return probability === 1 ? "won" : "lost";
}
