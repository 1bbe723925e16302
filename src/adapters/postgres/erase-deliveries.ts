import { z } from "zod";
import {
  type ErasedPerson,
  NOBODY,
  withoutPerson,
  withoutWords,
} from "../../domain/privacy/person.ts";
import type { Database } from "./database.ts";
import { likenesses } from "./erase-rows.ts";
import { keyOf, pagesOf } from "./table-pages.ts";
import { json } from "./values.ts";

type Target = { readonly db: Database; readonly portalId: string; readonly person: ErasedPerson };

/**
 * Events about the contact stay in the ledger, so that every event is still accounted for and a repeat of
 * one falls on its key, but they tell neither whom nor what. What waits is settled.
 */
const ERASE_EVENTS = `
  update ledger set object_id = '${NOBODY}', change = '{"kind": "erased"}', source_id = null,
    state = case state when 'waiting' then 'ignored' else state end,
    reason = case state when 'waiting' then 'person_erased' else reason end,
    settled_at = coalesce(settled_at, $3::timestamptz), is_leased = false
  where portal_id = $1 and object = 'contact' and object_id = $2`;

/** Mergers name contacts by their ids alone. */
const ERASE_MERGERS = `
  update ledger set change = '{"kind": "erased"}'
  where portal_id = $1 and object = 'contact' and change ->> 'kind' = 'merged'
    and (change ->> 'intoId' = $2 or change -> 'loserIds' ? $2)`;

export async function eraseEvents({ db, portalId, person }: Target, now: string): Promise<number> {
  const values = [portalId, person.contactId];
  return db.transaction(async () => {
    // The ledger has no index by record for what is settled: it is read as a whole, once.
    await db.query("set local statement_timeout = 0");
    const own = await db.run(ERASE_EVENTS, [...values, now]);
    return own + (await db.run(ERASE_MERGERS, values));
  });
}

const Events = z.array(z.unknown());

/** Takes the contact's events out of kept deliveries that were opened; those to be opened yet wait. */
export async function eraseDeliveries(target: Target): Promise<number> {
  let rows = 0;
  for await (const hits of deliveriesWith(target, "opened_at is not null")) {
    for (const { key, body } of hits) rows += await rewrite(target, key, body);
  }
  return rows;
}

/** How many deliveries and events still name the contact. */
export async function searchDeliveries(
  target: Target,
): Promise<{ readonly delivery: number; readonly ledger: number }> {
  const { db, portalId, person } = target;
  let delivery = 0;
  for await (const hits of deliveriesWith(target, "true")) delivery += hits.length;
  const values = [portalId, person.contactId];
  const ledger = await db.transaction(async () => {
    await db.query("set local statement_timeout = 0");
    const found = await db.query(
      `select from ledger where portal_id = $1 and object = 'contact' and (object_id = $2
         or change ->> 'intoId' = $2 or change -> 'loserIds' ? $2)`,
      values,
    );
    return found.rowCount;
  });
  return { delivery, ledger };
}

const SET_BODY = `
  update delivery set body = $4 where portal_id = $1 and received_at = $2::text::timestamptz
    and delivery_id = $3`;

type DeliveryHit = { readonly key: readonly string[]; readonly body: string };

async function* deliveriesWith(
  { db, portalId, person }: Target,
  condition: string,
): AsyncGenerator<readonly DeliveryHit[]> {
  const key = await keyOf(db, "delivery");
  const wanted = `${condition} and body ilike any($2::text[])`;
  const question = { table: "delivery", key, columns: ["body"], wanted };
  for await (const page of pagesOf(db, portalId, { ...question, parameter: likenesses(person) })) {
    const hits = page.flatMap(({ key: found, values }) => {
      const body = values[0] ?? "[]";
      return withoutEvents(body, person) === null ? [] : [{ key: found, body }];
    });
    if (hits.length > 0) yield hits;
  }
}

async function rewrite(
  { db, portalId, person }: Target,
  key: readonly string[],
  body: string,
): Promise<number> {
  return db.run(SET_BODY, [portalId, ...key, withoutEvents(body, person) ?? body]);
}

