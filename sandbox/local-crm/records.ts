import { moveLinks, unlinkAll } from "./associations.ts";
import type { ObjectTypeName } from "./object-types.ts";
import {
  findRecord,
  type Happening,
  type NamedValue,
  nextRecordId,
  type Origin,
  type PortalState,
  type PropertyVersion,
  propertiesOf,
  recordsOf,
  type StoredRecord,
} from "./portal-state.ts";
import { normaliseValue, presentValue, type ValueProblem } from "./property-values.ts";
import { consequencesOf } from "./ticket-rules.ts";

/** Versions of one property that a record keeps; HubSpot too forgets the oldest ones. */
const HISTORY_LIMIT = 1_000;

export type CheckedValues =
  | { readonly ok: true; readonly values: readonly NamedValue[] }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] };

/** Checks values as HubSpot's API does: names must exist, must be writable, and values must fit. */
export function checkValues(
  state: PortalState,
  type: ObjectTypeName,
  input: {
    readonly properties: Readonly<Record<string, string>>;
    readonly mayWriteReadOnly: boolean;
  },
): CheckedValues {
  const { definitions } = propertiesOf(state, type);
  const values: NamedValue[] = [];
  const problems: ValueProblem[] = [];
  for (const [name, raw] of Object.entries(input.properties)) {
    const definition = definitions.get(name);
    if (definition === undefined) {
      problems.push({
        name,
        code: "PROPERTY_DOESNT_EXIST",
        message: `Property "${name}" does not exist`,
      });
    } else if (definition.isReadOnly && !input.mayWriteReadOnly) {
      problems.push({
        name,
        code: "READ_ONLY_VALUE",
        message: `"${name}" is a read only property`,
      });
    } else {
      const normalised = normaliseValue(state, definition, raw);
      if (normalised.ok) values.push({ name, value: normalised.value });
      else problems.push(normalised.problem);
    }
  }
  return problems.length === 0 ? { ok: true, values } : { ok: false, problems };
}

export function createRecord(
  state: PortalState,
  input: {
    readonly type: ObjectTypeName;
    readonly values: readonly NamedValue[];
    readonly origin: Origin;
    readonly id?: string | undefined;
  },
): StoredRecord {
  const { type, origin } = input;
  const id = input.id ?? nextRecordId(state);
  if (recordsOf(state, type).has(id)) throw new Error(`${type} already has a record ${id}`);
  const record: StoredRecord = {
    id,
    type,
    createdAt: origin.at,
    updatedAt: origin.at,
    indexedAt: state.now(),
    archivedAt: null,
    history: new Map(),
  };
  recordsOf(state, type).set(id, record);
  const properties = store(state, record, { values: withDefaults(state, input), origin });
  emit(state, record, { kind: "created", properties, origin });
  return record;
}

/** Writes what differs from the present values; equal ones leave no trace, as in HubSpot. */
export function writeRecord(
  state: PortalState,
  record: StoredRecord,
  written: { readonly values: readonly NamedValue[]; readonly origin: Origin },
): void {
  const properties = store(state, record, written);
  if (properties.length === 0) return;
  emit(state, record, { kind: "updated", properties, origin: written.origin });
}

export function archiveRecord(state: PortalState, record: StoredRecord, origin: Origin): void {
  record.archivedAt = origin.at;
  emit(state, record, { kind: "deleted", origin });
}

export function restoreRecord(state: PortalState, record: StoredRecord, origin: Origin): void {
  record.archivedAt = null;
  emit(state, record, { kind: "restored", origin });
}

/** Deletes a contact for good, as a privacy request does: two events, in any order. */
export function forgetContact(state: PortalState, record: StoredRecord, origin: Origin): void {
  archiveRecord(state, record, origin);
  emit(state, record, { kind: "privacy_deleted", origin });
  unlinkAll(state, record);
  recordsOf(state, record.type).delete(record.id);
}

/** The winner keeps its id and takes the loser's links and the values it lacks itself. */
export function mergeRecords(
  state: PortalState,
  pair: { readonly winner: StoredRecord; readonly loser: StoredRecord },
  origin: Origin,
): void {
  const { winner, loser } = pair;
  const moved = [...loser.history.keys()]
    .filter((name) => presentValue(winner, name) === undefined)
    .flatMap((name) => {
      const value = presentValue(loser, name);
      return value === undefined ? [] : [{ name, value }];
    });
  const mergedBefore = presentValue(winner, "hs_merged_object_ids");
  const mergedIds = mergedBefore === undefined ? loser.id : `${mergedBefore};${loser.id}`;
  loser.archivedAt = origin.at;
  moveLinks(state, { from: loser, to: winner }, origin);
  writeRecord(state, winner, {
    values: [...moved, { name: "hs_merged_object_ids", value: mergedIds }],
    origin,
  });
  const merged = { mergedIds: [loser.id], movedCount: moved.length, origin };
  emit(state, winner, { kind: "merged", ...merged });
}

export function requireRecord(state: PortalState, type: ObjectTypeName, id: string): StoredRecord {
  const record = findRecord(state, type, id);
  if (record === undefined) throw new Error(`${type} has no record ${id}`);
  return record;
}

function withDefaults(
  state: PortalState,
  input: { readonly type: ObjectTypeName; readonly values: readonly NamedValue[] },
): readonly NamedValue[] {
  const [pipeline] = state.pipelines;
  if (input.type !== "tickets" || pipeline === undefined) return input.values;
  if (input.values.some((value) => value.name === "hs_pipeline")) return input.values;
  return [{ name: "hs_pipeline", value: pipeline.id }, ...input.values];
}

function store(
  state: PortalState,
  record: StoredRecord,
  written: { readonly values: readonly NamedValue[]; readonly origin: Origin },
): readonly NamedValue[] {
  const { origin } = written;
  const direct = written.values.filter((value) => append(record, value, origin));
  const derived = consequencesOf(state, record, { values: direct, origin }).filter((value) =>
    append(record, value, origin),
  );
  const changed = [...direct, ...derived];
  if (changed.length > 0) {
    record.updatedAt = Math.max(record.updatedAt, origin.at);
    record.indexedAt = state.now();
  }
  return changed;
}

/** Adds a version in its place in time; false when it says what was so already. */
function append(record: StoredRecord, { name, value }: NamedValue, origin: Origin): boolean {
  const versions = record.history.get(name) ?? [];
  const place = versions.findLastIndex((version) => version.origin.at <= origin.at) + 1;
  const before: PropertyVersion | undefined = versions[place - 1];
  if ((before?.value ?? "") === value) return false;
  versions.splice(place, 0, { value, origin });
  if (versions.length > HISTORY_LIMIT) versions.shift();
  record.history.set(name, versions);
  return true;
}

function emit(state: PortalState, record: StoredRecord, happening: Happening): void {
  state.emit({
    ...happening,
    portalId: state.account.portalId,
    record: { type: record.type, id: record.id },
  });
}
