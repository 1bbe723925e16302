import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import type { NewTask } from "../../../src/ports/crm.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
} from "./hubspot-under-test.ts";

const BATCH = "/crm/v3/objects/tasks/batch/create";
const DUE = "2026-03-27T16:30:00.000Z";

beforeEach(closeNetwork);

function task(marker: string, more: Partial<NewTask> = {}): NewTask {
  return {
    marker,
    subject: "Return visit",
    body: "Please call",
    dueAt: Date.parse(DUE),
    ownerId: null,
    associations: [{ kind: "company", id: "77" }],
    ...more,
  };
}

/** Answers the next batch; the request's inputs come back for a look at them. */
function reply(status: number, body: Record<string, unknown>): { readonly inputs: unknown[] } {
  const seen: { inputs: unknown[] } = { inputs: [] };
  nock(HUBSPOT)
    .post(BATCH, (request) => {
      seen.inputs = request.inputs;
      return true;
    })
    .reply(status, JSON.stringify(body), { "content-type": "application/json" });
  return seen;
}

function made(id: string, traceId: number) {
  return { id, properties: {}, objectWriteTraceId: String(traceId) };
}

describe("a task", () => {
  it("is made on its records, with people's words as text and a line to find it by", async () => {
    const seen = reply(201, { results: [made("8", 0)] });
    const { crm } = hubspotUnderTest();
    const wanted = task("visit-1", {
      body: 'Call <b>"Ann & Bob"</b>\nsoon',
      ownerId: "41",
      associations: [
        { kind: "contact", id: "5" },
        { kind: "company", id: "77" },
        { kind: "ticket", id: "901" },
      ],
    });

    expect(await crm.createTasks(PORTAL, [wanted])).toEqual([{ outcome: "made", taskId: "8" }]);
    expect(seen.inputs).toEqual([
      {
        objectWriteTraceId: "0",
        properties: {
          hs_timestamp: DUE,
          hs_task_subject: "Return visit",
          hs_task_body: "Call &lt;b&gt;&quot;Ann &amp; Bob&quot;&lt;/b&gt;<br>soon<br>[visit-1]",
          hs_task_status: "NOT_STARTED",
          hs_task_type: "TODO",
          hubspot_owner_id: "41",
        },
        associations: [
          {
            to: { id: "5" },
            types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 204 }],
          },
          {
            to: { id: "77" },
            types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 192 }],
          },
          {
            to: { id: "901" },
            types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 230 }],
          },
        ],
      },
    ]);
  });

  it("without an owner names none", async () => {
    const seen = reply(201, { results: [made("8", 0)] });
    const { crm } = hubspotUnderTest();

    await crm.createTasks(PORTAL, [task("visit-1")]);

    expect(seen.inputs[0]).not.toHaveProperty("properties.hubspot_owner_id");
  });

  it.each([500, 502, 503, 504, 408])("is not made again after %i: nobody knows", async (status) => {
    reply(status, {});
    reply(201, { results: [made("8", 0)] });
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.createTasks(PORTAL, [task("visit-1")])).toEqual([{ outcome: "unknown" }]);
    expect(calls).toHaveLength(1);
  });

  it.each([429, 423])("is tried again after %i: HubSpot did nothing", async (status) => {
    reply(status, {});
    reply(201, { results: [made("8", 0)] });
    const { crm } = hubspotUnderTest();

    expect(await crm.createTasks(PORTAL, [task("visit-1")])).toEqual([
      { outcome: "made", taskId: "8" },
    ]);
  });

  it.each([
    { name: "breaks off", body: '{"results": [' },
    { name: "has another shape", body: '{"results": 7}' },
    { name: "names no task", body: '{"results": []}' },
    { name: "names a task without its id", body: '{"results": [{"properties": {}}]}' },
  ])("may be there or not when the answer $name", async ({ body }) => {
    nock(HUBSPOT).post(BATCH).reply(201, body, { "content-type": "application/json" });
    const { crm } = hubspotUnderTest();

    expect(await crm.createTasks(PORTAL, [task("visit-1")])).toEqual([{ outcome: "unknown" }]);
  });

  it("is thrown when rights are missing: surely nothing was made", async () => {
    reply(403, { category: "MISSING_SCOPES" });
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.createTasks(PORTAL, [task("visit-1")]))).toMatchObject({
      code: "crm_missing_scope",
    });
  });
});

describe("several tasks", () => {
  it("have an outcome each, in order, told apart by trace id or by their line", async () => {
    reply(207, {
      results: [{ id: "12", properties: { hs_task_body: "x<br>[visit-12]" } }, made("10", 0)],
      errors: [
        {
          category: "VALIDATION_ERROR",
          message: "Ann!",
          context: { objectWriteTraceId: ["1"] },
          errors: [{ code: "INVALID_OWNER" }],
        },
        { category: "INTERNAL_ERROR", context: { objectWriteTraceId: ["3"] } },
      ],
    });
    const { crm } = hubspotUnderTest();

    const tasks = ["visit-10", "visit-11", "visit-12", "visit-1", "visit-14"].map((id) => task(id));
    expect(await crm.createTasks(PORTAL, tasks)).toEqual([
      { outcome: "made", taskId: "10" },
      { outcome: "rejected", message: "VALIDATION_ERROR INVALID_OWNER" },
      { outcome: "made", taskId: "12" },
      { outcome: "unknown" },
      { outcome: "unknown" },
    ]);
  });

  it("do not fail for one bad one, when HubSpot refuses them as a whole", async () => {
    const bad = { category: "VALIDATION_ERROR" };
    reply(400, bad); // 1 2 3
    reply(400, bad); // 1 2
    reply(400, bad); // 1
    reply(201, { results: [made("2", 0)] });
    reply(201, { results: [made("3", 0)] });
    const { crm } = hubspotUnderTest();

    const tasks = ["visit-1", "visit-2", "visit-3"].map((id) => task(id));
    expect(await crm.createTasks(PORTAL, tasks)).toEqual([
      { outcome: "rejected", message: "400 VALIDATION_ERROR" },
      { outcome: "made", taskId: "2" },
      { outcome: "made", taskId: "3" },
    ]);
  });

  it("go 100 at a time, and once some are made, trouble leaves the others unknown", async () => {
    const tasks = Array.from({ length: 101 }, (_, index) => task(`visit-${index}`));
    reply(201, { results: tasks.slice(0, 100).map((_, index) => made(`t${index}`, index)) });
    reply(403, {});
    const { crm, calls } = hubspotUnderTest();

    const outcomes = await crm.createTasks(PORTAL, tasks);

    expect(outcomes.slice(0, 100).every(({ outcome }) => outcome === "made")).toBe(true);
    expect(outcomes[100]).toEqual({ outcome: "unknown" });
    expect(calls).toHaveLength(2);
  });

  it("are thrown while surely none is made, even when one was refused", async () => {
    reply(400, {});
    reply(400, {});
    reply(403, {});
    const { crm } = hubspotUnderTest();

    const tasks = [task("visit-1"), task("visit-2")];
    expect(await failureOf(crm.createTasks(PORTAL, tasks))).toMatchObject({
      code: "crm_missing_scope",
    });
  });

  it("cost nothing when there are none", async () => {
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.createTasks(PORTAL, [])).toEqual([]);
    expect(calls).toEqual([]);
  });
});
