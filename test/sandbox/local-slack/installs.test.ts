import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  LocalSlack,
  LocalSlackOptions,
} from "../../../sandbox/local-slack/create-local-slack.ts";
import { MINUTE_MS, otherTeam, team } from "../../adapters/slack/slack-under-test.ts";
import { ADA, type AppWorld, startAppWorld } from "./app-under-test.ts";
import { clientOf, errorOf } from "./client-under-test.ts";

const CLIENT = { clientId: "9001.1", clientSecret: "a-client-secret" };
const REDIRECT_URI = "https://aftercare.example/slack/oauth_redirect";

let world: AppWorld;
let slack: LocalSlack;
beforeEach(() => start());
afterEach(() => world.stop());

async function start(options: Partial<LocalSlackOptions> = {}): Promise<void> {
  world = await startAppWorld({
    ...CLIENT,
    teams: [{ ...team, botToken: null, scopes: [] }, otherTeam],
    ...options,
  });
  ({ slack } = world);
}
async function restart(options: Partial<LocalSlackOptions>): Promise<void> {
  await world.stop();
  await start(options);
}

/** Where the browser is sent, as its status and the parameters that it carries. */
async function authorize(change: Record<string, string> = {}) {
  const url = new URL(slack.authorizeUrl);
  const query = { client_id: CLIENT.clientId, scope: "chat:write,users:read", state: "s1" };
  for (const [name, value] of Object.entries({ ...query, redirect_uri: REDIRECT_URI, ...change })) {
    url.searchParams.set(name, value);
  }
  const response = await fetch(url, { redirect: "manual" });
  const location = response.headers.get("location") ?? "about:blank";
  return { status: response.status, location, sent: new URL(location).searchParams };
}

async function exchange(change: Record<string, string> = {}) {
  const code = change["code"] ?? (await authorize()).sent.get("code") ?? "";
  return clientOf(slack, "").oauth.v2.access({
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    redirect_uri: REDIRECT_URI,
    ...change,
    code,
  });
}
const test = (token: string | undefined) => errorOf(clientOf(slack, token ?? "").auth.test());

