import { ERASED_WORDS } from "../../domain/privacy/person.ts";
import type { TicketEvent } from "../../domain/sla/ticket-event.ts";
import { ticketEventKey } from "../../domain/sla/ticket-event.ts";
import { instantOf } from "../../domain/time/instant.ts";
import type { PropertyVersion, TicketSnapshot } from "../../ports/crm.ts";
import type { LedgerEvent } from "../../ports/event-ledger.ts";
import type { TicketRow } from "../../ports/store.ts";
import { propertyFact, readTicketEvent } from "../intake/ticket-facts.ts";
import { fieldProperties, ticketProperties } from "../intake/ticket-properties.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { associationGaps } from "./association-gaps.ts";
import { type Gap, gapOf, plainValue } from "./gap.ts";
import type { GapDeps } from "./sweep-gaps.ts";

/** The history of a property and the event about it may name instants that differ by so much. */
const SLACK_MS = 1_000;

export type Look = {
  readonly ticketIds: readonly string[];
  /** Every change since then had to be told. */
  readonly connectedAt: number;
  /** What happened later may still be on its way. */
  readonly until: number;
};

/** What the CRM knows of these tickets and nobody told; `missing` are those that it does not have. */
export async function ticketGaps(
  deps: GapDeps,
  context: PortalContext,
  look: Look,
): Promise<{ readonly gaps: readonly Gap[]; readonly missing: readonly string[] }> {
  const { portalId } = context.portal;
  const { ticketIds } = look;
  // What waits is asked for before the facts: an event in between is seen twice, never not at all.
  const waiting = Map.groupBy(
    await deps.recovery.waiting(portalId, "ticket", ticketIds),
    (event) => event.objectId,
  );
  const { policy } = context.current;
  const snapshots = await deps.crm.readTickets(portalId, ticketIds, ticketProperties(policy));
  const facts = await deps.store.tickets.events(portalId, ticketIds);
  const found = await deps.store.tickets.findAll(portalId, ticketIds);
  const rows = new Map(found.map((row) => [row.ticket.ticketId, row]));
  const fields = fieldProperties(policy);
  const gaps: Gap[] = [];
  for (const snapshot of snapshots) {
    const { ticketId } = snapshot;
    const row = rows.get(ticketId);
    const told = waiting.get(ticketId) ?? [];
    const one: OneTicket = { portalId, snapshot, fields, ...look, told };
    if (row === undefined) {
      gaps.push(...unknownGap(one));
      continue;
    }
    const known = [...(facts.get(ticketId) ?? []), ...factsIn(told, fields)];
    gaps.push(...versionGaps(one, { row, known }), ...restoredGap(one, row));
    gaps.push(...(await associationGaps(deps, one, { row, known })));
  }
  const isThere = new Set(snapshots.map(({ ticketId }) => ticketId));
  return { gaps, missing: ticketIds.filter((id) => !isThere.has(id)) };
}

export type OneTicket = Omit<Look, "ticketIds"> & {
  readonly portalId: string;
  readonly snapshot: TicketSnapshot;
  readonly fields: ReadonlySet<string>;
  /** Events that wait for their turn. */
  readonly told: readonly LedgerEvent[];
};

export type KnownTicket = { readonly row: TicketRow; readonly known: readonly TicketEvent[] };

function factsIn(events: readonly LedgerEvent[], fields: ReadonlySet<string>): TicketEvent[] {
  return events.flatMap((event) => {
    const reading = readTicketEvent(event, fields);
    return "facts" in reading ? reading.facts : [];
  });
}

/** One event is enough: with it the ticket is read as a whole. */
function unknownGap(one: OneTicket): readonly Gap[] {
  const { portalId, snapshot, connectedAt, until, told } = one;
  if (told.length > 0) return [];
  const subject = { portalId, object: "ticket", objectId: snapshot.ticketId };
  const { createdAt } = snapshot;
  if (createdAt >= connectedAt) {
    if (createdAt > until) return [];
    return [gapOf("recovered", { ...subject, occurredAt: createdAt, change: { kind: "created" } })];
  }
  const [first] = versionsOf(one).filter(({ at }) => at >= connectedAt);
  return first === undefined ? [] : [gapOfVersion(one, first)];
}

