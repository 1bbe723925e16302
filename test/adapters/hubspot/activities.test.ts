import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { textOfHtml } from "../../../src/adapters/hubspot/rich-text.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
} from "./hubspot-under-test.ts";

beforeEach(closeNetwork);

const customer = { kind: "company", id: "77" } as const;
const at = "2026-03-26T09:00:00Z";

function replyIds(type: string, ids: readonly (string | number)[]) {
  return nock(HUBSPOT)
    .get(`/crm/v4/objects/companies/77/associations/${type}`)
    .query(true)
    .reply(200, { results: ids.map((toObjectId) => ({ toObjectId, associationTypes: [] })) });
}

function replyRecords(
  type: string,
  records: readonly { readonly id: string; readonly properties: object }[],
) {
  return nock(HUBSPOT)
    .post(`/crm/v3/objects/${type}/batch/read`)
    .reply(200, { status: "COMPLETE", results: records });
}

function replyNothing(...types: readonly string[]) {
  for (const type of types) replyIds(type, []);
}

describe("what a CRM has of a customer", () => {
  it("is read kind by kind, the newest first, as people logged it", async () => {
    replyIds("calls", [1]);
    replyRecords("calls", [
      {
        id: "1",
        properties: {
          hs_timestamp: "1774515599000",
          hs_call_title: "Check",
          hs_call_body: "<p>All <b>well</b></p>",
          hubspot_owner_id: "31",
        },
      },
    ]);
    replyIds("meetings", []);
    replyIds("emails", [3]);
    replyRecords("emails", [
      {
        id: "3",
        properties: { hs_timestamp: at, hs_email_subject: "Offer", hs_email_direction: "EMAIL" },
      },
    ]);
    replyIds("notes", [4]);
    replyRecords("notes", [
      { id: "4", properties: { hs_timestamp: "2026-03-25T09:00:00Z", hs_note_body: "&lt;x&gt;" } },
    ]);
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.readActivities(PORTAL, customer)).toEqual({
      state: "read",
      isCut: false,
      refused: [],
      activities: [
        {
          activityId: "email 3",
          kind: "email",
          at: Date.parse(at),
          title: "Offer",
          text: null,
          ownerId: null,
        },
        {
          activityId: "call 1",
          kind: "call",
          at: Date.parse(at) - 1_000,
          title: "Check",
          text: "All well",
          ownerId: "31",
        },
        {
          activityId: "note 4",
          kind: "note",
          at: Date.parse(at) - 86_400_000,
          title: null,
          text: "<x>",
          ownerId: null,
        },
      ],
    });
    expect(calls).toHaveLength(7);
  });

  it.each([
    {
      name: "a meeting that was cancelled",
      type: "meetings",
      properties: { hs_meeting_outcome: "CANCELED" },
    },
    {
      name: "the other spelling of it",
      type: "meetings",
      properties: { hs_meeting_outcome: "CANCELLED" },
    },
    {
      name: "what the customer wrote",
      type: "emails",
      properties: { hs_email_direction: "INCOMING_EMAIL" },
    },
    { name: "a note without a time", type: "notes", properties: { hs_timestamp: null } },
  ])("leaves out $name", async ({ type, properties }) => {
    for (const one of ["calls", "meetings", "emails", "notes"]) {
      replyIds(one, one === type ? [1] : []);
    }
    replyRecords(type, [{ id: "1", properties: { hs_timestamp: at, ...properties } }]);
    const { crm } = hubspotUnderTest();
    expect(await crm.readActivities(PORTAL, customer)).toMatchObject({ activities: [] });
  });

  it("tells which kinds the portal does not let us read", async () => {
    replyNothing("calls", "meetings", "notes");
    nock(HUBSPOT)
      .get("/crm/v4/objects/companies/77/associations/emails")
      .query(true)
      .reply(403, { category: "MISSING_SCOPES", message: "no" });
    const { crm } = hubspotUnderTest();
    expect(await crm.readActivities(PORTAL, customer)).toMatchObject({
      state: "read",
      refused: ["email"],
    });
  });

  it("is gone with the customer", async () => {
    nock(HUBSPOT)
      .get("/crm/v4/objects/companies/77/associations/calls")
      .query(true)
      .reply(404, { category: "OBJECT_NOT_FOUND" });
    const { crm } = hubspotUnderTest();
    expect(await crm.readActivities(PORTAL, customer)).toEqual({ state: "gone" });
  });

  it("is not taken for nothing when HubSpot fails", async () => {
    nock(HUBSPOT)
      .get("/crm/v4/objects/companies/77/associations/calls")
      .query(true)
      .times(9)
      .reply(500, {});
    const { crm } = hubspotUnderTest();
    expect(await failureOf(crm.readActivities(PORTAL, customer))).toMatchObject({
      code: "crm_unavailable",
    });
  });

  it("of hundreds is the hundred newest, and says so", async () => {
    replyIds(
      "calls",
      Array.from({ length: 130 }, (_, index) => index + 1),
    );
    nock(HUBSPOT)
      .post("/crm/v3/objects/calls/batch/read", ({ inputs }) => {
        expect(inputs).toHaveLength(100);
        expect(inputs[0]).toEqual({ id: "130" });
        return true;
      })
      .reply(200, { results: [] });
    replyNothing("meetings", "emails", "notes");
    const { crm } = hubspotUnderTest();
    expect(await crm.readActivities(PORTAL, customer)).toMatchObject({ isCut: true });
  });
});

describe("rich text", () => {
  it.each([
    {
      name: "is what a reader sees",
      markup: "<p>One</p><ul><li>two &amp; three</li></ul>",
      text: "One two & three",
    },
    { name: "keeps its signs", markup: "a &#20013; &hellip; b", text: "a 中 &hellip; b" },
    { name: "has no styles", markup: "<style>p{}</style>x", text: "x" },
    { name: "is nothing where nothing is seen", markup: "<br>&nbsp;", text: null },
    { name: "is cut", markup: "x".repeat(60), text: "x".repeat(50) },
    {
      name: "that is cut within a tag shows no half of it",
      markup: `abc<p class="${"y".repeat(9_000)}">`,
      text: "abc",
    },
  ])("$name", ({ markup, text }) => {
    expect(textOfHtml(markup, 50)).toBe(text);
  });
});
