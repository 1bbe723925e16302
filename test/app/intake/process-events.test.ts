import { beforeEach, describe, expect, it } from "vitest";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
  snapshotOf,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("processEvents", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  const ticket = async (ticketId = "7", portalId = PORTAL_ID) =>
    (await app.store.tickets.find(portalId, ticketId))?.ticket;
  const clockStates = async (ticketId = "7") =>
    (await app.store.tickets.find(PORTAL_ID, ticketId))?.clocks.map(({ state }) => state);
  const equation = () => app.ledger.equation(PORTAL_ID);
  /** Of the ledger's lines, what became of the events, with the reason. */
  const settled = () =>
    app.logger.lines
      .filter(({ message }) => message === "an event is settled")
      .map(({ fields }) => [fields["state"], fields["reason"]].filter(Boolean).join(" "));
  const company = (id: string, revenue: string) =>
    app.crm.putCustomer(PORTAL_ID, {
      kind: "company",
      id,
      properties: { name: "Nordwind", total_revenue: revenue },
    });

  describe("a new ticket", () => {
    it("is read once, with its customers and their grades, and starts its clocks", async () => {
      company("c1", "250000");
      await app.newTicket({ companyId: "c1" });
      expect(await ticket()).toMatchObject({
        subject: "Leak",
        createdAt: START,
        customers: [{ kind: "company", id: "c1", isPrimary: true }],
        tiers: [{ id: "key", score: 80 }],
      });
      expect(await clockStates()).toEqual(["running", "running"]);
      expect(app.crm.calls.map(({ method }) => method)).toEqual(["readTickets", "readCustomers"]);
    });

    it("costs no further read when more is told of it", async () => {
      await app.newTicket();
      await app.tell(eventOf({ occurredAt: START + 1, change: setTo("hs_pipeline_stage", "2") }));
      expect(app.crm.callsOf("readTickets")).toHaveLength(1);
      expect(await clockStates()).toEqual(["running", "paused"]);
    });

    it("is read together with the others of its batch", async () => {
      for (const ticketId of ["7", "8"]) {
        app.crm.putTicket(PORTAL_ID, snapshotOf(ticketId));
      }
      await app.tell(eventOf({ objectId: "7" }), eventOf({ objectId: "8" }));
      expect(app.crm.callsOf("readTickets").map(({ about }) => about)).toEqual([["7", "8"]]);
    });
  });

  it("reads a ticket older than the installation with its history at its first event", async () => {
    const createdAt = START - 3 * 24 * 60 * MINUTE;
    app.crm.putTicket(PORTAL_ID, {
      ...snapshotOf("7"),
      createdAt,
      history: {
        hs_pipeline_stage: [
          { at: createdAt, value: "1" },
          { at: createdAt + 10 * MINUTE, value: "4" },
          { at: START - MINUTE, value: "1" },
        ],
      },
    });
    await app.tell(eventOf({ change: setTo("hs_ticket_priority", "LOW") }));
    expect(await ticket()).toMatchObject({
      createdAt,
      stages: [{ stageId: "1" }, { stageId: "4" }, { stageId: "1" }],
      priorities: [{ at: START, priority: "LOW" }],
    });
    expect(await clockStates()).toEqual(["met", "running"]);
  });

  it("keeps what events say of a ticket that the CRM does not have", async () => {
    await app.tell(
      eventOf({ change: { kind: "created" } }),
      eventOf({ occurredAt: START + 1, change: setTo("hs_pipeline_stage", "1") }),
      eventOf({ occurredAt: START + 2, change: { kind: "deleted" } }),
    );
    expect(await ticket()).toMatchObject({ gone: { reason: "deleted" }, stages: [{}] });
    expect(await equation()).toMatchObject({ received: 3, applied: 3, waiting: 0, dead: 0 });
  });

  describe("associations", () => {
    const link = (kind: "associated" | "dissociated", at: number) =>
      eventOf({
        occurredAt: START + at,
        change: { kind, toObject: "company", toId: "c1", isPrimary: true },
      });
    /** The same, told from the other side. */
    const fromCompany = (kind: "associated" | "dissociated", at: number) =>
      eventOf({
        occurredAt: START + at,
        object: "company",
        objectId: "c1",
        change: { kind, toObject: "ticket", toId: "7", isPrimary: true },
      });

    it.each([
      { name: "told from the ticket's side", told: link },
      { name: "told from the customer's side", told: fromCompany },
    ])("come and go, $name", async ({ told }) => {
      company("c1", "250000");
      await app.newTicket();
      await app.tell(told("associated", 1));
      expect(await ticket()).toMatchObject({ customers: [{ id: "c1" }], tiers: [{ id: "key" }] });
      await app.tell(told("dissociated", 2));
      expect(await ticket()).toMatchObject({ customers: [], tiers: [{ id: "key" }] });
    });

    it("told from both sides are one", async () => {
      company("c1", "250000");
      await app.newTicket();
      await app.tell(link("associated", 1), fromCompany("associated", 1));
      expect((await ticket())?.customers).toHaveLength(1);
      expect(await app.store.tickets.events(PORTAL_ID, ["7"])).toSatisfy(
        (facts: ReadonlyMap<string, readonly { detail: { kind: string } }[]>) =>
          facts.get("7")?.filter(({ detail }) => detail.kind === "associated").length === 1,
      );
    });

    it("keep the tier that the customer had when the ticket met it", async () => {
      company("c1", "250000");
      await app.newTicket({ companyId: "c1" });
      await app.tell(
        eventOf({
          occurredAt: START + 1,
          object: "company",
          objectId: "c1",
          change: setTo("total_revenue", "5"),
        }),
        link("associated", 2),
      );
      expect(await ticket()).toMatchObject({ tiers: [{ id: "key" }] });
      const known = await app.store.customers.find(PORTAL_ID, [{ kind: "company", id: "c1" }]);
      expect(known[0]?.grade.tier).toBe("standard");
    });
  });

  it("follows a merge, a deletion and a restore", async () => {
    await app.newTicket({ ticketId: "7" });
    await app.newTicket({ ticketId: "8" });
    await app.tell(
      eventOf({
        objectId: "7",
        occurredAt: START + 1,
        change: { kind: "merged", intoId: "7", loserIds: ["8"] },
      }),
    );
    expect(await ticket("8")).toMatchObject({ gone: { reason: "merged", intoTicketId: "7" } });
    expect(await clockStates("8")).toEqual(["cancelled", "cancelled"]);
    expect(await clockStates("7")).toEqual(["running", "running"]);
    await app.tell(eventOf({ occurredAt: START + 2, change: { kind: "deleted" } }));
    expect(await clockStates("7")).toEqual(["cancelled", "cancelled"]);
    await app.tell(eventOf({ occurredAt: START + 3, change: { kind: "restored" } }));
    expect(await clockStates("7")).toEqual(["running", "running"]);
  });

  it("reads a restored ticket anew: what happened meanwhile was not told", async () => {
    await app.newTicket();
    await app.tell(eventOf({ occurredAt: START + 1, change: { kind: "deleted" } }));
    const history = { hs_ticket_priority: [{ at: START + 2, value: "HIGH" }] };
    app.crm.putTicket(PORTAL_ID, { ...snapshotOf("7"), history });
    await app.tell(eventOf({ occurredAt: START + 3, change: { kind: "restored" } }));
    expect(await ticket()).toMatchObject({ gone: null, priorities: [{ priority: "HIGH" }] });
  });

  it.each<{ name: string; event: Parameters<typeof eventOf>[0]; reason: string }>([
    {
      name: "echoes of own writes on tickets",
      event: { change: setTo("aftercare_tier", "key") },
      reason: "own_echo",
    },
    {
      name: "echoes of own writes on customers",
      event: { object: "company", objectId: "c1", change: setTo("aftercare_tier", "key") },
      reason: "own_echo",
    },
    {
      name: "other properties of customers",
      event: { object: "contact", objectId: "k1", change: setTo("phone", "1") },
      reason: "property_not_used",
    },
    {
      name: "objects that it does not use",
      event: { object: "line_item", objectId: "d1", change: { kind: "created" } },
      reason: "object_not_used",
    },
    {
      name: "links between customers",
      event: {
        object: "contact",
        objectId: "k1",
        change: { kind: "associated", toObject: "company", toId: "c1", isPrimary: true },
      },
      reason: "change_not_used",
    },
  ])("ignores $name, and asks the CRM nothing", async ({ event, reason }) => {
    await app.tell(eventOf(event));
    expect(settled()).toEqual([`ignored ${reason}`]);
    expect(app.crm.calls).toEqual([]);
    expect(await equation()).toMatchObject({ received: 1, ignored: 1, waiting: 0 });
  });

  describe("customers", () => {
    const change = (value: string, at: number) =>
      eventOf({
        occurredAt: START + at,
        object: "company",
        objectId: "c1",
        change: setTo("total_revenue", value),
      });
    const graded = async () =>
      (await app.store.customers.find(PORTAL_ID, [{ kind: "company", id: "c1" }]))[0];

    it.each(["created", "restored"] as const)("are read when they are %s", async (kind) => {
      company("c1", "250000");
      await app.tell(eventOf({ object: "company", objectId: "c1", change: { kind } }));
      expect((await graded())?.grade).toMatchObject({ tier: "key", score: 80 });
    });

    it("are read once when they are new, then follow what events say", async () => {
      company("c1", "250000");
      await app.tell(change("250000", 0));
      app.time.now = START + 100;
      await app.tell(change("5", 50));
      expect((await graded())?.grade.tier).toBe("standard");
      expect(app.crm.callsOf("readCustomers")).toHaveLength(1);
      expect(settled()).toEqual(["applied", "applied"]);
    });

    it("do not follow a value that is known", async () => {
      company("c1", "250000");
      await app.tell(change("250000", 0));
      await app.tell(change("250000", 1));
      expect(settled()).toEqual(["applied", "ignored value_known"]);
    });

    it("are read again when an old event says something else", async () => {
      company("c1", "250000");
      await app.tell(change("250000", 0));
      await app.tell(change("7", -1));
      expect(app.crm.callsOf("readCustomers")).toHaveLength(2);
      expect((await graded())?.grade.tier).toBe("key");
    });
  });
});
