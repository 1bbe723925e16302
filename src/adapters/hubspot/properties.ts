import { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import type { CrmObject, PropertyWrite, PropertyWriteOutcome } from "../../ports/crm.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { batchOf } from "./answers.ts";
import { type BatchError, hasCode, isGone, isPermanent, wordsOf } from "./batch-errors.ts";
import { chunksOf } from "./batches.ts";
import type { Caller } from "./call.ts";
import { HttpFailure } from "./http-failure.ts";
import { Id } from "./ids.ts";
import { pathNameOf } from "./object-types.ts";
import { provision } from "./provision.ts";
import { refusalIn } from "./refusals.ts";

const MAX_BATCH = 100;
const UNKNOWN_PROPERTY = "PROPERTY_DOESNT_EXIST";

const Updated = batchOf(z.looseObject({ id: Id }));

type Outcomes = readonly PropertyWriteOutcome[];
type Batch = readonly PropertyWrite[];
type Writing = {
  readonly call: Caller;
  readonly portalId: string;
  readonly object: CrmObject | "task";
  /** Makes those of our properties that are missing; false when that was tried before. */
  provisionOnce(): Promise<boolean>;
};

export async function writeProperties(
  call: Caller,
  portalId: string,
  { object, writes }: { readonly object: CrmObject | "task"; readonly writes: Batch },
): Promise<Outcomes> {
  const writing = { call, portalId, object, provisionOnce: provisionOnce(call, portalId) };
  const outcomes = new Map<string, PropertyWriteOutcome>();
  for (const batch of chunksOf(mergedById(writes), MAX_BATCH)) {
    for (const outcome of await writeBatch(writing, batch)) outcomes.set(outcome.id, outcome);
  }
  return writes.map(({ id }) => {
    const outcome = outcomes.get(id);
    invariant(outcome, "each write has an outcome");
    return outcome;
  });
}

/** HubSpot refuses a batch that names a record twice; the later value wins, as it would one by one. */
function mergedById(writes: Batch): Batch {
  const byId = new Map<string, PropertyWrite>();
  for (const { id, properties } of writes) {
    byId.set(id, { id, properties: { ...byId.get(id)?.properties, ...properties } });
  }
  return [...byId.values()];
}

function provisionOnce(call: Caller, portalId: string): Writing["provisionOnce"] {
  let isTried = false;
  return async () => {
    if (isTried) return false;
    isTried = true;
    await provision(call, portalId);
    return true;
  };
}

async function writeBatch(writing: Writing, batch: Batch): Promise<Outcomes> {
  const answer = await update(writing, batch);
  if (answer instanceof HttpFailure) return afterRefusal(writing, batch, answer);
  const errors = answer.errors ?? [];
  if (errors.length === 0) return batch.map(({ id }) => ({ id, ok: true }));
  if (errors.some((error) => hasCode(error, UNKNOWN_PROPERTY)) && (await writing.provisionOnce())) {
    return writeBatch(writing, batch);
  }
  return afterPartialSuccess(writing, batch, { errors, done: answer.results.map(({ id }) => id) });
}

/** One bad record makes HubSpot refuse all of a batch: halve it until the bad one stands alone. */
async function afterRefusal(
  writing: Writing,
  batch: Batch,
  failure: HttpFailure,
): Promise<Outcomes> {
  if (failure.codes.includes(UNKNOWN_PROPERTY) && (await writing.provisionOnce())) {
    return writeBatch(writing, batch);
  }
  const [only] = batch;
  if (batch.length > 1 || !only) return writeHalves(writing, batch);
  const isMissing = failure.status === 404 || failure.codes.includes("OBJECT_NOT_FOUND");
  const reason = isMissing ? "gone" : "rejected";
  return [{ id: only.id, ok: false, reason, message: failure.describe() }];
}

async function writeHalves(writing: Writing, batch: Batch): Promise<Outcomes> {
  const halves = chunksOf(batch, Math.ceil(batch.length / 2));
  const outcomes: PropertyWriteOutcome[] = [];
  for (const half of halves) outcomes.push(...(await writeBatch(writing, half)));
  return outcomes;
}

/** 207: errors name the records that they are about, as far as one can tell; the rest is asked again in halves. */
async function afterPartialSuccess(
  writing: Writing,
  batch: Batch,
  { errors, done }: { readonly errors: readonly BatchError[]; readonly done: readonly string[] },
): Promise<Outcomes> {
  const [only] = batch;
  const [first] = errors;
  if (batch.length === 1 && only && first) return [refusalOf(only.id, first)];
  const byId = new Map(errors.flatMap((error) => idsOf(error).map((id) => [id, error] as const)));
  const isNameless = errors.some((error) => idsOf(error).length === 0);
  const unclear = batch.filter(({ id }) => isNameless && !byId.has(id) && !done.includes(id));
  const clear = batch.filter((write) => !unclear.includes(write));
  const outcomes = clear.map(({ id }): PropertyWriteOutcome => {
    const error = byId.get(id);
    return error ? refusalOf(id, error) : { id, ok: true };
  });
  return unclear.length === 0 ? outcomes : [...outcomes, ...(await writeHalves(writing, unclear))];
}

function idsOf(error: BatchError): readonly string[] {
  return error.context?.ids ?? [];
}

function refusalOf(id: string, error: BatchError): PropertyWriteOutcome {
  const message = wordsOf(error);
  if (isPermanent(error)) {
    return { id, ok: false, reason: isGone(error) ? "gone" : "rejected", message };
  }
  throw new PluginError("crm_unavailable", `a batch update answered in part: ${message}`, {
    retryable: true,
  });
}

/** Gives a refusal of the whole batch back as a value; everything else is thrown. */
async function update({ call, portalId, object }: Writing, batch: Batch) {
  const type = pathNameOf(object);
  try {
    return await call(portalId, {
      path: `POST /crm/v3/objects/${type}/batch/update`,
      isRepeatable: true,
      answer: Updated,
      send: (client) =>
        client.crm.objects.batchApi.updateWithHttpInfo(type, {
          inputs: batch.map(({ id, properties }) => ({ id, properties: { ...properties } })),
        }),
    });
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return refusal;
    throw error;
  }
}
