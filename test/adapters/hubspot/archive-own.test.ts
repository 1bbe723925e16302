import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { OWN_PROPERTIES } from "../../../src/adapters/hubspot/own-properties.ts";
import { closeNetwork, HUBSPOT, hubspotUnderTest, PORTAL } from "./hubspot-under-test.ts";

beforeEach(closeNetwork);

const KINDS = [
  ["tickets", "ticket"],
  ["contacts", "contact"],
  ["companies", "company"],
] as const;

describe("archiving our properties", () => {
  it.each([
    { name: "where they are there", status: 204 },
    { name: "where somebody was faster", status: 404 },
  ])("names each of them, and the group, $name", async ({ status }) => {
    const body = status === 204 ? "" : { category: "OBJECT_NOT_FOUND", message: "gone" };
    for (const [type, object] of KINDS) {
      const inputs = OWN_PROPERTIES[object].map(({ name }) => ({ name }));
      nock(HUBSPOT)
        .post(`/crm/v3/properties/${type}/batch/archive`, { inputs })
        .reply(status, body);
      nock(HUBSPOT).delete(`/crm/v3/properties/${type}/groups/aftercare`).reply(status, body);
    }
    const { crm, calls } = hubspotUnderTest();
    await crm.archiveOwn(PORTAL);
    expect(calls).toHaveLength(6);
    expect(nock.isDone()).toBe(true);
  });
});
