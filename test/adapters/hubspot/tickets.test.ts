import { isDeepStrictEqual } from "node:util";
import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
  recordedRows,
} from "./hubspot-under-test.ts";

const CLOCK_PROPERTIES = ["hs_pipeline_stage", "first_agent_reply_date"];

const CREATED = "2026-03-02T09:00:00.000Z";
const CREATED_AT = Date.parse(CREATED);
const HOUR_MS = 3_600_000;
const GONE = { status: "error", category: "OBJECT_NOT_FOUND", message: "not there" };

beforeEach(closeNetwork);

function ticket(id: string | number, more: Record<string, unknown> = {}) {
  return {
    id,
    properties: { subject: `Ticket ${id}`, createdate: CREATED, source_type: null },
    ...more,
  };
}

function replyBatch(status: number, body: Record<string, unknown>) {
  return nock(HUBSPOT).post("/crm/v3/objects/tickets/batch/read").reply(status, body);
}

function replyAssociations(to: "contacts" | "companies", results: unknown[], more = {}) {
  return nock(HUBSPOT)
    .post(`/crm/v4/associations/tickets/${to}/batch/read`)
    .reply("errors" in more ? 207 : 200, { status: "COMPLETE", results, ...more });
}

function associated(id: string | number, ...typeIds: number[]) {
  const associationTypes = typeIds.map((typeId) => ({ category: "HUBSPOT_DEFINED", typeId }));
  return { toObjectId: id, associationTypes };
}

describe("one or two tickets", () => {
  it("are read with associations and history in one call each", async () => {
    const versions = [
      { value: "2", timestamp: "2026-03-02T10:00:00Z", sourceType: "CRM_UI" },
      { value: "1", timestamp: CREATED, sourceType: "FORM" },
    ];
    nock(HUBSPOT)
      .get("/crm/v3/objects/tickets/901")
      .query((query) => {
        expect(query["associations"]).toEqual(["contacts", "companies"]);
        expect(query["propertiesWithHistory"]).toContain("first_agent_reply_date");
        expect(query["properties"]).toContain("hs_primary_company_id");
        return true;
      })
      .reply(200, {
        ...ticket("901", { propertiesWithHistory: { hs_pipeline_stage: versions } }),
        associations: {
          companies: {
            results: [
              { id: "70", type: "ticket_to_company_unlabeled" },
              { id: "77", type: "ticket_to_company" },
              { id: "77", type: "ticket_to_company_unlabeled" },
            ],
          },
          contacts: { results: [{ id: "5", type: "ticket_to_contact" }] },
        },
      });
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.readTickets(PORTAL, ["901", "901"], CLOCK_PROPERTIES)).toEqual([
      {
        ticketId: "901",
        createdAt: CREATED_AT,
        properties: { subject: "Ticket 901", createdate: CREATED },
        history: {
          hs_pipeline_stage: [
            { at: CREATED_AT, value: "1" },
            { at: CREATED_AT + HOUR_MS, value: "2" },
          ],
        },
        customers: [
          { kind: "company", id: "70", isPrimary: false },
          { kind: "company", id: "77", isPrimary: true },
          { kind: "contact", id: "5", isPrimary: false },
        ],
      },
    ]);
    expect(calls).toEqual([
      { portalId: PORTAL, path: "GET /crm/v3/objects/tickets/{id}", status: 200, ms: 0 },
    ]);
  });

  it("are left out when HubSpot does not have them or gives another one", async () => {
    nock(HUBSPOT).get("/crm/v3/objects/tickets/1").query(true).reply(404, GONE);
    nock(HUBSPOT).get("/crm/v3/objects/tickets/2").query(true).reply(200, ticket("99"));
    const { crm } = hubspotUnderTest();

    expect(await crm.readTickets(PORTAL, ["1", "2"], CLOCK_PROPERTIES)).toEqual([]);
  });

  it("are a failure when HubSpot refuses for another reason", async () => {
    nock(HUBSPOT)
      .get("/crm/v3/objects/tickets/1")
      .query(true)
      .reply(403, { category: "MISSING_SCOPES" });
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.readTickets(PORTAL, ["1"], CLOCK_PROPERTIES))).toMatchObject({
      code: "crm_missing_scope",
    });
  });

  it("may have numbers where texts are described, and no associations", async () => {
    nock(HUBSPOT)
      .get("/crm/v3/objects/tickets/7")
      .query(true)
      .reply(200, { id: 7, properties: { hs_pipeline: 0, createdate: String(CREATED_AT) } });
    const { crm } = hubspotUnderTest();

    expect(await crm.readTickets(PORTAL, ["7"], CLOCK_PROPERTIES)).toEqual([
      {
        ticketId: "7",
        createdAt: CREATED_AT,
        properties: { hs_pipeline: "0", createdate: String(CREATED_AT) },
        history: {},
        customers: [],
      },
    ]);
  });

  it("take the record's own time of creation when the property is missing", async () => {
    nock(HUBSPOT)
      .get("/crm/v3/objects/tickets/7")
      .query(true)
      .reply(200, { id: "7", properties: {}, createdAt: CREATED });
    const { crm } = hubspotUnderTest();

    expect(await crm.readTickets(PORTAL, ["7"], CLOCK_PROPERTIES)).toMatchObject([
      { createdAt: CREATED_AT },
    ]);
  });

  it("without any time of creation are a failure, because no clock could start", async () => {
    nock(HUBSPOT)
      .get("/crm/v3/objects/tickets/7")
      .query(true)
      .reply(200, { id: "7", properties: {} });
    const { crm } = hubspotUnderTest();

    const failure = await failureOf(crm.readTickets(PORTAL, ["7"], CLOCK_PROPERTIES));
    expect(failure).toMatchObject({ code: "crm_unavailable", retryable: true });
    expect(failure.message).toContain("ticket 7");
  });
});

