import { z } from "zod";
import { type Answer, type ApiRequest, invalidInput, parseBody, type Route } from "./api-answer.ts";
import { objectPaths } from "./object-routes.ts";
import type { ObjectType } from "./object-types.ts";
import { propertiesOf, recordsOf, type StoredRecord } from "./portal-state.ts";
import { presentValue } from "./property-values.ts";
import { pathType, recordJson } from "./record-json.ts";
import { compareValues, matches, OPERATORS, type SearchFilter } from "./search-filter.ts";

/** `/crm/v3/objects/{type}/search`, with HubSpot's limits. Archived records are never found. */

const PAGE_LIMIT = 200;
const RESULT_LIMIT = 10_000;
const BODY_LIMIT_CHARACTERS = 3_000;
const GROUP_LIMIT = 5;
const FILTERS_PER_GROUP_LIMIT = 6;
const FILTER_LIMIT = 18;

const Text = z.union([z.string(), z.number()]).transform(String);
const Filter = z.looseObject({
  propertyName: z.string(),
  operator: z.string(),
  value: Text.optional(),
  highValue: Text.optional(),
  values: z.array(Text).optional(),
});
const Sort = z.union([
  z.string(),
  z.looseObject({ propertyName: z.string(), direction: z.string().optional() }),
]);
const SearchInput = z.looseObject({
  filterGroups: z.array(z.looseObject({ filters: z.array(Filter) })).default([]),
  sorts: z.array(Sort).default([]),
  properties: z.array(z.string()).default([]),
  query: z.string().optional(),
  limit: z.int().default(10),
  after: Text.optional(),
});
type SearchInput = z.infer<typeof SearchInput>;

export const SEARCH_ROUTES: readonly Route[] = [
  { method: "post", paths: objectPaths("/:type/search"), isSearch: true, handle: search },
];

function search(request: ApiRequest): Answer {
  const type = pathType(request);
  if (JSON.stringify(request.body ?? {}).length > BODY_LIMIT_CHARACTERS) {
    throw invalidInput(`The request body is longer than ${BODY_LIMIT_CHARACTERS} characters`);
  }
  const input = parseBody(SearchInput, request.body);
  checkLimits(request, type, input);
  const found = sorted(request, type, {
    records: findAll(request, type, input),
    sorts: input.sorts,
  });
  const start = Number(input.after ?? 0);
  const page = found.slice(start, start + input.limit);
  const end = start + input.limit;
  const next = end < found.length ? { paging: { next: { after: String(end) } } } : {};
  const results = page.map((record) => recordJson(request.portal, record, input));
  return { status: 200, body: { total: found.length, results, ...next } };
}

function checkLimits(request: ApiRequest, type: ObjectType, input: SearchInput): void {
  const filters = input.filterGroups.flatMap((group) => group.filters);
  const { definitions } = propertiesOf(request.portal, type.name);
  const start = Number(input.after ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalidInput(`Invalid cursor ${input.after}`);
  if (input.limit < 1 || input.limit > PAGE_LIMIT) {
    throw invalidInput(`Invalid limit ${input.limit}: expected 1 to ${PAGE_LIMIT}`);
  }
  if (start + input.limit > RESULT_LIMIT) {
    throw invalidInput(`Only the first ${RESULT_LIMIT} results can be paged`);
  }
  const isTooLong =
    input.filterGroups.length > GROUP_LIMIT ||
    filters.length > FILTER_LIMIT ||
    input.filterGroups.some((group) => group.filters.length > FILTERS_PER_GROUP_LIMIT);
  if (isTooLong || input.sorts.length > 1) throw invalidInput("Too many filters or sorts");
  for (const { propertyName, operator } of filters) {
    if (!OPERATORS.includes(operator)) throw invalidInput(`Unknown operator ${operator}`);
    const isKnown = definitions.has(propertyName) || propertyName.startsWith("associations.");
    if (!isKnown) throw invalidInput(`There was a problem with the request: ${propertyName}`);
  }
}

/** Filters of a group all hold, of the groups at least one; a query word may stand in any property. */
function findAll(
  request: ApiRequest,
  type: ObjectType,
  input: SearchInput,
): readonly StoredRecord[] {
  const { portal } = request;
  const groups = input.filterGroups.map((group): readonly SearchFilter[] => group.filters);
  const words = input.query?.toLowerCase();
  const indexedUntil = portal.now() - portal.searchLagMs;
  return [...recordsOf(portal, type.name).values()].filter(
    (record) =>
      record.archivedAt === null &&
      record.indexedAt <= indexedUntil &&
      (groups.length === 0 ||
        groups.some((group) => group.every((filter) => matches(portal, record, filter)))) &&
      (words === undefined || holdsWords(record, words)),
  );
}

function holdsWords(record: StoredRecord, words: string): boolean {
  return [...record.history.keys()].some((name) =>
    presentValue(record, name)?.toLowerCase().includes(words),
  );
}

/** By the given sort, else in the order of creation. Records without the value come last. */
function sorted(
  request: ApiRequest,
  type: ObjectType,
  found: { readonly records: readonly StoredRecord[]; readonly sorts: SearchInput["sorts"] },
): readonly StoredRecord[] {
  const [sort] = found.sorts;
  if (sort === undefined) return found.records;
  const isText = typeof sort === "string";
  const name = isText ? sort.replace(/^-/, "") : sort.propertyName;
  const isDescending = isText ? sort.startsWith("-") : sort.direction === "DESCENDING";
  return found.records.toSorted((left, right) => {
    const [a, b] = [presentValue(left, name), presentValue(right, name)];
    if (a === undefined || b === undefined)
      return Number(a === undefined) - Number(b === undefined);
    const order = compareValues(request.portal, type.name, { property: name, a, b });
    return isDescending ? -order : order;
  });
}
