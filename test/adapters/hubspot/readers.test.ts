import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
  recordedAnswer,
  recordedRows,
  replyToPipelines,
} from "./hubspot-under-test.ts";

const CONTACTS = "/crm/v3/objects/contacts/batch/read";

beforeEach(closeNetwork);

describe("customers", () => {
  it("are read a hundred a call, in the order asked for, without those that are gone", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(index));
    const record = (id: string) => ({
      id,
      properties: { firstname: `F${id}`, lastname: null, city: "" },
    });
    nock(HUBSPOT)
      .post(CONTACTS, (body) => {
        expect(body).toMatchObject({
          properties: ["firstname", "lastname"],
          propertiesWithHistory: [],
        });
        return body.inputs.length === 100;
      })
      .reply(207, {
        results: ids.slice(1, 100).toReversed().map(record),
        errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["0"] } }],
      });
    nock(HUBSPOT)
      .post(CONTACTS, ({ inputs }) => inputs.length === 1)
      .reply(200, { results: [record("100")] });
    const { crm, calls } = hubspotUnderTest();

    const customers = await crm.readCustomers(
      PORTAL,
      "contact",
      [...ids, "5"],
      ["firstname", "lastname"],
    );

    expect(customers.map(({ id }) => id)).toEqual(ids.slice(1));
    expect(customers[0]).toEqual({ kind: "contact", id: "1", properties: { firstname: "F1" } });
    expect(calls).toHaveLength(2);
  });

  it("are a failure when HubSpot could not read some, rather than left out", async () => {
    nock(HUBSPOT)
      .post(CONTACTS)
      .reply(207, { results: [], errors: [{ category: "RATE_LIMITS" }] });
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.readCustomers(PORTAL, "contact", ["1"], []))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
  });

  itWithFixtures("are read from a published batch, without what nobody asked for", async () => {
    nock(HUBSPOT)
      .post(CONTACTS)
      .reply(200, recordedAnswer("api--amp-read-objects-api-contacts-batch").body);
    const { crm } = hubspotUnderTest();

    expect(await crm.readCustomers(PORTAL, "contact", ["110338039632"], ["email"])).toEqual([
      { kind: "contact", id: "110338039632", properties: { email: "person4@example.com" } },
    ]);
  });

  itWithFixtures("that are companies are read from recorded rows", async () => {
    const results = recordedRows("api--nango-list-companies");
    nock(HUBSPOT).post("/crm/v3/objects/companies/batch/read").reply(200, { results });
    const { crm } = hubspotUnderTest();
    const ids = results.map((row) => Object(row).id);

    expect(await crm.readCustomers(PORTAL, "company", ids, ["name"])).toHaveLength(ids.length);
  });
});

describe("pipelines", () => {
  it("have their stages in order, closed as either of HubSpot's two words says", async () => {
    const stage = (id: string, displayOrder: number, metadata?: Record<string, unknown>) => ({
      id,
      label: `Stage ${id}`,
      displayOrder,
      archived: false,
      metadata,
    });
    replyToPipelines(200, {
      results: [
        { id: "9", label: "Second", displayOrder: 1, archived: false, stages: [] },
        { id: "8", label: "Gone", displayOrder: 2, archived: true, stages: [] },
        {
          id: "0",
          label: "Support",
          displayOrder: 0,
          archived: false,
          stages: [
            stage("4", 3, { ticketState: "CLOSED" }),
            stage("1", 0, { ticketState: "OPEN", isClosed: "false" }),
            stage("2", 1),
            stage("5", 4, { isClosed: "true" }),
            stage("6", 5, { isClosed: true }),
            { ...stage("7", 6), archived: true },
          ],
        },
      ],
    });
    const { crm } = hubspotUnderTest();

    expect(await crm.readPipelines(PORTAL)).toEqual([
      {
        pipelineId: "0",
        label: "Support",
        stages: [
          { stageId: "1", label: "Stage 1", isClosed: false },
          { stageId: "2", label: "Stage 2", isClosed: false },
          { stageId: "4", label: "Stage 4", isClosed: true },
          { stageId: "5", label: "Stage 5", isClosed: true },
          { stageId: "6", label: "Stage 6", isClosed: true },
        ],
      },
      { pipelineId: "9", label: "Second", stages: [] },
    ]);
  });

  itWithFixtures("are read from a published answer", async () => {
    replyToPipelines(200, recordedAnswer("api--amp-metadata-deals-external-pipelines").body);
    const { crm } = hubspotUnderTest();

    const [pipeline] = await crm.readPipelines(PORTAL);
    expect(
      pipeline?.stages.filter(({ isClosed }) => isClosed).map(({ stageId }) => stageId),
    ).toEqual(["closedwon", "closedlost"]);
  });
});

describe("owners", () => {
  function replyOwners(query: Record<string, string>, body: Record<string, unknown>) {
    nock(HUBSPOT)
      .get("/crm/v3/owners/")
      .query({ archived: "false", limit: "100", ...query })
      .reply(200, body);
  }

  it("are read page by page", async () => {
    replyOwners(
      {},
      {
        results: [
          { id: "1", userId: 7, email: "ann@example.com", firstName: "Ann", lastName: "Lee" },
        ],
        paging: { next: { after: "1" } },
      },
    );
    replyOwners(
      { after: "1" },
      {
        results: [
          { id: 2, userId: null, email: "queue@example.com", firstName: "", lastName: null },
          { id: "3" },
        ],
      },
    );
    const { crm } = hubspotUnderTest();

    expect(await crm.readOwners(PORTAL)).toEqual([
      { ownerId: "1", userId: "7", email: "ann@example.com", name: "Ann Lee" },
      { ownerId: "2", userId: null, email: "queue@example.com", name: "queue@example.com" },
      { ownerId: "3", userId: null, email: null, name: "3" },
    ]);
  });

  it("without end are a failure", async () => {
    nock(HUBSPOT)
      .get("/crm/v3/owners/")
      .query(true)
      .times(100)
      .reply(200, { results: [], paging: { next: { after: "1" } } });
    const { crm, calls } = hubspotUnderTest();

    expect(await failureOf(crm.readOwners(PORTAL))).toMatchObject({ code: "crm_rejected" });
    expect(calls).toHaveLength(100);
  });

  itWithFixtures("are read from a recorded page", async () => {
    replyOwners({}, recordedAnswer("api--nango-owners").body);
    const { crm } = hubspotUnderTest();

    expect(await crm.readOwners(PORTAL)).toMatchObject([
      { ownerId: "90000004", userId: "90000004", name: "Test Dogwood" },
      { ownerId: "90000002", name: "Tara Gus" },
    ]);
  });
});
