import nock from "nock";
import { beforeEach, expect, it } from "vitest";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
} from "./hubspot-under-test.ts";

const DEALS = "/crm/v3/objects/deals/batch/read";

beforeEach(closeNetwork);

it("deals are read a hundred a call, with the product, without those that are gone", async () => {
  const ids = Array.from({ length: 101 }, (_, index) => String(index));
  const record = (id: string) => ({
    id,
    properties: {
      dealname: `Order ${id}`,
      amount: "12.5",
      createdate: "2026-03-01T00:00:00Z",
      line: "press",
      hs_object_id: id,
      closedate: null,
    },
  });
  nock(HUBSPOT)
    .post(DEALS, ({ inputs, properties }) => inputs.length === 100 && properties.includes("line"))
    .reply(207, {
      results: ids.slice(1, 100).map(record),
      errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["0"] } }],
    });
  nock(HUBSPOT)
    .post(DEALS, ({ inputs }) => inputs.length === 1)
    .reply(200, { results: [record("100")] });
  const { crm, calls } = hubspotUnderTest();
  const deals = await crm.readDeals(PORTAL, [...ids, "5"], "line");
  expect(deals.map(({ dealId }) => dealId)).toEqual(ids.slice(1));
  expect(deals[0]).toEqual({
    dealId: "1",
    createdAt: Date.UTC(2026, 2, 1),
    properties: { dealname: "Order 1", amount: "12.5", line: "press" },
  });
  expect(calls).toHaveLength(2);
});

it("a deal without a date of creation is trouble on HubSpot's side", async () => {
  nock(HUBSPOT)
    .post(DEALS)
    .reply(200, { results: [{ id: "1", properties: {} }] });
  const { crm } = hubspotUnderTest();
  expect(await failureOf(crm.readDeals(PORTAL, ["1"], null))).toMatchObject({ retryable: true });
});

it("a missing scope is told as such", async () => {
  nock(HUBSPOT)
    .get("/crm/v3/pipelines/deals")
    .reply(403, { category: "MISSING_SCOPES", message: "no" });
  const { crm } = hubspotUnderTest();
  expect(await failureOf(crm.readDealStages(PORTAL))).toMatchObject({ code: "crm_missing_scope" });
});

it("stages are won, lost or open, as either of HubSpot's words says", async () => {
  const stage = (id: string, metadata?: Record<string, unknown>) => ({ id, metadata });
  nock(HUBSPOT)
    .get("/crm/v3/pipelines/deals")
    .reply(200, {
      results: [
        {
          id: "default",
          label: "Sales",
          stages: [
            stage("new", { isClosed: "false", probability: "0.2" }),
            stage("won", { isClosed: "true", probability: "1.0" }),
            stage("lost", { isClosed: true, probability: "0.0" }),
            stage("sure", { probability: 1 }),
            stage("dead", { probability: "0.0" }),
            stage("bare"),
          ],
        },
      ],
    });
  const { crm } = hubspotUnderTest();
  expect(await crm.readDealStages(PORTAL)).toEqual({
    new: "open",
    won: "won",
    lost: "lost",
    sure: "won",
    dead: "lost",
    bare: "open",
  });
});

it("the deals of customers are read with all their pages", async () => {
  const path = "/crm/v4/associations/companies/deals/batch/read";
  const to = (id: number) => ({ toObjectId: id, associationTypes: [{ typeId: 342 }] });
  nock(HUBSPOT)
    .post(path, ({ inputs }) => inputs.length === 2)
    .reply(200, {
      results: [
        { from: { id: "1" }, to: [to(11)], paging: { next: { after: "500" } } },
        { from: { id: "2" }, to: [to(12)] },
      ],
    });
  nock(HUBSPOT)
    .post(path, ({ inputs }) => inputs[0].after === "500")
    .reply(200, { results: [{ from: { id: "1" }, to: [to(13)] }] });
  const { crm } = hubspotUnderTest();
  expect(await crm.readDealIds(PORTAL, "company", ["1", "2"])).toEqual(
    new Map([
      ["1", ["11", "13"]],
      ["2", ["12"]],
    ]),
  );
});

it("the customers of deals are read of both kinds", async () => {
  const answer = (id: number) => ({
    results: [{ from: { id: "11" }, to: [{ toObjectId: id, associationTypes: [{ typeId: 3 }] }] }],
  });
  nock(HUBSPOT).post("/crm/v4/associations/deals/contacts/batch/read").reply(200, answer(51));
  nock(HUBSPOT).post("/crm/v4/associations/deals/companies/batch/read").reply(200, answer(61));
  const { crm } = hubspotUnderTest();
  const customers = await crm.readDealCustomers(PORTAL, ["11"]);
  expect([...customers.keys()]).toEqual(["11"]);
  expect(customers.get("11")?.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { kind: "contact", id: "51" },
    { kind: "company", id: "61" },
  ]);
});