describe("installing the app", () => {
  it("sends the browser back with a code and the state", async () => {
    const { status, location, sent } = await authorize();
    expect(status).toBe(302);
    expect(location.startsWith(`${REDIRECT_URI}?`)).toBe(true);
    expect(sent.get("state")).toBe("s1");
    expect(sent.get("code")).not.toBeNull();
  });

  it("gives a token that works from then on", async () => {
    expect(await test(team.botToken)).toBe("invalid_auth");
    const answer = await exchange();
    expect(answer).toMatchObject({
      ok: true,
      app_id: team.appId,
      authed_user: { id: ADA },
      scope: "chat:write,users:read",
      token_type: "bot",
      bot_user_id: team.botUserId,
      team: { id: team.teamId, name: team.name },
      enterprise: null,
      is_enterprise_install: false,
    });
    const { team_id: teamId } = await clientOf(slack, answer.access_token).auth.test();
    expect(teamId).toBe(team.teamId);
  });

  it.each([
    { name: "the one in the link", team: otherTeam.teamId, expected: otherTeam.teamId },
    { name: "the first without one", team: null, expected: team.teamId },
  ])("picks a workspace: $name", async ({ team: wanted, expected }) => {
    const { sent } = await authorize(wanted === null ? {} : { team: wanted });
    const answer = await exchange({ code: sent.get("code") ?? "" });
    expect(answer.team?.id).toBe(expected);
  });

  it("lets the test be the person who picks", async () => {
    await restart({ chooseTeam: () => otherTeam.teamId });
    expect((await exchange()).team?.id).toBe(otherTeam.teamId);
    await restart({ chooseTeam: () => null });
    expect((await authorize()).sent.get("error")).toBe("access_denied");
  });

  it("can be denied", async () => {
    const { status, sent } = await authorize({ deny: "1" });
    expect(status).toBe(302);
    expect(Object.fromEntries(sent)).toEqual({ error: "access_denied", state: "s1" });
  });

  it.each([
    { name: "another app", change: { client_id: "x" } },
    { name: "nowhere to go back to", change: { redirect_uri: "" } },
    { name: "no scopes", change: { scope: "" } },
    { name: "an unknown workspace", change: { team: "T9" } },
  ])("stops in the browser with $name", async ({ change }) => {
    expect((await authorize(change)).status).toBe(400);
  });

  it.each([
    { change: { client_id: "x" }, error: "invalid_client_id" },
    { change: { client_secret: "x" }, error: "bad_client_secret" },
    { change: { redirect_uri: "https://evil.example/" }, error: "bad_redirect_uri" },
    { change: { code: "x" }, error: "invalid_code" },
  ])("is refused with $error", async ({ change, error }) => {
    expect(await errorOf(exchange(change))).toBe(error);
    expect(slack.teams()[0]?.botToken).toBeNull();
  });

  it("takes a code once", async () => {
    const code = (await authorize()).sent.get("code") ?? "";
    expect(await errorOf(exchange({ code }))).toBeNull();
    expect(await errorOf(exchange({ code }))).toBe("invalid_code");
  });

  it.each([
    { name: "ten minutes on", ms: 10 * MINUTE_MS, error: null },
    { name: "a millisecond later", ms: 10 * MINUTE_MS + 1, error: "invalid_code" },
  ])("takes a code for a while: $name", async ({ ms, error }) => {
    const code = (await authorize()).sent.get("code") ?? "";
    world.moveTime(ms);
    expect(await errorOf(exchange({ code }))).toBe(error);
  });

  it("anew ends the token before, and adds to its scopes", async () => {
    const first = await exchange();
    const code = (await authorize({ scope: "commands" })).sent.get("code") ?? "";
    const second = await exchange({ code });
    expect(second.scope).toBe("chat:write,users:read,commands");
    expect(await test(first.access_token)).toBe("invalid_auth");
    expect(await test(second.access_token)).toBeNull();
  });

  it("can fail like any other call", async () => {
    slack.faults.stand("oauth.v2.access", { kind: "rate_limited", retryAfterSeconds: 5 });
    expect(await errorOf(exchange())).toBe("429 5");
  });

  it("is impossible where no app is known", async () => {
    await world.stop();
    world = await startAppWorld();
    ({ slack } = world);
    expect((await authorize()).status).toBe(400);
    expect(await errorOf(exchange({ code: "x" }))).toBe("invalid_client_id");
  });
});

