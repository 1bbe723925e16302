import { z } from "zod";
import {
  type Answer,
  type ApiRequest,
  invalidInput,
  invalidProperties,
  limitQuery,
  notFound,
  pageOf,
  param,
  parseBody,
  type Route,
} from "./api-answer.ts";
import { findAssociationType } from "./association-types.ts";
import { link } from "./associations.ts";
import type { ObjectTypeName } from "./object-types.ts";
import {
  findRecord,
  type NamedValue,
  type Origin,
  recordsOf,
  type StoredRecord,
} from "./portal-state.ts";
import { parseInstant } from "./property-values.ts";
import { pathType, recordJson, wantedByQuery, writtenJson } from "./record-json.ts";
import { archiveRecord, checkValues, createRecord, mergeRecords, writeRecord } from "./records.ts";

/** `/crm/v3/objects/{type}`: one record at a time, and lists. */

const LIST_LIMIT = 100;
const HISTORY_LIST_LIMIT = 50;

/** Values may come as JSON numbers or booleans; null clears, as the empty text does. */
export const PropertyInput = z.record(
  z.string(),
  z
    .union([z.string(), z.number(), z.boolean(), z.null()])
    .transform((value) => (value === null ? "" : String(value))),
);

const AssociationInput = z.looseObject({
  to: z.looseObject({ id: z.coerce.string() }),
  types: z.array(
    z.looseObject({ associationCategory: z.string(), associationTypeId: z.number().int() }),
  ),
});
export const CreateInput = z.looseObject({
  properties: PropertyInput,
  associations: z.array(AssociationInput).default([]),
  objectWriteTraceId: z.string().optional(),
});
export type CreateInput = z.infer<typeof CreateInput>;

const UpdateInput = z.looseObject({ properties: PropertyInput });
const MergeInput = z.looseObject({
  primaryObjectId: z.coerce.string(),
  objectIdToMerge: z.coerce.string(),
});

/** The paths of one call of the objects API in the versions that HubSpot serves. */
export function objectPaths(rest: string): readonly string[] {
  return [`/crm/v3/objects${rest}`, `/crm/objects/2026-03${rest}`];
}

export const OBJECT_ROUTES: readonly Route[] = [
  { method: "get", paths: objectPaths("/:type"), handle: listRecords },
  { method: "post", paths: objectPaths("/:type"), handle: createOne },
  { method: "post", paths: objectPaths("/:type/merge"), handle: mergeTwo },
  { method: "get", paths: objectPaths("/:type/:id"), handle: readOne },
  { method: "patch", paths: objectPaths("/:type/:id"), handle: updateOne },
  { method: "delete", paths: objectPaths("/:type/:id"), handle: archiveOne },
];

export function appOrigin(request: ApiRequest): Origin {
  return { at: request.portal.now(), source: "INTEGRATION", sourceId: request.appId };
}

/** Finds by HubSpot's id or, when a name is given, by the value of that property. */
export function findBy(
  request: ApiRequest,
  type: ObjectTypeName,
  key: { readonly id: string; readonly idProperty?: string | undefined },
): StoredRecord | undefined {
  if (key.idProperty === undefined || key.idProperty === "hs_object_id") {
    return findRecord(request.portal, type, key.id);
  }
  const name = key.idProperty;
  return [...recordsOf(request.portal, type).values()].find(
    (record) =>
      record.archivedAt === null &&
      record.history.get(name)?.at(-1)?.value.toLowerCase() === key.id.toLowerCase(),
  );
}

/** Checks what a caller wants to write, or refuses the whole request. */
export function checkedValues(
  request: ApiRequest,
  type: ObjectTypeName,
  properties: Readonly<Record<string, string>>,
): readonly NamedValue[] {
  const checked = checkValues(request.portal, type, { properties, mayWriteReadOnly: false });
  if (!checked.ok) throw invalidProperties(checked.problems);
  return checked.values;
}

export function createWithLinks(
  request: ApiRequest,
  type: ObjectTypeName,
  input: {
    readonly values: readonly NamedValue[];
    readonly associations: CreateInput["associations"];
  },
): StoredRecord {
  const { portal } = request;
  const origin = appOrigin(request);
  const links = input.associations.flatMap((wanted) =>
    wanted.types.map((spec) => linkTarget(request, type, { ...spec, id: wanted.to.id })),
  );
  const createdAt = input.values.find((value) => value.name === "createdate")?.value;
  const at = createdAt === undefined ? origin.at : parseInstant(createdAt);
  const record = createRecord(portal, { type, values: input.values, origin: { ...origin, at } });
  for (const { to, association } of links) link(portal, { from: record, to, association }, origin);
  return record;
}

