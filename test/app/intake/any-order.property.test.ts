import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WebhookEvent } from "../../../sandbox/local-crm/webhook-events.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { openDeliveries } from "../../../src/app/intake/open-deliveries.ts";
import { readDelivery } from "../../../webhooks/events.ts";
import { applyAll, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { STORY_ENDS, type Story, tellStory } from "../../support/shuffled-story.ts";

const ORDERS = 8;
const SEED = 20_260_609;

/** How the same events may arrive: where each stands, which come twice, where a delivery ends. */
type Arrival = {
  readonly order: readonly number[];
  readonly isRepeated: readonly boolean[];
  readonly endsDelivery: readonly boolean[];
  readonly endsTurn: readonly boolean[];
};

const MOST_EVENTS = 200;
const flags = fc.array(fc.boolean(), { minLength: MOST_EVENTS, maxLength: MOST_EVENTS });
const arrival: fc.Arbitrary<Arrival> = fc.record({
  order: fc.array(fc.nat(1_000_000), { minLength: MOST_EVENTS, maxLength: MOST_EVENTS }),
  isRepeated: flags,
  endsDelivery: flags,
  endsTurn: flags,
});
const arrivals = fc
  .sample(arrival, { numRuns: ORDERS, seed: SEED })
  .map((value, index) => ({ name: `order ${index + 1}`, value }));

describe("events of two hours", () => {
  const open = useEmbeddedDatabase();
  let story: Story;
  let expected: unknown;
  beforeAll(async () => {
    story = await tellStory();
    expected = await stateAfter(
      await open(),
      story.events.map((event) => [event]),
    );
  });
  afterAll(() => story.stop());

  /** Applies deliveries one after the other; a new turn begins where an array of them ends. */
  async function stateAfter(
    db: Database,
    deliveries: readonly (readonly WebhookEvent[])[],
    endsTurn: readonly boolean[] = [],
  ) {
    const app = { ...appUnderTest(db), crm: story.crm, readDelivery };
    app.time.now = STORY_ENDS;
    await app.connect();
    for (const [index, events] of deliveries.entries()) {
      const body = JSON.stringify(events);
      const delivery = { portalId: PORTAL_ID, deliveryId: `d${index}`, receivedAt: STORY_ENDS };
      await app.ledger.store([{ ...delivery, body, eventCount: events.length }]);
      if (endsTurn[index] === false) continue;
      await openDeliveries(app);
      await applyAll(app);
    }
    await openDeliveries(app);
    await applyAll(app);
    const { waiting, dead } = await app.ledger.equation(PORTAL_ID);
    expect({ waiting, dead }).toEqual({ waiting: 0, dead: 0 });
    return stateOf(app.store);
  }

  async function stateOf(store: ReturnType<typeof appUnderTest>["store"]) {
    const companies = story.companyIds.map((id) => ({ kind: "company" as const, id }));
    const tickets = await store.tickets.findAll(PORTAL_ID, story.ticketIds);
    return {
      tickets: tickets.toSorted((a, b) => (a.ticket.ticketId < b.ticket.ticketId ? -1 : 1)),
      cases: (await store.escalations.ofTickets(PORTAL_ID, story.ticketIds)).map(
        ({ revision: _revision, ...one }) => one,
      ),
      // When it was looked at last is nothing that happened.
      customers: (await store.customers.find(PORTAL_ID, companies))
        .map(({ evaluatedAt: _evaluatedAt, ...one }) => one)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      visits: await store.visits.ofCustomers(PORTAL_ID, companies),
    };
  }

  function deliveriesOf({ order, isRepeated, endsDelivery }: Arrival) {
    const told = story.events.flatMap((event, index) =>
      isRepeated[index] ? [event, { ...event, attemptNumber: 1 }] : [event],
    );
    const shuffled = told
      .map((event, index) => ({ event, place: order[index] ?? 0 }))
      .toSorted((a, b) => a.place - b.place);
    const deliveries: WebhookEvent[][] = [[]];
    for (const [index, { event }] of shuffled.entries()) {
      deliveries.at(-1)?.push(event);
      if (endsDelivery[index]) deliveries.push([]);
    }
    return deliveries.filter((events) => events.length > 0);
  }

  it("are many, and lead to something of every kind", () => {
    expect(story.events.length).toBeGreaterThan(50);
    expect(story.events.length).toBeLessThan(MOST_EVENTS / 2);
    expect(expected).toMatchObject({
      tickets: { length: 8 },
      cases: { length: 3 },
      customers: [{ grade: { tier: "key" } }, { grade: { tier: "standard" } }],
      // The other ticket that closed was answered by nobody.
      visits: { length: 1 },
    });
  });

  it.each(arrivals)("lead to the same in any other order ($name)", async ({ value }) => {
    const deliveries = deliveriesOf(value);
    expect(deliveries.flat()).not.toEqual(story.events);
    expect(await stateAfter(await open(), deliveries, value.endsTurn)).toEqual(expected);
  });
});
