import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { sendMessageRemovals } from "../../../src/app/outbox/send-message-removals.ts";
import { erasePerson } from "../../../src/app/privacy/erase-person.ts";
import { verifyTickets } from "../../../src/app/sla/verify-tickets.ts";
import {
  type AppUnderTest,
  applyAll,
  appUnderTest,
  eventOf,
  HOUR,
  PORTAL_ID,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { CONTACT_ID, EMAIL, NAME, rowsNaming, TRACES } from "../../support/planted-person.ts";

const SUBJECT = "The pump of the yellow house drips";
const contact = { kind: "contact", id: CONTACT_ID } as const;

describe("erasePerson", () => {
  const open = useEmbeddedDatabase();
  let db: Database;
  let app: AppUnderTest;
  beforeEach(async () => {
    db = await open();
    app = appUnderTest(db);
    await app.connect();
    const properties = { email: EMAIL, firstname: "Maria", lastname: "Lindqvist" };
    app.crm.putCustomer(PORTAL_ID, { ...contact, properties });
    await app.newTicket({
      ticketId: "7",
      properties: { subject: SUBJECT, hs_ticket_priority: "HIGH" },
    });
    await app.tell(
      eventOf({
        occurredAt: app.time.now,
        change: { kind: "associated", toObject: "contact", toId: CONTACT_ID, isPrimary: true },
      }),
    );
    app.time.now += 2 * HOUR;
    await app.tell(eventOf({ occurredAt: app.time.now, change: setTo("subject", `${SUBJECT}!`) }));
    await app.tell(
      eventOf({
        object: "contact",
        objectId: CONTACT_ID,
        occurredAt: app.time.now,
        change: setTo("email", EMAIL),
      }),
    );
    await sendCaseMessages(app);
  });

  const asked = (changes: object = {}) =>
    eventOf({
      ...{ object: "contact", objectId: CONTACT_ID, eventKey: "gone", occurredAt: app.time.now },
      change: { kind: "erased" },
      ...changes,
    });
  const run = () => erasePerson(app, { portalId: PORTAL_ID, erasureId: "gone" });
  const told = () => JSON.stringify([...app.notifier.messages.values()]);

  it("takes the person and their words out of store and chat, and proves it", async () => {
    const all = [...TRACES, SUBJECT];
    expect(Object.keys(await rowsNaming(db, PORTAL_ID, all))).toEqual(
      expect.arrayContaining(["customer", "delivery", "ledger", "ticket", "ticket_event"]),
    );
    expect(told()).toContain(SUBJECT);
    const before = await app.store.tickets.find(PORTAL_ID, "7");
    app.crm.dropCustomer(PORTAL_ID, contact);
    await app.tell(asked());
    await run();
    expect(await rowsNaming(db, PORTAL_ID, all)).toEqual({});
    await sendCaseMessages(app);
    expect(told()).not.toContain(SUBJECT);
    expect(told()).not.toContain(NAME);
    // Promises stay as they were made and kept.
    const after = await app.store.tickets.find(PORTAL_ID, "7");
    expect(after?.clocks).toEqual(before?.clocks);
    expect(after?.ticket.tiers.map(({ id }) => id)).toEqual(
      before?.ticket.tiers.map(({ id }) => id),
    );
    expect(await verifyAll()).toEqual({ differences: [], tickets: 1 });
    expect(await app.store.erasures.notes(PORTAL_ID, 1)).toMatchObject([
      { erasureId: "gone", finishedAt: app.time.now },
    ]);
  });

  it("says in the log that it was done, how many rows it were, and not whom", async () => {
    await app.tell(asked());
    await run();
    const entries = await app.store.audit.of(PORTAL_ID, "erasure:gone", 9);
    expect(entries).toMatchObject([{ action: "person_erased", detail: { customer: 1 } }]);
  });

  it.each<{ name: string; changes: object }>([
    { name: "the request itself, repeated", changes: {} },
    { name: "the deletion that comes beside it", changes: { change: { kind: "deleted" } } },
    {
      name: "a value of theirs",
      changes: { change: setTo("email", EMAIL), eventKey: "late" },
    },
    {
      name: "that a ticket is theirs",
      changes: {
        ...{ object: "ticket", objectId: "7", eventKey: "late" },
        change: { kind: "associated", toObject: "contact", toId: CONTACT_ID, isPrimary: true },
      },
    },
    {
      name: "that another record went into theirs",
      changes: {
        ...{ objectId: "5", eventKey: "late" },
        change: { kind: "merged", intoId: CONTACT_ID, loserIds: ["5"] },
      },
    },
  ])("is not undone by what is told later: $name", async ({ changes }) => {
    await app.tell(asked());
    await run();
    // The CRM of a careless test has the person still.
    await app.tell(asked(changes));
    expect(await rowsNaming(db, PORTAL_ID, TRACES)).toEqual({});
    const equation = await app.ledger.equation(PORTAL_ID);
    expect(equation.received).toBe(equation.applied + equation.ignored + equation.waiting);
    expect(equation.waiting).toBe(0);
  });

  it("goes on where it was stopped", async () => {
    await app.tell(asked());
    const broken = {
      ...app,
      store: {
        ...app.store,
        erasures: {
          ...app.store.erasures,
          erase: async () => {
            throw new Error("the process ends here");
          },
        },
      },
    };
    const work = { portalId: PORTAL_ID, erasureId: "gone" };
    await expect(erasePerson(broken, work)).rejects.toThrow("the process ends here");
    expect(await app.store.erasures.open(PORTAL_ID, 1)).toHaveLength(1);
    await run();
    expect(await rowsNaming(db, PORTAL_ID, TRACES)).toEqual({});
  });

  it("throws, to be tried again, while something is left, and then ends", async () => {
    await app.tell(asked());
    await app.ledger.store([
      {
        ...{ portalId: PORTAL_ID, deliveryId: "unopened", receivedAt: app.time.now },
        ...{ body: JSON.stringify([asked({ eventKey: "late" })]), eventCount: 1 },
      },
    ]);
    await expect(run()).rejects.toMatchObject({ code: "erasure_unfinished", retryable: true });
    await app.tell(eventOf({ objectId: "8", occurredAt: app.time.now }));
    await applyAll(app);
    await run();
    expect(await rowsNaming(db, PORTAL_ID, TRACES)).toEqual({});
  });

  it("leaves what is kept up to date to its next edit", async () => {
    await app.tell(asked());
    await run();
    await sendMessageRemovals(app);
    expect(app.notifier.callsOf("edit")).toEqual([]);
    await sendCaseMessages(app);
    expect(told()).not.toContain(SUBJECT);
    app.time.now += HOUR;
    await sendMessageRemovals(app);
    expect(app.notifier.callsOf("edit").map(({ notice }) => notice.kind)).toEqual(["case"]);
    expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ waiting: 1, dead: 0 });
    const ref = { channelId: "C0SUPPORT01", messageTs: [...app.notifier.messages.keys()][0] ?? "" };
    expect(await app.store.postedMessages.find(PORTAL_ID, ref)).toMatchObject({ erasureId: null });
  });

  it.each(["edit_window_closed", "is_inactive"])(
    "takes what cannot be edited any more, and goes on in another message: %s",
    async (reason) => {
      await app.tell(asked());
      await run();
      app.notifier.next("edit", { outcome: "not_sent", reason, retryAfterMs: null });
      await sendCaseMessages(app);
      app.time.now += HOUR;
      await sendMessageRemovals(app);
      expect(app.notifier.callsOf("post")).toHaveLength(2);
      expect(told()).not.toContain(SUBJECT);
      expect(told()).toContain('"removed"');
    },
  );

  it("takes the words of what is kept up to date while it only observes", async () => {
    const portal = await app.store.portals.find(PORTAL_ID);
    if (portal === null) throw new Error("the portal is known");
    await app.store.portals.save({ ...portal, mode: "observe" });
    await app.tell(asked());
    await run();
    await sendMessageRemovals(app);
    expect(told()).not.toContain(SUBJECT);
    expect(app.notifier.callsOf("edit").map(({ notice }) => notice.kind)).toEqual(["removed"]);
  });

  it("writes nothing to the chat while it only observes", async () => {
    const portal = await app.store.portals.find(PORTAL_ID);
    if (portal === null) throw new Error("the portal is known");
    await app.store.portals.save({ ...portal, mode: "observe" });
    await app.tell(asked());
    await run();
    const calls = app.notifier.calls.length;
    await sendCaseMessages(app);
    // The message that stands there already is edited once escalation is on again.
    expect(app.notifier.calls).toHaveLength(calls);
  });

  async function verifyAll() {
    const differences: unknown[] = [];
    const watcher = {
      onDifference: (difference: unknown) => void differences.push(difference),
      onProgress: () => undefined,
    };
    const portals = await verifyTickets(app, [PORTAL_ID], watcher);
    return { differences, tickets: portals[0]?.tickets };
  }
});
