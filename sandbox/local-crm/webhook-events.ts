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
