import { describe, expect, it } from "vitest";
import { startTestCrm } from "./start-local-crm.ts";

describe("what HubSpot refuses", () => {
  it.each([
    {
      name: "a property that does not exist",
      properties: { first000name: "Ada" },
      error: {
        message: 'Property "first000name" does not exist',
        code: "PROPERTY_DOESNT_EXIST",
        context: { propertyName: ["first000name"] },
      },
    },
    {
      name: "a value outside the options",
      properties: { lifecyclestage: "friend" },
      error: expect.objectContaining({ code: "INVALID_OPTION" }),
    },
    {
      name: "a property that HubSpot calculates",
      properties: { total_revenue: "12" },
      error: expect.objectContaining({ code: "READ_ONLY_VALUE" }),
    },
    {
      name: "an owner that does not exist",
      properties: { hubspot_owner_id: "999" },
      error: expect.objectContaining({ code: "INVALID_OWNER_ID" }),
    },
  ])("$name", async ({ properties, error }) => {
    const { portal, call } = await startTestCrm();
    const id = portal.createContact({ email: "ada@example.com" });

    const answer = await call(`/crm/v3/objects/contacts/${id}`, {
      method: "PATCH",
      body: JSON.stringify({ properties }),
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      status: "error",
      category: "VALIDATION_ERROR",
      correlationId: expect.any(String),
      message: expect.stringContaining("Property values were not valid: [{"),
      errors: [error],
    });
  });

  it.each([
    { name: "an object type it does not know", path: "/crm/v3/objects/butterflies", status: 400 },
    { name: "a page of more than 100", path: "/crm/v3/objects/tickets?limit=101", status: 400 },
    { name: "a record it does not have", path: "/crm/v3/objects/tickets/1", status: 404 },
    { name: "a path it does not have", path: "/crm/v9/objects", status: 404 },
  ])("$name", async ({ path, status }) => {
    const { call } = await startTestCrm();
    const answer = await call(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      status: "error",
      correlationId: expect.any(String),
    });
  });

  it("a ticket without a subject", async () => {
    const { client } = await startTestCrm();
    const creation = client.crm.tickets.basicApi.create({ properties: { hs_pipeline_stage: "1" } });
    await expect(creation).rejects.toMatchObject({
      code: 400,
      body: { errors: [{ code: "REQUIRED_FIELD", context: { propertyName: ["subject"] } }] },
    });
  });

  it("a body that is not JSON, and one that is too large", async () => {
    const { call } = await startTestCrm();
    const path = "/crm/v3/objects/tickets";
    expect((await call(path, { method: "POST", body: "{" })).status).toBe(400);
    const large = await call(path, { method: "POST", body: `"${"x".repeat(4_000_000)}"` });
    expect(large.status).toBe(413);
  });
});
