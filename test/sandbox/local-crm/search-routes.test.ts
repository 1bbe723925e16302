import {
  type Filter,
  FilterOperatorEnum as Operator,
} from "@hubspot/api-client/lib/codegen/crm/tickets/index.js";
import { describe, expect, it } from "vitest";
import { NOW, startTestCrm } from "./start-local-crm.ts";

const HOUR_MS = 3_600_000;

async function startWithTickets() {
  const started = await startTestCrm();
  const { portal } = started;
  const contact = portal.createContact({ email: "a@b.example" });
  const tickets = [
    { subject: "Broken pump seal", hs_pipeline_stage: "1", hs_ticket_priority: "HIGH" },
    { subject: "Pump warranty", hs_pipeline_stage: "3", hs_ticket_priority: "LOW" },
    { subject: "Installation date", hs_pipeline_stage: "4" },
  ];
  const ids = tickets.map((ticket, index) =>
    portal.createTicket(ticket, { at: NOW - (3 - index) * HOUR_MS }),
  );
  portal.associate({ type: "tickets", id: ids[1] ?? "" }, { type: "contacts", id: contact });
  return { ...started, ids, contact };
}

const propertyName = "hs_ticket_priority";

describe("filters", () => {
  it.each<{ name: string; filter: Filter; found: readonly number[] }>([
    {
      name: "EQ in any case",
      filter: { propertyName, operator: Operator.Eq, value: "high" },
      found: [0],
    },
    {
      name: "NEQ, which holds without a value",
      filter: { propertyName, operator: Operator.Neq, value: "HIGH" },
      found: [1, 2],
    },
    {
      name: "IN",
      filter: { propertyName, operator: Operator.In, values: ["LOW", "HIGH"] },
      found: [0, 1],
    },
    {
      name: "NOT_IN",
      filter: { propertyName, operator: Operator.NotIn, values: ["LOW"] },
      found: [0, 2],
    },
    {
      name: "HAS_PROPERTY",
      filter: { propertyName, operator: Operator.HasProperty },
      found: [0, 1],
    },
    {
      name: "NOT_HAS_PROPERTY",
      filter: { propertyName, operator: Operator.NotHasProperty },
      found: [2],
    },
    {
      name: "GT on an instant given as milliseconds",
      filter: {
        propertyName: "createdate",
        operator: Operator.Gt,
        value: String(NOW - 3 * HOUR_MS),
      },
      found: [1, 2],
    },
    {
      name: "BETWEEN, both ends included",
      filter: {
        propertyName: "createdate",
        operator: Operator.Between,
        value: String(NOW - 3 * HOUR_MS),
        highValue: new Date(NOW - 2 * HOUR_MS).toISOString(),
      },
      found: [0, 1],
    },
    {
      name: "CONTAINS_TOKEN with a star",
      filter: { propertyName: "subject", operator: Operator.ContainsToken, value: "warr*" },
      found: [1],
    },
    {
      name: "NOT_CONTAINS_TOKEN",
      filter: { propertyName: "subject", operator: Operator.NotContainsToken, value: "pump" },
      found: [2],
    },
  ])("$name", async ({ filter, found }) => {
    const { client, ids } = await startWithTickets();
    const answer = await client.crm.tickets.searchApi.doSearch({
      filterGroups: [{ filters: [filter] }],
      limit: 200,
    });
    expect(answer.results.map(({ id }) => ids.indexOf(id))).toEqual(found);
    expect(answer.total).toBe(found.length);
  });

  it("takes groups as alternatives and finds by association", async () => {
    const { client, ids, contact } = await startWithTickets();
    const answer = await client.crm.tickets.searchApi.doSearch({
      filterGroups: [
        {
          filters: [
            { propertyName: "associations.contact", operator: Operator.Eq, value: contact },
          ],
        },
        { filters: [{ propertyName: "hs_pipeline_stage", operator: Operator.Eq, value: "4" }] },
      ],
      limit: 200,
    });
    expect(answer.results.map(({ id }) => id)).toEqual(ids.slice(1));
  });
});

it("sorts and pages", async () => {
  const { client, ids } = await startWithTickets();
  const search = (after?: string) =>
    client.crm.tickets.searchApi.doSearch({
      sorts: ["-createdate"],
      limit: 2,
      ...(after === undefined ? {} : { after }),
    });
  const first = await search();
  const second = await search(first.paging?.next?.after);
  const found = [...first.results, ...second.results].map(({ id }) => id);
  expect(found).toEqual(ids.toReversed());
  expect(second.paging).toBeUndefined();
});

it("sees a write only after the lag of the index, and archived records never", async () => {
  const { crm, client, ids, portal, time } = await startWithTickets();
  crm.setSearchLag(5_000);
  const count = async () => (await client.crm.tickets.searchApi.doSearch({ limit: 1 })).total;
  expect(await count()).toBe(0);
  time.advance(5_000);
  expect(await count()).toBe(3);
  portal.deleteTicket(ids[0] ?? "");
  expect(await count()).toBe(2);
});

const wanted = (count: number) =>
  Array.from({ length: count }, () => ({ propertyName, operator: "HAS_PROPERTY" }));

describe("limits", () => {
  it.each([
    { name: "a page of 200", body: { limit: 200 }, status: 200 },
    { name: "a page of 201", body: { limit: 201 }, status: 400 },
    { name: "the last of 10,000", body: { limit: 200, after: "9800" }, status: 200 },
    { name: "more than 10,000", body: { limit: 200, after: "9801" }, status: 400 },
    {
      name: "six filters in a group",
      body: { filterGroups: [{ filters: wanted(6) }] },
      status: 200,
    },
    { name: "seven", body: { filterGroups: [{ filters: wanted(7) }] }, status: 400 },
    {
      name: "six groups",
      body: { filterGroups: Array.from({ length: 6 }, () => ({ filters: wanted(1) })) },
      status: 400,
    },
    { name: "two sorts", body: { sorts: ["a", "b"] }, status: 400 },
    { name: "a body over 3,000 characters", body: { query: "x".repeat(3_000) }, status: 400 },
    {
      name: "an operator it does not know",
      body: { filterGroups: [{ filters: [{ propertyName, operator: "LIKE", value: "a" }] }] },
      status: 400,
    },
  ])("answers $status to $name", async ({ body, status }) => {
    const { call } = await startTestCrm();
    const answer = await call("/crm/v3/objects/tickets/search", {
      method: "POST",
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(status);
  });
});
