import { beforeEach, describe, expect, it } from "vitest";
import { importPortal } from "../../../src/app/imports/import-portal.ts";
import { requestImport, restartImport } from "../../../src/app/imports/request-import.ts";
import type { TicketSnapshot } from "../../../src/ports/crm.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const CREATED = START - 10 * DAY;

function ticket(ticketId: string, changes: Partial<TicketSnapshot> = {}): TicketSnapshot {
  const versions = [{ at: CREATED, value: "1" }];
  return {
    ticketId,
    createdAt: CREATED,
    properties: { hs_pipeline: "0", hs_pipeline_stage: "1", subject: `Pump ${ticketId}` },
    history: { hs_pipeline_stage: versions },
    customers: [{ kind: "contact", id: `5${ticketId}`, isPrimary: false }],
    ...changes,
  };
}

describe("the first import of a portal", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  const put = (...tickets: readonly TicketSnapshot[]) => {
    for (const one of tickets) {
      app.crm.putTicket(PORTAL_ID, one);
      for (const { kind, id } of one.customers) {
        app.crm.putCustomer(PORTAL_ID, { kind, id, properties: { total_revenue: "1000" } });
      }
    }
  };
  const found = () => app.store.imports.find(PORTAL_ID);
  const row = (id: string) => app.store.tickets.find(PORTAL_ID, id);
  const rules = (changes: Partial<AppUnderTest["importRules"]>) => ({
    ...app,
    importRules: { ...app.importRules, ...changes },
  });
  const failFrom = (count: number, error: Error) => {
    let pages = 0;
    app.crm.hooks.before = ({ method }) => {
      if (method === "readTicketPage" && ++pages >= count) throw error;
    };
  };

  it("takes in open tickets with their customers, and says how far it is", async () => {
    put(ticket("1"), ticket("2"), ticket("3"));
    await requestImport(app, PORTAL_ID);
    expect(await found()).toMatchObject({ state: "running", kinds: [] });
    await importPortal(app, PORTAL_ID);
    expect(await found()).toMatchObject({ state: "done", trouble: null, finishedAt: START });
    const kinds = Object.fromEntries((await found())?.kinds.map((k) => [k.kind, k]) ?? []);
    expect(kinds["tickets"]).toMatchObject({ done: 3, total: 3, isDone: true, calls: 3 });
    expect(kinds["contacts"]).toMatchObject({ done: 3, calls: 1 });
    expect(await row("2")).toMatchObject({
      ticket: { subject: "Pump 2", createdAt: CREATED, knownSince: null },
    });
    expect(await app.store.customers.count(PORTAL_ID)).toBe(3);
  });

  it("leaves out tickets that were closed long ago, and those that webhooks tell of", async () => {
    const closed = (days: number) => ({
      properties: {
        hs_pipeline_stage: "4",
        hs_is_closed: "true",
        closed_date: String(START - days * DAY),
      },
      createdAt: START - 100 * DAY,
    });
    put(ticket("1", closed(5)), ticket("2", closed(31)), ticket("3", { createdAt: START }));
    await requestImport(app, PORTAL_ID);
    await importPortal(app, PORTAL_ID);
    expect(await row("1")).not.toBeNull();
    expect([await row("2"), await row("3")]).toEqual([null, null]);
  });

  describe("counts", () => {
    const twoStages = {
      history: {
        hs_pipeline_stage: [
          { at: CREATED, value: "1" },
          { at: CREATED + HOUR, value: "2" },
        ],
      },
      properties: { hs_pipeline_stage: "2", hs_pipeline: "0" },
    };

    it("from the creation of a ticket, where its history is rebuilt", async () => {
      put(ticket("1", twoStages));
      await requestImport(app, PORTAL_ID);
      await importPortal(app, PORTAL_ID);
      expect((await row("1"))?.ticket).toMatchObject({
        knownSince: null,
        stages: [
          { at: CREATED, stageId: "1" },
          { at: CREATED + HOUR, stageId: "2" },
        ],
      });
    });

    it("from the import on, where that is asked for; the ticket says so", async () => {
      put(ticket("1", twoStages));
      const since = rules({ history: "since_install" });
      await restartImport(since, PORTAL_ID);
      await importPortal(since, PORTAL_ID);
      expect(await row("1")).toMatchObject({
        ticket: { knownSince: START, stages: [{ stageId: "2" }] },
      });
      expect((await row("1"))?.clocks.every(({ startedAt }) => startedAt >= START)).toBe(true);
    });

    it("nothing of a ticket that was closed before, which was closed when it says", async () => {
      const closedAt = START - DAY;
      put(
        ticket("1", {
          properties: {
            hs_pipeline_stage: "4",
            hs_is_closed: "true",
            closed_date: String(closedAt),
          },
        }),
      );
      const since = rules({ history: "since_install" });
      await restartImport(since, PORTAL_ID);
      await importPortal(since, PORTAL_ID);
      expect((await row("1"))?.ticket).toMatchObject({
        knownSince: closedAt,
        stages: [{ at: closedAt, stageId: "4" }],
      });
    });
  });

  it("keeps what events told meanwhile", async () => {
    put(ticket("1"));
    await requestImport(app, PORTAL_ID);
    const change = setTo("hs_pipeline_stage", "3");
    await app.tell(eventOf({ objectId: "1", occurredAt: START + MINUTE, change }));
    const before = await app.store.tickets.events(PORTAL_ID, ["1"]);
    const since = rules({ history: "since_install" });
    await restartImport(since, PORTAL_ID);
    await importPortal(since, PORTAL_ID);
    expect(await app.store.tickets.events(PORTAL_ID, ["1"])).toEqual(before);
  });

  it("goes on after the last portion when the CRM answers again", async () => {
    const many = Array.from({ length: 1_005 }, (_, n) => ticket(String(1_000 + n)));
    put(...many);
    await requestImport(app, PORTAL_ID);
    const away = new PluginError("crm_unavailable", "503", { retryable: true });
    failFrom(45, away);
    await importPortal(app, PORTAL_ID);
    const stopped = await found();
    expect(stopped).toMatchObject({ state: "running", trouble: "crm_unavailable" });
    expect(stopped?.kinds.find(({ kind }) => kind === "tickets")).toMatchObject({ done: 80 });
    app.crm.hooks.before = () => undefined;
    await importPortal(app, PORTAL_ID);
    // Not before the time that it was put off to.
    expect(await found()).toMatchObject({ state: "running", trouble: "crm_unavailable" });
    app.time.now = START + MINUTE;
    await importPortal(app, PORTAL_ID);
    const done = await found();
    expect(done).toMatchObject({ state: "done", trouble: null });
    expect(done?.kinds.find(({ kind }) => kind === "tickets")).toMatchObject({ done: 1_005 });
  });

  it("is paused between two portions and goes on from there", async () => {
    put(...Array.from({ length: 200 }, (_, n) => ticket(String(1_000 + n))));
    await requestImport(app, PORTAL_ID);
    app.crm.hooks.before = ({ method }) => {
      if (method === "readTicketPage") void app.store.imports.turn(PORTAL_ID, "paused", START);
    };
    await importPortal(app, PORTAL_ID);
    expect(await found()).toMatchObject({ state: "paused" });
    const half = (await found())?.kinds.find(({ kind }) => kind === "tickets")?.done;
    expect(half).toBe(80);
    await importPortal(app, PORTAL_ID);
    expect(await found()).toMatchObject({ state: "paused" });
    app.crm.hooks.before = () => undefined;
    expect(await app.store.imports.turn(PORTAL_ID, "running", START)).toBe(true);
    await importPortal(app, PORTAL_ID);
    expect(await found()).toMatchObject({ state: "done" });
    expect((await found())?.kinds.find(({ kind }) => kind === "tickets")?.done).toBe(200);
  });

  it("is done by one process at a time", async () => {
    put(ticket("1"));
    await requestImport(app, PORTAL_ID);
    expect(await app.store.imports.claim(PORTAL_ID, START, HOUR)).not.toBeNull();
    await importPortal(app, PORTAL_ID);
    expect(await row("1")).toBeNull();
    app.time.now = START + HOUR;
    await importPortal(app, PORTAL_ID);
    expect(await row("1")).not.toBeNull();
  });

  it("ends with a clear word when the CRM refuses", async () => {
    await requestImport(app, PORTAL_ID);
    failFrom(1, new PluginError("crm_missing_scope", "403"));
    await importPortal(app, PORTAL_ID);
    expect(await found()).toMatchObject({ state: "failed", trouble: "crm_missing_scope" });
    expect(await app.store.imports.running()).toEqual([]);
  });

  it("does not begin anew when the portal connects again", async () => {
    put(ticket("1"));
    await requestImport(app, PORTAL_ID);
    await importPortal(app, PORTAL_ID);
    app.time.now = START + DAY;
    await requestImport(app, PORTAL_ID);
    expect(await found()).toMatchObject({ state: "done", startedAt: START });
    expect(await app.store.imports.connected(PORTAL_ID)).toEqual({
      first: START,
      last: START + DAY,
    });
  });
});
