import { type ObjectType, type ObjectTypeName, objectTypeOf } from "./object-types.ts";
import type { Change, Happening } from "./portal-state.ts";
import type { PropertyDefinition } from "./property-definitions.ts";
import { eventValue } from "./property-values.ts";

/**
 * Webhook events in HubSpot's two families: the classic one names the type (`ticket.creation`), the
 * generic one of developer projects carries it (`object.creation` with `objectTypeId`).
 */
export type EventFamily = "classic" | "object";
export type EventKind =
  | "creation"
  | "deletion"
  | "merge"
  | "restore"
  | "propertyChange"
  | "associationChange"
  | "privacyDeletion";

export type Subscription = {
  readonly subscriptionId: number;
  readonly family: EventFamily;
  readonly kind: EventKind;
  readonly objectType: ObjectTypeName;
  /** Only for `propertyChange`. */
  readonly propertyName?: string;
  readonly isActive: boolean;
};

/** The body of one event, as HubSpot sends it. Ids are numbers here, unlike in the API. */
export type WebhookEvent = {
  readonly eventId: number;
  readonly subscriptionId: number;
  readonly portalId: number;
  readonly appId: number;
  readonly occurredAt: number;
  readonly subscriptionType: string;
  readonly attemptNumber: number;
  readonly [field: string]: unknown;
};

const TICKET_PROPERTIES = [
  "subject",
  "hs_pipeline",
  "hs_pipeline_stage",
  "hs_ticket_priority",
  "hubspot_owner_id",
  "closed_date",
  "first_agent_reply_date",
  "hs_first_agent_message_sent_at",
  "hs_last_message_received_at",
  "hs_last_message_sent_at",
  "hs_ticket_category",
  "source_type",
  "last_reply_date",
  "notes_last_contacted",
  "aftercare_severity",
  "aftercare_arrived_on_site_at",
  "aftercare_complaint_answered_at",
];
const CUSTOMER_PROPERTIES = [
  "lifecyclestage",
  "hubspot_owner_id",
  "total_revenue",
  "num_associated_deals",
];
const DEAL_PROPERTIES = ["dealname", "amount", "amount_in_home_currency", "dealstage", "closedate"];
const TASK_PROPERTIES = ["hs_timestamp", "hs_task_status", "hubspot_owner_id"];
const TOUCH_PROPERTIES = [
  ["calls", ["hs_call_disposition", "hs_call_status"]],
  ["meetings", ["hs_meeting_outcome"]],
  ["emails", ["hs_email_status"]],
  ["communications", []],
] as const;
const FIRST_SUBSCRIPTION_ID = 4_100_001;

/** What Aftercare subscribes to, in one of the two families; privacy deletions exist only as classic. */
export function suggestedSubscriptions(family: EventFamily): readonly Subscription[] {
  const wanted: Omit<Subscription, "subscriptionId">[] = [];
  const add = (objectType: ObjectTypeName, kinds: readonly EventKind[]): void => {
    for (const kind of kinds) wanted.push({ family, kind, objectType, isActive: true });
  };
  const watch = (objectType: ObjectTypeName, names: readonly string[]): void => {
    const kind = "propertyChange";
    for (const propertyName of names) {
      wanted.push({ family, kind, objectType, propertyName, isActive: true });
    }
  };
  add("tickets", ["creation", "deletion", "merge", "restore", "associationChange"]);
  watch("tickets", TICKET_PROPERTIES);
  add("contacts", ["creation", "deletion", "merge", "restore"]);
  watch("contacts", [
    ...CUSTOMER_PROPERTIES,
    "associatedcompanyid",
    "hs_feedback_last_nps_rating_number",
  ]);
  add("companies", ["creation", "deletion", "merge", "restore"]);
  watch("companies", CUSTOMER_PROPERTIES);
  add("deals", ["creation", "deletion", "merge", "restore", "associationChange"]);
  watch("deals", DEAL_PROPERTIES);
  add("tasks", ["creation", "deletion", "restore"]);
  watch("tasks", TASK_PROPERTIES);
  for (const [objectType, names] of TOUCH_PROPERTIES) {
    add(objectType, ["creation"]);
    watch(objectType, names);
  }
  const privacy = { family: "classic", kind: "privacyDeletion", objectType: "contacts" } as const;
  wanted.push({ ...privacy, isActive: true });
  return wanted.map((subscription, index) => ({
    ...subscription,
    subscriptionId: FIRST_SUBSCRIPTION_ID + index,
  }));
}

