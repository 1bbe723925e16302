import type { ObjectTypeName } from "./object-types.ts";

/** HubSpot's own association types; each direction has its own id. */
export type AssociationType = {
  readonly typeId: number;
  readonly from: ObjectTypeName;
  readonly to: ObjectTypeName;
  readonly isPrimary: boolean;
  /** The id of the same link seen from the other side. */
  readonly inverseTypeId: number;
};

type Pair = readonly [
  from: ObjectTypeName,
  to: ObjectTypeName,
  typeId: number,
  inverseTypeId: number,
];

const UNLABELLED: readonly Pair[] = [
  ["contacts", "contacts", 449, 449],
  ["contacts", "companies", 279, 280],
  ["contacts", "deals", 4, 3],
  ["contacts", "tickets", 15, 16],
  ["companies", "companies", 450, 450],
  ["companies", "deals", 342, 341],
  ["companies", "tickets", 340, 339],
  ["deals", "tickets", 27, 28],
  ["tickets", "tickets", 452, 452],
  ["tasks", "contacts", 204, 203],
  ["tasks", "companies", 192, 191],
  ["tasks", "deals", 216, 215],
  ["tasks", "tickets", 230, 229],
  ["notes", "contacts", 202, 201],
  ["notes", "companies", 190, 189],
  ["notes", "deals", 214, 213],
  ["notes", "tickets", 228, 227],
  ["calls", "contacts", 194, 193],
  ["calls", "companies", 182, 181],
  ["calls", "deals", 206, 205],
  ["calls", "tickets", 220, 219],
  ["meetings", "contacts", 200, 199],
  ["meetings", "companies", 188, 187],
  ["meetings", "deals", 212, 211],
  ["meetings", "tickets", 226, 225],
  ["emails", "contacts", 198, 197],
  ["emails", "companies", 186, 185],
  ["emails", "deals", 210, 209],
  ["emails", "tickets", 224, 223],
  ["feedback_submissions", "contacts", 98, 97],
  ["feedback_submissions", "tickets", 100, 99],
  ["communications", "contacts", 81, 82],
  ["communications", "companies", 87, 88],
];

const PRIMARY: readonly Pair[] = [
  ["contacts", "companies", 1, 2],
  ["companies", "deals", 6, 5],
  ["companies", "tickets", 25, 26],
];

const ASSOCIATION_TYPES: readonly AssociationType[] = [
  ...UNLABELLED.flatMap((pair) => bothDirections(pair, false)),
  ...PRIMARY.flatMap((pair) => bothDirections(pair, true)),
];

export function findAssociationType(
  from: ObjectTypeName,
  to: ObjectTypeName,
  typeId: number,
): AssociationType | undefined {
  return ASSOCIATION_TYPES.find(
    (type) => type.from === from && type.to === to && type.typeId === typeId,
  );
}

/** The unlabelled type between two object types, or undefined when HubSpot has none. */
export function defaultAssociationType(
  from: ObjectTypeName,
  to: ObjectTypeName,
): AssociationType | undefined {
  return ASSOCIATION_TYPES.find((type) => type.from === from && type.to === to && !type.isPrimary);
}

export function primaryAssociationType(
  from: ObjectTypeName,
  to: ObjectTypeName,
): AssociationType | undefined {
  return ASSOCIATION_TYPES.find((type) => type.from === from && type.to === to && type.isPrimary);
}

function bothDirections(pair: Pair, isPrimary: boolean): readonly AssociationType[] {
  const [from, to, typeId, inverseTypeId] = pair;
  const forth = { typeId, from, to, isPrimary, inverseTypeId };
  if (from === to) return [forth];
  return [forth, { typeId: inverseTypeId, from: to, to: from, isPrimary, inverseTypeId: typeId }];
}
