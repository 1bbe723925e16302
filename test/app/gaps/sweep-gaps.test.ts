import { beforeEach, describe, expect, it } from "vitest";
import { sweepGaps } from "../../../src/app/gaps/sweep-gaps.ts";
import { requestImport } from "../../../src/app/imports/request-import.ts";
import { processEvents } from "../../../src/app/intake/process-events.ts";
import type { PropertyVersion, TicketSnapshot } from "../../../src/ports/crm.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

/** When the sweep looks: everything that a test does has happened long before. */
const LATER = START + 2 * HOUR;

describe("the sweep for lost events", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    await requestImport(app, PORTAL_ID);
  });

  type Put = {
    readonly ticketId?: string;
    readonly stages?: readonly PropertyVersion[];
    readonly more?: Readonly<Record<string, string>>;
    readonly history?: TicketSnapshot["history"];
    readonly customers?: TicketSnapshot["customers"];
  };
  const put = ({
    ticketId = "7",
    stages = [],
    more = {},
    history = {},
    customers = [],
  }: Put = {}) => {
    const all = [{ at: START, value: "1" }, ...stages];
    const last = all.at(-1) ?? { at: START, value: "1" };
    app.crm.putTicket(PORTAL_ID, {
      ticketId,
      createdAt: START,
      properties: {
        hs_pipeline_stage: last.value,
        hs_lastmodifieddate: String(last.at),
        ...more,
      },
      history: { hs_pipeline_stage: all, ...history },
      customers,
    });
  };
  const tellCreation = (ticketId = "7") =>
    app.tell(eventOf({ objectId: ticketId, occurredAt: START }));
  const sweep = async (now = LATER) => {
    app.time.now = now;
    const swept = await sweepGaps(app, PORTAL_ID);
    while ((await processEvents(app)) > 0);
    return swept;
  };
  const foundIn = (swept: Awaited<ReturnType<typeof sweep>>) =>
    swept.reduce((sum, { found, reread }) => sum + found + reread, 0);
  const equation = () => app.ledger.equation(PORTAL_ID);
  const ticket = async (id = "7") => (await app.store.tickets.find(PORTAL_ID, id))?.ticket;

  it("finds nothing where nothing was lost", async () => {
    put({ stages: [{ at: START + MINUTE, value: "2" }] });
    await tellCreation();
    expect(foundIn(await sweep())).toBe(0);
    expect(await equation()).toMatchObject({ received: 1, recovered: 0, reread: 0 });
  });

  it("finds a change that no webhook told, with its true time", async () => {
    put();
    await tellCreation();
    put({ stages: [{ at: START + MINUTE, value: "2" }] });
    expect(foundIn(await sweep())).toBe(1);
    expect((await ticket())?.stages.at(-1)).toEqual({ at: START + MINUTE, stageId: "2" });
    expect(await equation()).toMatchObject({ received: 2, applied: 2, recovered: 1, waiting: 0 });
    expect(foundIn(await sweep(LATER + HOUR))).toBe(0);
  });

  it("does not bring back the words that were erased with a person", async () => {
    const subject = "Ada Lovelace has no water";
    const told = { at: START + MINUTE, value: subject };
    put({ history: { subject: [told] } });
    await tellCreation();
    await app.tell(
      eventOf({ objectId: "7", occurredAt: told.at, change: setTo("subject", subject) }),
    );
    expect((await ticket())?.subject).toBe(subject);
    const person = { contactId: "51", terms: ["Ada Lovelace"] };
    await app.store.erasures.blankTicket(PORTAL_ID, person, "7");
    expect(foundIn(await sweep())).toBe(0);
    const facts = await app.store.tickets.events(PORTAL_ID, ["7"]);
    expect(JSON.stringify([...facts.values()])).not.toContain("Ada");
  });

  it("finds a change that was changed back", async () => {
    put();
    await tellCreation();
    put({
      stages: [
        { at: START + MINUTE, value: "2" },
        { at: START + 2 * MINUTE, value: "1" },
      ],
    });
    const back = setTo("hs_pipeline_stage", "1");
    await app.tell(eventOf({ objectId: "7", occurredAt: START + 2 * MINUTE, change: back }));
    expect(foundIn(await sweep())).toBe(1);
    expect((await ticket())?.stages.map(({ stageId }) => stageId)).toEqual(["1", "2", "1"]);
  });

  it("finds a ticket of which nobody told", async () => {
    put({ stages: [{ at: START + MINUTE, value: "2" }] });
    expect(foundIn(await sweep())).toBe(1);
    expect(await ticket()).toMatchObject({ createdAt: START, stages: [{}, { stageId: "2" }] });
  });

  it("does not take what may still be on its way for lost", async () => {
    put();
    await tellCreation();
    const at = LATER - MINUTE;
    put({ stages: [{ at, value: "2" }] });
    expect(foundIn(await sweep())).toBe(0);
    // Counterpart: nobody told it by the next turn either.
    expect(foundIn(await sweep(LATER + 10 * MINUTE))).toBe(1);
  });

  it("does not take what waits in the ledger for lost", async () => {
    put();
    await tellCreation();
    const change = setTo("hs_pipeline_stage", "2");
    const late = eventOf({ objectId: "7", occurredAt: START + MINUTE, change });
    app.crm.hooks.before = () => {
      throw new PluginError("crm_unavailable", "503", { retryable: true });
    };
    await app.recovery.add(
      PORTAL_ID,
      { by: "recovered", deliveryId: "x", events: [late] },
      START + MINUTE,
    );
    app.crm.hooks.before = () => undefined;
    put({ stages: [{ at: START + MINUTE, value: "2" }] });
    app.time.now = LATER;
    expect(foundIn(await sweepGaps(app, PORTAL_ID))).toBe(0);
  });

  it("counts values of which HubSpot may tell nothing apart", async () => {
    put();
    await tellCreation();
    const at = START + MINUTE;
    app.crm.putTicket(PORTAL_ID, {
      ...{ ticketId: "7", createdAt: START, customers: [] },
      properties: { hs_lastmodifieddate: String(START) },
      history: {
        hs_pipeline_stage: [{ at: START, value: "1" }],
        notes_last_contacted: [{ at, value: String(at) }],
      },
    });
    await sweep();
    expect((await ticket())?.agentReplies).toEqual([at]);
    expect(await equation()).toMatchObject({ recovered: 0, reread: 1 });
  });

  it("finds that a ticket is of a customer, and of one no more", async () => {
    put({ customers: [{ kind: "contact", id: "51", isPrimary: false }] });
    for (const id of ["51", "52"]) {
      app.crm.putCustomer(PORTAL_ID, { kind: "contact", id, properties: {} });
    }
    await tellCreation();
    put({ customers: [{ kind: "contact", id: "52", isPrimary: false }] });
    expect(foundIn(await sweep())).toBe(2);
    expect((await ticket())?.customers.map(({ id }) => id)).toEqual(["52"]);
  });

  it("finds that a ticket was deleted", async () => {
    put();
    await tellCreation();
    app.crm.dropTicket(PORTAL_ID, "7");
    await sweep();
    expect((await ticket())?.gone).toMatchObject({ reason: "deleted" });
  });

  it("finds what a customer became, and customers of whom nobody told", async () => {
    app.crm.putCustomer(PORTAL_ID, {
      ...{ kind: "contact", id: "51" },
      properties: { createdate: String(START), lastmodifieddate: String(START) },
    });
    expect(foundIn(await sweep())).toBe(1);
    expect(await app.store.customers.count(PORTAL_ID)).toBe(1);
    expect(foundIn(await sweep(LATER + HOUR))).toBe(0);
  });

  it("goes through many pages and skips no record of one instant", async () => {
    const ids = Array.from({ length: 8 }, (_, n) => String(100 + n));
    for (const ticketId of ids) put({ ticketId });
    expect(foundIn(await sweep())).toBe(8);
    for (const id of ids) expect(await ticket(id)).toBeDefined();
  });

  it("goes on where it was when the CRM fails on the way", async () => {
    const ids = Array.from({ length: 8 }, (_, n) => String(100 + n));
    for (const ticketId of ids) put({ ticketId });
    let pages = 0;
    app.crm.hooks.before = ({ method, about }) => {
      const isTickets = JSON.stringify(about).includes('"ticket"');
      if (method === "readChanged" && isTickets && ++pages > 1) {
        throw new PluginError("crm_unavailable", "503", { retryable: true });
      }
    };
    expect(foundIn(await sweep())).toBe(0);
    expect(await equation()).toMatchObject({ recovered: 3, waiting: 0 });
    app.crm.hooks.before = () => undefined;
    await sweep();
    expect(await equation()).toMatchObject({ recovered: 8, duplicates: 0 });
  });

  it("tells people when it finds much", async () => {
    for (const id of ["1", "2", "3", "4", "5"]) put({ ticketId: id });
    await sweep();
    const sweeps = await app.store.gapSweeps.ofPortal(PORTAL_ID);
    expect(sweeps.find(({ object }) => object === "ticket")).toMatchObject({
      ...{ found: 5, looked: 5, alertedAt: LATER },
    });
    expect(app.logger.lines.map(({ message }) => message)).toContain(
      "a sweep found many events that HubSpot's webhooks never brought",
    );
  });

  it("waits while deliveries are unopened, since nobody knows what they say", async () => {
    put();
    await app.ledger.store([
      {
        ...{ portalId: PORTAL_ID, deliveryId: "d", receivedAt: START, eventCount: 1 },
        body: JSON.stringify([eventOf({ objectId: "7", occurredAt: START })]),
      },
    ]);
    app.time.now = LATER;
    expect(await sweepGaps(app, PORTAL_ID)).toEqual([]);
  });
});
