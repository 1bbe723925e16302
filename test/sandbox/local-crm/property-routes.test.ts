import {
  PropertyCreateFieldTypeEnum as FieldType,
  PropertyCreateTypeEnum as Type,
} from "@hubspot/api-client/lib/codegen/crm/properties/index.js";
import { describe, expect, it } from "vitest";
import { startTestCrm } from "./start-local-crm.ts";

const TIER = {
  name: "aftercare_tier",
  label: "Service tier",
  groupName: "aftercare",
  type: Type.String,
  fieldType: FieldType.Text,
};

async function startWithGroup() {
  const started = await startTestCrm();
  const { groupsApi } = started.client.crm.properties;
  await groupsApi.create("tickets", { name: "aftercare", label: "Aftercare" });
  return started;
}

it("makes a property, which can then be written and read", async () => {
  const { client, portal } = await startWithGroup();
  const id = portal.createTicket({ subject: "Noise", hs_pipeline_stage: "1" });

  const created = await client.crm.properties.coreApi.create("tickets", TIER);
  await client.crm.tickets.basicApi.update(id, { properties: { aftercare_tier: "key" } });

  expect(created).toMatchObject({ ...TIER, hubspotDefined: false, archived: false });
  expect(created.modificationMetadata).toMatchObject({ readOnlyValue: false });
  const read = await client.crm.tickets.basicApi.getById(id, ["aftercare_tier"]);
  expect(read.properties["aftercare_tier"]).toBe("key");
});

it("lists what HubSpot defines, with what may not be written", async () => {
  const { client } = await startTestCrm();
  const { results } = await client.crm.properties.coreApi.getAll("companies");
  const revenue = results.find((property) => property.name === "total_revenue");
  expect(revenue).toMatchObject({
    type: "number",
    fieldType: "number",
    hubspotDefined: true,
    calculated: true,
    modificationMetadata: { readOnlyValue: true, readOnlyDefinition: true, archivable: false },
  });
});

it("answers 409 to a group or property that exists", async () => {
  const { client } = await startWithGroup();
  await client.crm.properties.coreApi.create("tickets", TIER);
  const conflict = { code: 409, body: { category: "CONFLICT" } };
  const { coreApi, groupsApi } = client.crm.properties;
  await expect(coreApi.create("tickets", TIER)).rejects.toMatchObject(conflict);
  const group = { name: "aftercare", label: "Aftercare" };
  await expect(groupsApi.create("tickets", group)).rejects.toMatchObject(conflict);
  expect((await groupsApi.getAll("tickets")).results.map(({ name }) => name)).toContain(
    "aftercare",
  );
});

it("makes a batch, naming those that exist already, and reads a batch", async () => {
  const { client } = await startWithGroup();
  const { batchApi, coreApi } = client.crm.properties;
  await coreApi.create("tickets", TIER);
  const score = {
    ...TIER,
    name: "aftercare_score",
    type: Type.Number,
    fieldType: FieldType.Number,
  };

  const created = await batchApi.create("tickets", { inputs: [TIER, score] });
  const read = await batchApi.read("tickets", {
    archived: false,
    inputs: [{ name: "aftercare_tier" }, { name: "aftercare_unknown" }],
  });

  expect(created).toMatchObject({
    results: [{ name: "aftercare_score" }],
    errors: [{ category: "CONFLICT", context: { name: ["aftercare_tier"] } }],
  });
  expect(read).toMatchObject({
    results: [{ name: "aftercare_tier" }],
    errors: [{ category: "OBJECT_NOT_FOUND" }],
  });
  await expect(coreApi.getByName("tickets", "aftercare_unknown")).rejects.toMatchObject({
    code: 404,
  });
});

describe("refuses a property", () => {
  it.each([
    { name: "of a group that does not exist", changed: { groupName: "nowhere" } },
    { name: "whose name begins like HubSpot's own", changed: { name: "hs_tier" } },
    { name: "with capitals in its name", changed: { name: "Tier" } },
    { name: "whose field does not fit its type", changed: { fieldType: "number" } },
    { name: "of choices without options", changed: { type: "enumeration", fieldType: "select" } },
  ])("$name", async ({ changed }) => {
    const { call } = await startWithGroup();
    const answer = await call("/crm/v3/properties/tickets", {
      method: "POST",
      body: JSON.stringify({ ...TIER, ...changed }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ category: "VALIDATION_ERROR" });
  });
});