function linkTarget(
  request: ApiRequest,
  from: ObjectTypeName,
  wanted: { readonly associationTypeId: number; readonly id: string },
) {
  for (const name of ["contacts", "companies", "deals", "tickets"] as const) {
    const association = findAssociationType(from, name, wanted.associationTypeId);
    const to = findRecord(request.portal, name, wanted.id);
    if (association !== undefined && to !== undefined) return { to, association };
  }
  throw invalidInput(
    `Association type ${wanted.associationTypeId} does not link ${from} to ${wanted.id}`,
  );
}

function listRecords(request: ApiRequest): Answer {
  const type = pathType(request);
  const wanted = wantedByQuery(request);
  const hasHistory = (wanted.propertiesWithHistory ?? []).length > 0;
  const most = hasHistory ? HISTORY_LIST_LIMIT : LIST_LIMIT;
  const limit = limitQuery(request, { fallback: 10, most });
  const wantsArchived = request.query.get("archived") === "true";
  const records = [...recordsOf(request.portal, type.name).values()].filter(
    (record) => (record.archivedAt !== null) === wantsArchived,
  );
  const page = pageOf(records, request.query.get("after"), limit);
  const results = page.items.map((record) => recordJson(request.portal, record, wanted));
  return { status: 200, body: { results, ...(page.paging ? { paging: page.paging } : {}) } };
}

function createOne(request: ApiRequest): Answer {
  const type = pathType(request);
  const input = parseBody(CreateInput, request.body);
  const values = checkedValues(request, type.name, input.properties);
  requireMandatory(type.name, values);
  const record = createWithLinks(request, type.name, { ...input, values });
  return { status: 201, body: writtenJson(request.portal, record) };
}

/** Names that HubSpot insists on at creation. */
const MANDATORY: Partial<Record<ObjectTypeName, readonly string[]>> = {
  tickets: ["subject", "hs_pipeline_stage"],
  tasks: ["hs_timestamp"],
  notes: ["hs_timestamp"],
};

export function requireMandatory(type: ObjectTypeName, values: readonly NamedValue[]): void {
  const names = MANDATORY[type] ?? [];
  const missing = names.filter((name) => !values.some((value) => value.name === name));
  if (missing.length === 0) return;
  throw invalidProperties(
    missing.map((name) => ({
      name,
      code: "REQUIRED_FIELD",
      message: `Property "${name}" is required`,
    })),
  );
}

function readOne(request: ApiRequest): Answer {
  const type = pathType(request);
  const idProperty = request.query.get("idProperty") ?? undefined;
  const id = param(request, "id");
  const wantsArchived = request.query.get("archived") === "true";
  const archived = recordsOf(request.portal, type.name).get(id);
  const record = wantsArchived ? archived : findBy(request, type.name, { id, idProperty });
  if (record === undefined || (record.archivedAt !== null) !== wantsArchived) throw notFound();
  return { status: 200, body: recordJson(request.portal, record, wantedByQuery(request)) };
}

function updateOne(request: ApiRequest): Answer {
  const type = pathType(request);
  const idProperty = request.query.get("idProperty") ?? undefined;
  const record = findBy(request, type.name, { id: param(request, "id"), idProperty });
  if (record === undefined) throw notFound();
  const { properties } = parseBody(UpdateInput, request.body);
  const values = checkedValues(request, type.name, properties);
  writeRecord(request.portal, record, { values, origin: appOrigin(request) });
  return { status: 200, body: writtenJson(request.portal, record) };
}

function archiveOne(request: ApiRequest): Answer {
  const record = findRecord(request.portal, pathType(request).name, param(request, "id"));
  // Deleting what is gone already succeeds too.
  if (record !== undefined) archiveRecord(request.portal, record, appOrigin(request));
  return { status: 204 };
}

function mergeTwo(request: ApiRequest): Answer {
  const type = pathType(request);
  const input = parseBody(MergeInput, request.body);
  const winner = findRecord(request.portal, type.name, input.primaryObjectId);
  const loser = findRecord(request.portal, type.name, input.objectIdToMerge);
  if (winner === undefined || loser === undefined) throw notFound();
  if (winner === loser) throw invalidInput("A record cannot be merged with itself");
  mergeRecords(request.portal, { winner, loser }, appOrigin(request));
  return { status: 200, body: writtenJson(request.portal, winner) };
}
