import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Delivery, LedgerEvent, OpenedEvent } from "../src/ports/event-ledger.ts";
import { readChange } from "./event-change.ts";
import { portalIdOf, WebhookEvent } from "./webhook-event.ts";

/** Holds the events of which nobody knows the portal. */
export const UNKNOWN_PORTAL_ID = "0";

const MAX_REASON_LENGTH = 200;
const KEY_LENGTH = 22;

/**
 * Opens one delivery. Never throws, since a delivery that cannot be opened would stop all behind it:
 * what cannot be read becomes a dead event with its reason. The same delivery reads the same always.
 */
export function readDelivery(delivery: Delivery): readonly OpenedEvent[] {
  const events = parseArray(delivery.body);
  if (events === null) return [deadEvent(delivery, { index: 0 }, "the body is not a JSON array")];
  return events.map((event, index) => readEvent(delivery, { event, index }));
}

/** The event of a delivery that was dead by this key, as it reads now; null when the delivery has none. */
export function rereadEvent(delivery: Delivery, deadKey: string): OpenedEvent | null {
  return readDelivery(delivery).find((_, index) => deadKeyOf(delivery, index) === deadKey) ?? null;
}

type Entry = { readonly event?: unknown; readonly index: number };

function readEvent(delivery: Delivery, entry: Entry): OpenedEvent {
  const parsed = WebhookEvent.safeParse(entry.event);
  if (!parsed.success) return deadEvent(delivery, entry, firstProblem(parsed.error));
  if (delivery.portalId === UNKNOWN_PORTAL_ID) {
    return deadEvent(delivery, entry, "it names no portal");
  }
  const portalId = portalIdOf(entry.event) ?? delivery.portalId;
  if (portalId !== delivery.portalId) {
    return deadEvent(delivery, entry, "it names another portal than its delivery");
  }
  const reading = readChange(parsed.data);
  if ("dead" in reading) return deadEvent(delivery, entry, reading.dead);
  const { type, eventId, occurredAt, changeSource, sourceId } = parsed.data;
  return {
    portalId,
    eventKey: eventKeyOf(type, eventId ?? "", reading),
    occurredAt,
    ...reading,
    changeSource: changeSource ?? null,
    sourceId: sourceId ?? null,
  };
}

/**
 * Repeats differ in `attemptNumber`, and in `subscriptionId` once an admin made the subscription anew;
 * neither may be part of the key. `eventId` alone is not unique, so all that the event says is.
 */
function eventKeyOf(
  type: string,
  eventId: string,
  said: Pick<LedgerEvent, "object" | "objectId" | "change">,
): string {
  return hash([type, eventId, said.object, said.objectId, said.change]);
}

function deadEvent(delivery: Delivery, entry: Entry, reason: string): OpenedEvent {
  const parsed = WebhookEvent.safeParse(entry.event);
  return {
    portalId: delivery.portalId,
    eventKey: deadKeyOf(delivery, entry.index),
    occurredAt: parsed.success ? parsed.data.occurredAt : delivery.receivedAt,
    dead: reason.slice(0, MAX_REASON_LENGTH),
  };
}

function deadKeyOf({ deliveryId }: Delivery, index: number): string {
  return hash(["dead", deliveryId, index]);
}

function hash(parts: readonly unknown[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
  return digest.slice(0, KEY_LENGTH);
}

function parseArray(body: string): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Names the field and what was expected; never the value, which may be a customer's. */
function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "it cannot be read";
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}
