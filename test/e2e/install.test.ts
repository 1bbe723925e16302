import { rm } from "node:fs/promises";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createCardProxy } from "../../sandbox/card-proxy.ts";
import { installWay } from "../../sandbox/install-way.ts";
import { createMovingTime } from "../../sandbox/moving-time.ts";
import {
  SECOND_PORTAL_ID as ACCOUNT,
  addSecondAccount,
  SECOND_TEAM_ID,
} from "../../sandbox/scenarios/second-account.ts";
import { originOf, serve } from "../../sandbox/serve.ts";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  createWorld,
  PUBLIC_BASE_URL,
  pluginOptions,
  type World,
} from "../../sandbox/world.ts";
import { createPlugin, type Plugin } from "../../src/plugin.ts";
import { createInstallBrowser } from "../support/install-browser.ts";
import { newDataDirectory } from "../support/kept-store.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";
import { settled } from "../support/running-plugin.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const MINUTE = 60_000;
const USER = { userId: 501, email: "mara.lund@example.com", firstName: "Mara", lastName: "Lund" };
const OPTIONAL = ["crm.objects.deals.read", "crm.objects.feedback_submissions.read"];
const LOOK_FOR_MS = 20_000;

type Decision = {
  readonly question: URLSearchParams;
  readonly more?: Readonly<Record<string, string>>;
  readonly granted?: readonly string[];
};

