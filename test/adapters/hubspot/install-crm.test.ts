import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { grantedCrm } from "../../../src/adapters/hubspot/granted-crm.ts";
import { createInstallCrm } from "../../../src/adapters/hubspot/install-crm.ts";
import { createMemoryCrm } from "../../support/memory-crm.ts";
import { closeNetwork, failureOf, HUBSPOT, PORTAL } from "./hubspot-under-test.ts";

const NOW = Date.parse("2026-03-27T12:00:00Z");
const ENDPOINT = "/oauth/2026-03/token";
const TOKENS = { access_token: "access-1", refresh_token: "refresh-1", expires_in: 1800 };
const WHO = { hub_id: 4242001, user_id: 501, scopes: ["oauth", "tickets", "tickets"] };
const INSTALLATION = {
  ...{ portalId: "4242001", userId: "501", scopes: ["oauth", "tickets"] },
  tokens: { accessToken: "access-1", refreshToken: "refresh-1", expiresAt: NOW + 1_800_000 },
};

beforeEach(closeNetwork);

const crm = () =>
  createInstallCrm({
    ...{ baseUrl: `${HUBSPOT}/`, clientId: "client", clientSecret: "s3cr3t" },
    redirectUri: () => "https://aftercare.example/oauth/callback",
    timeSource: { now: () => NOW },
  });
const replyCode = (status: number, body: nock.Body) =>
  nock(HUBSPOT)
    .post(ENDPOINT, {
      ...{ grant_type: "authorization_code", client_id: "client", client_secret: "s3cr3t" },
      ...{ code: "code-1", redirect_uri: "https://aftercare.example/oauth/callback" },
    })
    .reply(status, body);
const replyWho = (status: number, body: nock.Body) =>
  nock(HUBSPOT)
    .post(`${ENDPOINT}/introspect`, {
      ...{ token: "access-1", token_type_hint: "access_token" },
      ...{ client_id: "client", client_secret: "s3cr3t" },
    })
    .reply(status, body);

describe("a code", () => {
  it("brings tokens, the account, the person and the scopes", async () => {
    replyCode(200, { ...TOKENS, ...WHO });
    replyWho(200, { active: true, user: "mara@example.com", ...WHO });
    expect(await crm().exchange("code-1")).toEqual({
      ok: true,
      installation: { ...INSTALLATION, email: "mara@example.com" },
    });
  });

  it.each([
    { name: "when only the first answer says who it is", first: WHO, status: 400, second: {} },
    { name: "when only the second one does", first: {}, status: 200, second: WHO },
    { name: "when ids are texts", first: {}, status: 200, second: { ...WHO, hub_id: "4242001" } },
  ])("is enough $name", async ({ first, status, second }) => {
    replyCode(200, { ...TOKENS, ...first });
    replyWho(status, second);
    expect(await crm().exchange("code-1")).toEqual({
      ok: true,
      installation: { ...INSTALLATION, email: "" },
    });
  });

  it.each([
    { body: { error: "invalid_grant", status: "BAD_AUTH_CODE" }, reason: "code_refused" },
    { body: { error: "invalid_grant" }, reason: "code_refused" },
    { body: {}, reason: "code_refused" },
    { body: { error: "invalid_grant", status: "BAD_REDIRECT_URI" }, reason: "wrong_redirect" },
    { body: { status: "MISMATCH_REDIRECT_URI_AUTH_CODE" }, reason: "wrong_redirect" },
    { body: { error: "invalid_grant", status: "BAD_CLIENT_ID" }, reason: "wrong_client" },
    { body: { status: "MISSING_CLIENT_SECRET" }, reason: "wrong_client" },
    { body: { error: "invalid_client" }, reason: "wrong_client" },
  ])("is refused with $body: $reason", async ({ body, reason }) => {
    replyCode(400, body);
    expect(await crm().exchange("code-1")).toEqual({ ok: false, reason });
  });

  it.each([
    { name: "an overloaded server", status: 503, body: "<html>", who: null },
    { name: "a reached limit", status: 429, body: "{}", who: null },
    { name: "another shape", status: 200, body: '{"access_token":"access-1"}', who: null },
    { name: "nobody's account", status: 200, body: JSON.stringify(TOKENS), who: 200 },
    {
      name: "a second server that is overloaded",
      status: 200,
      body: JSON.stringify(TOKENS),
      who: 502,
    },
  ])("may be tried again after $name", async ({ status, body, who }) => {
    replyCode(status, body);
    if (who !== null) replyWho(who, {});
    const failure = await failureOf(crm().exchange("code-1"));
    expect(failure).toMatchObject({ code: "crm_unavailable", retryable: true });
    expect(failure.message).not.toMatch(/s3cr3t|code-1|access-1/);
  });

  it("is refused when two answers name two accounts", async () => {
    replyCode(200, { ...TOKENS, ...WHO });
    replyWho(200, { ...WHO, hub_id: 9 });
    expect(await failureOf(crm().exchange("code-1"))).toMatchObject({ code: "crm_rejected" });
  });
});

