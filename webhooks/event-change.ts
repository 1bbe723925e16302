import type { EventChange } from "../src/ports/event-ledger.ts";
import { objectOfTypeId, type WebhookEvent } from "./webhook-event.ts";

export type RecordChange = {
  readonly object: string;
  readonly objectId: string;
  readonly change: EventChange;
};
export type ChangeReading = RecordChange | { readonly dead: string };

/** What one event says happened, to which record; `dead` when it does not say enough. */
export function readChange(event: WebhookEvent): ChangeReading {
  const lifecycle = lifecycleOf(event);
  if (lifecycle !== null) return lifecycle;
  const { family, action } = splitType(event.type);
  switch (action) {
    case "creation":
      return onRecord(family, event, { kind: "created" });
    case "deletion":
      return onRecord(family, event, { kind: "deleted" });
    case "restore":
      return onRecord(family, event, { kind: "restored" });
    case "privacyDeletion":
      return onRecord(family, event, { kind: "erased" });
    case "propertyChange":
      return readPropertyChange(family, event);
    case "merge":
      return readMerge(family, event);
    case "associationChange":
      return readAssociation(family, event);
    default:
      return other(event.type, event);
  }
}

/** HubSpot's id of the events that say that the app was removed, or installed. */
const LIFECYCLE_TYPES: Readonly<Record<string, AppChange>> = {
  "4-1916193": "app_uninstalled",
  "4-1909196": "app_installed",
};
type AppChange = "app_installed" | "app_uninstalled";

/** By whatever name HubSpot pushes it: which one it uses is documented nowhere. */
function lifecycleOf({ type, action, eventTypeId, objectId }: WebhookEvent): RecordChange | null {
  const said = LIFECYCLE_TYPES[eventTypeId ?? ""] ?? appChangeIn(action ?? "") ?? appChangeIn(type);
  if (said === null) return null;
  return { object: "app", objectId: objectId ?? "", change: { kind: "other", type: said } };
}

function appChangeIn(text: string): AppChange | null {
  const found = /^app[._]?(?:lifecycle[._])?(un)?install(?:ed|ation)?$/i.exec(text);
  if (found === null) return null;
  return found[1] === undefined ? "app_installed" : "app_uninstalled";
}

function splitType(type: string): { family: string; action: string } {
  const [family = "", ...rest] = type.split(".");
  return { family, action: rest.join(".") };
}

function other(type: string, event: WebhookEvent): RecordChange {
  return { object: type, objectId: event.objectId ?? "", change: { kind: "other", type } };
}

function onRecord(family: string, event: WebhookEvent, change: EventChange): ChangeReading {
  const object = objectOf(family, event);
  if (object === null) return { dead: `${event.type} names no objectTypeId` };
  const objectId = event.objectId;
  if (objectId === null || objectId === undefined) {
    return { dead: `${event.type} names no objectId` };
  }
  return { object, objectId, change };
}

/** The generic family says in a field which object it is about, the others in their name. */
function objectOf(family: string, event: WebhookEvent): string | null {
  if (family !== "object") return family;
  return event.objectTypeId ? objectOfTypeId(event.objectTypeId) : null;
}

function readPropertyChange(family: string, event: WebhookEvent): ChangeReading {
  const name = event.propertyName;
  if (!name) return { dead: `${event.type} names no property` };
  if (event.isSensitive === true || event.propertyValue === "REDACTED") {
    return onRecord(family, event, { kind: "other", type: `withheld:${name}` });
  }
  // A cleared value arrives as "", as null or not at all.
  return onRecord(family, event, { kind: "property", name, value: event.propertyValue ?? "" });
}

/** The record that results may be a new one; then the primary record is gone as well. */
function readMerge(family: string, event: WebhookEvent): ChangeReading {
  const intoId = event.newObjectId ?? event.primaryObjectId ?? event.objectId;
  if (intoId === null || intoId === undefined) {
    return { dead: `${event.type} does not say which record is left` };
  }
  const ids = [event.primaryObjectId ?? intoId, ...(event.mergedObjectIds ?? [])];
  const loserIds = [...new Set(ids)].filter((id) => id !== intoId).sort();
  if (loserIds.length === 0) return { dead: `${event.type} does not say what was merged` };
  return onRecord(
    family,
    { ...event, objectId: event.objectId ?? intoId },
    { kind: "merged", intoId, loserIds },
  );
}

function readAssociation(family: string, event: WebhookEvent): ChangeReading {
  const fromId = event.fromObjectId ?? event.objectId;
  const toId = event.toObjectId;
  if (!fromId || !toId) return { dead: `${event.type} does not name both records` };
  const sides = sidesOf(family, event);
  if (sides === null) return { dead: `${event.type} does not say what it associates` };
  return {
    object: sides.from,
    objectId: fromId,
    change: {
      kind: event.associationRemoved === true ? "dissociated" : "associated",
      toObject: sides.to,
      toId,
      isPrimary: event.isPrimaryAssociation === true,
    },
  };
}

/** Type ids where they are given, else the text, e.g. `TICKET_TO_CONTACT`. */
function sidesOf(family: string, event: WebhookEvent): { from: string; to: string } | null {
  const [fromText, toText] = (event.associationType ?? "").toLowerCase().split("_to_", 2);
  const from =
    (event.fromObjectTypeId && objectOfTypeId(event.fromObjectTypeId)) ||
    (toText ? fromText : null) ||
    objectOf(family, event);
  const to = (event.toObjectTypeId && objectOfTypeId(event.toObjectTypeId)) || toText;
  return from && to ? { from, to } : null;
}
