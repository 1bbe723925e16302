import type { AssociationType } from "./association-types.ts";
import { OBJECT_TYPES, type ObjectTypeName } from "./object-types.ts";
import { builtInProperties, type PropertySet } from "./property-definitions.ts";

/** Who changed something and when; it goes into the property history and into the webhook event. */
export type Origin = {
  readonly at: number;
  readonly source: string;
  /** `userId:123` for a person, an app id for an app. */
  readonly sourceId: string | null;
};

export type PropertyVersion = { readonly value: string; readonly origin: Origin };

/** A record is its history: the present value of a property is its newest version. */
export type StoredRecord = {
  readonly id: string;
  readonly type: ObjectTypeName;
  readonly createdAt: number;
  updatedAt: number;
  /** When the search index sees the present state; see `searchLagMs`. */
  indexedAt: number;
  archivedAt: number | null;
  readonly history: Map<string, PropertyVersion[]>;
};

export type RecordRef = { readonly type: ObjectTypeName; readonly id: string };
export type NamedValue = { readonly name: string; readonly value: string };

export type Stage = {
  readonly id: string;
  readonly label: string;
  readonly isClosed: boolean;
  /** Of deals: 1 is won, and 0 on a closed stage is lost. */
  readonly probability?: number;
};
export type Pipeline = {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
};
export type Owner = {
  readonly id: string;
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly teams: readonly {
    readonly id: string;
    readonly name: string;
    readonly primary: boolean;
  }[];
  readonly createdAt: number;
};

/** What can happen to a record. */
export type Happening =
  | {
      readonly kind: "created" | "updated";
      readonly properties: readonly NamedValue[];
      readonly origin: Origin;
    }
  | { readonly kind: "deleted" | "restored" | "privacy_deleted"; readonly origin: Origin }
  | {
      readonly kind: "merged";
      readonly mergedIds: readonly string[];
      readonly movedCount: number;
      readonly origin: Origin;
    }
  | {
      readonly kind: "associated" | "dissociated";
      readonly to: RecordRef;
      readonly association: AssociationType;
      readonly origin: Origin;
    };

/** Something that happened in a portal; webhook events and the page's live updates are made of it. */
export type Change = Happening & { readonly portalId: string; readonly record: RecordRef };

export type Account = {
  readonly portalId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly uiDomain: string;
  readonly createdAt: number;
};

/** Everything one portal holds, in memory. Other modules of this folder read and change it. */
export type PortalState = {
  readonly account: Account;
  readonly records: ReadonlyMap<ObjectTypeName, Map<string, StoredRecord>>;
  /** From a record to the type ids of each of its links, by object type and id. */
  readonly links: Map<string, Map<ObjectTypeName, Map<string, Set<number>>>>;
  readonly properties: ReadonlyMap<ObjectTypeName, PropertySet>;
  readonly pipelines: Pipeline[];
  readonly dealPipelines: readonly Pipeline[];
  readonly owners: Owner[];
  lastId: number;
  /** How long the search index takes to see a write, in sandbox time. */
  searchLagMs: number;
  /** `missing`: the app may not read survey answers, or the edition has none. */
  surveyScope: "granted" | "missing";
  dealScope: "granted" | "missing";
  now(): number;
  emit(change: Change): void;
};

/** As every HubSpot account has it from the start, shortened. */
const SALES_PIPELINE: Pipeline = {
  id: "default",
  label: "Sales Pipeline",
  stages: [
    {
      id: "appointmentscheduled",
      label: "Appointment scheduled",
      isClosed: false,
      probability: 0.2,
    },
    { id: "qualifiedtobuy", label: "Qualified to buy", isClosed: false, probability: 0.4 },
    { id: "contractsent", label: "Contract sent", isClosed: false, probability: 0.9 },
    { id: "closedwon", label: "Closed won", isClosed: true, probability: 1 },
    { id: "closedlost", label: "Closed lost", isClosed: true, probability: 0 },
  ],
};

/** HubSpot's ids have eleven to thirteen digits; a start above 2³¹ finds readers that assume 32 bits. */
const FIRST_RECORD_ID = 31_000_000_000;
const RECORD_ID_STEP = 7;

export function createPortalState(
  account: Account,
  hooks: { now(): number; emit(change: Change): void },
): PortalState {
  return {
    account,
    records: new Map(OBJECT_TYPES.map((type) => [type.name, new Map()])),
    links: new Map(),
    properties: new Map(
      OBJECT_TYPES.map((type) => [type.name, builtInProperties(type.name, account.createdAt)]),
    ),
    pipelines: [],
    dealPipelines: [SALES_PIPELINE],
    owners: [],
    lastId: FIRST_RECORD_ID,
    searchLagMs: 0,
    surveyScope: "granted",
    dealScope: "granted",
    now: hooks.now,
    emit: hooks.emit,
  };
}

export function nextRecordId(state: PortalState): string {
  state.lastId += RECORD_ID_STEP;
  return String(state.lastId);
}

export function recordsOf(state: PortalState, type: ObjectTypeName): Map<string, StoredRecord> {
  const records = state.records.get(type);
  if (records === undefined) throw new Error(`portal has no place for ${type}`);
  return records;
}

export function propertiesOf(state: PortalState, type: ObjectTypeName): PropertySet {
  const properties = state.properties.get(type);
  if (properties === undefined) throw new Error(`portal has no properties for ${type}`);
  return properties;
}

/** The record if it exists and is not archived. */
export function findRecord(
  state: PortalState,
  type: ObjectTypeName,
  id: string,
): StoredRecord | undefined {
  const record = recordsOf(state, type).get(id);
  return record?.archivedAt === null ? record : undefined;
}