/** The plugin, and a CRM that asks a person before an account gets the app. */
describe("an account installs the app", () => {
  const time = createMovingTime(START, { isPaused: true });
  const logger = createRecordingLogger();
  let world: World;
  let plugin: Plugin;
  let server: Server;
  let dataDir: string;
  let url = "";
  beforeAll(async () => {
    dataDir = await newDataDirectory();
    world = await createWorld({
      ...{ timeSource: time, logger, pluginUrl: () => url, isUnlimited: true },
      consent: { user: { ...USER, name: "Mara Lund" }, isInstalled: () => false },
    });
    plugin = await createPlugin(
      pluginOptions({
        world: { crmUrl: world.crmUrl, slackApiUrl: world.slack.apiUrl },
        database: { dataDir, maxConnections: 4 },
        ...{ timeSource: time, logger, isUnlimited: true },
        way: installWay({
          clientId: CLIENT_ID,
          authorizeUrl: () => `${world.crmUrl}/oauth/authorize`,
          slackAuthorizeUrl: () => world.slack.authorizeUrl,
          pluginUrl: () => url,
          pageUrl: "http://127.0.0.1:4000",
        }),
      }),
    );
    server = await serve(plugin.app, 0);
    url = originOf(server);
    addSecondAccount(world.crm, USER, START);
    await plugin.start();
  });
  afterAll(async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    await plugin.stop();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const portal = () => plugin.store.portals.find(ACCOUNT);
  const visitor = () => createInstallBrowser({ publicBaseUrl: url, pluginUrl: () => url });
  const crmPortal = () => world.crm.portal(ACCOUNT);

  /** Begins a visit; the question that the consent page asks. */
  async function begin(browser: ReturnType<typeof visitor>) {
    const arrival = await browser.open(`${url}/install/start?lang=en`);
    expect(arrival.status).toBe(200);
    expect(arrival.text).toContain("Aftercare wants to be installed");
    const question = new URL(arrival.visited.at(-1) ?? "").searchParams;
    return { question, html: arrival.html };
  }
  /** What the person decides leads back to the plugin. */
  async function decide(
    browser: ReturnType<typeof visitor>,
    { question, more = {}, granted = OPTIONAL }: Decision,
  ) {
    const body = new URLSearchParams({ ...Object.fromEntries(question), account: ACCOUNT });
    body.set("decision", "allow");
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    for (const scope of granted) body.append("granted", scope);
    const answer = await fetch(`${world.crmUrl}/oauth/authorize`, {
      ...{ method: "POST", body, redirect: "manual" },
    });
    const location = answer.headers.get("location");
    return location === null
      ? { status: answer.status, text: await answer.text(), html: "", headers: answer.headers }
      : browser.open(location);
  }
  async function install(
    more: Readonly<Record<string, string>> = {},
    granted: readonly string[] = OPTIONAL,
  ) {
    const browser = visitor();
    const { question } = await begin(browser);
    return { browser, arrival: await decide(browser, { question, more, granted }) };
  }

  describe("not", () => {
    it.each([
      { what: { trouble: "expired_code" }, status: 410, says: "HubSpot did not take the code" },
      { what: { trouble: "used_code" }, status: 410, says: "HubSpot did not take the code" },
      { what: { trouble: "wrong_redirect" }, status: 502, says: "is not known to HubSpot" },
      { what: { trouble: "missing_scope" }, status: 409, says: "Missing: tickets" },
      { what: { trouble: "server_error" }, status: 502, says: "reason: server_error" },
      { what: { trouble: "no_right" }, status: 403, says: "You have no right to install apps" },
      { what: { decision: "deny" }, status: 403, says: "The installation was cancelled" },
    ])("when $what", async ({ what, status, says }) => {
      const { arrival } = await install(what);
      expect(arrival.status).toBe(status);
      expect(arrival.text).toContain(says);
      expect(await portal()).toBeNull();
    });

    it.each([
      "/oauth/2026-03/token",
      "/account-info/",
      "/crm/v3/pipelines/tickets",
      "/crm/v3/owners",
    ])(
      "while HubSpot does not answer at %s, and then after all",
      async (path) => {
        const end = world.crm.faults.add({ path, kind: "status", status: 503 });
        const { arrival } = await install();
        end();
        expect(arrival.status).toBe(503);
        expect(arrival.text).toContain("HubSpot does not answer");
        expect(await portal()).toBeNull();
      },
      LOOK_FOR_MS * 3,
    );

    it("from an address that the app does not list", async () => {
      const browser = visitor();
      const { question } = await begin(browser);
      question.set("redirect_uri", "https://evil.example/oauth/callback");
      const page = await fetch(`${world.crmUrl}/oauth/authorize?${question}`);
      expect(page.status).toBe(400);
      expect(await page.text()).toContain("The app does not list this address");
      expect((await decide(browser, { question })).status).toBe(400);
    });
  });

  it("observes, with what the person granted, and its tickets have clocks", async () => {
    const { browser, arrival } = await install({}, []);
    expect(arrival.status).toBe(200);
    expect(arrival.text).toContain(`HubSpot account ${ACCOUNT} is connected`);
    expect(arrival.text).toContain("Not granted");
    expect(browser.cookies.size).toBe(0);
    expect(await portal()).toMatchObject({
      ...{ mode: "observe", state: "connected", timeZone: "Europe/Berlin", language: "en" },
    });
    const roles = await plugin.store.roles.list(ACCOUNT);
    expect(roles).toMatchObject([{ userId: "501", role: "admin", email: USER.email }]);
    const ticketId = crmPortal().createTicket({
      subject: "Pump leaks",
      hs_ticket_priority: "URGENT",
    });
    await settled(world, plugin);
    const card = await cardOf(ticketId);
    expect(card.status).toBe(200);
    expect(card.body).toContain('"dueAt"');
    expect(card.body).toContain("Observe mode");
  });

  it("asks HubSpot for nothing that was not granted", async () => {
    const refused = logger.lines.filter(({ message }) => message.includes("403"));
    expect(refused).toEqual([]);
    await expect(plugin.crm.readDealStages(ACCOUNT)).rejects.toMatchObject({
      code: "crm_missing_scope",
    });
  });

  it("connects Slack by the link of the last page, and goes on to the set-up", async () => {
    const { browser, arrival } = await install();
    const [, link = ""] = /href="([^"]*\/slack\/install\?link=[^"]*)"/.exec(arrival.html) ?? [];
    const asked = new URL((await browser.open(link)).visited.at(-1) ?? "");
    const body = new URLSearchParams(asked.searchParams);
    for (const [name, value] of [
      ["decision", "allow"],
      ["team", SECOND_TEAM_ID],
    ] as const) {
      body.set(name, value);
    }
    const page = { method: "POST", body, redirect: "manual" } as const;
    const answer = await fetch(world.slack.authorizeUrl, page);
    const connected = await browser.open(answer.headers.get("location") ?? "");
    expect(connected.status).toBe(200);
    expect(connected.text).toContain("The workspace Second workspace is connected");
    expect(connected.html).toContain(`href="http://127.0.0.1:4000/?account=${ACCOUNT}#/settings"`);
    expect(await plugin.store.portals.slackTeam(ACCOUNT)).toBe(SECOND_TEAM_ID);
    expect((await install()).arrival.text).toContain("Slack is connected already");
  });

  it("again after it was removed, and goes on where it stopped", async () => {
    const known = await portal();
    if (known === null) throw new Error("it is connected by now");
    await plugin.store.portals.save({ ...known, mode: "live" });
    const before = await plugin.store.portals.currentPolicy(ACCOUNT);
    world.crm.tokens.revoke(ACCOUNT);
    time.advance(31 * MINUTE);
    const ticketId = crmPortal().createTicket({ subject: "Told before anybody knew" });
    await vi.waitFor(async () => {
      await plugin.wake();
      expect(await portal()).toMatchObject({ state: "disconnected" });
    }, LOOK_FOR_MS);
    const { arrival } = await install();
    expect(arrival.text).toContain("is connected again");
    expect(arrival.text).toContain("It is switched on, as it was before.");
    expect(await portal()).toMatchObject({ state: "connected", mode: "live" });
    expect(await plugin.store.portals.currentPolicy(ACCOUNT)).toEqual(before);
    time.advance(16 * MINUTE);
    await settled(world, plugin);
    expect(await plugin.store.tickets.find(ACCOUNT, ticketId)).not.toBeNull();
  });

  it("without a token, a code or a secret in the log", () => {
    const log = JSON.stringify(logger.lines);
    expect(log).toContain(ACCOUNT);
    for (const secret of [
      ...[CLIENT_SECRET, "sandbox-slack-secret", world.crm.tokens.refreshTokenOf(ACCOUNT)],
      ...[`local-${ACCOUNT}-`, "xoxb-", `${ACCOUNT}.`],
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  function cardOf(ticketId: string) {
    const proxyCard = createCardProxy({
      ...{ publicBaseUrl: PUBLIC_BASE_URL, pluginUrl: () => url, clientSecret: CLIENT_SECRET },
      ...{ permittedUrls: [PUBLIC_BASE_URL], portalId: ACCOUNT, appId: 9001 },
      user: USER,
      now: time.now,
    });
    return proxyCard({
      requestUri: `${PUBLIC_BASE_URL}/api/card/ticket?objectId=${ticketId}`,
      ...{ method: "GET", requestTimeoutMillis: null, requestBody: null, requestHeaders: {} },
    });
  }
});
