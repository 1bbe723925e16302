import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEvent } from "../../src/ports/event-ledger.ts";
import { readDelivery, rereadEvent } from "../../webhooks/events.ts";
import { deliveryOf, occurredAt, readOne, receivedAt, ticketEvent } from "./one-event.ts";

function keyOf(event: unknown): string | undefined {
  return readOne(event)?.eventKey;
}

it("reads a ticket's changed property with all that the ledger keeps", () => {
  expect(readOne(ticketEvent)).toEqual({
    portalId: "62515",
    eventKey: expect.stringMatching(/^[\w-]{22}$/),
    occurredAt,
    object: "ticket",
    objectId: "901",
    change: { kind: "property", name: "hs_pipeline_stage", value: "2" },
    changeSource: "CRM_UI",
    sourceId: "userId:3",
  } satisfies Record<keyof LedgerEvent, unknown>);
});

describe("an event that cannot be read is dead and says why", () => {
  const association = {
    ...ticketEvent,
    subscriptionType: "object.associationChange",
    objectId: undefined,
  };
  it.each<{ name: string; event: unknown; dead: RegExp; at?: number }>([
    { name: "a number", event: 5, dead: /expected object/, at: receivedAt },
    { name: "null", event: null, dead: /expected object/, at: receivedAt },
    { name: "an empty object", event: {}, dead: /^occurredAt: /, at: receivedAt },
    {
      name: "no type",
      event: { ...ticketEvent, subscriptionType: undefined },
      dead: /names no subscriptionType/,
      at: receivedAt,
    },
    {
      name: "a time in seconds",
      event: { ...ticketEvent, occurredAt: 1_790_000_000 },
      dead: /^occurredAt: /,
      at: receivedAt,
    },
    {
      name: "an id that lost digits",
      event: { ...ticketEvent, objectId: Number.MAX_SAFE_INTEGER + 1 },
      dead: /^objectId: /,
      at: receivedAt,
    },
    {
      name: "no record",
      event: { ...ticketEvent, objectId: undefined },
      dead: /ticket\.propertyChange names no objectId/,
    },
    {
      name: "no property",
      event: { ...ticketEvent, propertyName: undefined },
      dead: /names no property/,
    },
    {
      name: "a generic event without object type",
      event: { ...ticketEvent, subscriptionType: "object.creation" },
      dead: /names no objectTypeId/,
    },
    {
      name: "a merge without losers",
      event: { ...ticketEvent, subscriptionType: "ticket.merge", primaryObjectId: 901 },
      dead: /what was merged/,
    },
    {
      name: "a merge without a record that is left",
      event: { ...ticketEvent, subscriptionType: "ticket.merge", objectId: undefined },
      dead: /which record is left/,
    },
    {
      name: "an association of one record",
      event: { ...association, fromObjectId: 1 },
      dead: /both records/,
    },
    {
      name: "an association of unnamed types",
      event: { ...association, fromObjectId: 1, toObjectId: 2 },
      dead: /what it associates/,
    },
    {
      name: "another portal than its delivery",
      event: { ...ticketEvent, portalId: 62516 },
      dead: /another portal/,
    },
  ])("$name", ({ event, dead, at }) => {
    expect(readOne(event)).toEqual({
      portalId: "62515",
      eventKey: expect.stringMatching(/^[\w-]{22}$/),
      occurredAt: at ?? occurredAt,
      dead: expect.stringMatching(dead),
    });
  });

  it("never repeats what the event held", () => {
    const event = { ...ticketEvent, occurredAt: "Erika Mustermann", propertyValue: "Erika" };
    expect(JSON.stringify(readOne(event))).not.toContain("Erika");
  });

  it("goes to the unknown portal when nobody named one, however well it reads", () => {
    expect(readOne({ ...ticketEvent, portalId: undefined }, "0")).toMatchObject({
      portalId: "0",
      dead: "it names no portal",
    });
  });

  it("stands between its neighbours, which are read", () => {
    const opened = readDelivery(deliveryOf([ticketEvent, "?", { ...ticketEvent, objectId: 902 }]));
    expect(opened.map((event) => "dead" in event)).toEqual([false, true, false]);
  });

  it.each(["{", "{}", '"text"', "null", ""])("is all that %j holds", (body) => {
    expect(readDelivery(deliveryOf(body))).toEqual([
      expect.objectContaining({ dead: "the body is not a JSON array" }),
    ]);
  });
});