/**
 * The body without what it says of the contact; null when it says nothing. Whole events go, and their
 * place stays: an event is known by it.
 */
export function withoutEvents(body: string, person: ErasedPerson): string | null {
  const events = Events.safeParse(parsed(body));
  if (!events.success) return null;
  const rest = events.data.map((event) =>
    isAbout(event, person) ? { erased: true } : withoutPerson(event, person),
  );
  const text = json(rest);
  return text === json(events.data) ? null : text;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

const About = z.looseObject({
  subscriptionType: z.string().optional(),
  objectTypeId: z.string().optional(),
  object: z.string().optional(),
});
const CONTACT_TYPE_ID = "0-1";

/** An event names a contact by fields of many names; that it names one is told by its type. */
function isAbout(event: unknown, { contactId }: ErasedPerson): boolean {
  const about = About.safeParse(event);
  if (!about.success) return false;
  const said = JSON.stringify(withoutWords(event));
  const isOfContact = /contact/i.test(said) || about.data.objectTypeId === CONTACT_TYPE_ID;
  return isOfContact && new RegExp(`[:"\\[,]${contactId}["\\],}]`).test(said);
}

const EVENTS_OF_TICKET = `
  select occurred_at::text as place, event_key, change, delivery_id from ledger
  where portal_id = $1 and occurred_at = any($3::text[]::timestamptz[])
    and object = 'ticket' and object_id = $2 and change ->> 'kind' = 'property' for update`;
const SET_CHANGE = `
  update ledger set change = $4::text::jsonb
  where portal_id = $1 and occurred_at = $2::text::timestamptz and event_key = $3`;

/** HubSpot repeats a delivery for a day; clocks may differ by an hour. */
const DELIVERIES_OF = `
  select received_at::text as place, delivery_id, body from delivery
  where portal_id = $1 and delivery_id = any($3::text[])
    and received_at >= (select min(t) from unnest($2::text[]::timestamptz[]) t) - interval '1 hour'
    and received_at <= (select max(t) from unnest($2::text[]::timestamptz[]) t) + interval '3 days'
  for update`;

const LedgerRow = z.object({
  place: z.string(),
  event_key: z.string(),
  change: z.unknown(),
  delivery_id: z.string(),
});
const BodyRow = z.object({ place: z.string(), delivery_id: z.string(), body: z.string() });

/** What was told of one ticket at these instants, without the words. */
export async function blankEvents(
  { db, portalId }: Pick<Target, "db" | "portalId">,
  { ticketId, places }: { readonly ticketId: string; readonly places: readonly string[] },
): Promise<{ readonly ledger: number; readonly delivery: number }> {
  if (places.length === 0) return { ledger: 0, delivery: 0 };
  const events = await db.rows(LedgerRow, EVENTS_OF_TICKET, [portalId, ticketId, places]);
  let [ledger, delivery] = [0, 0];
  for (const { place, event_key, change } of events) {
    const rest = json(withoutWords(change));
    if (rest !== json(change)) {
      ledger += await db.run(SET_CHANGE, [portalId, place, event_key, rest]);
    }
  }
  const deliveryIds = [...new Set(events.map((event) => event.delivery_id))];
  const bodies = await db.rows(BodyRow, DELIVERIES_OF, [portalId, places, deliveryIds]);
  for (const { place, delivery_id, body } of bodies) {
    const rest = withoutWordsOf(body, ticketId);
    if (rest !== null) delivery += await db.run(SET_BODY, [portalId, place, delivery_id, rest]);
  }
  return { ledger, delivery };
}

/** The events of the ticket without the words in them; null where there are none. */
function withoutWordsOf(body: string, ticketId: string): string | null {
  const events = Events.safeParse(parsed(body));
  if (!events.success) return null;
  const rest = events.data.map((event) => {
    const said = OfRecord.safeParse(event);
    return said.success && String(said.data.objectId) === ticketId ? withoutWords(event) : event;
  });
  const text = json(rest);
  return text === json(events.data) ? null : text;
}

const OfRecord = z.looseObject({ objectId: z.union([z.string(), z.number()]) });
