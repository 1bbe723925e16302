import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedRequest } from "../../sandbox/local-slack/signed-request.ts";
import { PUBLIC_BASE_URL } from "../../sandbox/world.ts";
import { urgentTicket } from "../support/service-desk.ts";
import { ACME, BOLD, type Customer, runForTwo } from "../support/two-workspaces.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;
/** The same in both portals. */
const TICKET_ID = "31000000777";
const CASE_ID = `${TICKET_ID}-1`;
const SIGNING_SECRET = "sandbox-signing-secret";

describe("two customers, each with an account and a workspace", () => {
  let running: Awaited<ReturnType<typeof runForTwo>>;
  beforeAll(async () => {
    running = await runForTwo(START);
    for (const { portalId } of [ACME, BOLD]) {
      urgentTicket(running.world.crm.portal(portalId), TICKET_ID);
    }
    running.time.advance(2 * HOUR);
    await running.settled(2);
  });
  afterAll(() => running.stop());

  async function linkOf({ portalId }: Customer): Promise<string> {
    const made = await running.plugin.slackLink(portalId, "ada");
    if (!made.ok) throw new Error(made.reason);
    expect(made.url.startsWith(`${PUBLIC_BASE_URL}/slack/install?link=`)).toBe(true);
    return made.url;
  }
  /** The workspace of `of` installs the app by a link of `by`. */
  async function install(of: Customer, by = of) {
    running.oauth.choose(of.team, of.team.scopes.join(","));
    return running.browser().open(await linkOf(by));
  }
  const messages = ({ channelId }: Customer) => running.slack.messages(channelId);
  const shown = (customer: Customer) => JSON.stringify(messages(customer));
  const stateOf = async ({ portalId }: Customer) =>
    (await running.plugin.store.escalations.find(portalId, CASE_ID))?.state;
  const pressOf = (customer: Customer) => ({
    channelId: customer.channelId,
    ts: messages(customer)[0]?.ts ?? "",
    actionId: "case_take",
    userId: customer.userId,
  });

  /** A request whose payload says something else, signed anew. */
  function forged(
    request: SignedRequest,
    replace: readonly (readonly [from: string, to: string])[],
    secret = SIGNING_SECRET,
  ): SignedRequest {
    const timestamp = request.headers["x-slack-request-timestamp"];
    let body = request.body;
    for (const [from, to] of replace) {
      expect(body).toContain(encodeURIComponent(from));
      body = body.replaceAll(encodeURIComponent(from), encodeURIComponent(to));
    }
    const hmac = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`);
    const headers = { ...request.headers, "x-slack-signature": `v0=${hmac.digest("hex")}` };
    return { body, headers };
  }

  it("wait with their messages until the workspace has installed the app", async () => {
    expect([messages(ACME), messages(BOLD)]).toEqual([[], []]);
    expect(await stateOf(ACME)).toBe("open");
    const { status, text } = await install(ACME);
    expect({ status, text }).toMatchObject({
      status: 200,
      text: expect.stringContaining("The workspace ACME is connected with HubSpot account 4242001"),
    });
    expect((await install(BOLD)).status).toBe(200);
  });

  it("each get their own case in their own channel, by their own token", async () => {
    running.time.advance(HOUR);
    await running.settled();
    expect([messages(ACME).length, messages(BOLD).length]).toEqual([1, 1]);
    expect(shown(ACME)).toContain(ACME.portalId);
    expect(shown(ACME)).not.toContain(BOLD.portalId);
    expect(shown(BOLD)).not.toContain(ACME.portalId);
    const callers = running.slack
      .calls()
      .filter(({ method }) => method === "chat.postMessage")
      .map(({ teamId, args }) => [teamId, args.channel]);
    expect(callers.toSorted()).toEqual([
      [ACME.team.teamId, ACME.channelId],
      [BOLD.team.teamId, BOLD.channelId],
    ]);
  });

  it("cannot use the other's workspace for themselves", async () => {
    const { status, text } = await install(BOLD, ACME);
    expect(status).toBe(409);
    expect(text).toContain("The workspace BOLD is connected with another HubSpot account.");
    const { store } = running.plugin;
    expect(await store.portals.slackTeam(ACME.portalId)).toBe(ACME.team.teamId);
    expect(await store.portals.slackTeam(BOLD.portalId)).toBe(BOLD.team.teamId);
  });

  describe("do not feel a press in BOLD's workspace that", () => {
    const team = [BOLD.team.teamId, ACME.team.teamId] as const;
    const value = [`"${BOLD.portalId}:${CASE_ID}"`, `"${ACME.portalId}:${CASE_ID}"`] as const;
    const ofPerson = `"user":{"id":"${BOLD.userId}","username":"ben","name":"ben","team_id":`;

    it.each<{
      name: string;
      replace: readonly (readonly [string, string])[];
      secret?: string;
      status: number;
    }>([
      { name: "bears the value of ACME's button", replace: [value], status: 200 },
      {
        name: "bears it, and a person of ACME's workspace",
        replace: [value, [`${ofPerson}"${team[0]}"`, `${ofPerson}"${team[1]}"`]],
        status: 200,
      },
      {
        name: "says that it is ACME's, signed by another app",
        replace: [value, team],
        secret: "another-app",
        status: 401,
      },
      {
        name: "is its own, signed by another app",
        replace: [],
        secret: "another-app",
        status: 401,
      },
    ])("$name", async ({ replace, secret, status }) => {
      const request = running.slack.requestOf(pressOf(BOLD));
      const before = [messages(ACME), messages(BOLD)];
      expect(await running.send(forged(request, replace, secret))).toBe(status);
      await running.settled();
      expect([await stateOf(ACME), await stateOf(BOLD)]).toEqual(["open", "open"]);
      expect([messages(ACME), messages(BOLD)]).toEqual(before);
    });

    it("says that it is ACME's under the signature of its own", async () => {
      const request = running.slack.requestOf(pressOf(BOLD));
      const { body } = forged(request, [value, team]);
      expect(await running.send({ body, headers: request.headers })).toBe(401);
      await running.settled();
      expect([await stateOf(ACME), await stateOf(BOLD)]).toEqual(["open", "open"]);
    });
  });

  it("feel their own", async () => {
    const request = running.slack.requestOf(pressOf(BOLD));
    expect(await running.send(forged(request, []))).toBe(200);
    await running.settled();
    expect([await stateOf(ACME), await stateOf(BOLD)]).toEqual(["open", "acknowledged"]);
    expect(shown(ACME)).not.toContain("ben");
    expect(shown(BOLD)).toContain("ben");
  });

  it("cannot bring a state that was used", async () => {
    running.oauth.choose(ACME.team, "chat:write");
    const browser = running.browser();
    const callback = (await browser.open(await linkOf(ACME), "/slack/oauth_redirect")).visited.at(
      -1,
    );
    const [cookie] = browser.cookies;
    if (callback === undefined || cookie === undefined) throw new Error("the visit has begun");
    expect((await browser.open(callback)).status).toBe(200);
    browser.cookies.set(...cookie);
    running.oauth.choose(BOLD.team, "chat:write");
    const again = await browser.open(callback);
    expect(again.status).toBe(410);
    expect(await running.plugin.store.portals.slackTeam(ACME.portalId)).toBe(ACME.team.teamId);
  });

  it("lose the app alone, and get what waited when it is installed again", async () => {
    expect(await running.slack.tellRemoval(ACME.team.teamId, "app_uninstalled")).toBe(200);
    const before = messages(ACME);
    running.world.crm.portal(ACME.portalId).updateTicket(TICKET_ID, { subject: "Still no water" });
    running.world.crm.portal(BOLD.portalId).updateTicket(TICKET_ID, { subject: "Fan hums" });
    running.time.advance(HOUR);
    await running.settled(1);
    expect(messages(ACME)).toEqual(before);
    expect(shown(BOLD)).toContain("Fan hums");
    running.time.advance(60_000);
    expect((await running.browser().open(await linkOf(ACME))).status).toBe(409);
    expect((await install(ACME)).status).toBe(200);
    running.time.advance(HOUR);
    await running.settled();
    expect(shown(ACME)).toContain("Still no water");
    expect(messages(ACME)).toHaveLength(1);
  });

  it("leave no token in the log", () => {
    const log = JSON.stringify(running.lines);
    expect(log).toContain(ACME.team.teamId);
    for (const secret of ["xoxb-", "oauth-client-secret", `${ACME.portalId}.`]) {
      expect(log).not.toContain(secret);
    }
  });
});
