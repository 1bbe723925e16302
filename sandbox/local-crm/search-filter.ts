import { linksOf } from "./associations.ts";
import type { ObjectTypeName } from "./object-types.ts";
import { findObjectType } from "./object-types.ts";
import { type PortalState, propertiesOf, type StoredRecord } from "./portal-state.ts";
import { parseInstant, presentValue } from "./property-values.ts";

/** One condition of a search, as the API takes it. */
export type SearchFilter = {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string | undefined;
  readonly highValue?: string | undefined;
  readonly values?: readonly string[] | undefined;
};

export const OPERATORS: readonly string[] = [
  "EQ",
  "NEQ",
  "LT",
  "LTE",
  "GT",
  "GTE",
  "BETWEEN",
  "IN",
  "NOT_IN",
  "HAS_PROPERTY",
  "NOT_HAS_PROPERTY",
  "CONTAINS_TOKEN",
  "NOT_CONTAINS_TOKEN",
];

export function matches(state: PortalState, record: StoredRecord, filter: SearchFilter): boolean {
  const [prefix, linkedType] = filter.propertyName.split(".");
  if (prefix === "associations" && linkedType !== undefined) {
    return isLinked(state, record, { typeName: linkedType, id: filter.value ?? "" });
  }
  const present = presentValue(record, filter.propertyName);
  switch (filter.operator) {
    case "HAS_PROPERTY":
      return present !== undefined;
    case "NOT_HAS_PROPERTY":
      return present === undefined;
    // A record without a value differs from every value.
    case "NEQ":
    case "NOT_IN":
    case "NOT_CONTAINS_TOKEN":
      return present === undefined || !holds(state, record, { filter, present });
    default:
      return present !== undefined && holds(state, record, { filter, present });
  }
}

/** Orders two values of one property: numbers and instants by size, texts by letters. */
export function compareValues(
  state: PortalState,
  type: ObjectTypeName,
  pair: { readonly property: string; readonly a: string; readonly b: string },
): number {
  const { property, a, b } = pair;
  const valueType = propertiesOf(state, type).definitions.get(property)?.type;
  const isId = property === "hs_object_id";
  if (valueType === "number" || isId) return Number(a) - Number(b);
  if (valueType === "datetime" || valueType === "date") return parseInstant(a) - parseInstant(b);
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function holds(
  state: PortalState,
  record: StoredRecord,
  { filter, present }: { readonly filter: SearchFilter; readonly present: string },
): boolean {
  const against = (other: string | undefined): number =>
    other === undefined
      ? Number.NaN
      : compareValues(state, record.type, { property: filter.propertyName, a: present, b: other });
  switch (filter.operator) {
    case "EQ":
    case "NEQ":
      return against(filter.value) === 0;
    case "LT":
      return against(filter.value) < 0;
    case "LTE":
      return against(filter.value) <= 0;
    case "GT":
      return against(filter.value) > 0;
    case "GTE":
      return against(filter.value) >= 0;
    case "BETWEEN":
      return against(filter.value) >= 0 && against(filter.highValue) <= 0;
    case "IN":
    case "NOT_IN":
      return (filter.values ?? []).some((value) => against(value) === 0);
    case "CONTAINS_TOKEN":
    case "NOT_CONTAINS_TOKEN":
      return containsToken(present, filter.value ?? "");
    default:
      return false;
  }
}

/** Whole words, in any case; `*` stands for any letters. */
function containsToken(text: string, pattern: string): boolean {
  const wanted = tokensOf(pattern);
  const present = tokensOf(text);
  return wanted.every((token) => {
    const parts = token.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const expression = new RegExp(`^${parts.join(".*")}$`, "u");
    return present.some((candidate) => expression.test(candidate));
  });
}

function tokensOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_*-]+/u)
    .filter(Boolean);
}

function isLinked(
  state: PortalState,
  record: StoredRecord,
  wanted: { readonly typeName: string; readonly id: string },
): boolean {
  const type = findObjectType(wanted.typeName);
  if (type === undefined) return false;
  return linksOf(state, record, type.name).some((link) => link.toId === wanted.id);
}
