import { z } from "zod";
import { NOBODY } from "../../domain/privacy/person.ts";
import type { Delivery, EventChange, OpenedEvent } from "../../ports/event-ledger.ts";
import type { Database } from "./database.ts";
import { withoutEvents } from "./erase-deliveries.ts";
import type { Opened } from "./open-deliveries.ts";
import { instant } from "./values.ts";

/** Portals of which somebody was erased; most often none, so most often nothing more is asked. */
const PORTALS = `
  select p.portal_id from unnest($1::bigint[]) as p(portal_id)
  where exists (select from erasure e where e.portal_id = p.portal_id)`;

/** Of contacts those who were erased. */
const ERASED = `
  select p.portal_id, c.contact_id from unnest($1::bigint[], $2::text[]) as c(portal_id, contact_id)
  join portal p on p.portal_id = c.portal_id
  join erasure e on e.portal_id = p.portal_id
    and e.person_hash = person_hash(p.portal_id, p.erasure_salt, c.contact_id)`;

const REWRITE = `
  update delivery set body = $4
  where portal_id = $1 and received_at = $2 and delivery_id = $3`;

const PortalRow = z.object({ portal_id: z.string() });
const ErasedRow = PortalRow.extend({ contact_id: z.string() });

/**
 * What is told late, or again, about a person who was erased must not bring them back: such an event is
 * counted and ignored, and the delivery loses what it says of the person. In the transaction that opens it.
 */
export async function withoutErased(
  db: Database,
  opened: readonly Opened[],
): Promise<readonly Opened[]> {
  const portals = [...new Set(opened.map(({ delivery }) => delivery.portalId))];
  const concerned = new Set(
    (await db.rows(PortalRow, PORTALS, [portals])).map((row) => row.portal_id),
  );
  if (concerned.size === 0) return opened;
  const named = opened
    .filter(({ delivery }) => concerned.has(delivery.portalId))
    .flatMap(({ delivery, events }) =>
      events.flatMap(contactsIn).map((contactId) => ({ portalId: delivery.portalId, contactId })),
    );
  const erased = await db.rows(ErasedRow, ERASED, [
    named.map(({ portalId }) => portalId),
    named.map(({ contactId }) => contactId),
  ]);
  const idsOf = Map.groupBy(erased, (row) => row.portal_id);
  const rest: Opened[] = [];
  for (const one of opened) {
    const ids = new Set(idsOf.get(one.delivery.portalId)?.map((row) => row.contact_id));
    rest.push(ids.size === 0 ? one : await withoutContacts(db, one, ids));
  }
  return rest;
}

async function withoutContacts(
  db: Database,
  { delivery, events }: Opened,
  ids: ReadonlySet<string>,
): Promise<Opened> {
  if (!events.flatMap(contactsIn).some((id) => ids.has(id))) return { delivery, events };
  const { portalId, receivedAt, deliveryId } = delivery;
  const body = bodyWithout(delivery, ids);
  await db.run(REWRITE, [portalId, instant(receivedAt), deliveryId, body]);
  return { delivery, events: events.map((event) => withoutContact(event, ids)) };
}

function bodyWithout({ body }: Delivery, ids: ReadonlySet<string>): string {
  let rest = body;
  for (const contactId of ids) rest = withoutEvents(rest, { contactId, terms: [] }) ?? rest;
  return rest;
}

function withoutContact(event: OpenedEvent, ids: ReadonlySet<string>): Opened["events"][number] {
  if ("dead" in event || !contactsIn(event).some((id) => ids.has(id))) return event;
  const objectId = event.object === "contact" ? NOBODY : event.objectId;
  return { ...event, objectId, change: { kind: "erased" }, sourceId: null, isErased: true };
}

/** The contacts that an event is about. */
function contactsIn(event: OpenedEvent): readonly string[] {
  if ("dead" in event) return [];
  const { object, objectId, change } = event;
  return [...(object === "contact" ? [objectId, ...mergedIn(change)] : []), ...otherEndOf(change)];
}

function mergedIn(change: EventChange): readonly string[] {
  return change.kind === "merged" ? [change.intoId, ...change.loserIds] : [];
}

function otherEndOf(change: EventChange): readonly string[] {
  const isAssociation = change.kind === "associated" || change.kind === "dissociated";
  return isAssociation && change.toObject === "contact" ? [change.toId] : [];
}
