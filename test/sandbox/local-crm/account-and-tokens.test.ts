import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PORTAL_ID, SECRET, startTestCrm } from "./start-local-crm.ts";

const HALF_HOUR_MS = 1_800_000;

const TokenAnswer = z.looseObject({ access_token: z.string().default("") });

describe("the account", () => {
  it("tells its details, with the offset of its zone", async () => {
    const { call } = await startTestCrm();
    const answer = await call("/account-info/v3/details");
    expect(await answer.json()).toMatchObject({
      portalId: Number(PORTAL_ID),
      timeZone: "Asia/Taipei",
      utcOffset: "+08:00",
      utcOffsetMilliseconds: 28_800_000,
      uiDomain: "app.hubspot.com",
    });
  });

  it("lists pipelines with stages that say whether they are closed", async () => {
    const { client } = await startTestCrm();
    const { results } = await client.crm.pipelines.pipelinesApi.getAll("tickets");
    expect(results[0]).toMatchObject({ id: "0", label: "Support", displayOrder: 0 });
    expect(results[0]?.stages[3]).toMatchObject({
      id: "4",
      label: "Closed",
      metadata: { ticketState: "CLOSED", isClosed: "true" },
    });
    const stages = await client.crm.pipelines.pipelineStagesApi.getAll("tickets", "0");
    expect(stages.results).toHaveLength(4);
  });

  it("finds owners by owner id, by user id and by e-mail", async () => {
    const { client } = await startTestCrm();
    const { ownersApi } = client.crm.owners;
    const expected = { id: "501", userId: 7001, firstName: "Robin", lastName: "Reed" };
    expect(await ownersApi.getById(501)).toMatchObject(expected);
    expect(await ownersApi.getById(7001, "userId")).toMatchObject(expected);
    expect((await ownersApi.getPage("rep@example.com")).results).toMatchObject([expected]);
    await expect(ownersApi.getById(7001)).rejects.toMatchObject({ code: 404 });
  });
});

describe("tokens", () => {
  async function startWithTokenEndpoint() {
    const started = await startTestCrm({ clientId: "client-1" });
    const request = async (fields: Record<string, string>) => {
      const form = { client_id: "client-1", client_secret: SECRET, ...fields };
      const answer = await fetch(`${started.origin}/oauth/2026-03/token`, {
        method: "POST",
        body: new URLSearchParams(form),
      });
      return { status: answer.status, body: TokenAnswer.parse(await answer.json()) };
    };
    const use = (token: string) =>
      fetch(`${started.origin}/crm/v3/owners`, { headers: { authorization: `Bearer ${token}` } });
    return { ...started, request, use };
  }

  it("are refreshed, live half an hour of sandbox time, and keep the refresh token", async () => {
    const { crm, request, use, time } = await startWithTokenEndpoint();
    const refresh_token = crm.tokens.refreshTokenOf(PORTAL_ID);
    const { status, body } = await request({ grant_type: "refresh_token", refresh_token });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      refresh_token,
      expires_in: 1800,
      token_type: "bearer",
      hub_id: Number(PORTAL_ID),
    });
    time.advance(HALF_HOUR_MS - 1);
    expect((await use(body.access_token)).status).toBe(200);
    time.advance(1);
    const expired = await use(body.access_token);
    expect(expired.status).toBe(401);
    expect(await expired.json()).toMatchObject({ category: "EXPIRED_AUTHENTICATION" });
  });

  it("come for a code of the consent page, once", async () => {
    const { origin, request } = await startWithTokenEndpoint();
    const consent = `${origin}/oauth/authorize?client_id=client-1&redirect_uri=${encodeURIComponent("https://a.example/oauth/callback")}&state=s1`;
    const redirect = await fetch(consent, { redirect: "manual" });
    const target = new URL(redirect.headers.get("location") ?? "");
    expect(target.searchParams.get("state")).toBe("s1");
    const redemption = {
      grant_type: "authorization_code",
      code: target.searchParams.get("code") ?? "",
    };
    expect(await request(redemption)).toMatchObject({ status: 200, body: { expires_in: 1800 } });
    expect(await request(redemption)).toMatchObject({
      status: 400,
      body: { status: "BAD_AUTH_CODE" },
    });
  });

  it.each([
    {
      name: "an unknown refresh token",
      fields: { grant_type: "refresh_token", refresh_token: "na1-x-4242001" },
      status: "BAD_REFRESH_TOKEN",
    },
    {
      name: "a wrong client id",
      fields: { grant_type: "refresh_token", client_id: "other" },
      status: "BAD_CLIENT_ID",
    },
    {
      name: "a wrong secret",
      fields: { grant_type: "refresh_token", client_secret: "other" },
      status: "BAD_CLIENT_SECRET",
    },
  ])("are refused for $name", async ({ fields, status }) => {
    const { request } = await startWithTokenEndpoint();
    expect(await request(fields)).toMatchObject({
      status: 400,
      body: { status, message: expect.any(String) },
    });
  });

  it("die with an uninstall", async () => {
    const { crm, call, request, use } = await startWithTokenEndpoint();
    const token = crm.tokens.issueAccessToken(PORTAL_ID);
    const removal = await call("/appinstalls/2026-03/external-install", { method: "DELETE" });
    expect(removal.status).toBe(204);
    expect((await use(token)).status).toBe(401);
    const refresh_token = crm.tokens.refreshTokenOf(PORTAL_ID);
    expect(await request({ grant_type: "refresh_token", refresh_token })).toMatchObject({
      body: { status: "BAD_REFRESH_TOKEN" },
    });
  });

  it("lead each to its own portal", async () => {
    const { crm, portal, use, origin } = await startWithTokenEndpoint();
    crm.addPortal({ portalId: "4242002" });
    const id = portal.createContact({ email: "a@b.example" });
    const headers = { authorization: `Bearer ${crm.tokens.issueAccessToken("4242002")}` };
    const strange = await fetch(`${origin}/crm/v3/objects/contacts/${id}`, { headers });
    expect(strange.status).toBe(404);
    expect((await use("unknown-token")).status).toBe(401);
  });
});
