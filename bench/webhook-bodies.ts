import { PORTAL_IDS, type Story, storyOf } from "./ticket-stories.ts";

/** HubSpot puts up to 100 events into one delivery. */
export const EVENTS_PER_DELIVERY = 100;

export type WebhookBody = {
  readonly portalId: string;
  /** JSON text of an array. */
  readonly body: string;
  readonly eventCount: number;
};

/** So many events of the first portals, each portal's in the order of their time, 100 a delivery. */
export function webhookBodies(wanted: {
  readonly events: number;
  readonly portals: number;
}): readonly WebhookBody[] {
  const portalIds = PORTAL_IDS.slice(0, wanted.portals);
  const events: Event[] = [];
  for (let number = 0; events.length < wanted.events; number += 1) {
    const story = storyOf(number);
    if (portalIds.includes(story.portalId)) events.push(...eventsOf(story));
  }
  const told = events.slice(0, wanted.events).sort((a, b) => a.occurredAt - b.occurredAt);
  return portalIds.flatMap((portalId) => deliveriesOf(portalId, told));
}

function deliveriesOf(portalId: number, events: readonly Event[]): WebhookBody[] {
  const own = events.filter((event) => event.portalId === portalId);
  const count = Math.ceil(own.length / EVENTS_PER_DELIVERY);
  return Array.from({ length: count }, (_, n) => {
    const some = own.slice(n * EVENTS_PER_DELIVERY, (n + 1) * EVENTS_PER_DELIVERY);
    return {
      portalId: String(portalId),
      body: JSON.stringify(some),
      eventCount: some.length,
    };
  });
}

type Event = {
  readonly portalId: number;
  readonly occurredAt: number;
  readonly [field: string]: unknown;
};

const EVENT_ID_STEP = 10_473;
const EVENT_ID_RANGE = 4_294_967_291;

/** What HubSpot tells of one story: creation, association, and one event a value. */
function eventsOf(story: Story): Event[] {
  const common = { portalId: story.portalId, appId: 9001, attemptNumber: 0 };
  const details = [
    creationOf(story),
    associationOf(story),
    ...story.values.map(({ name, value, at }) => ({
      subscriptionId: 4_100_010 + name.length,
      occurredAt: at,
      subscriptionType: "ticket.propertyChange",
      objectId: story.ticketId,
      propertyName: name,
      propertyValue: value,
      changeSource: at === story.createdAt ? "INTEGRATION" : "CRM_UI",
    })),
  ];
  return details.map((detail, index) => ({
    eventId: ((story.ticketId * 10 + index) * EVENT_ID_STEP) % EVENT_ID_RANGE,
    ...common,
    ...detail,
  }));
}

function creationOf({ ticketId, createdAt }: Story) {
  return {
    subscriptionId: 4_100_001,
    occurredAt: createdAt,
    subscriptionType: "ticket.creation",
    objectId: ticketId,
    changeFlag: "CREATED",
    changeSource: "INTEGRATION",
  };
}

/** Names both ends and no `objectId`, as the one real delivery known does. */
function associationOf({ ticketId, customer, createdAt }: Story) {
  return {
    subscriptionId: 4_100_005,
    occurredAt: createdAt,
    subscriptionType: "ticket.associationChange",
    fromObjectId: ticketId,
    toObjectId: customer.id,
    associationType: `TICKET_TO_${customer.kind.toUpperCase()}`,
    associationRemoved: false,
    isPrimaryAssociation: customer.kind === "company",
    changeSource: "INTEGRATION",
  };
}