describe("the key of an event", () => {
  it.each([
    { name: "a later attempt", changed: { attemptNumber: 3 } },
    { name: "a subscription made anew", changed: { subscriptionId: 99 } },
    { name: "ids as text", changed: { objectId: "901", eventId: "7" } },
    { name: "another writer of the event", changed: { changeSource: "API", sourceId: null } },
  ])("is the same for $name", ({ changed }) => {
    expect(keyOf({ ...ticketEvent, ...changed })).toBe(keyOf(ticketEvent));
  });

  it.each([
    { name: "record", changed: { objectId: 902 } },
    { name: "property", changed: { propertyName: "hs_pipeline" } },
    { name: "value", changed: { propertyValue: "3" } },
    { name: "event id", changed: { eventId: 8 } },
    {
      name: "family",
      changed: { subscriptionType: "object.propertyChange", objectTypeId: "0-5" },
    },
    { name: "object", changed: { subscriptionType: "contact.propertyChange" } },
  ])("differs by $name", ({ changed }) => {
    expect(keyOf({ ...ticketEvent, ...changed })).not.toBe(keyOf(ticketEvent));
  });

  it("differs by direction, target and removal of an association", () => {
    const association = {
      ...ticketEvent,
      subscriptionType: "ticket.associationChange",
      fromObjectTypeId: "0-5",
      toObjectTypeId: "0-1",
      fromObjectId: 1,
      toObjectId: 2,
    };
    const keys = [
      association,
      { ...association, toObjectId: 3 },
      { ...association, toObjectTypeId: "0-2" },
      { ...association, associationRemoved: true },
      {
        ...association,
        fromObjectTypeId: "0-1",
        toObjectTypeId: "0-5",
        fromObjectId: 2,
        toObjectId: 1,
      },
    ].map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("differs between two dead events of one delivery", () => {
    const [first, second] = readDelivery(deliveryOf([{}, {}]));
    expect(first?.eventKey).not.toBe(second?.eventKey);
  });
});

describe("whatever a delivery holds", () => {
  const field = fc.oneof(fc.jsonValue(), fc.constant(undefined));
  const event = fc.oneof(
    fc.jsonValue(),
    fc.record({
      subscriptionType: fc.oneof(
        field,
        fc.constantFrom(
          "ticket.propertyChange",
          "object.merge",
          "contact.associationChange",
          "object.creation",
        ),
      ),
      occurredAt: fc.oneof(field, fc.constant(occurredAt)),
      portalId: fc.oneof(field, fc.constant(62515)),
      objectId: field,
      objectTypeId: field,
      propertyName: field,
      propertyValue: field,
      mergedObjectIds: field,
      fromObjectId: field,
      toObjectId: field,
      associationType: field,
    }),
  );

  it("it opens into as many events, of its portal only, the same way each time", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (events) => {
        const delivery = deliveryOf(events);
        const opened = readDelivery(delivery);
        expect(opened).toHaveLength(events.length);
        expect(opened.every(({ portalId }) => portalId === "62515")).toBe(true);
        expect(readDelivery(delivery)).toEqual(opened);
      }),
    );
  });
});

describe("an event that was dead, read once more", () => {
  const deadKey = readDelivery(deliveryOf([ticketEvent, 5]))[1]?.eventKey ?? "";

  it("is dead still while its delivery says no more", () => {
    expect(rereadEvent(deliveryOf([ticketEvent, 5]), deadKey)).toMatchObject({ eventKey: deadKey });
  });

  it("is what now can be read in its place", () => {
    const other = { ...ticketEvent, objectId: 902 };
    expect(rereadEvent(deliveryOf([ticketEvent, other]), deadKey)).toMatchObject({
      objectId: "902",
    });
  });

  it("is nothing where the delivery has no such event", () => {
    expect(rereadEvent(deliveryOf([ticketEvent]), deadKey)).toBeNull();
  });
});
