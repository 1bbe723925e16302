import { z } from "zod";
import {
  type Answer,
  type ApiRequest,
  batchAnswer,
  invalidInput,
  limitQuery,
  notFound,
  pageOf,
  param,
  parseBody,
  partialError,
  type Route,
} from "./api-answer.ts";
import { defaultAssociationType, findAssociationType } from "./association-types.ts";
import { type Link, link, linkByDefault, linksOf, unlink } from "./associations.ts";
import { appOrigin } from "./object-routes.ts";
import type { ObjectType } from "./object-types.ts";
import { findRecord, type RecordRef } from "./portal-state.ts";
import { pathType } from "./record-json.ts";

/** Associations v4: links between records, with the type ids of their direction. */

const READ_LIMIT = 1_000;
const CREATE_LIMIT = 2_000;
const PAGE_SIZE = 500;

const Id = z.union([z.string(), z.number()]).transform(String);
const Spec = z.looseObject({ associationCategory: z.string(), associationTypeId: z.int() });
const ReadInput = z.looseObject({
  inputs: z.array(z.looseObject({ id: Id, after: z.string().optional() })),
});
const CreateInput = z.looseObject({
  inputs: z.array(
    z.looseObject({
      from: z.looseObject({ id: Id }),
      to: z.looseObject({ id: Id }),
      types: z.array(Spec).default([]),
    }),
  ),
});
const ArchiveInput = z.looseObject({
  inputs: z.array(
    z.looseObject({
      from: z.looseObject({ id: Id }),
      to: z.array(z.looseObject({ id: Id })),
    }),
  ),
});

export const ASSOCIATION_ROUTES: readonly Route[] = [
  { method: "post", paths: batchPaths("read"), handle: readMany },
  { method: "post", paths: batchPaths("create"), handle: createMany },
  { method: "post", paths: batchPaths("associate/default"), handle: createManyByDefault },
  { method: "post", paths: batchPaths("archive"), handle: archiveMany },
  { method: "get", paths: recordPaths("/:from/:id/associations/:to"), handle: readOne },
  {
    method: "put",
    paths: recordPaths("/:from/:id/associations/default/:to/:toId"),
    handle: createOneByDefault,
  },
  { method: "put", paths: recordPaths("/:from/:id/associations/:to/:toId"), handle: createOne },
  { method: "delete", paths: recordPaths("/:from/:id/associations/:to/:toId"), handle: removeOne },
];

function batchPaths(verb: string): readonly string[] {
  const rest = `/:from/:to/batch/${verb}`;
  return [`/crm/v4/associations${rest}`, `/crm/associations/2026-03${rest}`];
}

function recordPaths(rest: string): readonly string[] {
  return [`/crm/v4/objects${rest}`, `/crm/objects/2026-03${rest}`];
}

function readMany(request: ApiRequest): Answer {
  const { from, to } = pathTypes(request);
  const { inputs } = parseBody(ReadInput, request.body);
  limitInputs(inputs, READ_LIMIT);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const { id, after } of inputs) {
    const links = linksOf(request.portal, { type: from.name, id }, to.name);
    const page = pageOf(links, after, PAGE_SIZE);
    if (links.length === 0) errors.push(noneFound(from, to, id));
    else {
      const next = page.paging === undefined ? {} : { paging: page.paging };
      const ends = page.items.map((entry) => linkJson(from, to, entry));
      results.push({ from: { id }, to: ends, ...next });
    }
  }
  return batchAnswer({ request, results, errors });
}

function readOne(request: ApiRequest): Answer {
  const { from, to } = pathTypes(request);
  const id = param(request, "id");
  if (findRecord(request.portal, from.name, id) === undefined) throw notFound();
  const limit = limitQuery(request, { fallback: PAGE_SIZE, most: PAGE_SIZE });
  const links = linksOf(request.portal, { type: from.name, id }, to.name);
  const page = pageOf(links, request.query.get("after"), limit);
  const results = page.items.map((entry) => linkJson(from, to, entry));
  return { status: 200, body: { results, ...(page.paging ? { paging: page.paging } : {}) } };
}

function createMany(request: ApiRequest): Answer {
  const { from, to } = pathTypes(request);
  const { inputs } = parseBody(CreateInput, request.body);
  limitInputs(inputs, CREATE_LIMIT);
  const errors: unknown[] = [];
  const results: unknown[] = [];
  for (const input of inputs) {
    const pair = existingPair(request, input.from.id, input.to.id);
    if (pair === undefined) errors.push(invalidIds([input.from.id, input.to.id]));
    else {
      addTypes(request, pair, input.types);
      results.push(pairJson(from, to, pair));
    }
  }
  return batchAnswer({ request, results, errors, status: 201 });
}

function createManyByDefault(request: ApiRequest): Answer {
  const { from, to } = pathTypes(request);
  const { inputs } = parseBody(CreateInput, request.body);
  limitInputs(inputs, CREATE_LIMIT);
  const results = inputs.flatMap((input) => {
    const pair = existingPair(request, input.from.id, input.to.id);
    return pair === undefined ? [] : defaultResults(request, from, { ...pair, toType: to });
  });
  return batchAnswer({ request, results, errors: [] });
}