describe("asking who installs the app", () => {
  const question = { client_id: CLIENT.clientId, scope: "chat:write,users:read", state: "s1" };
  const page = (language?: string, change: Record<string, string> = {}) => {
    const query = new URLSearchParams({ ...question, redirect_uri: REDIRECT_URI, ...change });
    return fetch(`${slack.authorizeUrl}?${query}`, {
      redirect: "manual",
      headers: language === undefined ? {} : { "accept-language": language },
    });
  };
  async function decide(decision: Record<string, string>) {
    const body = new URLSearchParams({ ...question, redirect_uri: REDIRECT_URI, ...decision });
    const response = await fetch(slack.authorizeUrl, { method: "POST", body, redirect: "manual" });
    const sent = new URL(response.headers.get("location") ?? "about:blank").searchParams;
    return { status: response.status, sent, text: await response.text() };
  }
  const allow = (more: Record<string, string> = {}) =>
    decide({ decision: "allow", team: team.teamId, ...more });
  const exchangeOf = async (more: Record<string, string>) =>
    exchange({ code: (await allow(more)).sent.get("code") ?? "" });
  beforeEach(() => restart({ consent: { appName: "Aftercare <b>" } }));

  it.each([
    { language: "en-GB", title: "Aftercare &lt;b&gt; asks to come into a workspace" },
    { language: "zh-TW,zh;q=0.9", title: "Aftercare &lt;b&gt; 要求加入工作區" },
    { language: "zh-CN", title: "Aftercare &lt;b&gt; 请求加入工作区" },
  ])("shows rights and workspaces in $language, one without the app first", async (one) => {
    const answer = await page(one.language);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`<h1>${one.title}</h1>`);
    expect(html).toContain("<code>chat:write</code>");
    expect(html.indexOf(team.teamId)).toBeLessThan(html.indexOf(otherTeam.teamId));
    expect(html).toContain(`value="${team.teamId}" checked`);
  });

  it("sends the browser back with a code that gives the token of the chosen workspace", async () => {
    const { status, sent } = await allow();
    expect(status).toBe(302);
    expect(sent.get("state")).toBe("s1");
    const answer = await exchange({ code: sent.get("code") ?? "" });
    expect(answer).toMatchObject({ ok: true, team: { id: team.teamId } });
  });

  it("sends the browser back without one when the person cancels", async () => {
    const { status, sent } = await decide({ decision: "deny", team: team.teamId });
    expect(status).toBe(302);
    expect(Object.fromEntries(sent)).toEqual({ error: "access_denied", state: "s1" });
  });

  it("stays in the browser with whoever may not add apps, and leads back", async () => {
    const { status, text } = await allow({ trouble: "no_right" });
    expect(status).toBe(403);
    expect(text).toContain("You may not add apps to this workspace");
    expect(text).toContain("error=access_denied");
  });

  it.each(["expired_code", "used_code"])("can give a bad code: %s", async (trouble) => {
    expect(await errorOf(exchangeOf({ trouble }))).toBe("invalid_code");
  });

  it("can add the app to the whole organisation", async () => {
    const answer = await exchangeOf({ trouble: "whole_organisation" });
    expect(answer).toMatchObject({ ok: true, team: null, is_enterprise_install: true });
    expect(await test(answer.access_token)).toBeNull();
  });

  it.each([
    { name: "another app", change: { client_id: "x" } },
    { name: "no scopes", change: { scope: "" } },
    { name: "an unknown workspace", change: { team: "T9" } },
  ])("takes no decision about $name", async ({ change }) => {
    expect((await allow(change)).status).toBe(400);
  });

  it("takes no decision where nobody is asked", async () => {
    await restart({});
    expect((await allow()).status).toBe(400);
  });
});

describe("losing the app", () => {
  it("by a revoked token is answered and told to nobody", async () => {
    slack.revokeToken(otherTeam.teamId);
    expect(await test(otherTeam.botToken)).toBe("token_revoked");
    expect(world.heard).toEqual([]);
  });

  it.each([
    { order: ["app_uninstalled", "tokens_revoked"] as const },
    { order: ["tokens_revoked", "app_uninstalled"] as const },
  ])("by an administrator is told in any order: $order", async ({ order }) => {
    expect(await slack.uninstall(otherTeam.teamId, order)).toEqual([200, 200]);
    expect(await test(otherTeam.botToken)).toBe("account_inactive");
    expect(world.heard.map(({ event }) => event)).toMatchObject(order.map((type) => ({ type })));
  });

  it("by the app's own wish ends the token and is told", async () => {
    const client = clientOf(slack, otherTeam.botToken);
    expect(await client.auth.revoke({ test: true })).toMatchObject({ ok: true, revoked: false });
    expect(await test(otherTeam.botToken)).toBeNull();
    expect(await client.auth.revoke()).toMatchObject({ ok: true, revoked: true });
    expect(await test(otherTeam.botToken)).toBe("token_revoked");
    await slack.stop();
    expect(world.heard.map(({ event }) => event)).toMatchObject([
      { type: "tokens_revoked", tokens: { bot: [otherTeam.botUserId] } },
    ]);
  });

  it("in one workspace leaves the others alone", async () => {
    const { access_token: token } = await exchange();
    await slack.uninstall(otherTeam.teamId);
    expect(await test(token)).toBeNull();
  });
});
