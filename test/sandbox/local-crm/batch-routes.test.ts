import { describe, expect, it } from "vitest";
import { NOW, startTestCrm } from "./start-local-crm.ts";

const TICKET = { subject: "Noise", hs_pipeline_stage: "1" };
const MINUTE_MS = 60_000;

describe("a batch read", () => {
  it("gives what it found and names what it did not, with 207", async () => {
    const { client, portal, call } = await startTestCrm();
    const id = portal.createTicket(TICKET);

    const read = await client.crm.tickets.batchApi.read({
      inputs: [{ id }, { id: "1" }, { id }],
      properties: ["subject", "hs_primary_company_id"],
      propertiesWithHistory: [],
    });
    const raw = await call("/crm/v3/objects/tickets/batch/read", {
      method: "POST",
      body: JSON.stringify({ inputs: [{ id }, { id: "1" }], properties: [] }),
    });

    expect(read.results.map((record) => record.id)).toEqual([id]);
    expect(read.results[0]?.properties["hs_primary_company_id"]).toBeNull();
    expect(raw.status).toBe(207);
    expect(await raw.json()).toMatchObject({
      status: "COMPLETE",
      startedAt: "2026-03-12T07:30:00.500Z",
      completedAt: "2026-03-12T07:30:00.500Z",
      numErrors: 1,
      errors: [
        {
          status: "error",
          category: "OBJECT_NOT_FOUND",
          message:
            "Could not get some TICKET objects, they may be deleted or not exist. Check that ids are valid.",
          context: { ids: ["1"] },
        },
      ],
    });
  });

  it("names the primary company of a ticket", async () => {
    const { client, portal } = await startTestCrm();
    const id = portal.createTicket(TICKET);
    const [first, second] = ["a", "b"].map((name) => portal.createCompany({ name }));
    for (const company of [first, second]) {
      portal.associate({ type: "tickets", id }, { type: "companies", id: company ?? "" });
    }
    const read = await client.crm.tickets.batchApi.read({
      inputs: [{ id }],
      properties: ["hs_primary_company_id"],
      propertiesWithHistory: [],
    });
    expect(read.results[0]?.properties["hs_primary_company_id"]).toBe(first);
  });

  it.each([
    { name: "100 without history", count: 100, history: [], status: 207 },
    { name: "101 without history", count: 101, history: [], status: 400 },
    { name: "50 with history", count: 50, history: ["subject"], status: 207 },
    { name: "51 with history", count: 51, history: ["subject"], status: 400 },
    { name: "no input", count: 0, history: [], status: 400 },
  ])("answers $status to $name", async ({ count, history, status }) => {
    const { call } = await startTestCrm();
    const answer = await call("/crm/v3/objects/tickets/batch/read", {
      method: "POST",
      body: JSON.stringify({
        inputs: Array.from({ length: count }, (_, index) => ({ id: String(index + 1) })),
        properties: [],
        propertiesWithHistory: history,
      }),
    });
    expect(answer.status).toBe(status);
  });
});

describe("a batch update", () => {
  it("writes what exists and names what does not", async () => {
    const { client, portal } = await startTestCrm();
    const id = portal.createTicket(TICKET);

    const updated = await client.crm.tickets.batchApi.update({
      inputs: [
        { id, properties: { hs_ticket_priority: "HIGH" } },
        { id: "1", properties: { hs_ticket_priority: "HIGH" } },
      ],
    });

    expect(updated).toMatchObject({
      results: [{ id, properties: { hs_ticket_priority: "HIGH" } }],
      numErrors: 1,
      errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["1"] } }],
    });
  });

  it("refuses all of it for one property that does not exist", async () => {
    const { client, portal } = await startTestCrm();
    const [first, second] = [portal.createTicket(TICKET), portal.createTicket(TICKET)];

    const updating = client.crm.tickets.batchApi.update({
      inputs: [
        { id: first, properties: { subject: "New" } },
        { id: second, properties: { aftercare_tier: "key" } },
      ],
    });

    await expect(updating).rejects.toMatchObject({
      code: 400,
      body: {
        category: "VALIDATION_ERROR",
        errors: [{ code: "PROPERTY_DOESNT_EXIST", context: { propertyName: ["aftercare_tier"] } }],
      },
    });
    expect(portal.read({ type: "tickets", id: first })?.properties["subject"]).toBe("Noise");
  });

  it("refuses the same id twice", async () => {
    const { client, portal } = await startTestCrm();
    const id = portal.createTicket(TICKET);
    const input = { id, properties: { subject: "New" } };
    await expect(
      client.crm.tickets.batchApi.update({ inputs: [input, input] }),
    ).rejects.toMatchObject({ code: 400 });
  });
});

describe("a batch creation", () => {
  const task = (subject: string, owner: string, objectWriteTraceId?: string) => ({
    properties: {
      hs_timestamp: new Date(NOW + MINUTE_MS).toISOString(),
      hs_task_subject: subject,
      hubspot_owner_id: owner,
    },
    associations: [],
    ...(objectWriteTraceId === undefined ? {} : { objectWriteTraceId }),
  });

  it("is all or nothing", async () => {
    const { client, portal } = await startTestCrm();
    const creating = client.crm.objects.batchApi.create("tasks", {
      inputs: [task("a", "501"), task("b", "999")],
    });
    await expect(creating).rejects.toMatchObject({ code: 400 });
    expect(portal.list("tasks")).toEqual([]);
  });

  it("makes the good ones and names the bad ones when each has a trace id", async () => {
    const { client, portal } = await startTestCrm();
    const created = await client.crm.objects.batchApi.create("tasks", {
      inputs: [task("a", "501", "0"), task("b", "999", "1")],
    });
    expect(created).toMatchObject({
      results: [{ properties: { hs_task_subject: "a" } }],
      numErrors: 1,
      errors: [
        {
          category: "VALIDATION_ERROR",
          errors: [{ code: "INVALID_OWNER_ID" }],
          context: { objectWriteTraceId: ["1"] },
        },
      ],
    });
    expect(portal.list("tasks")).toHaveLength(1);
  });

  it("answers 201 when all is well", async () => {
    const { call } = await startTestCrm();
    const answer = await call("/crm/v3/objects/tasks/batch/create", {
      method: "POST",
      body: JSON.stringify({ inputs: [task("a", "501"), task("b", "501")] }),
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ status: "COMPLETE", results: [{}, {}] });
  });
});

it("archives a batch", async () => {
  const { client, portal } = await startTestCrm();
  const ids = [portal.createTicket(TICKET), portal.createTicket(TICKET)];
  await client.crm.tickets.batchApi.archive({ inputs: ids.map((id) => ({ id })) });
  expect(portal.list("tickets")).toEqual([]);
});