function createOne(request: ApiRequest): Answer {
  const { from, to } = pathTypes(request);
  const pair = existingPair(request, param(request, "id"), param(request, "toId"));
  if (pair === undefined) throw notFound();
  addTypes(request, pair, parseBody(z.array(Spec), request.body));
  return { status: 201, body: pairJson(from, to, pair) };
}

function createOneByDefault(request: ApiRequest): Answer {
  const { from, to } = pathTypes(request);
  const pair = existingPair(request, param(request, "id"), param(request, "toId"));
  if (pair === undefined) throw notFound();
  const results = defaultResults(request, from, { ...pair, toType: to });
  return batchAnswer({ request, results, errors: [] });
}

function removeOne(request: ApiRequest): Answer {
  const pair = existingPair(request, param(request, "id"), param(request, "toId"));
  if (pair !== undefined) unlink(request.portal, pair, appOrigin(request));
  return { status: 204 };
}

function archiveMany(request: ApiRequest): Answer {
  const { inputs } = parseBody(ArchiveInput, request.body);
  limitInputs(inputs, CREATE_LIMIT);
  for (const input of inputs) {
    for (const { id } of input.to) {
      const pair = existingPair(request, input.from.id, id);
      if (pair !== undefined) unlink(request.portal, pair, appOrigin(request));
    }
  }
  return { status: 204 };
}

type Pair = { readonly from: RecordRef; readonly to: RecordRef };

function pathTypes(request: ApiRequest): { readonly from: ObjectType; readonly to: ObjectType } {
  return { from: pathType(request, "from"), to: pathType(request, "to") };
}

function existingPair(request: ApiRequest, fromId: string, toId: string): Pair | undefined {
  const { from, to } = pathTypes(request);
  const start = findRecord(request.portal, from.name, fromId);
  const end = findRecord(request.portal, to.name, toId);
  return start === undefined || end === undefined ? undefined : { from: start, to: end };
}

function addTypes(request: ApiRequest, pair: Pair, specs: readonly z.infer<typeof Spec>[]): void {
  for (const { associationTypeId } of specs) {
    const association = findAssociationType(pair.from.type, pair.to.type, associationTypeId);
    if (association === undefined) {
      throw invalidInput(
        `Association type ${associationTypeId} does not link ${pair.from.type} to ${pair.to.type}`,
      );
    }
    link(request.portal, { ...pair, association }, appOrigin(request));
  }
}

function defaultResults(
  request: ApiRequest,
  from: ObjectType,
  pair: Pair & { readonly toType: ObjectType },
): readonly unknown[] {
  linkByDefault(request.portal, pair, appOrigin(request));
  const association = defaultAssociationType(from.name, pair.toType.name);
  const ends = { from: { id: pair.from.id }, to: { id: pair.to.id } };
  const spec = (typeId: number | undefined) => ({
    associationCategory: "HUBSPOT_DEFINED",
    associationTypeId: typeId,
  });
  return [
    { ...ends, associationSpec: spec(association?.typeId) },
    { from: ends.to, to: ends.from, associationSpec: spec(association?.inverseTypeId) },
  ];
}

/** `toObjectId` is a JSON number here, unlike every other id of the API. */
function linkJson(from: ObjectType, to: ObjectType, entry: Link): unknown {
  return {
    toObjectId: Number(entry.toId),
    associationTypes: entry.typeIds.map((typeId) => {
      const isPrimary = findAssociationType(from.name, to.name, typeId)?.isPrimary === true;
      return { category: "HUBSPOT_DEFINED", typeId, label: isPrimary ? "Primary" : null };
    }),
  };
}

function pairJson(from: ObjectType, to: ObjectType, pair: Pair): unknown {
  return {
    fromObjectTypeId: from.typeId,
    fromObjectId: Number(pair.from.id),
    toObjectTypeId: to.typeId,
    toObjectId: Number(pair.to.id),
    labels: [],
  };
}

function limitInputs(inputs: readonly unknown[], most: number): void {
  if (inputs.length > 0 && inputs.length <= most) return;
  throw invalidInput(`Expected 1 to ${most} inputs; ${inputs.length} were given`);
}

function noneFound(from: ObjectType, to: ObjectType, id: string): unknown {
  return partialError({
    category: "OBJECT_NOT_FOUND",
    subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
    message: `No ${to.singular} is associated with ${from.singular} ${id}.`,
    context: {
      fromObjectId: [id],
      fromObjectType: [from.singular],
      toObjectType: [to.singular],
    },
  });
}

function invalidIds(ids: readonly string[]): unknown {
  return partialError({
    category: "VALIDATION_ERROR",
    subCategory: "crm.associations.INVALID_IDENTIFIER",
    message: `One or more of ${ids.join(", ")} are not valid`,
    context: { id: ids },
  });
}
