import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { objectTypeOf } from "../../../sandbox/local-crm/object-types.ts";
import { manifestSubscriptions } from "../../../sandbox/local-crm/subscriptions.ts";
import type { Subscription, WebhookEvent } from "../../../sandbox/local-crm/webhook-events.ts";
import { PluginManifest } from "../../../src/config/plugin-manifest.ts";
import { APP_ID, createTestCrm, NOW, startTestCrm } from "./start-local-crm.ts";

const envelope = {
  eventId: expect.any(Number),
  subscriptionId: expect.any(Number),
  portalId: 4_242_001,
  appId: 90_000_005,
  occurredAt: NOW,
  attemptNumber: 0,
};

const typesOf = (events: readonly WebhookEvent[]): readonly string[] =>
  events.map((event) => event.subscriptionType);

function createCrmWith(subscriptions: readonly Subscription[]) {
  const { crm, portal, time } = createTestCrm({ subscriptions });
  const ticketId = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });
  const ticket = { type: "tickets" as const, id: ticketId };
  return { crm, portal, time, ticket };
}

describe("the classic family", () => {
  it("tells a creation, and each subscribed property with the same instant", () => {
    const { crm, portal } = createCrmWith(manifestSubscriptions("classic"));

    const events = crm.collectEvents(() =>
      portal.createTicket(
        { subject: "Leak", hs_pipeline_stage: "1", hs_ticket_priority: "HIGH", content: "…" },
        { id: "31000000999", userId: 7001 },
      ),
    );

    const common = { ...envelope, objectId: 31_000_000_999, changeSource: "CRM_UI" };
    const told = { ...common, sourceId: "userId:7001" };
    expect(events).toEqual([
      { ...told, subscriptionType: "ticket.creation", changeFlag: "CREATED" },
      ...[
        ["subject", "Leak"],
        ["hs_pipeline", "0"],
        ["hs_pipeline_stage", "1"],
        ["hs_ticket_priority", "HIGH"],
      ].map(([propertyName, propertyValue]) => ({
        ...told,
        subscriptionType: "ticket.propertyChange",
        propertyName,
        propertyValue,
      })),
    ]);
  });

  it("tells instants as epoch milliseconds, and a cleared one as empty", () => {
    const { crm, portal, time, ticket } = createCrmWith([
      {
        ...{ subscriptionId: 1, family: "classic", kind: "propertyChange", isActive: true },
        ...{ objectType: "tickets", propertyName: "closed_date" },
      },
    ]);
    const valuesOf = (events: readonly WebhookEvent[]): readonly unknown[] =>
      events
        .filter((event) => event["propertyName"] === "closed_date")
        .map((event) => event["propertyValue"]);

    const closing = crm.collectEvents(() =>
      portal.updateTicket(ticket.id, { hs_pipeline_stage: "4" }),
    );
    time.advance(1_000);
    const reopening = crm.collectEvents(() =>
      portal.updateTicket(ticket.id, { hs_pipeline_stage: "3" }),
    );

    expect(valuesOf(closing)).toEqual([String(NOW)]);
    expect(valuesOf(reopening)).toEqual([""]);
  });

  it("tells an association from both sides when both are subscribed", () => {
    const sides = (["tickets", "contacts"] as const).map((objectType, index) => ({
      subscriptionId: index + 1,
      family: "classic" as const,
      kind: "associationChange" as const,
      objectType,
      isActive: true,
    }));
    const { crm, portal, ticket } = createCrmWith(sides);
    const contact = {
      type: "contacts" as const,
      id: portal.createContact({ email: "a@b.example" }),
    };

    const events = crm.collectEvents(() => portal.associate(ticket, contact));

    const ends = { associationRemoved: false, isPrimaryAssociation: false, changeSource: "CRM_UI" };
    expect(events).toEqual([
      {
        ...envelope,
        ...ends,
        subscriptionType: "ticket.associationChange",
        fromObjectId: Number(ticket.id),
        toObjectId: Number(contact.id),
        associationType: "TICKET_TO_CONTACT",
      },
      {
        ...envelope,
        ...ends,
        subscriptionType: "contact.associationChange",
        fromObjectId: Number(contact.id),
        toObjectId: Number(ticket.id),
        associationType: "CONTACT_TO_TICKET",
      },
    ]);
  });

  it("tells a merge with winner and losers, deletions, restores and privacy deletions", () => {
    const { crm, portal, ticket } = createCrmWith(manifestSubscriptions("classic"));
    const loser = portal.createTicket({ subject: "Noise again", hs_pipeline_stage: "1" });
    const contact = portal.createContact({ email: "a@b.example" });

    const [merge] = crm
      .collectEvents(() => portal.mergeTickets(ticket.id, loser))
      .filter((event) => event.subscriptionType === "ticket.merge");
    const others = crm.collectEvents(() => {
      portal.deleteTicket(ticket.id);
      portal.restore(ticket);
      portal.forgetContact(contact);
    });

    expect(merge).toMatchObject({
      objectId: Number(ticket.id),
      primaryObjectId: Number(ticket.id),
      newObjectId: Number(ticket.id),
      mergedObjectIds: [Number(loser)],
      numberOfPropertiesMoved: expect.any(Number),
    });
    expect(typesOf(others)).toEqual([
      "ticket.deletion",
      "ticket.restore",
      "contact.deletion",
      "contact.privacyDeletion",
    ]);
  });
});

