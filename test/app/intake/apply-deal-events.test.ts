import { beforeEach, describe, expect, it } from "vitest";
import { sendCustomerProperties } from "../../../src/app/outbox/send-properties.ts";
import { readMissingDeals } from "../../../src/app/tiering/read-missing-deals.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import type { CustomerRef } from "../../../src/domain/tiering/customer.ts";
import type { EventChange, LedgerEvent } from "../../../src/ports/event-ledger.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const label = { en: "Purchases", "zh-TW": "購買", "zh-CN": "购买" };
const policy: Policy = officePolicy({
  tierInputs: Policy.shape.tierInputs.parse([
    {
      id: "revenue",
      kind: "company",
      history: "revenue",
      label,
      bands: [
        { from: 1_000, points: 30 },
        { from: 10_000, points: 80 },
      ],
    },
  ]),
});
const company = (id: string): CustomerRef => ({ kind: "company", id });

describe("events of deals", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy });
    await app.store.deals.saveStages(PORTAL_ID, { "6": "open", "7": "won", "8": "lost" });
    await know("c1");
  });

  const eventOf = (
    object: string,
    objectId: string,
    told: { readonly change: EventChange; readonly at?: number },
  ): LedgerEvent => ({
    portalId: PORTAL_ID,
    eventKey: `${object} ${objectId} ${JSON.stringify(told.change)} ${told.at ?? 0}`,
    occurredAt: told.at ?? app.time.now,
    object,
    objectId,
    change: told.change,
    changeSource: "CRM_UI",
    sourceId: null,
  });
  const know = async (id: string) => {
    app.crm.putCustomer(PORTAL_ID, { ...company(id), properties: { name: `Company ${id}` } });
    await app.tell(eventOf("company", id, { change: { kind: "created" } }));
  };
  const put = (dealId: string, properties: Readonly<Record<string, string>> = {}) =>
    app.crm.putDeal(PORTAL_ID, {
      dealId,
      createdAt: START - 1_000,
      properties: {
        dealname: "Oven",
        amount: "10000",
        dealstage: "7",
        closedate: new Date(START - 1_000).toISOString(),
        ...properties,
      },
    });
  const created = (dealId: string) => eventOf("deal", dealId, { change: { kind: "created" } });
  const linked = (
    dealId: string,
    toId: string,
    kind: "associated" | "dissociated" = "associated",
  ) => eventOf("deal", dealId, { change: { kind, toObject: "company", toId, isPrimary: true } });
  const changed = (name: string, value: string, at = app.time.now) =>
    eventOf("deal", "d1", { change: { kind: "property", name, value }, at });
  const tierOf = async (id: string) =>
    (await app.store.customers.find(PORTAL_ID, [company(id)]))[0]?.grade.tier;
  const reads = () => app.crm.callsOf("readDeals").length;

  const withDeal = async () => {
    put("d1");
    await app.tell(created("d1"), linked("d1", "c1"));
    app.time.now += 1_000;
  };

  it("grade the customer of a new deal, with one read", async () => {
    expect(await tierOf("c1")).toBe("standard");
    await withDeal();
    expect(await tierOf("c1")).toBe("key");
    expect(reads()).toBe(1);
    expect(await app.store.tiers.of(PORTAL_ID, company("c1"), 9)).toMatchObject([
      { from: "standard", to: "key", cause: "upgrade", score: 80 },
      { from: null, to: "standard", cause: "first" },
    ]);
  });

  it("take the link from the other side and before the deal is known", async () => {
    put("d1");
    await app.tell(
      eventOf("company", "c1", {
        change: { kind: "associated", toObject: "deal", toId: "d1", isPrimary: false },
      }),
    );
    expect(await tierOf("c1")).toBe("standard");
    await app.tell(created("d1"));
    expect(await tierOf("c1")).toBe("key");
  });

  it.each<{ name: string; event: () => LedgerEvent; tier: string; reads: number }>([
    { name: "take an amount", event: () => changed("amount", "2000"), tier: "standard", reads: 1 },
    { name: "take a stage", event: () => changed("dealstage", "8"), tier: "standard", reads: 1 },
    {
      name: "take a date of closing that is to come",
      event: () => changed("closedate", String(START + 86_400_000)),
      tier: "standard",
      reads: 1,
    },
    {
      name: "leave an equal value alone",
      event: () => changed("dealstage", "7"),
      tier: "key",
      reads: 1,
    },
    { name: "use no other property", event: () => changed("color", "red"), tier: "key", reads: 1 },
    {
      name: "read again what is older than what is known",
      event: () => changed("amount", "2000", START - 5_000),
      tier: "key",
      reads: 2,
    },
    {
      name: "read again for a stage that is not known",
      event: () => changed("dealstage", "99"),
      tier: "key",
      reads: 2,
    },
    {
      name: "forget a deal that was deleted",
      event: () => eventOf("deal", "d1", { change: { kind: "deleted" } }),
      tier: "standard",
      reads: 1,
    },
    {
      name: "take a link away",
      event: () => linked("d1", "c1", "dissociated"),
      tier: "standard",
      reads: 1,
    },
    {
      name: "read a deal that came back",
      event: () => eventOf("deal", "d1", { change: { kind: "restored" } }),
      tier: "key",
      reads: 2,
    },
    {
      name: "leave a link with something that is no customer",
      event: () =>
        eventOf("deal", "d1", {
          change: { kind: "associated", toObject: "quote", toId: "1", isPrimary: false },
        }),
      tier: "key",
      reads: 1,
    },
    {
      name: "leave other news of a deal",
      event: () => eventOf("deal", "d1", { change: { kind: "other", type: "withheld:amount" } }),
      tier: "key",
      reads: 1,
    },
  ])("$name", async ({ event, tier, reads: expected }) => {
    await withDeal();
    await app.tell(event());
    expect(await tierOf("c1")).toBe(tier);
    expect(reads()).toBe(expected);
  });

  it("move a merged deal to the one that is left", async () => {
    await withDeal();
    put("d2", { amount: "1000" });
    await app.tell(linked("d2", "c1"));
    await app.tell(
      eventOf("deal", "d2", { change: { kind: "merged", intoId: "d2", loserIds: ["d1"] } }),
    );
    expect(await tierOf("c1")).toBe("standard");
    expect(await app.store.deals.find(PORTAL_ID, ["d1"])).toEqual([]);
  });

  it("read an amount anew that has another one in the portal's own currency", async () => {
    put("d1", { amount: "300000", amount_in_home_currency: "10000" });
    await app.tell(created("d1"), linked("d1", "c1"));
    app.time.now += 1_000;
    await app.tell(changed("amount", "1"));
    expect(reads()).toBe(2);
    expect(await tierOf("c1")).toBe("key");
  });

  it("bring a customer that is new, with all its deals", async () => {
    app.crm.putCustomer(PORTAL_ID, { ...company("c9"), properties: {} });
    const old = {
      dealname: "Old",
      amount: "9000",
      hs_is_closed_won: "true",
      closedate: "2025-01-01T00:00:00Z",
    };
    const at = { dealId: "d8", createdAt: 1, properties: old };
    app.crm.putDeal(PORTAL_ID, at, [company("c9")]);
    put("d1", { amount: "1000" });
    await app.tell(created("d1"), linked("d1", "c9"));
    expect(await tierOf("c9")).toBe("key");
  });

  it("cost two calls for a hundred customers: one read, one write", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `m${index}`);
    for (const id of ids) app.crm.putCustomer(PORTAL_ID, { ...company(id), properties: {} });
    await app.tell(...ids.map((id) => eventOf("company", id, { change: { kind: "created" } })));
    while ((await sendCustomerProperties(app)) > 0);
    const before = app.crm.calls.length;
    for (const id of ids) put(`d${id}`);
    await app.tell(...ids.flatMap((id) => [created(`d${id}`), linked(`d${id}`, id)]));
    while ((await sendCustomerProperties(app)) > 0);
    const made = app.crm.calls.slice(before).map(({ method }) => method);
    expect(made).toEqual(["readDeals", "writeProperties"]);
    expect(app.crm.written.get(`${PORTAL_ID} company:m99`)).toMatchObject({
      aftercare_tier: "key",
    });
  });

  it("ask for no deals where the portal does not allow it, and say so", async () => {
    app.crm.hooks.before = ({ method }) => {
      if (method === "readDeals") throw new PluginError("crm_missing_scope", "403");
    };
    await withDeal();
    expect(await app.store.deals.access(PORTAL_ID)).toBe("missing");
    const [row] = await app.store.customers.find(PORTAL_ID, [company("c1")]);
    expect(row?.grade.missing).toEqual(["history.revenue"]);
    expect(app.logger.lines.map(({ message }) => message)).toContain(
      "deals may not be read: inputs that count them are missing",
    );
    expect(await readMissingDeals(app, PORTAL_ID)).toBe(0);
  });

  it("are made up for customers who were known before deals counted", async () => {
    const at = {
      dealId: "d8",
      createdAt: 1,
      properties: { amount: "10000", dealstage: "7", closedate: "2025-01-01T00:00:00Z" },
    };
    app.crm.putDeal(PORTAL_ID, at, [company("c1")]);
    const [row] = await app.store.customers.find(PORTAL_ID, [company("c1")]);
    await app.store.customers.save(PORTAL_ID, row ? [{ ...row, id: "c0" }] : []);
    app.crm.putDeal(PORTAL_ID, { ...at, dealId: "d9" }, [company("c0")]);
    expect(await readMissingDeals(app, PORTAL_ID)).toBe(1);
    expect(await tierOf("c0")).toBe("key");
    expect(await readMissingDeals(app, PORTAL_ID)).toBe(0);
  });
});
