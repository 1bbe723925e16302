import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { OWN_PROPERTIES } from "../../../src/adapters/hubspot/own-properties.ts";
import { existingProperties } from "./existing-properties.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  PORTAL,
} from "./hubspot-under-test.ts";

const NOT_FOUND = { category: "OBJECT_NOT_FOUND", message: "no such property" };
const CONFLICT = { category: "CONFLICT", message: "exists" };
const GROUP = { name: "aftercare", label: "Aftercare" };

beforeEach(closeNetwork);

function replyRead(type: string, results: readonly unknown[], status = 200) {
  nock(HUBSPOT)
    .post(`/crm/v3/properties/${type}/batch/read`)
    .reply(status, { results, ...(status === 207 && { errors: [NOT_FOUND] }) });
}

function replyCustomersThere() {
  replyRead("contacts", existingProperties("contact"));
  replyRead("companies", existingProperties("company"));
}

function replyGroups(type: string, names: readonly string[]) {
  const results = names.map((name) => ({ name, label: name }));
  nock(HUBSPOT).get(`/crm/v3/properties/${type}/groups`).reply(200, { results });
}

/** Those of a ticket that are not there yet, of each type one. */
const MISSING = /tier|(first_response|resolution)_due_at|worst/;

describe("making our properties", () => {
  it("costs three calls when all are there", async () => {
    replyRead("tickets", existingProperties("ticket"));
    replyCustomersThere();
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.provision(PORTAL)).toEqual({ created: [] });
    expect(calls).toHaveLength(3);
  });

  it("makes the group and all properties where nothing is there", async () => {
    for (const [type, object] of [
      ["tickets", "ticket"],
      ["contacts", "contact"],
      ["companies", "company"],
    ] as const) {
      replyRead(type, [], 207);
      replyGroups(type, ["ticketinformation"]);
      nock(HUBSPOT).post(`/crm/v3/properties/${type}/groups`, GROUP).reply(201, GROUP);
      nock(HUBSPOT)
        .post(`/crm/v3/properties/${type}/batch/create`)
        .reply(201, { results: existingProperties(object) });
    }
    const { crm, calls } = hubspotUnderTest();

    const { created } = await crm.provision(PORTAL);

    expect(created).toHaveLength(24 + 4 + 4);
    expect(created).toContain("tickets.aftercare_worst_status");
    expect(created).toContain("companies.aftercare_next_visit");
    expect(calls).toHaveLength(12);
  });

  it("describes each property completely", async () => {
    replyRead(
      "tickets",
      existingProperties("ticket").filter(({ name }) => !MISSING.test(name)),
    );
    replyGroups("tickets", ["aftercare"]);
    nock(HUBSPOT)
      .post("/crm/v3/properties/tickets/batch/create", ({ inputs }) => {
        expect(
          inputs.map(({ name, type, fieldType }: Record<string, string>) => [
            name,
            type,
            fieldType,
          ]),
        ).toEqual([
          ["aftercare_tier", "string", "text"],
          ["aftercare_first_response_due_at", "datetime", "date"],
          ["aftercare_resolution_due_at", "datetime", "date"],
          ["aftercare_worst_status", "enumeration", "select"],
        ]);
        expect(inputs[3]).toMatchObject({ groupName: "aftercare", formField: false });
        expect(inputs[3].options[0]).toEqual({
          value: "running",
          label: "Running",
          displayOrder: 0,
          hidden: false,
        });
        return true;
      })
      .reply(201, {
        results: existingProperties("ticket").filter(({ name }) => MISSING.test(name)),
      });
    replyCustomersThere();
    const { crm } = hubspotUnderTest();

    expect((await crm.provision(PORTAL)).created).toHaveLength(4);
  });

  it("takes no notice when another process makes the group and the properties first", async () => {
    replyRead("tickets", existingProperties("ticket").slice(1));
    replyGroups("tickets", []);
    nock(HUBSPOT).post("/crm/v3/properties/tickets/groups").reply(409, CONFLICT);
    nock(HUBSPOT).post("/crm/v3/properties/tickets/batch/create").reply(409, CONFLICT);
    nock(HUBSPOT).post("/crm/v3/properties/tickets").reply(409, CONFLICT);
    nock(HUBSPOT)
      .get("/crm/v3/properties/tickets/aftercare_tier")
      .reply(200, { name: "aftercare_tier", type: "string" });
    replyCustomersThere();
    const { crm } = hubspotUnderTest();

    expect(await crm.provision(PORTAL)).toEqual({ created: [] });
  });

  it("makes one by one what a batch left out", async () => {
    replyRead("tickets", existingProperties("ticket").slice(2));
    replyGroups("tickets", ["aftercare"]);
    const [first, second] = existingProperties("ticket");
    nock(HUBSPOT)
      .post("/crm/v3/properties/tickets/batch/create")
      .reply(207, { results: [second], errors: [CONFLICT] });
    nock(HUBSPOT).post("/crm/v3/properties/tickets").reply(201, first);
    replyCustomersThere();
    const { crm } = hubspotUnderTest();

    expect(await crm.provision(PORTAL)).toEqual({
      created: ["tickets.aftercare_first_response_state", "tickets.aftercare_tier"],
    });
  });
});

