import { AssociationSpecAssociationCategoryEnum as TaskCategory } from "@hubspot/api-client/lib/codegen/crm/objects/tasks/index.js";
import { AssociationSpecAssociationCategoryEnum } from "@hubspot/api-client/lib/codegen/crm/tickets/index.js";
import { describe, expect, it } from "vitest";
import { APP_ID, NOW, startTestCrm } from "./start-local-crm.ts";

const MINUTE_MS = 60_000;
const HUBSPOT_DEFINED = AssociationSpecAssociationCategoryEnum.HubspotDefined;
const TASK_HUBSPOT_DEFINED = TaskCategory.HubspotDefined;

describe("records one by one, through HubSpot's client", () => {
  it("creates a ticket with its links and gives everything that is set", async () => {
    const { client, portal } = await startTestCrm();
    const contactId = portal.createContact({ email: "ada@example.com" });

    const created = await client.crm.tickets.basicApi.create({
      properties: { subject: "Press is leaking", hs_pipeline_stage: "1" },
      associations: [
        {
          to: { id: contactId },
          types: [{ associationCategory: HUBSPOT_DEFINED, associationTypeId: 16 }],
        },
      ],
    });

    expect(created.properties).toEqual({
      createdate: "2026-03-12T07:30:00.500Z",
      hs_is_closed: "false",
      hs_lastmodifieddate: "2026-03-12T07:30:00.500Z",
      hs_object_id: created.id,
      hs_pipeline: "0",
      hs_pipeline_stage: "1",
      subject: "Press is leaking",
    });
    expect(portal.associated({ type: "tickets", id: created.id }, "contacts")).toEqual([contactId]);
  });

  it("reads asked-for properties, null when unset, and leaves unknown names out", async () => {
    const { client, portal } = await startTestCrm();
    const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });

    const read = await client.crm.tickets.basicApi.getById(id, [
      "subject",
      "hs_ticket_priority",
      "no_such_property",
    ]);

    expect(read.properties).toEqual({
      subject: "Noise",
      hs_ticket_priority: null,
      createdate: "2026-03-12T07:30:00.500Z",
      hs_lastmodifieddate: "2026-03-12T07:30:00.500Z",
      hs_object_id: id,
    });
  });

  it("gives the history newest first with its source, and associations when asked", async () => {
    const { client, portal, time } = await startTestCrm();
    const company = portal.createCompany({ name: "Harbour Tools" });
    const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" }, { userId: 7001 });
    portal.associate({ type: "tickets", id }, { type: "companies", id: company });
    time.advance(MINUTE_MS);
    await client.crm.tickets.basicApi.update(id, { properties: { hs_pipeline_stage: "3" } });

    const read = await client.crm.tickets.basicApi.getById(
      id,
      undefined,
      ["hs_pipeline_stage"],
      ["companies"],
    );

    expect(read.propertiesWithHistory).toEqual({
      hs_pipeline_stage: [
        {
          value: "3",
          timestamp: new Date(NOW + MINUTE_MS),
          sourceType: "INTEGRATION",
          sourceId: APP_ID,
        },
        {
          value: "1",
          timestamp: new Date(NOW),
          sourceType: "CRM_UI",
          sourceId: "userId:7001",
          updatedByUserId: 7001,
        },
      ],
    });
    expect(read.associations?.["companies"]?.results).toEqual([
      { id: company, type: "ticket_to_company_unlabeled" },
      { id: company, type: "ticket_to_company" },
    ]);
  });

  it("keeps hs_lastmodifieddate and leaves no version for an equal value", async () => {
    const { client, portal, time } = await startTestCrm();
    const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });
    time.advance(1_000);
    await client.crm.tickets.basicApi.update(id, { properties: { subject: "Noise" } });
    expect(portal.read({ type: "tickets", id })?.updatedAt).toBe(NOW);

    await client.crm.tickets.basicApi.update(id, { properties: { subject: "Loud noise" } });

    expect(portal.read({ type: "tickets", id })?.updatedAt).toBe(NOW + 1_000);
    expect(portal.historyOf({ type: "tickets", id }, "subject")).toHaveLength(2);
  });

  it("sets and clears what follows from closing and reopening", async () => {
    const { client, portal, time } = await startTestCrm();
    const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });
    const stage = (value: string) =>
      client.crm.tickets.basicApi.update(id, { properties: { hs_pipeline_stage: value } });

    const closed = await stage("4");
    expect(closed.properties).toMatchObject({
      hs_is_closed: "true",
      closed_date: "2026-03-12T07:30:00.500Z",
    });
    time.advance(1_000);
    const reopened = await stage("3");

    expect(reopened.properties).toMatchObject({
      hs_is_closed: "false",
      hs_ticket_reopened_at: "2026-03-12T07:30:01.500Z",
    });
    expect(reopened.properties).not.toHaveProperty("closed_date");
  });

  it("lists in pages of the wanted size", async () => {
    const { client, portal } = await startTestCrm();
    const ids = ["a", "b", "c"].map((name) => portal.createCompany({ name }));

    const first = await client.crm.companies.basicApi.getPage(2);
    const second = await client.crm.companies.basicApi.getPage(2, first.paging?.next?.after);

    expect(first.results.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(second.results.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.paging).toBeUndefined();
  });

  it("finds a contact by its e-mail in any case", async () => {
    const { client, portal } = await startTestCrm();
    const id = portal.createContact({ email: "Ada@Example.com" });

    const read = await client.crm.contacts.basicApi.getById(
      "ada@example.com",
      ["email"],
      undefined,
      undefined,
      false,
      "email",
    );

    expect(read.id).toBe(id);
  });

  it("archives, and then finds the record only among the archived", async () => {
    const { client, portal, call } = await startTestCrm();
    const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });

    await client.crm.tickets.basicApi.archive(id);

    await expect(client.crm.tickets.basicApi.getById(id)).rejects.toMatchObject({ code: 404 });
    const archived = await call(`/crm/v3/objects/tickets/${id}?archived=true`);
    expect(await archived.json()).toMatchObject({
      id,
      archived: true,
      archivedAt: "2026-03-12T07:30:00.500Z",
    });
  });

  it("merges two tickets: the winner keeps its id and takes links and missing values", async () => {
    const { client, portal } = await startTestCrm();
    const contact = portal.createContact({ email: "ada@example.com" });
    const winner = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });
    const loser = portal.createTicket({
      subject: "Noise again",
      hs_pipeline_stage: "1",
      hs_ticket_priority: "HIGH",
    });
    portal.associate({ type: "tickets", id: loser }, { type: "contacts", id: contact });

    const merged = await client.crm.tickets.basicApi.merge({
      primaryObjectId: winner,
      objectIdToMerge: loser,
    });

    expect(merged.properties).toMatchObject({
      subject: "Noise",
      hs_ticket_priority: "HIGH",
      hs_merged_object_ids: loser,
    });
    expect(portal.associated({ type: "tickets", id: winner }, "contacts")).toEqual([contact]);
    await expect(client.crm.tickets.basicApi.getById(loser)).rejects.toMatchObject({ code: 404 });
  });

  it("creates a task on a ticket and finds it there", async () => {
    const { client, portal } = await startTestCrm();
    const ticketId = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });

    const task = await client.crm.objects.tasks.basicApi.create({
      properties: {
        hs_timestamp: "2026-04-01T13:00:00Z",
        hs_task_subject: "Return visit",
        hs_task_status: "NOT_STARTED",
        hubspot_owner_id: "501",
      },
      associations: [
        {
          to: { id: ticketId },
          types: [{ associationCategory: TASK_HUBSPOT_DEFINED, associationTypeId: 230 }],
        },
      ],
    });

    expect(portal.tasksOf({ type: "tickets", id: ticketId })).toMatchObject([
      { id: task.id, properties: { hs_timestamp: "2026-04-01T13:00:00Z" } },
    ]);
  });
});

it("serves the dated path of the same call", async () => {
  const { portal, call } = await startTestCrm();
  const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });
  const [old, dated] = await Promise.all([
    call(`/crm/v3/objects/tickets/${id}`),
    call(`/crm/objects/2026-03/0-5/${id}`),
  ]);
  expect(dated.status).toBe(200);
  expect(await dated.json()).toEqual(await old.json());
});
