import { linkByDefault, linksOf, unlink } from "./associations.ts";
import { defineProperty, PropertyInput } from "./define-property.ts";
import type { ObjectTypeName } from "./object-types.ts";
import {
  findRecord,
  type NamedValue,
  type Origin,
  type Owner,
  type Pipeline,
  type PortalState,
  propertiesOf,
  type RecordRef,
  recordsOf,
  type StoredRecord,
} from "./portal-state.ts";
import { keepPrimaryCompany } from "./primary-company.ts";
import type { PropertyDefinition, PropertyGroup } from "./property-definitions.ts";
import { presentValue } from "./property-values.ts";
import {
  archiveRecord,
  checkValues,
  createRecord,
  forgetContact,
  mergeRecords,
  requireRecord,
  restoreRecord,
  writeRecord,
} from "./records.ts";
import { customerMessageValues, repMessageValues } from "./ticket-rules.ts";

/** Who acts and when, for changes made from inside the process; the default is a person, now. */
export type Actor = {
  /** As in property history and events; `CRM_UI` unless given. */
  readonly source?: string;
  readonly userId?: number | string;
  /** Epoch milliseconds; now unless given. */
  readonly at?: number;
};
export type NewRecord = Actor & { readonly id?: string };

type Properties = Readonly<Record<string, string>>;

/** A record as the sandbox's page shows it. */
export type RecordView = {
  readonly id: string;
  readonly type: ObjectTypeName;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly properties: Properties;
};
export type PropertyVersionView = {
  readonly value: string;
  readonly at: number;
  readonly source: string;
  readonly sourceId: string | null;
};

/** One HubSpot account, used from inside the process. Every change here also goes out as an event. */
export type LocalPortal = {
  readonly portalId: string;
  readonly name: string;
  owners(): readonly Owner[];
  addOwner(owner: Owner): void;
  /** The ticket pipelines. */
  pipelines(): readonly Pipeline[];
  dealPipelines(): readonly Pipeline[];
  /** Whether survey answers may be read; they may from the start. */
  setSurveyScope(scope: PortalState["surveyScope"]): void;
  addPipeline(pipeline: Pipeline): void;
  /** Some of the account's own, as the API takes them, in a group of theirs. */
  addProperties(
    type: ObjectTypeName,
    group: Pick<PropertyGroup, "name" | "label">,
    properties: readonly unknown[],
  ): void;

  createTicket(properties: Properties, by?: NewRecord): string;
  createContact(properties: Properties, by?: NewRecord): string;
  createCompany(properties: Properties, by?: NewRecord): string;
  create(type: ObjectTypeName, properties: Properties, by?: NewRecord): string;
  updateTicket(id: string, properties: Properties, by?: Actor): void;
  update(record: RecordRef, properties: Properties, by?: Actor): void;
  /** A rep answers the customer on any channel; moves the reply properties HubSpot keeps. */
  replyToCustomer(ticketId: string, by?: Actor): void;
  customerWrites(ticketId: string, by?: Actor): void;
  deleteTicket(id: string, by?: Actor): void;
  delete(record: RecordRef, by?: Actor): void;
  restore(record: RecordRef, by?: Actor): void;
  /** Deletes a contact for good, as a privacy request does. */
  forgetContact(id: string, by?: Actor): void;
  mergeTickets(winnerId: string, loserId: string, by?: Actor): void;
  /** `isPrimary` speaks of companies: the first one of a record is primary unless it is `false`. */
  associate(from: RecordRef, to: RecordRef, by?: Actor & { readonly isPrimary?: boolean }): void;
  dissociate(from: RecordRef, to: RecordRef, by?: Actor): void;

  list(type: ObjectTypeName): readonly RecordView[];
  read(record: RecordRef): RecordView | null;
  /** Ids of the records of one type that are linked to this one. */
  associated(record: RecordRef, toType: ObjectTypeName): readonly string[];
  /** The tasks on a record. */
  tasksOf(record: RecordRef): readonly RecordView[];
  /** The notes on a record. */
  notesOf(record: RecordRef): readonly RecordView[];
  /** What the portal knows a property as; null when it has none of that name. */
  propertyDefinition(type: ObjectTypeName, name: string): PropertyDefinition | null;
  /** Oldest first. */
  historyOf(record: RecordRef, property: string): readonly PropertyVersionView[];
};

