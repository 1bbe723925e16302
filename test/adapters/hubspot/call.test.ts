import { setTimeout } from "node:timers/promises";
import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { MAX_ATTEMPTS } from "../../../src/adapters/hubspot/call.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import {
  closeNetwork,
  failureOf,
  HUBSPOT,
  hubspotUnderTest,
  NO_PIPELINES,
  PIPELINES,
  PORTAL,
  recordedAnswer,
  replyToPipelines as replyOnce,
} from "./hubspot-under-test.ts";

beforeEach(closeNetwork);

describe("an answer that ends it", () => {
  it.each([
    { name: "400", status: 400, body: { category: "VALIDATION_ERROR" }, code: "crm_rejected" },
    { name: "403 without the right scopes", status: 403, body: {}, code: "crm_missing_scope" },
    { name: "404", status: 404, body: { category: "OBJECT_NOT_FOUND" }, code: "crm_not_found" },
    { name: "409", status: 409, body: { category: "CONFLICT" }, code: "crm_rejected" },
    { name: "414, which is not named anywhere", status: 414, body: {}, code: "crm_rejected" },
    { name: "301, which no API should give", status: 301, body: {}, code: "crm_rejected" },
  ])("is $name", async ({ status, body, code }) => {
    replyOnce(status, body);
    const { crm, calls, waits } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({ code, retryable: false });
    expect(calls.map((call) => call.status)).toEqual([status]);
    expect(waits).toEqual([]);
  });

  it("is 477, with the time that the account needs to move", async () => {
    replyOnce(477, {}, { "retry-after": "3600" });
    replyOnce(477);
    const { crm, calls } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
      retryAfterMs: 3_600_000,
    });
    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({ retryAfterMs: 600_000 });
    expect(calls).toHaveLength(2);
  });

  it("says where and what, but never repeats what HubSpot wrote of a person", async () => {
    replyOnce(403, {
      message: "jane@example.com may not",
      category: "MISSING_SCOPES",
      correlationId: "c-1",
      errors: [{ message: "no", context: { requiredGranularScopes: ["tickets", "Jane Doe"] } }],
    });
    const { crm } = hubspotUnderTest();

    const failure = await failureOf(crm.readPipelines(PORTAL));
    expect(failure.message).toBe(
      `GET /crm/v3/pipelines/tickets of portal ${PORTAL} answered 403 MISSING_SCOPES tickets (correlation c-1)`,
    );
    expect(JSON.stringify(failure.cause)).not.toContain("ane");
  });

  itWithFixtures("is a published refusal for want of scopes", async () => {
    const { body } = recordedAnswer("api--amp-metadata-err-schemas-scope");
    replyOnce(403, body);
    const { crm } = hubspotUnderTest();

    const failure = await failureOf(crm.readPipelines(PORTAL));
    expect(failure.message).toContain("MISSING_SCOPES custom-object-read");
  });
});

describe("a call that may be repeated", () => {
  it.each([500, 502, 503, 504, 521, 526])("goes on after %i", async (status) => {
    replyOnce(status);
    replyOnce(200, NO_PIPELINES);
    const { crm, calls, waits, logged } = hubspotUnderTest();

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
    expect(calls.map((call) => call.status)).toEqual([status, 200]);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(250);
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(logged).toMatchObject([{ level: "warn", fields: { portalId: PORTAL, attempts: 1 } }]);
  });

  it.each([
    { name: "HTML", body: "<html>Bad Gateway</html>", headers: { "content-type": "text/html" } },
    { name: "nothing, not even a content type", body: "", headers: {} },
    { name: "broken JSON", body: '{"sta', headers: { "content-type": "application/json" } },
  ])("goes on after a 502 that holds $name", async ({ body, headers }) => {
    nock(HUBSPOT).get(PIPELINES).reply(502, body, headers);
    replyOnce(200, NO_PIPELINES);
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
    expect(calls.map((call) => call.status)).toEqual([502, 200]);
  });

  it("goes on after a success that cannot be read", async () => {
    nock(HUBSPOT)
      .get(PIPELINES)
      .reply(200, '{"results": [', { "content-type": "application/json" });
    replyOnce(200, NO_PIPELINES);
    const { crm } = hubspotUnderTest();

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
  });

  it("takes a success with a status that the client does not expect", async () => {
    replyOnce(201, { results: [{ id: "0", label: "Support", stages: [] }] });
    const { crm, calls } = hubspotUnderTest();

    expect(await crm.readPipelines(PORTAL)).toMatchObject([{ pipelineId: "0" }]);
    expect(calls.map((call) => call.status)).toEqual([201]);
  });

  it("gives up at once on an answer in another shape, which names the place", async () => {
    replyOnce(200, { results: [{ id: "0", label: 7, stages: [] }] });
    const { crm } = hubspotUnderTest();

    const failure = await failureOf(crm.readPipelines(PORTAL));
    expect(failure).toMatchObject({ code: "crm_unavailable", retryable: true });
    expect(failure.message).toContain("results.0.label");
  });

  it("ends after four attempts, with growing waits", async () => {
    for (let count = 0; count < MAX_ATTEMPTS; count += 1) replyOnce(503);
    const { crm, calls, waits } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
    expect(calls).toHaveLength(MAX_ATTEMPTS);
    expect(waits).toHaveLength(MAX_ATTEMPTS - 1);
    expect(waits[2]).toBeGreaterThanOrEqual(1000);
    expect(waits[2]).toBeLessThanOrEqual(2000);
  });

  it.each([
    { name: "the time that HubSpot asks for", headers: { "retry-after": "5" }, waitMs: 5000 },
    { name: "two seconds when it asks for less", headers: { "retry-after": "1" }, waitMs: 2000 },
    { name: "two seconds when it asks for nothing", headers: {}, waitMs: 2000 },
  ])("waits on a locked record for $name", async ({ headers, waitMs }) => {
    replyOnce(423, {}, headers);
    replyOnce(200, NO_PIPELINES);
    const { crm, waits } = hubspotUnderTest();

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
    expect(waits).toEqual([waitMs]);
  });

  it("says that the record stays locked when it does", async () => {
    for (let count = 0; count < MAX_ATTEMPTS; count += 1) replyOnce(423);
    const { crm } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "crm_locked",
      retryAfterMs: 2000,
    });
  });

  it("is not begun again when that comes too late for whoever asked", async () => {
    replyOnce(503);
    replyOnce(200, NO_PIPELINES);
    const timeoutMs = 100;
    const { crm, calls } = hubspotUnderTest({ timeoutMs, wait: () => setTimeout(5 * timeoutMs) });

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
    expect(calls).toHaveLength(1);
  });
});