describe("the generic family", () => {
  it("carries the object type and says that a value is not sensitive", () => {
    const { crm, portal, ticket } = createCrmWith(manifestSubscriptions("object"));
    const events = crm.collectEvents(() =>
      portal.updateTicket(ticket.id, { hs_ticket_priority: "URGENT" }),
    );
    expect(events).toEqual([
      {
        ...envelope,
        subscriptionType: "object.propertyChange",
        objectId: Number(ticket.id),
        objectTypeId: "0-5",
        propertyName: "hs_ticket_priority",
        propertyValue: "URGENT",
        isSensitive: false,
        changeSource: "CRM_UI",
      },
    ]);
  });

  it("tells a primary company by two associations", () => {
    const { crm, portal, ticket } = createCrmWith(manifestSubscriptions("object"));
    const company = { type: "companies" as const, id: portal.createCompany({ name: "Harbour" }) };

    const events = crm.collectEvents(() => portal.associate(ticket, company));

    expect(events).toMatchObject([
      { associationTypeId: 339, isPrimaryAssociation: false, fromObjectTypeId: "0-5" },
      { associationTypeId: 26, isPrimaryAssociation: true, toObjectTypeId: "0-2" },
    ]);
  });
});

it("tells nothing of what nobody subscribed to, nor of a value that stays", () => {
  const { crm, portal, ticket } = createCrmWith(manifestSubscriptions("classic"));
  const events = crm.collectEvents(() => {
    portal.updateTicket(ticket.id, { content: "not subscribed" });
    portal.updateTicket(ticket.id, { subject: "Noise" });
  });
  expect(events).toEqual([]);
});

it("marks the app's own writes, so that it can know its echo", async () => {
  const { crm, client, portal } = await startTestCrm({
    subscriptions: manifestSubscriptions("classic"),
  });
  const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });
  const heard: unknown[] = [];
  crm.on("change", (change) => heard.push(change.origin));
  await client.crm.tickets.basicApi.update(id, { properties: { subject: "Loud noise" } });
  expect(heard).toEqual([{ at: NOW, source: "INTEGRATION", sourceId: APP_ID }]);
});

it("tells just what the manifest subscribes to", async () => {
  const { hubspot } = PluginManifest.parse(
    JSON.parse(await readFile(new URL("../../../plugin-manifest.json", import.meta.url), "utf8")),
  );
  const asked = hubspot.events.flatMap(({ object, changes, properties }) => [
    ...changes.map((change) => `${object}.${change}`),
    ...properties.map((name) => `${object}.propertyChange ${name}`),
  ]);
  const told = manifestSubscriptions("classic").map(
    ({ objectType, kind, propertyName }) =>
      `${objectTypeOf(objectType).singular}.${kind}${propertyName ? ` ${propertyName}` : ""}`,
  );
  expect(told.toSorted()).toEqual(asked.toSorted());
  expect(
    manifestSubscriptions("object").filter(({ family }) => family === "classic"),
  ).toMatchObject([{ kind: "privacyDeletion", objectType: "contacts" }]);
});
