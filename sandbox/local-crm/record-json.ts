import { type ApiRequest, invalidInput, listQuery, param, refusal } from "./api-answer.ts";
import { findAssociationType, primaryAssociationType } from "./association-types.ts";
import { linksOf } from "./associations.ts";
import { findObjectType, type ObjectType, objectTypeOf } from "./object-types.ts";
import { type PortalState, propertiesOf, type StoredRecord } from "./portal-state.ts";
import { instantText, presentValue } from "./property-values.ts";

export type Wanted = {
  readonly properties: readonly string[];
  readonly propertiesWithHistory?: readonly string[];
  readonly associations?: readonly string[];
};

/** The object type named in the path; HubSpot answers 400 for one it does not know. */
export function pathType(request: ApiRequest, name = "type"): ObjectType {
  const given = param(request, name);
  const type = findObjectType(given);
  if (type === undefined) throw invalidInput(`Unable to infer object type from: ${given}`);
  const { surveyScope, dealScope } = request.portal;
  const isRefused =
    (type.name === "feedback_submissions" && surveyScope === "missing") ||
    (type.name === "deals" && dealScope === "missing");
  if (isRefused) {
    throw refusal(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes.");
  }
  return type;
}

export function wantedByQuery(request: ApiRequest): Wanted {
  return {
    properties: listQuery(request, "properties"),
    propertiesWithHistory: listQuery(request, "propertiesWithHistory"),
    associations: listQuery(request, "associations"),
  };
}

/** A record as a read returns it: asked-for names that exist, null when unset, others left out. */
export function recordJson(
  state: PortalState,
  record: StoredRecord,
  wanted: Wanted,
): Readonly<Record<string, unknown>> {
  const type = objectTypeOf(record.type);
  const { definitions } = propertiesOf(state, record.type);
  const asked = [...wanted.properties, ...(wanted.propertiesWithHistory ?? [])];
  const names =
    asked.length > 0 ? asked.filter((name) => definitions.has(name)) : type.defaultProperties;
  const always = ["hs_object_id", type.createdProperty, type.modifiedProperty];
  const properties = Object.fromEntries(
    [...new Set([...names, ...always])]
      .sort()
      .map((name) => [name, rolledUpValue(state, record, name) ?? null]),
  );
  return {
    ...envelope(state, record, properties),
    ...historyJson(state, record, wanted),
    ...associationsJson(state, record, wanted),
  };
}

/** A record as a write returns it: everything that is set. */
export function writtenJson(
  state: PortalState,
  record: StoredRecord,
): Readonly<Record<string, unknown>> {
  const type = objectTypeOf(record.type);
  const names = [...record.history.keys(), "hs_object_id", type.createdProperty];
  const properties = [...new Set([...names, type.modifiedProperty])].sort().flatMap((name) => {
    const value = presentValue(record, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return envelope(state, record, Object.fromEntries(properties));
}

function envelope(
  state: PortalState,
  record: StoredRecord,
  properties: Readonly<Record<string, string | null>>,
): Readonly<Record<string, unknown>> {
  const { typeId } = objectTypeOf(record.type);
  const { portalId, uiDomain } = state.account;
  return {
    id: record.id,
    properties,
    createdAt: instantText(record.createdAt),
    updatedAt: instantText(record.updatedAt),
    archived: record.archivedAt !== null,
    ...(record.archivedAt === null ? {} : { archivedAt: instantText(record.archivedAt) }),
    url: `https://${uiDomain}/contacts/${portalId}/record/${typeId}/${record.id}`,
  };
}

function historyJson(
  state: PortalState,
  record: StoredRecord,
  wanted: Wanted,
): Readonly<Record<string, unknown>> {
  const { definitions } = propertiesOf(state, record.type);
  const names = (wanted.propertiesWithHistory ?? []).filter((name) => definitions.has(name));
  if (names.length === 0) return {};
  const entries = names.map((name) => [name, versionsJson(record, name)] as const);
  return { propertiesWithHistory: Object.fromEntries(entries) };
}

/** Newest first. A person's version carries the user as a number too. */
function versionsJson(record: StoredRecord, name: string): readonly unknown[] {
  const versions = record.history.get(name) ?? [];
  return versions.toReversed().map(({ value, origin }) => {
    const userId = /^userId:(\d+)$/.exec(origin.sourceId ?? "")?.[1];
    return {
      value,
      timestamp: instantText(origin.at),
      sourceType: origin.source,
      ...(origin.sourceId === null ? {} : { sourceId: origin.sourceId }),
      ...(userId === undefined ? {} : { updatedByUserId: Number(userId) }),
    };
  });
}

function associationsJson(
  state: PortalState,
  record: StoredRecord,
  wanted: Wanted,
): Readonly<Record<string, unknown>> {
  const byType: Record<string, unknown> = {};
  for (const name of wanted.associations ?? []) {
    const type = findObjectType(name);
    if (type === undefined) throw invalidInput(`Unable to infer object type from: ${name}`);
    const results = linksOf(state, record, type.name).flatMap((entry) =>
      entry.typeIds.map((typeId) => ({ id: entry.toId, type: linkLabel(record, type, typeId) })),
    );
    if (results.length > 0) byType[type.name] = { results };
  }
  return Object.keys(byType).length === 0 ? {} : { associations: byType };
}

/** Where a primary link exists too, the plain word means the primary one. */
function linkLabel(record: StoredRecord, to: ObjectType, typeId: number): string {
  const plain = `${objectTypeOf(record.type).singular}_to_${to.singular}`;
  const hasPrimary = primaryAssociationType(record.type, to.name) !== undefined;
  const isPrimary = findAssociationType(record.type, to.name, typeId)?.isPrimary === true;
  return hasPrimary && !isPrimary ? `${plain}_unlabeled` : plain;
}

/** Kept by HubSpot from the associations. */
function rolledUpValue(state: PortalState, record: StoredRecord, name: string): string | undefined {
  if (name !== "hs_primary_company_id") return presentValue(record, name);
  const primary = primaryAssociationType(record.type, "companies");
  return linksOf(state, record, "companies").find(
    ({ typeIds }) => primary !== undefined && typeIds.includes(primary.typeId),
  )?.toId;
}
