import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import type { PropertyWrite } from "../../../src/ports/crm.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import { existingProperties } from "./existing-properties.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
  recordedAnswer,
} from "./hubspot-under-test.ts";

const UPDATE = "/crm/v3/objects/tickets/batch/update";
const BAD = { category: "VALIDATION_ERROR", errors: [{ code: "INVALID_OPTION" }] };
const UNKNOWN = { category: "VALIDATION_ERROR", errors: [{ code: "PROPERTY_DOESNT_EXIST" }] };

beforeEach(closeNetwork);

function write(id: string, tier = "key"): PropertyWrite {
  return { id, properties: { aftercare_tier: tier } };
}

function rows(...ids: string[]) {
  return { status: "COMPLETE", results: ids.map((id) => ({ id, properties: {} })) };
}

/** Answers a batch of exactly these records, whenever it comes. */
function reply(ids: readonly string[], status: number, body: Record<string, unknown>): void {
  nock(HUBSPOT)
    .post(UPDATE, ({ inputs }) => inputs.map(({ id }: { id: string }) => id).join() === ids.join())
    .reply(status, JSON.stringify(body), { "content-type": "application/json" });
}

/** One provisioning that finds everything there; a second one would meet a closed network. */
function replyToOneProvisioning(): void {
  const kinds = { tickets: "ticket", contacts: "contact", companies: "company" } as const;
  for (const [type, object] of Object.entries(kinds)) {
    nock(HUBSPOT)
      .post(`/crm/v3/properties/${type}/batch/read`)
      .reply(200, { results: existingProperties(object) });
  }
}

describe("writing properties", () => {
  it("takes one call for a hundred records", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(index));
    reply(ids.slice(0, 100), 200, rows(...ids.slice(0, 100)));
    reply(ids.slice(100), 200, rows("100"));
    const { crm, calls } = hubspotUnderTest();

    const outcomes = await crm.writeProperties(
      PORTAL,
      "ticket",
      ids.map((id) => write(id)),
    );

    expect(outcomes).toEqual(ids.map((id) => ({ id, ok: true })));
    expect(calls.map((call) => call.path)).toEqual([`POST ${UPDATE}`, `POST ${UPDATE}`]);
  });

  it("joins the writes of one record, which HubSpot would refuse, the later value winning", async () => {
    nock(HUBSPOT)
      .post("/crm/v3/objects/companies/batch/update", {
        inputs: [
          {
            id: "1",
            properties: { aftercare_tier: "standard", aftercare_next_visit: "2026-03-27" },
          },
        ],
      })
      .reply(200, rows("1"));
    const { crm } = hubspotUnderTest();

    const outcomes = await crm.writeProperties(PORTAL, "company", [
      { id: "1", properties: { aftercare_tier: "key", aftercare_next_visit: "2026-03-27" } },
      { id: "1", properties: { aftercare_tier: "standard" } },
    ]);

    expect(outcomes).toEqual([
      { id: "1", ok: true },
      { id: "1", ok: true },
    ]);
  });

  it("costs nothing when there is nothing to write", async () => {
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.writeProperties(PORTAL, "ticket", [])).toEqual([]);
    expect(calls).toEqual([]);
  });

  itWithFixtures("understands a recorded success", async () => {
    const { body } = recordedAnswer("api--nango-batch-update-companies");
    nock(HUBSPOT).post("/crm/v3/objects/companies/batch/update").reply(200, body);
    const { crm } = hubspotUnderTest();

    expect(await crm.writeProperties(PORTAL, "company", [write("407218578642")])).toEqual([
      { id: "407218578642", ok: true },
    ]);
  });
});

describe("a success in part", () => {
  it("tells records that are gone or refused from those that are written", async () => {
    reply(["1", "2", "3"], 207, {
      ...rows("1"),
      numErrors: 2,
      errors: [
        { category: "OBJECT_NOT_FOUND", context: { ids: ["2"] } },
        { ...BAD, message: "Jane Doe is no option", context: { ids: ["3"] } },
      ],
    });
    const { crm } = hubspotUnderTest();

    expect(
      await crm.writeProperties(
        PORTAL,
        "ticket",
        ["1", "2", "3"].map((id) => write(id)),
      ),
    ).toEqual([
      { id: "1", ok: true },
      { id: "2", ok: false, reason: "gone", message: "OBJECT_NOT_FOUND" },
      { id: "3", ok: false, reason: "rejected", message: "VALIDATION_ERROR INVALID_OPTION" },
    ]);
  });

  it("counts a record that came back under another id as written: it was merged", async () => {
    reply(["1", "2"], 207, {
      ...rows("99"),
      errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["2"] } }],
    });
    const { crm } = hubspotUnderTest();

    const [first, second] = await crm.writeProperties(PORTAL, "ticket", [write("1"), write("2")]);
    expect([first?.ok, second?.ok]).toEqual([true, false]);
  });

  it("asks again for those that an error without ids may be about", async () => {
    reply(["1", "2", "3"], 207, { ...rows("1"), errors: [BAD] });
    reply(["2"], 200, rows("2"));
    reply(["3"], 207, { ...rows(), errors: [BAD] });
    const { crm } = hubspotUnderTest();

    const outcomes = await crm.writeProperties(
      PORTAL,
      "ticket",
      ["1", "2", "3"].map((id) => write(id)),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  it("is a failure to be tried again when HubSpot had trouble with some", async () => {
    reply(["1"], 207, {
      ...rows(),
      errors: [{ category: "INTERNAL_ERROR", context: { ids: ["1"] } }],
    });
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.writeProperties(PORTAL, "ticket", [write("1")]))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
  });
});

