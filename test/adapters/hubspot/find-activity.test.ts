import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import type { NewNote, NewTask } from "../../../src/ports/crm.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
} from "./hubspot-under-test.ts";

const TASK: NewTask = {
  marker: "visit-1",
  subject: "Return visit",
  body: "Please call",
  dueAt: 0,
  ownerId: null,
  associations: [
    { kind: "company", id: "77" },
    { kind: "contact", id: "5" },
  ],
};

beforeEach(closeNetwork);

function replyTaskIds(record: string, ids: readonly (string | number)[], after?: string) {
  const results = ids.map((toObjectId) => ({ toObjectId, associationTypes: [] }));
  return nock(HUBSPOT)
    .get(`/crm/v4/objects/${record}/associations/tasks`)
    .query(true)
    .reply(200, { results, ...(after && { paging: { next: { after } } }) });
}

function replyBodies(ids: readonly string[], bodies: Readonly<Record<string, string | null>>) {
  return nock(HUBSPOT)
    .post("/crm/v3/objects/tasks/batch/read", (request) => {
      expect(request.inputs).toEqual(ids.map((id) => ({ id })));
      return true;
    })
    .reply(200, {
      results: ids.map((id) => ({ id, properties: { hs_task_body: bodies[id] ?? null } })),
    });
}

describe("a task that may have been made", () => {
  it("is found by its line among the tasks of its first record", async () => {
    replyTaskIds("companies/77", [9, "10", 11]);
    replyBodies(["11", "10", "9"], { "11": "x<br>[visit-12]", "9": "Call<br>[visit-1]" });
    const { crm } = hubspotUnderTest();

    expect(await crm.findTask(PORTAL, TASK)).toBe("9");
  });

  it("is surely not there when no task has its line", async () => {
    replyTaskIds("companies/77", [9]);
    replyBodies(["9"], { "9": "visit-1" });
    const { crm } = hubspotUnderTest();

    expect(await crm.findTask(PORTAL, TASK)).toBeNull();
  });

  it("is surely not there when the record has no tasks", async () => {
    replyTaskIds("companies/77", []);
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.findTask(PORTAL, TASK)).toBeNull();
    expect(calls.map((call) => call.path)).toEqual([
      "GET /crm/v4/objects/companies/{id}/associations/tasks",
    ]);
  });

  it("is looked for newest first, a hundred at a time, over all pages", async () => {
    const ids = Array.from({ length: 150 }, (_, index) => String(1000 + index));
    replyTaskIds("companies/77", ids.slice(0, 100), "next");
    replyTaskIds("companies/77", ids.slice(100));
    replyBodies(ids.slice(50).reverse(), { "1060": "[visit-1]" });
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.findTask(PORTAL, TASK)).toBe("1060");
    expect(calls).toHaveLength(3);
  });

  it("is looked for at the next record when the first is gone", async () => {
    nock(HUBSPOT)
      .get("/crm/v4/objects/companies/77/associations/tasks")
      .query(true)
      .reply(404, { category: "OBJECT_NOT_FOUND" });
    replyTaskIds("contacts/5", [9]);
    replyBodies(["9"], { "9": "[visit-1]" });
    const { crm } = hubspotUnderTest();

    expect(await crm.findTask(PORTAL, TASK)).toBe("9");
  });

  it("stays unknown when it belongs to no record", async () => {
    const { crm } = hubspotUnderTest();

    const failure = await failureOf(crm.findTask(PORTAL, { ...TASK, associations: [] }));
    expect(failure).toMatchObject({ code: "crm_outcome_unknown", retryable: false });
  });

  it("stays unknown when its record has more tasks than one can look through", async () => {
    for (let page = 0; page < 10; page += 1) replyTaskIds("companies/77", [page], "next");
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.findTask(PORTAL, TASK))).toMatchObject({
      code: "crm_outcome_unknown",
    });
  });
});

describe("a note that may have been made", () => {
  const note: NewNote = { ticketId: "901", text: "x", at: 0, deliveryKey: "note-1" };
  const replyNoteIds = (ids: readonly string[]) =>
    nock(HUBSPOT)
      .get("/crm/v4/objects/tickets/901/associations/notes")
      .query(true)
      .reply(200, { results: ids.map((toObjectId) => ({ toObjectId, associationTypes: [] })) });
  const replyNotes = (bodies: Readonly<Record<string, string>>) =>
    nock(HUBSPOT)
      .post("/crm/v3/objects/notes/batch/read", ({ properties }) => {
        expect(properties).toEqual(["hs_note_body"]);
        return true;
      })
      .reply(200, {
        results: Object.entries(bodies).map(([id, body]) => ({
          id,
          properties: { hs_note_body: body },
        })),
      });

  it("is found by its line among the notes of its ticket", async () => {
    replyNoteIds(["9", "10"]);
    replyNotes({ "10": "x<br>[note-12]", "9": "x<br>[note-1]" });
    const { crm } = hubspotUnderTest();

    expect(await crm.findNote(PORTAL, note)).toBe("9");
  });

  it("is surely not there when no note has its line", async () => {
    replyNoteIds(["9"]);
    replyNotes({ "9": "note-1" });
    const { crm } = hubspotUnderTest();

    expect(await crm.findNote(PORTAL, note)).toBeNull();
  });

  it("stays unknown when its ticket is gone", async () => {
    nock(HUBSPOT)
      .get("/crm/v4/objects/tickets/901/associations/notes")
      .query(true)
      .reply(404, { category: "OBJECT_NOT_FOUND" });
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.findNote(PORTAL, note))).toMatchObject({
      code: "crm_outcome_unknown",
    });
  });
});
