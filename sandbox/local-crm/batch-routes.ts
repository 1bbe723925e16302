import { z } from "zod";
import {
  type Answer,
  ApiRefusal,
  type ApiRequest,
  batchAnswer,
  invalidInput,
  parseBody,
  partialError,
  type Route,
} from "./api-answer.ts";
import {
  appOrigin,
  CreateInput,
  checkedValues,
  createWithLinks,
  findBy,
  objectPaths,
  PropertyInput,
  requireMandatory,
} from "./object-routes.ts";
import type { ObjectType } from "./object-types.ts";
import { recordsOf, type StoredRecord } from "./portal-state.ts";
import { pathType, recordJson, writtenJson } from "./record-json.ts";
import { archiveRecord, writeRecord } from "./records.ts";

/** `/crm/v3/objects/{type}/batch/…`: many records in one call. */

export const BATCH_LIMIT = 100;
/** Batch reads that ask for history may name fewer records. */
export const HISTORY_BATCH_LIMIT = 50;

const Id = z.union([z.string(), z.number()]).transform(String);
const ReadInput = z.looseObject({
  inputs: z.array(z.looseObject({ id: Id })),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});
const UpdateInput = z.looseObject({
  inputs: z.array(
    z.looseObject({ id: Id, properties: PropertyInput, idProperty: z.string().optional() }),
  ),
});
const CreateBatchInput = z.looseObject({ inputs: z.array(CreateInput) });
const ArchiveInput = z.looseObject({ inputs: z.array(z.looseObject({ id: Id })) });

export const BATCH_ROUTES: readonly Route[] = [
  { method: "post", paths: objectPaths("/:type/batch/read"), handle: readMany },
  { method: "post", paths: objectPaths("/:type/batch/update"), handle: updateMany },
  { method: "post", paths: objectPaths("/:type/batch/create"), handle: createMany },
  { method: "post", paths: objectPaths("/:type/batch/archive"), handle: archiveMany },
];

function readMany(request: ApiRequest): Answer {
  const type = pathType(request);
  const input = parseBody(ReadInput, request.body);
  const hasHistory = input.propertiesWithHistory.length > 0;
  limitInputs(input.inputs, hasHistory ? HISTORY_BATCH_LIMIT : BATCH_LIMIT);
  const ids = [...new Set(input.inputs.map(({ id }) => id))];
  const { found, missing } =
    request.query.get("archived") === "true"
      ? findArchived(request, type, ids)
      : findAll(
          request,
          type,
          ids.map((id) => ({ id, ...keyOf(input) })),
        );
  const results = found.map(({ record }) => recordJson(request.portal, record, input));
  return batchAnswer({ request, results, errors: missingErrors(type, missing) });
}

function updateMany(request: ApiRequest): Answer {
  const type = pathType(request);
  const { inputs } = parseBody(UpdateInput, request.body);
  limitInputs(inputs, BATCH_LIMIT);
  if (new Set(inputs.map(({ id }) => id)).size < inputs.length) {
    throw invalidInput("Duplicate IDs found in batch input");
  }
  const wanted = inputs.map((input) => ({
    id: input.id,
    ...keyOf(input),
    values: checkedValues(request, type.name, input.properties),
  }));
  const { found, missing } = findAll(request, type, wanted);
  const results = found.map(({ record, key }) => {
    writeRecord(request.portal, record, { values: key.values, origin: appOrigin(request) });
    return writtenJson(request.portal, record);
  });
  return batchAnswer({ request, results, errors: missingErrors(type, missing) });
}

/** All or nothing, unless each input has a trace id: then the good ones are made and the bad ones named. */
function createMany(request: ApiRequest): Answer {
  const type = pathType(request);
  const { inputs } = parseBody(CreateBatchInput, request.body);
  limitInputs(inputs, BATCH_LIMIT);
  if (inputs.every((input) => input.objectWriteTraceId !== undefined)) {
    return createTraced(request, type, inputs);
  }
  const checked = inputs.map((input) => checkedInput(request, type, input));
  const results = checked.map((input) =>
    writtenJson(request.portal, createWithLinks(request, type.name, input)),
  );
  return batchAnswer({ request, results, errors: [], status: 201 });
}

function createTraced(
  request: ApiRequest,
  type: ObjectType,
  inputs: readonly CreateInput[],
): Answer {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    const { objectWriteTraceId } = input;
    try {
      const checked = checkedInput(request, type, input);
      const record = createWithLinks(request, type.name, checked);
      results.push({ ...writtenJson(request.portal, record), objectWriteTraceId });
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      errors.push({ ...error.body, context: { objectWriteTraceId: [objectWriteTraceId] } });
    }
  }
  return batchAnswer({ request, results, errors, status: 201 });
}

function checkedInput(request: ApiRequest, type: ObjectType, input: CreateInput) {
  const values = checkedValues(request, type.name, input.properties);
  requireMandatory(type.name, values);
  return { values, associations: input.associations };
}

function archiveMany(request: ApiRequest): Answer {
  const type = pathType(request);
  const { inputs } = parseBody(ArchiveInput, request.body);
  limitInputs(inputs, BATCH_LIMIT);
  const { found } = findAll(request, type, inputs);
  for (const { record } of found) archiveRecord(request.portal, record, appOrigin(request));
  return { status: 204 };
}

function limitInputs(inputs: readonly unknown[], most: number): void {
  if (inputs.length === 0) throw invalidInput("No inputs were given");
  if (inputs.length <= most) return;
  throw invalidInput(`The maximum number of inputs is ${most}; ${inputs.length} were given`);
}

type Key = { readonly id: string; readonly idProperty?: string };

function keyOf(input: { readonly idProperty?: string | undefined }): { idProperty?: string } {
  return input.idProperty === undefined ? {} : { idProperty: input.idProperty };
}

function findAll<Wanted extends Key>(
  request: ApiRequest,
  type: ObjectType,
  keys: readonly Wanted[],
): {
  readonly found: readonly { readonly key: Wanted; readonly record: StoredRecord }[];
  readonly missing: readonly string[];
} {
  const found: { key: Wanted; record: StoredRecord }[] = [];
  const missing: string[] = [];
  for (const key of keys) {
    const record = findBy(request, type.name, key);
    if (record === undefined) missing.push(key.id);
    else found.push({ key, record });
  }
  return { found, missing };
}

function findArchived(request: ApiRequest, type: ObjectType, ids: readonly string[]) {
  const records = recordsOf(request.portal, type.name);
  const found = ids.flatMap((id) => {
    const record = records.get(id);
    return record === undefined || record.archivedAt === null ? [] : [{ key: { id }, record }];
  });
  const isFound = new Set(found.map(({ key }) => key.id));
  return { found, missing: ids.filter((id) => !isFound.has(id)) };
}

function missingErrors(type: ObjectType, ids: readonly string[]): readonly unknown[] {
  if (ids.length === 0) return [];
  const message = `Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`;
  return [partialError({ category: "OBJECT_NOT_FOUND", message, context: { ids } })];
}
