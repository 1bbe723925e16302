import { z } from "zod";
import {
  type Answer,
  type ApiRequest,
  batchAnswer,
  invalidInput,
  notFound,
  param,
  parseBody,
  partialError,
  type Route,
  refusal,
} from "./api-answer.ts";
import { defineProperty, PropertyInput } from "./define-property.ts";
import { propertiesOf } from "./portal-state.ts";
import type { PropertyDefinition, PropertyGroup, PropertySet } from "./property-definitions.ts";
import { instantText } from "./property-values.ts";
import { pathType } from "./record-json.ts";

/** `/crm/v3/properties/{type}`: what properties and groups exist, and creating own ones. */

const BATCH_LIMIT = 100;

const BatchInput = z.looseObject({ inputs: z.array(PropertyInput) });
const NamesInput = z.looseObject({ inputs: z.array(z.looseObject({ name: z.string() })) });
const GroupInput = z.looseObject({
  name: z.string().min(1),
  label: z.string().min(1),
  displayOrder: z.int().default(-1),
});

function propertyPaths(rest: string): readonly string[] {
  return [`/crm/v3/properties${rest}`, `/crm/properties/2026-03${rest}`];
}

/** Fixed words stand before `:name`, so that no property can be called `groups`. */
export const PROPERTY_ROUTES: readonly Route[] = [
  { method: "get", paths: propertyPaths("/:type"), handle: listProperties },
  { method: "post", paths: propertyPaths("/:type"), handle: createOne },
  { method: "get", paths: propertyPaths("/:type/groups"), handle: listGroups },
  { method: "post", paths: propertyPaths("/:type/groups"), handle: createGroup },
  { method: "get", paths: propertyPaths("/:type/groups/:name"), handle: readGroup },
  { method: "post", paths: propertyPaths("/:type/batch/create"), handle: createMany },
  { method: "post", paths: propertyPaths("/:type/batch/read"), handle: readMany },
  { method: "post", paths: propertyPaths("/:type/batch/archive"), handle: archiveMany },
  { method: "delete", paths: propertyPaths("/:type/groups/:name"), handle: archiveGroup },
  { method: "get", paths: propertyPaths("/:type/:name"), handle: readProperty },
];

function setOf(request: ApiRequest): PropertySet {
  return propertiesOf(request.portal, pathType(request).name);
}

function listProperties(request: ApiRequest): Answer {
  const results = [...setOf(request).definitions.values()].map(propertyJson);
  return { status: 200, body: { results } };
}

function readProperty(request: ApiRequest): Answer {
  const definition = setOf(request).definitions.get(param(request, "name"));
  if (definition === undefined) throw notFound();
  return { status: 200, body: propertyJson(definition) };
}

function readMany(request: ApiRequest): Answer {
  const { inputs } = parseBody(NamesInput, request.body);
  limitInputs(inputs);
  const { definitions } = setOf(request);
  const found = inputs.flatMap(({ name }) => definitions.get(name) ?? []);
  const missing = inputs.map(({ name }) => name).filter((name) => !definitions.has(name));
  const errors = missing.map((name) =>
    partialError({
      category: "OBJECT_NOT_FOUND",
      message: `Property "${name}" does not exist`,
      context: { name: [name] },
    }),
  );
  return batchAnswer({ request, results: found.map(propertyJson), errors });
}

/** Names that do not exist are passed over. */
function archiveMany(request: ApiRequest): Answer {
  const { inputs } = parseBody(NamesInput, request.body);
  limitInputs(inputs);
  for (const { name } of inputs) setOf(request).definitions.delete(name);
  return { status: 204, body: undefined };
}

function archiveGroup(request: ApiRequest): Answer {
  if (!setOf(request).groups.delete(param(request, "name"))) throw notFound();
  return { status: 204, body: undefined };
}

function createOne(request: ApiRequest): Answer {
  const input = parseBody(PropertyInput, request.body);
  if (setOf(request).definitions.has(input.name)) throw alreadyThere(input.name);
  return { status: 201, body: propertyJson(define(request, input)) };
}

/** What exists already becomes an error of its own; the others are made. */
function createMany(request: ApiRequest): Answer {
  const { inputs } = parseBody(BatchInput, request.body);
  limitInputs(inputs);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    if (setOf(request).definitions.has(input.name)) {
      const message = `A property named '${input.name}' already exists.`;
      errors.push(partialError({ category: "CONFLICT", message, context: { name: [input.name] } }));
    } else {
      results.push(propertyJson(define(request, input)));
    }
  }
  return batchAnswer({ request, results, errors, status: 201 });
}

function limitInputs(inputs: readonly unknown[]): void {
  if (inputs.length > BATCH_LIMIT) throw invalidInput(`At most ${BATCH_LIMIT} inputs`);
}

function define(request: ApiRequest, input: PropertyInput): PropertyDefinition {
  return defineProperty(setOf(request), input, request.portal.now());
}

function listGroups(request: ApiRequest): Answer {
  const results = [...setOf(request).groups.values()].map(groupJson);
  return { status: 200, body: { results } };
}

function readGroup(request: ApiRequest): Answer {
  const group = setOf(request).groups.get(param(request, "name"));
  if (group === undefined) throw notFound();
  return { status: 200, body: groupJson(group) };
}

function createGroup(request: ApiRequest): Answer {
  const { name, label, displayOrder } = parseBody(GroupInput, request.body);
  const { groups } = setOf(request);
  if (groups.has(name)) throw alreadyThere(name);
  const group = { name, label, displayOrder };
  groups.set(name, group);
  return { status: 201, body: groupJson(group) };
}

function alreadyThere(name: string) {
  return refusal(409, "CONFLICT", `A property or group named '${name}' already exists.`);
}

function groupJson(group: PropertyGroup): unknown {
  return { ...group, archived: false };
}

function propertyJson(definition: PropertyDefinition): unknown {
  const { isHubspotDefined, isReadOnly, createdAt, ...shown } = definition;
  return {
    updatedAt: instantText(createdAt),
    createdAt: instantText(createdAt),
    ...shown,
    calculated: isHubspotDefined && isReadOnly,
    externalOptions: false,
    archived: false,
    hubspotDefined: isHubspotDefined,
    modificationMetadata: {
      archivable: !isHubspotDefined,
      readOnlyDefinition: isHubspotDefined,
      readOnlyValue: isReadOnly,
    },
    dataSensitivity: "non_sensitive",
  };
}