export type EventContext = {
  readonly appId: number;
  readonly subscriptions: readonly Subscription[];
  nextEventId(): number;
  definitionOf(
    portalId: string,
    type: ObjectTypeName,
    name: string,
  ): PropertyDefinition | undefined;
};

/** The events one change causes: none, one, or many, as the subscriptions say. */
export function eventsOf(change: Change, context: EventContext): readonly WebhookEvent[] {
  const type = objectTypeOf(change.record.type);
  return context.subscriptions
    .filter((subscription) => subscription.isActive && subscription.objectType === type.name)
    .flatMap((subscription) =>
      detailsOf(change, subscription, context).map((details) => ({
        eventId: context.nextEventId(),
        subscriptionId: subscription.subscriptionId,
        portalId: Number(change.portalId),
        appId: context.appId,
        occurredAt: change.origin.at,
        subscriptionType: subscriptionType(subscription, type),
        attemptNumber: 0,
        ...details,
        changeSource: change.origin.source,
        ...(change.origin.sourceId === null ? {} : { sourceId: change.origin.sourceId }),
      })),
    );
}

type Details = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<Happening["kind"], readonly EventKind[]>> = {
  created: ["creation", "propertyChange"],
  updated: ["propertyChange"],
  deleted: ["deletion"],
  restored: ["restore"],
  privacy_deleted: ["privacyDeletion"],
  merged: ["merge"],
  associated: ["associationChange"],
  dissociated: ["associationChange"],
};

function detailsOf(
  change: Change,
  subscription: Subscription,
  context: EventContext,
): readonly Details[] {
  if (!KINDS[change.kind].includes(subscription.kind)) return [];
  const isGeneric = subscription.family === "object";
  const type = objectTypeOf(change.record.type);
  const subject = {
    objectId: Number(change.record.id),
    ...(isGeneric ? { objectTypeId: type.typeId } : {}),
  };
  switch (change.kind) {
    case "created":
    case "updated":
      if (subscription.kind === "creation") return [{ ...subject, changeFlag: "CREATED" }];
      return change.properties
        .filter((property) => property.name === subscription.propertyName)
        .map(({ name, value }) => {
          const definition = context.definitionOf(change.portalId, type.name, name);
          const property = { propertyName: name, propertyValue: eventValue(definition, value) };
          return { ...subject, ...property, ...(isGeneric ? { isSensitive: false } : {}) };
        });
    case "deleted":
    case "privacy_deleted":
      return [{ ...subject, changeFlag: "DELETED" }];
    case "restored":
      return [{ ...subject, changeFlag: "RESTORED" }];
    case "merged":
      return [mergeDetails(change, subject)];
    case "associated":
    case "dissociated":
      return [associationDetails(change, isGeneric)];
  }
}

function mergeDetails(change: Change & { kind: "merged" }, subject: Details): Details {
  return {
    ...subject,
    primaryObjectId: Number(change.record.id),
    mergedObjectIds: change.mergedIds.map(Number),
    newObjectId: Number(change.record.id),
    numberOfPropertiesMoved: change.movedCount,
  };
}

/** Association events name both ends and, like the one real delivery known, no `objectId`. */
function associationDetails(
  change: Change & { kind: "associated" | "dissociated" },
  isGeneric: boolean,
): Details {
  const from = objectTypeOf(change.record.type);
  const to = objectTypeOf(change.to.type);
  const ends = {
    fromObjectId: Number(change.record.id),
    toObjectId: Number(change.to.id),
    associationRemoved: change.kind === "dissociated",
    isPrimaryAssociation: change.association.isPrimary,
  };
  if (!isGeneric) {
    return { ...ends, associationType: `${upper(from)}_TO_${upper(to)}` };
  }
  return {
    ...ends,
    fromObjectTypeId: from.typeId,
    toObjectTypeId: to.typeId,
    associationTypeId: change.association.typeId,
    associationCategory: "HUBSPOT_DEFINED",
  };
}

function subscriptionType(subscription: Subscription, type: ObjectType): string {
  const family = subscription.family === "object" ? "object" : type.singular;
  return `${family}.${subscription.kind}`;
}

function upper(type: ObjectType): string {
  return type.singular.toUpperCase();
}
