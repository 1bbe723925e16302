import { expect, it } from "vitest";
import { snapshotOf, storyOf, storyOfTicket } from "../../bench/ticket-stories.ts";
import { webhookBodies } from "../../bench/webhook-bodies.ts";
import { readDelivery } from "../../webhooks/events.ts";

const told = webhookBodies({ events: 2_400, portals: 8 }).flatMap((body) =>
  readDelivery({ ...body, deliveryId: "d", receivedAt: 0 }),
);

it("tells each event once, and all can be read", () => {
  const keys = told.map((event) => `${event.portalId} ${event.occurredAt} ${event.eventKey}`);

  expect(told.filter((event) => "dead" in event)).toEqual([]);
  expect(new Set(keys).size).toBe(2_400);
});

it("tells six events a ticket on the average", () => {
  const tickets = told.flatMap((event) => ("object" in event ? [event.objectId] : []));

  expect(told.length / new Set(tickets).size).toBe(6);
});

it("lets the CRM answer what the events told", () => {
  const story = storyOf(1);
  const { history, customers } = snapshotOf(storyOfTicket(String(story.ticketId)));
  const fromEvents = told.flatMap((event) =>
    "object" in event &&
    event.objectId === String(story.ticketId) &&
    event.change.kind === "property"
      ? [{ name: event.change.name, at: event.occurredAt, value: event.change.value }]
      : [],
  );
  const fromCrm = Object.entries(history).flatMap(([name, versions]) =>
    versions.map((version) => ({ name, ...version })),
  );

  expect(fromCrm.sort(byTime)).toEqual(fromEvents.sort(byTime));
  expect(customers).toHaveLength(1);
});

function byTime(a: { at: number; name: string }, b: { at: number; name: string }): number {
  return a.at - b.at || a.name.localeCompare(b.name);
}
