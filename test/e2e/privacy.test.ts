import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { directMessageId } from "../../sandbox/local-slack/channels.ts";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, SUPPORT_CHANNEL } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;
const MINUTE = 60_000;
const SUBJECT = "Maria's pump stands still";
const [support, ...others] = officePolicy().departments;
const departments = [
  {
    ...support,
    lead: { name: "Jonas Weck", email: "jonas@example.com" },
    calendarId: "office",
    dailyDigest: true,
  },
  ...others,
];
const ladders = [{ id: "any", levels: [{ tell: ["lead"], waitMinutes: 30 }] }];
const person = { email: "maria.lindqvist@example.com", firstname: "Maria", lastname: "Lindqvist" };

describe("a person who is permanently deleted in HubSpot", () => {
  let running: RunningPlugin;
  let contactId: string;
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy({ departments, ladders }),
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
    running.time.advance(HOUR + 15 * MINUTE);
    await rested();
    // The next morning: the lists of the day.
    running.time.advance(22 * HOUR + 15 * MINUTE);
    await vi.waitFor(hasList, { timeout: 40_000, interval: 200 });
    await rested();
  });
  afterAll(() => running.stop());

  /** Replies wait for their message, and what is kept up to date goes first: each looks again a little later. */
  const rested = async () => {
    const waiting = async () => {
      running.time.advance(5_000);
      await running.world.crm.webhooks.idle();
      await running.plugin.wake();
      return (await running.plugin.store.outbox.totals()).waiting;
    };
    const isDone = async () => expect(await waiting()).toBe(0);
    await vi.waitFor(isDone, { timeout: 40_000, interval: 200 });
    await running.settled();
  };
  /** The jobs that ask for it are none that anybody waits for. */
  const hasList = async () => {
    await running.plugin.wake();
    expect(standing()).toHaveLength(2);
  };
  /** The case, and the list of the next morning. */
  const standing = () =>
    running.world.slack.messages(SUPPORT_CHANNEL).filter(({ threadTs }) => threadTs === null);
  const inChannel = () => JSON.stringify(running.world.slack.messages(SUPPORT_CHANNEL));
  /** All that stands anywhere: in channels, in threads, in direct messages. */
  const inSlack = () => {
    const { slack } = running.world;
    return JSON.stringify(slack.channels().map(({ channelId }) => slack.messages(channelId)));
  };
  const whom = () => ({ contactId, terms: [person.email, "Maria Lindqvist"] });
  const search = () => running.plugin.store.erasures.search(PORTAL_ID, whom());

  it("is in the store and in the channel before", async () => {
    expect(Object.keys(await search())).toEqual(
      expect.arrayContaining(["customer", "delivery", "ledger", "ticket", "ticket_event"]),
    );
    const stands = running.world.slack.messages(SUPPORT_CHANNEL);
    expect(stands.filter(({ threadTs }) => threadTs !== null)).not.toEqual([]);
    const called = JSON.stringify(running.world.slack.messages(directMessageId("U0JONAS001")));
    for (const told of [inChannel(), called]) expect(told).toContain(SUBJECT);
  });

  it("is erased by itself from every table and from all of Slack", async () => {
    running.world.crm.portal(PORTAL_ID).forgetContact(contactId);
    const isErased = async () => {
      await running.world.crm.webhooks.idle();
      await running.plugin.wake();
      const notes = await running.plugin.store.erasures.notes(PORTAL_ID, 1);
      expect(notes).toMatchObject([{ finishedAt: expect.any(Number) }]);
    };
    await vi.waitFor(isErased, { timeout: 40_000, interval: 200 });
    await rested();
    expect(await search()).toEqual({});
    expect(await running.plugin.store.erasures.open(PORTAL_ID, 1)).toEqual([]);
    for (const trace of [SUBJECT, person.email, "Maria", contactId]) {
      expect(inSlack()).not.toContain(trace);
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
    await rested();
    expect(await search()).toEqual({});
  });
});