describe("many tickets", () => {
  it("are read in batches, without those that HubSpot does not have", async () => {
    replyBatch(207, {
      status: "COMPLETE",
      results: [ticket("1"), ticket("3"), ticket("99")],
      numErrors: 1,
      errors: [{ ...GONE, context: { ids: ["2"] } }],
    });
    replyAssociations("contacts", [{ from: { id: "3" }, to: [associated(5, 16)] }]);
    replyAssociations("companies", [
      { from: { id: "1" }, to: [associated(70, 339), associated(77, 26, 339)] },
    ]);
    const { crm } = hubspotUnderTest();

    const tickets = await crm.readTickets(PORTAL, ["3", "2", "1"], CLOCK_PROPERTIES);

    expect(tickets.map(({ ticketId, customers }) => ({ ticketId, customers }))).toEqual([
      { ticketId: "3", customers: [{ kind: "contact", id: "5", isPrimary: false }] },
      {
        ticketId: "1",
        customers: [
          { kind: "company", id: "70", isPrimary: false },
          { kind: "company", id: "77", isPrimary: true },
        ],
      },
    ]);
  });

  it("cost 22 calls for a thousand: 50 a batch with history, 1,000 a batch of associations", async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => String(index + 1));
    for (let first = 0; first < ids.length; first += 50) {
      const batch = ids.slice(first, first + 50);
      nock(HUBSPOT)
        .post("/crm/v3/objects/tickets/batch/read", ({ inputs }) =>
          isDeepStrictEqual(
            inputs,
            batch.map((id) => ({ id })),
          ),
        )
        .reply(200, { results: batch.map((id) => ticket(id)) });
    }
    replyAssociations("contacts", []);
    replyAssociations("companies", []);
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.readTickets(PORTAL, ids, CLOCK_PROPERTIES)).toHaveLength(1000);
    expect(calls).toHaveLength(22);
  });

  it("may have no neighbours at all, which HubSpot tells as an error", async () => {
    const error = { ...GONE, subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND" };
    replyBatch(200, { results: [ticket("1"), ticket("2"), ticket("3")] });
    replyAssociations("contacts", [], { errors: [error] });
    replyAssociations("companies", [], { errors: [error] });
    const { crm } = hubspotUnderTest();

    expect(await crm.readTickets(PORTAL, ["1", "2", "3"], CLOCK_PROPERTIES)).toHaveLength(3);
  });

  it("are a failure when HubSpot could not read some, rather than left out", async () => {
    replyBatch(207, { results: [ticket("1")], errors: [{ category: "INTERNAL_ERROR" }] });
    const { crm } = hubspotUnderTest();

    expect(
      await failureOf(crm.readTickets(PORTAL, ["1", "2", "3"], CLOCK_PROPERTIES)),
    ).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
  });

  itWithFixtures("are read from recorded rows", async () => {
    const rows = recordedRows("api--nango-service-tickets");
    replyBatch(200, { status: "COMPLETE", results: rows });
    replyAssociations("contacts", []);
    replyAssociations("companies", []);
    const { crm } = hubspotUnderTest();

    const tickets = await crm.readTickets(
      PORTAL,
      ["394413098217", "395332939975", "395349161170"],
      CLOCK_PROPERTIES,
    );

    expect(tickets).toHaveLength(3);
    expect(tickets[0]).toMatchObject({
      ticketId: "394413098217",
      createdAt: Date.parse("2026-02-25T16:16:57.199Z"),
      properties: { hs_pipeline: "0", hs_pipeline_stage: "1", hs_ticket_priority: "MEDIUM" },
    });
    expect(tickets[1]?.properties).not.toHaveProperty("hs_ticket_priority");
  });
});

describe("the primary company", () => {
  it.each<{ name: string; named: string | null; to: unknown[]; primary: string | undefined }>([
    {
      name: "is the one whose association says so",
      named: "70",
      to: [associated(70, 339), associated("77", 339, 26)],
      primary: "77",
    },
    {
      name: "is the one that the ticket names when no association says so",
      named: "77",
      to: [associated(70, 339), associated(77, 339)],
      primary: "77",
    },
    {
      name: "is the first one when nothing says so",
      named: null,
      to: [associated(70, 339), associated(77, 339)],
      primary: "70",
    },
    {
      name: "is the first one when the ticket names a company that is not associated",
      named: "5",
      to: [associated(70, 339)],
      primary: "70",
    },
    { name: "is nobody when there is no company", named: "5", to: [], primary: undefined },
  ])("$name", async ({ named, to, primary }) => {
    const properties = { createdate: CREATED, hs_primary_company_id: named };
    replyBatch(200, { results: [ticket("1", { properties }), ticket("2"), ticket("3")] });
    replyAssociations("contacts", []);
    replyAssociations("companies", [{ from: { id: "1" }, to }]);
    const { crm } = hubspotUnderTest();

    const [first] = await crm.readTickets(PORTAL, ["1", "2", "3"], CLOCK_PROPERTIES);

    expect(first?.customers.find((customer) => customer.isPrimary)?.id).toBe(primary);
  });
});