describe("the account", () => {
  const reply = (status: number, body: nock.Body) =>
    nock(HUBSPOT, { reqheaders: { authorization: "Bearer access-1" } })
      .get("/account-info/v3/details")
      .reply(status, body);

  it("tells its zone, its currency and where its pages are", async () => {
    reply(200, {
      timeZone: "Asia/Taipei",
      companyCurrency: "TWD",
      uiDomain: "app-eu1.crm.example",
    });
    expect(await crm().readAccount("access-1")).toEqual({
      ...{ timeZone: "Asia/Taipei", currency: "TWD", uiDomain: "app-eu1.crm.example" },
    });
  });

  it("that tells nonsense gets what is usual", async () => {
    reply(200, { timeZone: "Moon", companyCurrency: 7, uiDomain: "evil.example/x?" });
    expect(await crm().readAccount("access-1")).toEqual({
      ...{ timeZone: "UTC", currency: null, uiDomain: "app.hubspot.com" },
    });
  });

  it.each([
    { status: 503, code: "crm_unavailable" },
    { status: 401, code: "crm_rejected" },
  ])("that is not told ($status) ends the installation", async ({ status, code }) => {
    reply(status, {});
    expect(await failureOf(crm().readAccount("access-1"))).toMatchObject({ code });
  });
});

describe("what an account has not granted", () => {
  const askedOf = async (scopes: readonly string[] | null) => {
    const memory = createMemoryCrm();
    const grant = scopes && { scopes, currency: null, grantedBy: "1", grantedAt: NOW };
    const asked = grantedCrm(memory, { find: async () => grant });
    const outcomes = await Promise.allSettled([
      asked.readDealStages(PORTAL),
      asked.readDeals(PORTAL, ["1"], null),
      asked.readDealIds(PORTAL, "company", ["1"]),
      asked.readDealCustomers(PORTAL, ["1"]),
      asked.readChanged(PORTAL, "deal", { from: { at: 0, afterId: null }, properties: [] }),
      asked.readSubmissions(PORTAL, { since: 0, after: null }),
    ]);
    const refused = outcomes.filter(
      ({ status, ...rest }) =>
        status === "rejected" && JSON.stringify(rest).includes("crm_missing_scope"),
    );
    return { asked: memory.calls.length, refused: refused.length };
  };

  it("is not asked for", async () => {
    expect(await askedOf(["oauth"])).toEqual({ asked: 0, refused: 6 });
  });

  it("and what it has, is", async () => {
    expect((await askedOf(["crm.objects.deals.read"])).refused).toBe(1);
    const all = ["crm.objects.deals.read", "crm.objects.feedback_submissions.read"];
    expect(await askedOf(all)).toEqual({ asked: 6, refused: 0 });
  });

  it("is asked for while nobody knows", async () => {
    expect(await askedOf(null)).toEqual({ asked: 6, refused: 0 });
  });
});
