import { beforeEach, describe, expect, it } from "vitest";
import { sweepGaps } from "../../../src/app/gaps/sweep-gaps.ts";
import { requestImport } from "../../../src/app/imports/request-import.ts";
import { processEvents } from "../../../src/app/intake/process-events.ts";
import type { TicketSnapshot } from "../../../src/ports/crm.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

/** When the sweep looks: everything that a test does has happened long before. */
const LATER = START + 2 * HOUR;

describe("the sweep for lost events, beyond what was changed last,", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    await requestImport(app, PORTAL_ID);
  });

  const sweep = async (now = LATER) => {
    app.time.now = now;
    const swept = await sweepGaps(app, PORTAL_ID);
    while ((await processEvents(app)) > 0);
    return swept;
  };
  const foundIn = (swept: Awaited<ReturnType<typeof sweep>>) =>
    swept.reduce((sum, { found, reread }) => sum + found + reread, 0);
  const equation = () => app.ledger.equation(PORTAL_ID);
  const ofKind = (kind: "contact" | "company") => ({ kind, afterId: "", limit: 9 });
  const putTicket = (customers: TicketSnapshot["customers"]) =>
    app.crm.putTicket(PORTAL_ID, {
      ...{ ticketId: "7", createdAt: START, customers },
      properties: { hs_pipeline_stage: "1", hs_lastmodifieddate: String(START) },
      history: { hs_pipeline_stage: [{ at: START, value: "1" }] },
    });

  it.each(["contact", "company"] as const)(
    "finds that a %s was deleted, which is in no search for changes",
    async (kind) => {
      app.crm.putCustomer(PORTAL_ID, {
        ...{ kind, id: "51" },
        properties: { createdate: String(START), lastmodifieddate: String(START) },
      });
      await sweep();
      expect(await app.store.gapSweeps.knownCustomers(PORTAL_ID, ofKind(kind))).toEqual(["51"]);
      app.crm.dropCustomer(PORTAL_ID, { kind, id: "51" });
      await sweep(LATER + HOUR);
      expect(await equation()).toMatchObject({ recovered: 2, waiting: 0 });
      expect(await app.store.gapSweeps.knownCustomers(PORTAL_ID, ofKind(kind))).toEqual([]);
      // What is known to be gone is not asked for again.
      expect(foundIn(await sweep(LATER + 2 * HOUR))).toBe(0);
      expect(app.crm.callsOf("readGone")).toHaveLength(1);
    },
  );

  it("finds that another company became the primary one of an open ticket", async () => {
    const companies = (first: boolean) => [
      { kind: "company" as const, id: "61", isPrimary: first },
      { kind: "company" as const, id: "62", isPrimary: !first },
    ];
    for (const id of ["61", "62"]) {
      app.crm.putCustomer(PORTAL_ID, { kind: "company", id, properties: {} });
    }
    putTicket(companies(true));
    await app.tell(eventOf({ objectId: "7", occurredAt: START }));
    expect(foundIn(await sweep())).toBe(0);
    putTicket(companies(false));
    expect(foundIn(await sweep(LATER + HOUR))).toBe(2);
    const row = await app.store.tickets.find(PORTAL_ID, "7");
    const customers = row?.ticket.customers ?? [];
    expect(customers.find(({ isPrimary }) => isPrimary)?.id).toBe("62");
    expect(customers).toHaveLength(2);
    expect(foundIn(await sweep(LATER + 2 * HOUR))).toBe(0);
  });

  describe("of deals", () => {
    const company = { kind: "company", id: "61" } as const;
    const putDeal = (amount: string, at: number) =>
      app.crm.putDeal(
        PORTAL_ID,
        {
          ...{ dealId: "11", createdAt: START },
          properties: { dealname: "Pump", amount, dealstage: "7", hs_lastmodifieddate: String(at) },
        },
        [company],
      );
    const deal = async () => (await app.store.deals.find(PORTAL_ID, ["11"]))[0];
    beforeEach(async () => {
      await app.store.deals.saveStages(PORTAL_ID, { "7": "won" });
      await app.store.deals.saveAccess(PORTAL_ID, "granted", START);
      app.crm.putCustomer(PORTAL_ID, { ...company, properties: {} });
    });

    it("finds one of which nobody told, and whose it is", async () => {
      putDeal("100", START);
      expect(foundIn(await sweep())).toBe(2);
      expect(await deal()).toMatchObject({ amount: 100, state: "won", customers: [company] });
      expect(foundIn(await sweep(LATER + HOUR))).toBe(0);
    });

    it("finds a change of which nobody told", async () => {
      putDeal("100", START);
      await sweep();
      putDeal("250", LATER);
      expect(foundIn(await sweep(LATER + HOUR))).toBe(1);
      expect(await deal()).toMatchObject({ amount: 250, customers: [company] });
      expect(foundIn(await sweep(LATER + 2 * HOUR))).toBe(0);
    });

    it("are not asked for where they may not be read", async () => {
      await app.store.deals.saveAccess(PORTAL_ID, "missing", START);
      putDeal("100", START);
      expect(foundIn(await sweep())).toBe(0);
      const asked = app.crm.callsOf("readChanged").map(({ about }) => JSON.stringify(about));
      expect(asked.filter((about) => about.includes('"deal"'))).toEqual([]);
    });
  });
});
