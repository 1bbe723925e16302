import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, SUPPORT_CHANNEL } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;
const SUBJECT = "Maria's pump stands still";
const person = { email: "maria.lindqvist@example.com", firstname: "Maria", lastname: "Lindqvist" };

describe("a person who is permanently deleted in HubSpot", () => {
  let running: RunningPlugin;
  let contactId: string;
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy(),
      prepare: (world) => void addPortal(world, PORTAL_ID),
    });
    const portal = running.world.crm.portal(PORTAL_ID);
    contactId = portal.createContact(person);
    const ticketId = portal.createTicket({
      ...{ subject: SUBJECT, hs_pipeline: "0", hs_pipeline_stage: "1" },
      hs_ticket_priority: "HIGH",
    });
    portal.associate({ type: "tickets", id: ticketId }, { type: "contacts", id: contactId });
    await running.settled();
    running.time.advance(2 * HOUR);
    await running.settled();
  });
  afterAll(() => running.stop());

  const inChannel = () => JSON.stringify(running.world.slack.messages(SUPPORT_CHANNEL));
  const whom = () => ({ contactId, terms: [person.email, "Maria Lindqvist"] });
  const search = () => running.plugin.store.erasures.search(PORTAL_ID, whom());

  it("is in the store and in the channel before", async () => {
    expect(Object.keys(await search())).toEqual(
      expect.arrayContaining(["customer", "delivery", "ledger", "ticket", "ticket_event"]),
    );
    expect(inChannel()).toContain(SUBJECT);
  });

  it("is erased by itself from every table and from the case's message", async () => {
    running.world.crm.portal(PORTAL_ID).forgetContact(contactId);
    await running.settled();
    await expect
      .poll(() => running.plugin.store.erasures.notes(PORTAL_ID, 1))
      .toMatchObject([{ finishedAt: expect.any(Number) }]);
    await running.settled();
    expect(await search()).toEqual({});
    expect(await running.plugin.store.erasures.open(PORTAL_ID, 1)).toEqual([]);
    for (const trace of [SUBJECT, person.email, "Maria", contactId]) {
      expect(inChannel()).not.toContain(trace);
    }
    const { received, applied, ignored, waiting } = await running.plugin.ledger.equation(PORTAL_ID);
    expect({ waiting, settled: applied + ignored }).toEqual({ waiting: 0, settled: received });
  });

  it("does not come back when HubSpot tells of them once more", async () => {
    const now = running.time.now();
    await running.plugin.ledger.store([
      {
        ...{ portalId: PORTAL_ID, deliveryId: "again", receivedAt: now, eventCount: 1 },
        body: JSON.stringify([
          {
            ...{ eventId: 77, subscriptionId: 1, appId: 1, portalId: Number(PORTAL_ID) },
            ...{ occurredAt: now, attemptNumber: 3, objectId: Number(contactId) },
            ...{ subscriptionType: "contact.propertyChange", propertyName: "email" },
            propertyValue: person.email,
          },
        ]),
      },
    ]);
    await running.settled();
    expect(await search()).toEqual({});
  });
});
