import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { createOauthTokens, staticToken } from "../../../src/adapters/hubspot/access-tokens.ts";
import type { PortalTokens, TokenVault } from "../../../src/ports/token-vault.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import { closeNetwork, failureOf, HUBSPOT, PORTAL, recordedAnswer } from "./hubspot-under-test.ts";
import { memoryVault } from "./memory-vault.ts";

const NOW = Date.parse("2026-03-27T12:00:00Z");
const MINUTE_MS = 60_000;
const EARLY_MS = 5 * MINUTE_MS;
const ENDPOINT = "/oauth/2026-03/token";
const DEAD = {
  error: "invalid_grant",
  status: "BAD_REFRESH_TOKEN",
  message: "refresh token is bad",
};

beforeEach(closeNetwork);

function stored(expiresAt: number, more: Partial<PortalTokens> = {}): PortalTokens {
  return { accessToken: "access-1", refreshToken: "refresh-1", expiresAt, ...more };
}

function oauthTokens(vault: TokenVault) {
  const disconnected: string[] = [];
  const time = { now: NOW };
  const tokens = createOauthTokens({
    vault,
    clientId: "client",
    clientSecret: "s3cr3t",
    baseUrl: `${HUBSPOT}/`,
    timeSource: { now: () => time.now },
    logger: createRecordingLogger(),
    onDisconnected: async (portalId) => {
      disconnected.push(portalId);
    },
  });
  return { tokens, disconnected, time };
}

function replyTokens(accessToken: string, sent = "refresh-1", more: Record<string, unknown> = {}) {
  const form = {
    grant_type: "refresh_token",
    client_id: "client",
    client_secret: "s3cr3t",
    refresh_token: sent,
  };
  return nock(HUBSPOT)
    .post(ENDPOINT, form)
    .reply(200, { access_token: accessToken, refresh_token: sent, expires_in: 1800, ...more });
}

