import type { TicketEvent, TicketEventDetail } from "../../domain/sla/ticket-event.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import { instantOf } from "../../domain/time/instant.ts";
import type { TicketSnapshot } from "../../ports/crm.ts";
import type { LedgerEvent } from "../../ports/event-ledger.ts";
import { RECEIVED_PROPERTIES, REPLY_PROPERTIES, SENT_PROPERTY } from "./ticket-properties.ts";

/** Facts read out of a ledger event, or the reason why it holds none. */
export type Reading =
  | { readonly facts: readonly TicketEvent[] }
  | { readonly ignored: IgnoredReason };

export type IgnoredReason =
  | "own_echo"
  | "property_not_used"
  | "value_cleared"
  | "object_not_used"
  | "change_not_used"
  | "portal_not_connected";

/** A new ticket may get its first stage a moment later. */
const CREATION_SLACK_MS = 60_000;

/** Own properties carry this prefix; events of those that no policy asks for are echoes of our own writes. */
const OWN_PREFIX = "aftercare_";

/** What one event of a ticket says; `fields` are the properties that the policy asks for by name. */
export function readTicketEvent(event: LedgerEvent, fields: ReadonlySet<string>): Reading {
  const { change, occurredAt } = event;
  const fact = (detail: TicketEventDetail): Reading => ({
    facts: [{ ticketId: event.objectId, occurredAt, detail }],
  });
  switch (change.kind) {
    case "created":
    case "deleted":
    case "restored":
      return fact({ kind: change.kind });
    case "property":
      return readProperty(event, change, fields);
    case "merged":
      return { facts: mergeFacts(event, change.intoId, change.loserIds) };
    case "associated":
    case "dissociated": {
      const kind = CustomerKind.safeParse(change.toObject);
      if (!kind.success) return { ignored: "object_not_used" };
      const customer = { kind: kind.data, id: change.toId };
      return change.kind === "associated"
        ? fact({ kind: "associated", customer, isPrimary: change.isPrimary })
        : fact({ kind: "dissociated", customer });
    }
    case "erased":
    case "other":
      return { ignored: "change_not_used" };
  }
}

function readProperty(
  event: LedgerEvent,
  { name, value }: { readonly name: string; readonly value: string },
  fields: ReadonlySet<string>,
): Reading {
  if (name.startsWith(OWN_PREFIX) && !fields.has(name)) return { ignored: "own_echo" };
  const read = propertyFact({ name, value, at: event.occurredAt }, fields);
  if (read === null) return { ignored: "property_not_used" };
  if (read === "cleared") return { ignored: "value_cleared" };
  return { facts: [{ ticketId: event.objectId, ...read }] };
}

type Fact = Pick<TicketEvent, "occurredAt" | "detail">;

type Told = { readonly name: string; readonly value: string; readonly at: number };

/** Null for a property that drives nothing; `cleared` where only a value says something. */
export function propertyFact(told: Told, fields: ReadonlySet<string>): Fact | "cleared" | null {
  const { name, value, at } = told;
  const message = messageKind(name);
  if (message !== null) {
    if (value === "") return "cleared";
    return { occurredAt: instantOf(value) ?? at, detail: { kind: message } };
  }
  switch (name) {
    case "hs_pipeline_stage":
      return value === ""
        ? "cleared"
        : { occurredAt: at, detail: { kind: "stage", stageId: value } };
    case "hs_pipeline":
      return value === ""
        ? "cleared"
        : { occurredAt: at, detail: { kind: "pipeline", pipelineId: value } };
    case "hs_ticket_priority":
      return { occurredAt: at, detail: { kind: "priority", priority: value } };
    case "hubspot_owner_id":
      return { occurredAt: at, detail: { kind: "owner", ownerId: value } };
    case "subject":
      return { occurredAt: at, detail: { kind: "subject", subject: value } };
    default:
      return fields.has(name)
        ? { occurredAt: at, detail: { kind: "field", property: name, value } }
        : null;
  }
}

function messageKind(name: string): "agent_replied" | "message_sent" | "customer_replied" | null {
  if (REPLY_PROPERTIES.includes(name)) return "agent_replied";
  if (name === SENT_PROPERTY) return "message_sent";
  return RECEIVED_PROPERTIES.includes(name) ? "customer_replied" : null;
}

function mergeFacts(
  event: LedgerEvent,
  intoTicketId: string,
  loserIds: readonly string[],
): TicketEvent[] {
  // The record that results may be a new one: then even the named winner went into it.
  const losers = new Set([...loserIds, event.objectId].filter((id) => id !== intoTicketId));
  return [...losers].map((ticketId) => ({
    ticketId,
    occurredAt: event.occurredAt,
    detail: { kind: "merged" as const, intoTicketId },
  }));
}

/** The same facts as the events would have told, from the record and its history. */
export function factsOfSnapshot(
  snapshot: TicketSnapshot,
  fields: ReadonlySet<string>,
): readonly TicketEvent[] {
  const { ticketId, createdAt } = snapshot;
  const fromHistory = Object.entries(snapshot.history).flatMap(([name, versions]) =>
    versions.flatMap(({ at, value }) => ({ name, at, value })),
  );
  const names = new Set(Object.keys(snapshot.history));
  const fromPresent = Object.entries(snapshot.properties)
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => ({ name, at: createdAt, value }));
  const facts = [...fromHistory, ...fromPresent].flatMap(({ name, at, value }): Fact[] => {
    const fact = propertyFact({ name, value, at }, fields);
    return fact === null || fact === "cleared" ? [] : [fact];
  });
  return [
    { ticketId, occurredAt: createdAt, detail: { kind: "created" } },
    ...historyBegins(snapshot),
    ...facts.map((fact) => ({ ticketId, ...fact })),
    ...snapshot.customers.map(({ kind, id, isPrimary }) => ({
      ticketId,
      occurredAt: createdAt,
      detail: { kind: "associated" as const, customer: { kind, id }, isPrimary },
    })),
  ];
}

/** A stage is set with the ticket: when the oldest one known is younger, older history was dropped. */
function historyBegins({ ticketId, createdAt, history }: TicketSnapshot): readonly TicketEvent[] {
  const [oldest] = history["hs_pipeline_stage"] ?? [];
  if (oldest === undefined || oldest.at - createdAt <= CREATION_SLACK_MS) return [];
  return [{ ticketId, occurredAt: oldest.at, detail: { kind: "history_begins" } }];
}