export function createLocalPortal(state: PortalState): LocalPortal {
  const origin = (by: Actor | undefined): Origin => originOf(state, by);
  const write = (record: RecordRef, values: readonly NamedValue[], by: Actor | undefined): void => {
    const stored = requireRecord(state, record.type, record.id);
    writeRecord(state, stored, { values, origin: origin(by) });
  };
  const create: LocalPortal["create"] = (type, properties, by) => {
    const values = mustCheck(state, type, properties);
    return createRecord(state, { type, values, origin: origin(by), id: by?.id }).id;
  };
  const update: LocalPortal["update"] = (record, properties, by) =>
    write(record, mustCheck(state, record.type, properties), by);
  const ticket = (id: string): StoredRecord => requireRecord(state, "tickets", id);

  return {
    portalId: state.account.portalId,
    name: state.account.name,
    ...createSettings(state),
    create,
    createTicket: (properties, by) => create("tickets", properties, by),
    createContact: (properties, by) => create("contacts", properties, by),
    createCompany: (properties, by) => create("companies", properties, by),
    update,
    updateTicket: (id, properties, by) => update({ type: "tickets", id }, properties, by),
    replyToCustomer: (id, by) => {
      const values = repMessageValues(ticket(id), origin(by).at, String(by?.userId ?? ""));
      write({ type: "tickets", id }, values, by);
    },
    customerWrites: (id, by) =>
      write({ type: "tickets", id }, customerMessageValues(origin(by).at), by),
    deleteTicket: (id, by) => archiveRecord(state, ticket(id), origin(by)),
    delete: (record, by) =>
      archiveRecord(state, requireRecord(state, record.type, record.id), origin(by)),
    restore: (record, by) => {
      const stored = recordsOf(state, record.type).get(record.id);
      if (stored !== undefined) restoreRecord(state, stored, origin(by));
    },
    forgetContact: (id, by) =>
      forgetContact(state, requireRecord(state, "contacts", id), origin(by)),
    mergeTickets: (winnerId, loserId, by) =>
      mergeRecords(state, { winner: ticket(winnerId), loser: ticket(loserId) }, origin(by)),
    associate: (from, to, by) => {
      const isPrimary = by?.isPrimary === undefined ? {} : { isPrimary: by.isPrimary };
      linkByDefault(state, { from, to, ...isPrimary }, origin(by));
      keepPrimaryCompany(state, [from, to], origin(by));
    },
    dissociate: (from, to, by) => {
      unlink(state, { from, to }, origin(by));
      keepPrimaryCompany(state, [from, to], origin(by));
    },
    ...createReads(state),
  };
}

/** What the account has besides records. */
function createSettings(
  state: PortalState,
): Pick<
  LocalPortal,
  | "owners"
  | "addOwner"
  | "pipelines"
  | "dealPipelines"
  | "setSurveyScope"
  | "addPipeline"
  | "addProperties"
> {
  return {
    owners: () => state.owners,
    addOwner: (owner) => void state.owners.push(owner),
    pipelines: () => state.pipelines,
    dealPipelines: () => state.dealPipelines,
    setSurveyScope: (scope) => {
      state.surveyScope = scope;
    },
    addPipeline: (pipeline) => void state.pipelines.push(pipeline),
    addProperties: (type, group, properties) => {
      const set = propertiesOf(state, type);
      set.groups.set(group.name, { ...group, displayOrder: -1 });
      for (const property of properties) {
        defineProperty(set, PropertyInput.parse(property), state.account.createdAt);
      }
    },
  };
}

function createReads(
  state: PortalState,
): Pick<
  LocalPortal,
  "list" | "read" | "associated" | "tasksOf" | "notesOf" | "propertyDefinition" | "historyOf"
> {
  const read: LocalPortal["read"] = ({ type, id }) => {
    const record = findRecord(state, type, id);
    return record === undefined ? null : viewOf(record);
  };
  const associated: LocalPortal["associated"] = (record, toType) =>
    linksOf(state, record, toType).map((link) => link.toId);
  return {
    read,
    associated,
    list: (type) =>
      [...recordsOf(state, type).values()]
        .filter((record) => record.archivedAt === null)
        .map(viewOf),
    tasksOf: (record) =>
      associated(record, "tasks").flatMap((id) => read({ type: "tasks", id }) ?? []),
    notesOf: (record) =>
      associated(record, "notes").flatMap((id) => read({ type: "notes", id }) ?? []),
    propertyDefinition: (type, name) => propertiesOf(state, type).definitions.get(name) ?? null,
    historyOf: ({ type, id }, property) =>
      (findRecord(state, type, id)?.history.get(property) ?? []).map(({ value, origin }) => ({
        value,
        at: origin.at,
        source: origin.source,
        sourceId: origin.sourceId,
      })),
  };
}

function viewOf(record: StoredRecord): RecordView {
  const properties: Record<string, string> = {};
  for (const name of record.history.keys()) {
    const value = presentValue(record, name);
    if (value !== undefined) properties[name] = value;
  }
  const { id, type, createdAt, updatedAt } = record;
  return { id, type, createdAt, updatedAt, properties };
}

/** A scenario that writes a value HubSpot would refuse has a bug. */
function mustCheck(
  state: PortalState,
  type: ObjectTypeName,
  properties: Properties,
): readonly NamedValue[] {
  const checked = checkValues(state, type, { properties, mayWriteReadOnly: true });
  if (checked.ok) return checked.values;
  throw new Error(checked.problems.map((problem) => problem.message).join("; "));
}

function originOf(state: PortalState, by: Actor | undefined): Origin {
  return {
    at: by?.at ?? state.now(),
    source: by?.source ?? "CRM_UI",
    sourceId: by?.userId === undefined ? null : `userId:${by.userId}`,
  };
}