describe("a batch that is refused as a whole", () => {
  it("is halved until the bad record stands alone", async () => {
    reply(["1", "2", "3", "4"], 400, BAD);
    reply(["1", "2"], 200, rows("1", "2"));
    reply(["3", "4"], 400, BAD);
    reply(["3"], 400, { ...BAD, message: "Jane Doe", correlationId: "c-1" });
    reply(["4"], 200, rows("4"));
    const { crm, calls } = hubspotUnderTest();

    const outcomes = await crm.writeProperties(
      PORTAL,
      "ticket",
      ["1", "2", "3", "4"].map((id) => write(id)),
    );

    expect(outcomes).toEqual([
      { id: "1", ok: true },
      { id: "2", ok: true },
      {
        id: "3",
        ok: false,
        reason: "rejected",
        message: "400 VALIDATION_ERROR INVALID_OPTION (correlation c-1)",
      },
      { id: "4", ok: true },
    ]);
    expect(calls).toHaveLength(5);
  });

  it("costs at most 15 calls for one bad record among a hundred", async () => {
    nock(HUBSPOT)
      .persist()
      .post(UPDATE, ({ inputs }) => inputs.some(({ id }: { id: string }) => id === "37"))
      .reply(400, BAD);
    nock(HUBSPOT).persist().post(UPDATE).reply(200, rows());
    const ids = Array.from({ length: 100 }, (_, index) => String(index));
    const { crm, calls } = hubspotUnderTest();

    const outcomes = await crm.writeProperties(
      PORTAL,
      "ticket",
      ids.map((id) => write(id)),
    );

    expect(outcomes.filter(({ ok }) => !ok).map(({ id }) => id)).toEqual(["37"]);
    expect(calls.length).toBeLessThanOrEqual(15);
  });

  it.each([
    { name: "404", status: 404, body: {} },
    { name: "400 that says so", status: 400, body: { category: "OBJECT_NOT_FOUND" } },
  ])("says that the only record is gone when it is answered $name", async ({ status, body }) => {
    reply(["1"], status, body);
    const { crm } = hubspotUnderTest();

    expect(await crm.writeProperties(PORTAL, "ticket", [write("1")])).toMatchObject([
      { id: "1", ok: false, reason: "gone" },
    ]);
  });

  it.each([
    { name: "rights are missing", status: 403, code: "crm_missing_scope" },
    { name: "the portal is disconnected", status: 401, code: "portal_disconnected" },
  ])("is not halved when $name", async ({ status, code }) => {
    reply(["1", "2"], status, {});
    const { crm } = hubspotUnderTest();

    expect(
      await failureOf(crm.writeProperties(PORTAL, "ticket", [write("1"), write("2")])),
    ).toMatchObject({ code });
  });
});

describe("a property that does not exist", () => {
  it("is made, and the batch written again", async () => {
    reply(["1", "2"], 400, UNKNOWN);
    replyToOneProvisioning();
    reply(["1", "2"], 200, rows("1", "2"));
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.writeProperties(PORTAL, "ticket", [write("1"), write("2")])).toEqual([
      { id: "1", ok: true },
      { id: "2", ok: true },
    ]);
    expect(calls).toHaveLength(5);
  });

  it("is made when only some records complain", async () => {
    reply(["1"], 207, { ...rows(), errors: [{ ...UNKNOWN, context: { ids: ["1"] } }] });
    replyToOneProvisioning();
    reply(["1"], 200, rows("1"));
    const { crm } = hubspotUnderTest();

    expect(await crm.writeProperties(PORTAL, "ticket", [write("1")])).toEqual([
      { id: "1", ok: true },
    ]);
  });

  it("is made once; after that the records are refused", async () => {
    reply(["1"], 400, UNKNOWN);
    replyToOneProvisioning();
    reply(["1"], 400, UNKNOWN);
    const { crm } = hubspotUnderTest();

    expect(await crm.writeProperties(PORTAL, "ticket", [write("1")])).toEqual([
      {
        id: "1",
        ok: false,
        reason: "rejected",
        message: "400 VALIDATION_ERROR PROPERTY_DOESNT_EXIST",
      },
    ]);
  });

  itWithFixtures("is known from a published refusal", async () => {
    const { body } = recordedAnswer("api--amp-batch-update-contacts-err-many-invalid-properties");
    const path = "/crm/v3/objects/contacts/batch/update";
    nock(HUBSPOT).post(path).reply(400, body);
    replyToOneProvisioning();
    nock(HUBSPOT).post(path).reply(200, rows("1"));
    const { crm } = hubspotUnderTest();

    expect(await crm.writeProperties(PORTAL, "contact", [write("1")])).toEqual([
      { id: "1", ok: true },
    ]);
  });
});
