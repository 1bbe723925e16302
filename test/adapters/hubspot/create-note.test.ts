import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import type { NewNote } from "../../../src/ports/crm.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
} from "./hubspot-under-test.ts";

const PATH = "/crm/v3/objects/notes";
const SAID = "2026-03-27T16:30:00.000Z";
const NOTE: NewNote = {
  ticketId: "901",
  text: 'From the thread of Parts: use <b>"A & B"</b>\nLin',
  at: Date.parse(SAID),
  deliveryKey: "note-1",
};

beforeEach(closeNetwork);

/** Answers the next creation; the request comes back for a look at it. */
function reply(status: number, body: object): { readonly requests: unknown[] } {
  const seen: { requests: unknown[] } = { requests: [] };
  nock(HUBSPOT)
    .post(PATH, (request) => {
      seen.requests.push(request);
      return true;
    })
    .reply(status, JSON.stringify(body), { "content-type": "application/json" });
  return seen;
}

describe("a note", () => {
  it("is made on its ticket, with people's words as text and a line to find it by", async () => {
    const seen = reply(201, { id: "8", properties: {} });
    const { crm } = hubspotUnderTest();

    expect(await crm.createNote(PORTAL, NOTE)).toEqual({ outcome: "made", noteId: "8" });
    expect(seen.requests).toEqual([
      {
        properties: {
          hs_timestamp: SAID,
          hs_note_body:
            "From the thread of Parts: use &lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;<br>Lin<br>[note-1]",
        },
        associations: [
          {
            to: { id: "901" },
            types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 228 }],
          },
        ],
      },
    ]);
  });

  it.each([500, 502, 503, 504, 408])("is not made again after %i: nobody knows", async (status) => {
    reply(status, {});
    reply(201, { id: "8", properties: {} });
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.createNote(PORTAL, NOTE)).toEqual({ outcome: "unknown" });
    expect(calls).toHaveLength(1);
  });

  it.each([429, 423])("is tried again after %i: HubSpot did nothing", async (status) => {
    reply(status, {});
    reply(201, { id: "8", properties: {} });
    const { crm } = hubspotUnderTest();

    expect(await crm.createNote(PORTAL, NOTE)).toEqual({ outcome: "made", noteId: "8" });
  });

  it.each([
    { name: "breaks off", body: '{"id": ' },
    { name: "names no note", body: '{"properties": {}}' },
  ])("may be there or not when the answer $name", async ({ body }) => {
    nock(HUBSPOT).post(PATH).reply(201, body, { "content-type": "application/json" });
    const { crm } = hubspotUnderTest();

    expect(await crm.createNote(PORTAL, NOTE)).toEqual({ outcome: "unknown" });
  });

  it.each([400, 404])("is refused with %i for good", async (status) => {
    reply(status, { category: "VALIDATION_ERROR" });
    const { crm } = hubspotUnderTest();

    expect(await crm.createNote(PORTAL, NOTE)).toEqual({
      outcome: "rejected",
      message: `${status} VALIDATION_ERROR`,
    });
  });

  it("is thrown when rights are missing: surely nothing was made", async () => {
    reply(403, { category: "MISSING_SCOPES" });
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.createNote(PORTAL, NOTE))).toMatchObject({
      code: "crm_missing_scope",
    });
  });
});