describe("the token of an installed app", () => {
  it.each([
    { name: "is used until five minutes before its end", leftMs: EARLY_MS + 1, token: "access-1" },
    { name: "is refreshed from five minutes before its end", leftMs: EARLY_MS, token: "access-2" },
    { name: "is refreshed after its end", leftMs: -1, token: "access-2" },
  ])("$name", async ({ leftMs, token }) => {
    const vault = memoryVault(stored(NOW + leftMs));
    replyTokens("access-2");
    const { tokens } = oauthTokens(vault);

    expect(await tokens.token(PORTAL)).toBe(token);
    expect(await tokens.token(PORTAL)).toBe(token);
    expect(vault.tokens?.accessToken).toBe(token);
  });

  it("is kept with the new end and the new refresh token", async () => {
    const vault = memoryVault(stored(NOW));
    replyTokens("access-2", "refresh-1", { refresh_token: "refresh-2" });

    await oauthTokens(vault).tokens.token(PORTAL);

    expect(vault.tokens).toEqual({
      accessToken: "access-2",
      refreshToken: "refresh-2",
      expiresAt: NOW + 30 * MINUTE_MS,
    });
  });

  it("keeps the old refresh token when the answer names none", async () => {
    const vault = memoryVault(stored(NOW));
    replyTokens("access-2", "refresh-1", { refresh_token: undefined });

    await oauthTokens(vault).tokens.token(PORTAL);

    expect(vault.tokens?.refreshToken).toBe("refresh-1");
  });

  it("is refreshed once, however many ask at the same time", async () => {
    const vault = memoryVault(stored(NOW));
    replyTokens("access-2");
    const { tokens } = oauthTokens(vault);

    const given = await Promise.all([1, 2, 3, 4].map(() => tokens.token(PORTAL)));

    expect(given).toEqual(["access-2", "access-2", "access-2", "access-2"]);
    expect(vault.locks).toBe(1);
  });

  it("is refreshed once by two processes that share the vault", async () => {
    const vault = memoryVault(stored(NOW));
    replyTokens("access-2");

    const given = await Promise.all([
      oauthTokens(vault).tokens.token(PORTAL),
      oauthTokens(vault).tokens.token(PORTAL),
    ]);

    expect(given).toEqual(["access-2", "access-2"]);
    expect(vault.locks).toBe(2);
  });

  it("stays in use when HubSpot's token service is down, until its end", async () => {
    const { tokens, time } = oauthTokens(memoryVault(stored(NOW + MINUTE_MS)));
    nock(HUBSPOT).post(ENDPOINT).times(2).reply(503);

    expect(await tokens.token(PORTAL)).toBe("access-1");
    time.now = NOW + MINUTE_MS;
    expect(await failureOf(tokens.token(PORTAL))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
  });

  itWithFixtures("is read out of a captured answer", async () => {
    const vault = memoryVault(stored(NOW));
    nock(HUBSPOT).post(ENDPOINT).reply(200, recordedAnswer("oauth--readme-token-response").body);

    expect(await oauthTokens(vault).tokens.token(PORTAL)).toBe("REDACTED-TOKEN");
    expect(vault.tokens?.expiresAt).toBe(NOW + 30 * MINUTE_MS);
  });
});

describe("a token that HubSpot refuses", () => {
  it("is exchanged although it should be good", async () => {
    const { tokens } = oauthTokens(memoryVault(stored(NOW + 20 * MINUTE_MS)));
    replyTokens("access-2");
    expect(await tokens.token(PORTAL)).toBe("access-1");

    expect(await tokens.refresh(PORTAL, "access-1")).toBe("access-2");
    expect(await tokens.token(PORTAL)).toBe("access-2");
  });

  it("is exchanged once for all calls that it failed", async () => {
    const { tokens } = oauthTokens(memoryVault(stored(NOW + 20 * MINUTE_MS)));
    replyTokens("access-2");

    expect(await tokens.refresh(PORTAL, "access-1")).toBe("access-2");
    expect(await tokens.refresh(PORTAL, "access-1")).toBe("access-2");
  });

  it("is replaced by what another process or a new installation stored meanwhile", async () => {
    const vault = memoryVault(stored(NOW + 20 * MINUTE_MS));
    const { tokens } = oauthTokens(vault);
    await tokens.token(PORTAL);
    vault.tokens = stored(NOW + 30 * MINUTE_MS, { accessToken: "access-9" });

    expect(await tokens.refresh(PORTAL, "access-1")).toBe("access-9");
  });
});

describe("a portal without usable tokens", () => {
  it.each([
    { name: "both words", body: DEAD },
    { name: "the older word only", body: { status: "BAD_REFRESH_TOKEN" } },
    { name: "the standard's word only", body: { error: "invalid_grant" } },
  ])("is disconnected when HubSpot refuses the refresh token with $name", async ({ body }) => {
    const { tokens, disconnected } = oauthTokens(memoryVault(stored(NOW)));
    nock(HUBSPOT).post(ENDPOINT).reply(400, body);

    expect(await failureOf(tokens.token(PORTAL))).toMatchObject({
      code: "portal_disconnected",
      retryable: false,
    });
    expect(disconnected).toEqual([PORTAL]);
  });

  it("is not, when a new installation brought another refresh token meanwhile", async () => {
    const vault = memoryVault(stored(NOW));
    const { tokens, disconnected } = oauthTokens(vault);
    nock(HUBSPOT)
      .post(ENDPOINT)
      .reply(400, () => {
        vault.tokens = stored(NOW, { refreshToken: "refresh-2" });
        return JSON.stringify(DEAD);
      });
    replyTokens("access-2", "refresh-2");

    expect(await tokens.token(PORTAL)).toBe("access-2");
    expect(disconnected).toEqual([]);
  });

  it("is disconnected when the vault has nothing, without asking HubSpot", async () => {
    const { tokens, disconnected } = oauthTokens(memoryVault(null));

    expect(await failureOf(tokens.token(PORTAL))).toMatchObject({ code: "portal_disconnected" });
    expect(await failureOf(tokens.refresh(PORTAL, "x"))).toMatchObject({
      code: "portal_disconnected",
    });
    expect(disconnected).toEqual([]);
  });

  it("does not go on with a remembered token once that was refused", async () => {
    const vault = memoryVault(stored(NOW + 20 * MINUTE_MS));
    const { tokens } = oauthTokens(vault);
    await tokens.token(PORTAL);
    vault.tokens = null;

    expect(await failureOf(tokens.refresh(PORTAL, "access-1"))).toMatchObject({
      code: "portal_disconnected",
    });
    expect(await failureOf(tokens.token(PORTAL))).toMatchObject({ code: "portal_disconnected" });
  });
});

describe("trouble with the token service", () => {
  it.each([
    {
      name: "an overloaded server",
      status: 503,
      body: "<html>",
      code: "crm_unavailable",
      retryable: true,
    },
    { name: "a reached limit", status: 429, body: "{}", code: "crm_unavailable", retryable: true },
    {
      name: "another shape",
      status: 200,
      body: '{"access_token":""}',
      code: "crm_unavailable",
      retryable: true,
    },
    {
      name: "a body that is not JSON",
      status: 200,
      body: "ok",
      code: "crm_unavailable",
      retryable: true,
    },
    {
      name: "a wrong client id",
      status: 400,
      body: '{"status":"BAD_CLIENT_ID"}',
      code: "settings_invalid",
      retryable: false,
    },
  ])("is told apart: $name", async ({ status, body, code, retryable }) => {
    const { tokens, disconnected } = oauthTokens(memoryVault(stored(NOW)));
    nock(HUBSPOT).post(ENDPOINT).reply(status, body);

    const failure = await failureOf(tokens.token(PORTAL));
    expect(failure).toMatchObject({ code, retryable });
    expect(failure.message).not.toMatch(/s3cr3t|refresh-1/);
    expect(disconnected).toEqual([]);
  });

  it("is told apart: a lost connection", async () => {
    const { tokens } = oauthTokens(memoryVault(stored(NOW)));
    nock(HUBSPOT).post(ENDPOINT).replyWithError(new Error("reset"));

    expect(await failureOf(tokens.token(PORTAL))).toMatchObject({
      code: "crm_unavailable",
      retryable: true,
    });
  });
});

it("the fixed token of a private app cannot be refreshed", async () => {
  const tokens = staticToken("fixed");

  expect(await tokens.token(PORTAL)).toBe("fixed");
  expect(await failureOf(tokens.refresh(PORTAL, "fixed"))).toMatchObject({
    code: "portal_disconnected",
  });
});
