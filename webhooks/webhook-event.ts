import { z } from "zod";

/**
 * One event of a delivery as HubSpot sends it: two families (`ticket.*` and `object.*` with an object
 * type id), ids as numbers or text, most fields missing or null at times. Only what is read is listed.
 */

const MAX_NAME_LENGTH = 200;
/** Seconds taken for milliseconds, or a wrong unit the other way, fall outside. */
const EARLIEST_AT = Date.UTC(2000, 0, 1);
const LATEST_AT = Date.UTC(2100, 0, 1);

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}

/** A number beyond the safe integers has lost digits: it would name another record. */
const Id = z
  .union([z.int().nonnegative(), z.string().regex(/^[\w-]{1,64}$/, "expected an id")])
  .transform(String);
const Name = z.string().max(MAX_NAME_LENGTH).transform(storable);
const Text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => storable(String(value)));
const Flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
const Instant = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,15}$/, "expected epoch milliseconds")
      .transform(Number),
  ])
  .pipe(z.int().min(EARLIEST_AT).max(LATEST_AT));

export const WebhookEvent = z
  .looseObject({
    subscriptionType: Name.nullish(),
    /** One table of the documentation calls the subscription type so. */
    eventType: Name.nullish(),
    occurredAt: Instant,
    /** Not unique; it only tells repeats from look-alikes. */
    eventId: Text.nullish().catch(null),
    objectId: Id.nullish(),
    objectTypeId: Name.nullish(),
    propertyName: Name.nullish(),
    propertyValue: Text.nullish(),
    isSensitive: Flag.nullish(),
    changeSource: Name.nullish().catch(null),
    sourceId: Text.nullish().catch(null),
    primaryObjectId: Id.nullish(),
    newObjectId: Id.nullish(),
    mergedObjectIds: z.array(Id).nullish(),
    fromObjectId: Id.nullish(),
    toObjectId: Id.nullish(),
    fromObjectTypeId: Name.nullish(),
    toObjectTypeId: Name.nullish(),
    associationType: Name.nullish(),
    associationRemoved: Flag.nullish(),
    isPrimaryAssociation: Flag.nullish(),
    /** Of events about the app itself: `APP_INSTALL`, `APP_UNINSTALL`. */
    action: Name.nullish().catch(null),
    eventTypeId: Name.nullish().catch(null),
  })
  .transform((event) => ({ ...event, type: event.subscriptionType || event.eventType || "" }))
  .refine((event) => event.type !== "", "it names no subscriptionType");
export type WebhookEvent = z.infer<typeof WebhookEvent>;

const PORTAL_ID = /^[1-9]\d{0,18}$/;

/** The portal an event belongs to, or null when it does not say. By hand: every event passes here before the answer. */
export function portalIdOf(event: unknown): string | null {
  if (typeof event !== "object" || event === null || !("portalId" in event)) return null;
  const { portalId } = event;
  if (typeof portalId === "number") {
    return Number.isSafeInteger(portalId) && portalId > 0 ? String(portalId) : null;
  }
  return typeof portalId === "string" && PORTAL_ID.test(portalId) ? portalId : null;
}

const OBJECT_BY_TYPE_ID: Readonly<Record<string, string>> = {
  "0-1": "contact",
  "0-2": "company",
  "0-3": "deal",
  "0-5": "ticket",
  "0-18": "communication",
  "0-27": "task",
  "0-47": "meeting",
  "0-48": "call",
  "0-49": "email",
};

/** `ticket` for `0-5`; types that have no name here keep their id. */
export function objectOfTypeId(objectTypeId: string): string {
  return OBJECT_BY_TYPE_ID[objectTypeId] ?? objectTypeId;
}
