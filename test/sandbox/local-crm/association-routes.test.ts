import { AssociationSpecAssociationCategoryEnum as Category } from "@hubspot/api-client/lib/codegen/crm/associations/v4/index.js";
import { describe, expect, it } from "vitest";
import { startTestCrm } from "./start-local-crm.ts";

async function startWithTicket() {
  const started = await startTestCrm();
  const { portal } = started;
  const ticket = {
    type: "tickets" as const,
    id: portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" }),
  };
  const company = { type: "companies" as const, id: portal.createCompany({ name: "Harbour" }) };
  const contact = { type: "contacts" as const, id: portal.createContact({ email: "a@b.example" }) };
  return { ...started, ticket, company, contact };
}

describe("reading", () => {
  it("gives the other end as a number, with type ids and labels", async () => {
    const { portal, call, ticket, company } = await startWithTicket();
    portal.associate(ticket, company);

    const answer = await call("/crm/v4/associations/tickets/companies/batch/read", {
      method: "POST",
      body: JSON.stringify({ inputs: [{ id: ticket.id }] }),
    });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: "COMPLETE",
      results: [
        {
          from: { id: ticket.id },
          to: [
            {
              toObjectId: Number(company.id),
              associationTypes: [
                { category: "HUBSPOT_DEFINED", typeId: 339, label: null },
                { category: "HUBSPOT_DEFINED", typeId: 26, label: "Primary" },
              ],
            },
          ],
        },
      ],
    });
  });

  it("names a record without associations, with 207", async () => {
    const { client, ticket } = await startWithTicket();
    const read = await client.crm.associations.v4.batchApi.getPage("tickets", "contacts", {
      inputs: [{ id: ticket.id }],
    });
    expect(read).toMatchObject({
      results: [],
      numErrors: 1,
      errors: [
        {
          category: "OBJECT_NOT_FOUND",
          subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
          context: { fromObjectId: [ticket.id] },
        },
      ],
    });
  });

  it("pages the links of one record", async () => {
    const { client, portal, company } = await startWithTicket();
    const tickets = ["a", "b", "c"].map((subject) => {
      const id = portal.createTicket({ subject, hs_pipeline_stage: "1" });
      portal.associate({ type: "tickets", id }, company);
      return id;
    });
    const page = (after?: string) =>
      client.crm.associations.v4.basicApi.getPage("companies", company.id, "tickets", after, 2);

    const first = await page();
    const second = await page(first.paging?.next?.after);

    const ids = [...first.results, ...second.results].map((link) => String(link.toObjectId));
    expect(ids).toEqual(tickets);
    expect(second.paging).toBeUndefined();
  });

  it("hides links to records that are archived", async () => {
    const { portal, ticket, contact } = await startWithTicket();
    portal.associate(ticket, contact);
    portal.delete(contact);
    expect(portal.associated(ticket, "contacts")).toEqual([]);
    portal.restore(contact);
    expect(portal.associated(ticket, "contacts")).toEqual([contact.id]);
  });
});

describe("writing", () => {
  it("links by type id, and the link stands on both sides", async () => {
    const { client, portal, ticket, contact } = await startWithTicket();
    await client.crm.associations.v4.basicApi.create("tickets", ticket.id, "contacts", contact.id, [
      { associationCategory: Category.HubspotDefined, associationTypeId: 16 },
    ]);
    expect(portal.associated(contact, "tickets")).toEqual([ticket.id]);
  });

  it("moves the primary place from one company to another", async () => {
    const { client, portal, ticket, company } = await startWithTicket();
    const other = portal.createCompany({ name: "Quay" });
    portal.associate(ticket, company);

    await client.crm.associations.v4.basicApi.create("tickets", ticket.id, "companies", other, [
      { associationCategory: Category.HubspotDefined, associationTypeId: 26 },
    ]);

    const read = await client.crm.associations.v4.basicApi.getPage(
      "tickets",
      ticket.id,
      "companies",
    );
    const typeIds = read.results.map((link) => link.associationTypes.map(({ typeId }) => typeId));
    expect(typeIds).toEqual([[339], [339, 26]]);
  });

  it("links by default, and in batches, and unlinks", async () => {
    const { client, portal, ticket, company, contact } = await startWithTicket();
    const { basicApi, batchApi } = client.crm.associations.v4;
    await basicApi.createDefault("tickets", ticket.id, "companies", company.id);
    const created = await batchApi.create("tickets", "contacts", {
      inputs: [
        {
          _from: { id: ticket.id },
          to: { id: contact.id },
          types: [{ associationCategory: Category.HubspotDefined, associationTypeId: 16 }],
        },
      ],
    });
    expect(created.results).toMatchObject([{ fromObjectTypeId: "0-5", toObjectTypeId: "0-1" }]);
    expect(portal.associated(ticket, "companies")).toEqual([company.id]);

    await basicApi.archive("tickets", ticket.id, "companies", company.id);
    await batchApi.archive("tickets", "contacts", {
      inputs: [{ _from: { id: ticket.id }, to: [{ id: contact.id }] }],
    });

    expect(portal.associated(ticket, "companies")).toEqual([]);
    expect(portal.associated(ticket, "contacts")).toEqual([]);
  });

  it("refuses a type id of another direction", async () => {
    const { client, ticket, contact } = await startWithTicket();
    const linking = client.crm.associations.v4.basicApi.create(
      "tickets",
      ticket.id,
      "contacts",
      contact.id,
      [{ associationCategory: Category.HubspotDefined, associationTypeId: 15 }],
    );
    await expect(linking).rejects.toMatchObject({ code: 400 });
  });
});