type Version = PropertyVersion & { readonly name: string };

/** Those that say something, as far as nothing of them can still be on its way. */
function versionsOf({ snapshot, fields, until }: OneTicket): readonly Version[] {
  return Object.entries(snapshot.history)
    .flatMap(([name, versions]) => versions.map((version) => ({ ...version, name })))
    .filter((version) => version.at <= until)
    .filter((version) => {
      const fact = propertyFact(version, fields);
      return fact !== null && fact !== "cleared";
    })
    .toSorted((one, other) => one.at - other.at);
}

/** Each fact that is known stands for one version of the history. */
function versionGaps(one: OneTicket, { row, known }: KnownTicket): readonly Gap[] {
  const times = Map.groupBy(known, keyOf);
  const unused = new Map(
    Array.from(times, ([key, facts]) => [key, facts.map(({ occurredAt }) => occurredAt)]),
  );
  const takenNow = new Set<string>();
  return versionsOf(one).flatMap((version) => {
    if (version.at <= (row.ticket.knownSince ?? Number.NEGATIVE_INFINITY)) return [];
    const fact = propertyFact(version, one.fields);
    if (fact === null || fact === "cleared") return [];
    const key = keyOf({ ...fact, ticketId: row.ticket.ticketId });
    const identity = `${fact.occurredAt} ${key}`;
    // Several properties tell of the same reply.
    if (takenNow.has(identity)) return [];
    takenNow.add(identity);
    const isKnown = take(unused.get(key), fact.occurredAt) || isErased(known, fact);
    return isKnown ? [] : [gapOfVersion(one, version)];
  });
}

/** The CRM keeps the words that were erased here with a person: they must not come back. */
function isErased(
  known: readonly TicketEvent[],
  { occurredAt, detail }: Pick<TicketEvent, "occurredAt" | "detail">,
): boolean {
  return known.some(
    (fact) =>
      Math.abs(fact.occurredAt - occurredAt) <= SLACK_MS &&
      placeOf(fact.detail) === placeOf(detail) &&
      JSON.stringify(fact.detail).includes(ERASED_WORDS),
  );
}

function placeOf(detail: TicketEvent["detail"]): string {
  return detail.kind === "field" ? `field ${detail.property}` : detail.kind;
}

function keyOf({ detail }: TicketEvent): string {
  if (detail.kind !== "field") return ticketEventKey(detail);
  return ticketEventKey({ ...detail, value: plainValue(detail.value) });
}

function take(times: number[] | undefined, at: number): boolean {
  const index = times?.findIndex((time) => Math.abs(time - at) <= SLACK_MS) ?? -1;
  if (times === undefined || index < 0) return false;
  times.splice(index, 1);
  return true;
}

/** Of these HubSpot surely tells. Of roll-ups, and of what only the policy asks for, it may tell nothing. */
const ALWAYS_TOLD: readonly string[] = [
  "hs_pipeline_stage",
  "hs_pipeline",
  "hs_ticket_priority",
  "hubspot_owner_id",
  "subject",
];

function gapOfVersion({ portalId, snapshot }: OneTicket, { name, value, at }: Version): Gap {
  const by = ALWAYS_TOLD.includes(name) ? "recovered" : "reread";
  return gapOf(by, {
    ...{ portalId, object: "ticket", objectId: snapshot.ticketId, occurredAt: at },
    change: { kind: "property", name, value },
  });
}

/** It was deleted, as far as we know, and is there again. */
function restoredGap({ portalId, snapshot, until }: OneTicket, row: TicketRow): readonly Gap[] {
  const { gone, ticketId } = row.ticket;
  const modifiedAt = instantOf(snapshot.properties["hs_lastmodifieddate"] ?? "") ?? 0;
  if (gone?.reason !== "deleted" || gone.at > until || modifiedAt > until) return [];
  const occurredAt = Math.max(modifiedAt, gone.at + 1);
  const subject = { portalId, object: "ticket", objectId: ticketId, occurredAt };
  return [gapOf("recovered", { ...subject, change: { kind: "restored" } })];
}
