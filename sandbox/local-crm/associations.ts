import {
  type AssociationType,
  defaultAssociationType,
  findAssociationType,
  primaryAssociationType,
} from "./association-types.ts";
import type { ObjectTypeName } from "./object-types.ts";
import { findRecord, type Origin, type PortalState, type RecordRef } from "./portal-state.ts";

/** One link as seen from one side. */
export type Link = { readonly toId: string; readonly typeIds: readonly number[] };

/** The links of a record to present records of one type, in the order in which they were made. */
export function linksOf(
  state: PortalState,
  from: RecordRef,
  toType: ObjectTypeName,
): readonly Link[] {
  const links = state.links.get(keyOf(from))?.get(toType);
  return [...(links ?? [])]
    .filter(([toId]) => findRecord(state, toType, toId) !== undefined)
    .map(([toId, typeIds]) => ({ toId, typeIds: [...typeIds] }));
}

/**
 * Links two records without a label. As in HubSpot, the first company of a record becomes its
 * primary one; `isPrimary` makes a later one primary.
 */
export function linkByDefault(
  state: PortalState,
  pair: { readonly from: RecordRef; readonly to: RecordRef; readonly isPrimary?: boolean },
  origin: Origin,
): void {
  const { from, to } = pair;
  const unlabelled = defaultAssociationType(from.type, to.type);
  if (unlabelled === undefined) throw new Error(`HubSpot links no ${from.type} to ${to.type}`);
  const primary = primaryAssociationType(from.type, to.type);
  link(state, { from, to, association: unlabelled }, origin);
  if (primary === undefined) return;
  const [owner, companyType] = to.type === "companies" ? [from, to.type] : [to, from.type];
  const hasPrimary = linksOf(state, owner, companyType).some((entry) =>
    entry.typeIds.some((id) => isPrimaryId(owner.type, companyType, id)),
  );
  if (pair.isPrimary === true || (pair.isPrimary === undefined && !hasPrimary)) {
    link(state, { from, to, association: primary }, origin);
  }
}

/** Adds one association type in both directions; a primary one takes that place from any other. */
export function link(
  state: PortalState,
  pair: { readonly from: RecordRef; readonly to: RecordRef; readonly association: AssociationType },
  origin: Origin,
): void {
  const { from, to, association } = pair;
  if (association.isPrimary) {
    const unlabelled = defaultAssociationType(from.type, to.type);
    if (unlabelled !== undefined) link(state, { from, to, association: unlabelled }, origin);
    demoteOthers(state, pair, origin);
  }
  if (typeIdsOf(state, from, to).has(association.typeId)) return;
  typeIdsOf(state, from, to).add(association.typeId);
  typeIdsOf(state, to, from).add(association.inverseTypeId);
  emitBothWays(state, { ...pair, kind: "associated" }, origin);
}

/** Removes every association between two records. */
export function unlink(
  state: PortalState,
  pair: { readonly from: RecordRef; readonly to: RecordRef },
  origin: Origin,
): void {
  const { from, to } = pair;
  const typeIds = [...typeIdsOf(state, from, to)];
  forget(state, from, to);
  forget(state, to, from);
  for (const typeId of typeIds) {
    const association = findAssociationType(from.type, to.type, typeId);
    if (association !== undefined) {
      emitBothWays(state, { from, to, association, kind: "dissociated" }, origin);
    }
  }
}

/** Gives the links of one record to another one of its type. */
export function moveLinks(
  state: PortalState,
  pair: { readonly from: RecordRef; readonly to: RecordRef },
  origin: Origin,
): void {
  const byType = [...(state.links.get(keyOf(pair.from)) ?? [])];
  for (const [type, links] of byType) {
    for (const id of [...links.keys()]) {
      const other = { type, id };
      unlink(state, { from: pair.from, to: other }, origin);
      if (id !== pair.to.id) linkByDefault(state, { from: pair.to, to: other }, origin);
    }
  }
}

/** Drops the links of a record without telling anybody. */
export function unlinkAll(state: PortalState, record: RecordRef): void {
  for (const [type, links] of state.links.get(keyOf(record)) ?? []) {
    for (const id of links.keys()) forget(state, { type, id }, record);
  }
  state.links.delete(keyOf(record));
}

/** A ticket has one primary company, a company many tickets: only the record's own side is single. */
function demoteOthers(
  state: PortalState,
  pair: { readonly from: RecordRef; readonly to: RecordRef; readonly association: AssociationType },
  origin: Origin,
): void {
  const isOwnSide = pair.to.type === "companies";
  const owner = isOwnSide ? pair.from : pair.to;
  const company = isOwnSide ? pair.to : pair.from;
  const primary = primaryAssociationType(owner.type, company.type);
  if (primary === undefined) return;
  for (const { toId, typeIds } of linksOf(state, owner, company.type)) {
    if (toId === company.id || !typeIds.includes(primary.typeId)) continue;
    const other = { type: company.type, id: toId };
    typeIdsOf(state, owner, other).delete(primary.typeId);
    typeIdsOf(state, other, owner).delete(primary.inverseTypeId);
    const removed = { from: owner, to: other, association: primary };
    emitBothWays(state, { ...removed, kind: "dissociated" }, origin);
  }
}

function isPrimaryId(from: ObjectTypeName, to: ObjectTypeName, typeId: number): boolean {
  return findAssociationType(from, to, typeId)?.isPrimary === true;
}

function emitBothWays(
  state: PortalState,
  happened: {
    readonly from: RecordRef;
    readonly to: RecordRef;
    readonly association: AssociationType;
    readonly kind: "associated" | "dissociated";
  },
  origin: Origin,
): void {
  const { from, to, association, kind } = happened;
  const { portalId } = state.account;
  const inverse = findAssociationType(to.type, from.type, association.inverseTypeId);
  state.emit({ portalId, record: pick(from), to: pick(to), association, kind, origin });
  if (inverse === undefined) return;
  state.emit({ portalId, record: pick(to), to: pick(from), association: inverse, kind, origin });
}

function typeIdsOf(state: PortalState, from: RecordRef, to: RecordRef): Set<number> {
  const byType =
    state.links.get(keyOf(from)) ?? new Map<ObjectTypeName, Map<string, Set<number>>>();
  state.links.set(keyOf(from), byType);
  const byId = byType.get(to.type) ?? new Map<string, Set<number>>();
  byType.set(to.type, byId);
  const typeIds = byId.get(to.id) ?? new Set<number>();
  byId.set(to.id, typeIds);
  return typeIds;
}

function forget(state: PortalState, from: RecordRef, to: RecordRef): void {
  state.links.get(keyOf(from))?.get(to.type)?.delete(to.id);
}

function pick(record: RecordRef): RecordRef {
  return { type: record.type, id: record.id };
}

function keyOf(record: RecordRef): string {
  return `${record.type}:${record.id}`;
}
