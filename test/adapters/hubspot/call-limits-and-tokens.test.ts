import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import type { AccessTokens } from "../../../src/adapters/hubspot/access-tokens.ts";
import { MAX_WAIT_MS } from "../../../src/adapters/hubspot/call.ts";
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

describe("a reached limit", () => {
  const rolling = { errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" };

  it.each([
    { name: "ten seconds for the rolling one", body: rolling, headers: {}, waitMs: 10_000 },
    {
      name: "a second for that of a second",
      body: { policyName: "SECONDLY" },
      headers: {},
      waitMs: 1_000,
    },
    {
      name: "ten seconds when it has no name",
      body: { category: "RATE_LIMITS" },
      headers: {},
      waitMs: 10_000,
    },
    {
      name: "as long as HubSpot asks for",
      body: rolling,
      headers: { "retry-after": "3" },
      waitMs: 3_000,
    },
    {
      name: "ten seconds when it asks by date",
      body: rolling,
      headers: { "retry-after": "Mon, 02 Mar 2026 09:00:00 GMT" },
      waitMs: 10_000,
    },
  ])("is waited for $name, by all calls of the portal", async ({ body, headers, waitMs }) => {
    replyOnce(429, body, headers);
    replyOnce(200, NO_PIPELINES);
    const { crm, waits } = hubspotUnderTest();

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
    // Once for this call, once for the queue of the portal.
    expect(waits).toEqual([waitMs, waitMs]);
  });

  it("is thrown when waiting would take too long", async () => {
    replyOnce(429, rolling, { "retry-after": String(MAX_WAIT_MS / 1000 + 1) });
    const { crm, calls } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "crm_rate_limited",
      retryable: true,
      retryAfterMs: MAX_WAIT_MS + 1000,
    });
    expect(calls).toHaveLength(1);
  });

  it("is thrown when several waits together take too long", async () => {
    for (let count = 0; count < 3; count += 1) replyOnce(429, rolling);
    const { crm, calls } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({ code: "crm_rate_limited" });
    expect(calls).toHaveLength(3);
  });

  it("that is daily is thrown at once", async () => {
    replyOnce(429, { policyName: "DAILY" });
    const { crm, calls, waits } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "crm_rate_limited",
      retryable: true,
      retryAfterMs: 3_600_000,
    });
    expect(calls).toHaveLength(1);
    // Nor is the portal's queue held: its calls would hang for an hour.
    expect(waits).toEqual([]);
  });

  itWithFixtures("is understood in each published body", async () => {
    for (const name of ["rate-limit--429-burst", "rate-limit--429-ten"]) {
      const { body, headers } = recordedAnswer(name);
      replyOnce(429, body, headers);
      replyOnce(200, NO_PIPELINES);
      const { crm, waits } = hubspotUnderTest();
      await crm.readPipelines(PORTAL);
      expect(waits[0]).toBe(10_000);
    }
    replyOnce(429, recordedAnswer("rate-limit--429-daily").body);
    const { crm, calls } = hubspotUnderTest();
    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({ code: "crm_rate_limited" });
    expect(calls).toHaveLength(1);
  });
});

describe("a refused token", () => {
  function tokensInTurn(tokens: readonly string[]): AccessTokens & { readonly rejected: string[] } {
    const rejected: string[] = [];
    const next = async () => tokens[rejected.length] ?? "none";
    return {
      rejected,
      token: next,
      refresh: (_, rejectedToken) => {
        rejected.push(rejectedToken);
        return next();
      },
    };
  }

  function replyToToken(token: string, status: number, body: unknown) {
    nock(HUBSPOT, { reqheaders: { authorization: `Bearer ${token}` } })
      .get(PIPELINES)
      .reply(status, JSON.stringify(body), { "content-type": "application/json" });
  }

  it("is refreshed once, and the call repeated with the new one", async () => {
    replyToToken("old", 401, { category: "EXPIRED_AUTHENTICATION" });
    replyToToken("new", 200, NO_PIPELINES);
    const tokens = tokensInTurn(["old", "new"]);
    const { crm, waits } = hubspotUnderTest({ tokens });

    expect(await crm.readPipelines(PORTAL)).toEqual([]);
    expect(tokens.rejected).toEqual(["old"]);
    expect(waits).toEqual([]);
  });

  it("ends it when the new one is refused as well", async () => {
    replyToToken("old", 401, { category: "EXPIRED_AUTHENTICATION" });
    replyToToken("new", 401, { category: "INVALID_AUTHENTICATION" });
    const tokens = tokensInTurn(["old", "new", "third"]);
    const { crm, calls } = hubspotUnderTest({ tokens });

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "portal_disconnected",
      retryable: false,
    });
    expect(tokens.rejected).toEqual(["old"]);
    expect(calls.map((call) => call.status)).toEqual([401, 401]);
  });

  it("ends it at once when it is fixed", async () => {
    replyOnce(401);
    const { crm, calls } = hubspotUnderTest();

    expect(await failureOf(crm.readPipelines(PORTAL))).toMatchObject({
      code: "portal_disconnected",
    });
    expect(calls).toHaveLength(1);
  });
});