describe("an account that takes no more properties, or has archived one of the name", () => {
  const ROOM = 5;
  const LIMIT = { category: "VALIDATION_ERROR", message: "too many properties" };

  it("gets those that matter first, and the answer names what is missing", async () => {
    replyRead("tickets", [], 207);
    replyGroups("tickets", ["aftercare"]);
    nock(HUBSPOT).post("/crm/v3/properties/tickets/batch/create").reply(400, LIMIT);
    const made = { name: "aftercare_tier", type: "string" };
    nock(HUBSPOT).post("/crm/v3/properties/tickets").times(ROOM).reply(201, made);
    nock(HUBSPOT).persist().post("/crm/v3/properties/tickets").reply(400, LIMIT);
    replyCustomersThere();
    const failure = await failureOf(hubspotUnderTest().crm.provision(PORTAL));
    expect(failure).toMatchObject({ code: "crm_rejected", retryable: false });
    // Of seven that matter five were made; of the details none.
    const [, needed = "", useful = ""] =
      /needed: (.*); missing and useful: (.*)\. Delete/.exec(failure.message) ?? [];
    expect(needed.split(", ")).toHaveLength(2);
    expect(useful).toContain("tickets.aftercare_rating_link");
  });

  it("is told which one is archived", async () => {
    replyRead("tickets", existingProperties("ticket").slice(1));
    replyGroups("tickets", ["aftercare"]);
    nock(HUBSPOT).post("/crm/v3/properties/tickets/batch/create").reply(409, CONFLICT);
    nock(HUBSPOT).post("/crm/v3/properties/tickets").reply(409, CONFLICT);
    nock(HUBSPOT).get("/crm/v3/properties/tickets/aftercare_tier").reply(404, NOT_FOUND);
    replyCustomersThere();
    const failure = await failureOf(hubspotUnderTest().crm.provision(PORTAL));
    expect(failure.message).toContain(
      "Missing and needed: tickets.aftercare_tier (archived); missing and useful: none",
    );
  });
});

describe("a property of that name with another type", () => {
  it("is left alone and reported", async () => {
    replyRead("tickets", [{ name: "aftercare_tier", type: "number" }]);
    const { crm, calls } = hubspotUnderTest();

    const failure = await failureOf(crm.provision(PORTAL));
    expect(failure).toMatchObject({ code: "crm_rejected", retryable: false });
    expect(failure.message).toBe(
      "property aftercare_tier of tickets has type number: expected string",
    );
    expect(calls).toHaveLength(1);
  });

  it("is reported as well when it appears in the meantime", async () => {
    replyRead("tickets", existingProperties("ticket").slice(1));
    replyGroups("tickets", ["aftercare"]);
    nock(HUBSPOT).post("/crm/v3/properties/tickets/batch/create").reply(409, CONFLICT);
    nock(HUBSPOT).post("/crm/v3/properties/tickets").reply(409, CONFLICT);
    nock(HUBSPOT)
      .get("/crm/v3/properties/tickets/aftercare_tier")
      .reply(200, { name: "aftercare_tier", type: "bool" });
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.provision(PORTAL))).toMatchObject({ code: "crm_rejected" });
  });
});

it("missing rights end it", async () => {
  nock(HUBSPOT)
    .post("/crm/v3/properties/tickets/batch/read")
    .reply(403, { category: "MISSING_SCOPES" });
  const { crm } = hubspotUnderTest();

  expect(await failureOf(crm.provision(PORTAL))).toMatchObject({ code: "crm_missing_scope" });
});

it("every property that only takes choices has some, and no other has any", () => {
  for (const property of Object.values(OWN_PROPERTIES).flat()) {
    expect(property.name).toMatch(/^aftercare_[a-z_]+$/);
    expect((property.choices ?? []).length > 0).toBe(property.type === "choice");
  }
});
