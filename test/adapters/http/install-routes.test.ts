import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { REFUSALS, renderRefusal } from "../../../src/adapters/http/install-outcome.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  BASE_URL,
  CONNECTED,
  type InstallWorld,
  MINUTE,
  startInstallRoutes,
} from "./install-under-test.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;

describe("the way to install the app", () => {
  const open = useEmbeddedDatabase();
  let world: InstallWorld;
  beforeEach(async () => {
    world = await startInstallRoutes(await open());
  });
  afterEach(() => world.stop());

  describe("the page at which it begins", () => {
    it.each([
      { language: "en", title: "Install Aftercare", tickets: "Reads tickets, their history" },
      { language: "zh-TW", title: "安裝 Aftercare", tickets: "讀取服務單、其歷程與管道" },
      { language: "zh-CN", title: "安装 Aftercare", tickets: "读取工单、其历史与管道" },
    ])("says in $language what it asks for and why", async ({ language, title, tickets }) => {
      const { status, html, text } = await world.browser(language).open(`${BASE_URL}/install`);
      expect(status).toBe(200);
      expect(html).toContain(`<html lang="${language}">`);
      expect(text).toContain(title);
      expect(text).toContain(tickets);
      for (const scope of ["crm.objects.deals.read", "chat:write", "channels:history"]) {
        expect(html).toContain(`<dt>${scope}</dt>`);
      }
      expect(html).not.toMatch(/install\.|settingsPrivacy|\{\{|undefined/);
    });

    it("is switched to another language by its links", async () => {
      const { html } = await world.browser("en").open(`${BASE_URL}/install?lang=zh-TW`);
      expect(html).toContain('<html lang="zh-TW">');
      expect(html).toContain('href="/install/start?lang=zh-TW"');
      expect(html).toContain('href="?lang=zh-CN"');
    });

    it("needs no script, is kept by no cache and loads nothing from elsewhere", async () => {
      const { html, headers } = await world.browser().open(`${BASE_URL}/install`);
      expect(html).not.toMatch(
        /<script|<img|<link(?! rel="icon" href="data:,")|\bon\w+=|javascript:|https?:/i,
      );
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("set-cookie")).toBeNull();
    });
  });

  describe("a visit", () => {
    it("leads to the consent page with everything that the app asks for", async () => {
      const visitor = world.browser();
      const { visited } = await visitor.open(`${BASE_URL}/install/start`, "crm.example");
      const consent = new URL(visited.at(-1) ?? "");
      expect(`${consent.origin}${consent.pathname}`).toBe("https://crm.example/oauth/authorize");
      expect(Object.fromEntries(consent.searchParams)).toEqual({
        client_id: "client-1",
        redirect_uri: `${BASE_URL}/oauth/callback`,
        scope: "oauth tickets",
        optional_scope: "crm.objects.deals.read",
        state: expect.stringMatching(/^[\w-]{43}$/),
      });
      expect(consent.search).not.toContain("+");
    });

    it("is tied to its browser by a cookie that no script reads and no other host sets", async () => {
      const answer = await fetch(`${world.url}/install/start`, { redirect: "manual" });
      const [cookie = ""] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-aftercare-install=[\w-]{43}; Max-Age=600; Path=\/; Expires=/);
      expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    });

    it("has a plain cookie on a plain address, which only this machine may have", async () => {
      await world.stop();
      world = await startInstallRoutes(await open(), { baseUrl: "http://localhost:9" });
      const answer = await fetch(`${world.url}/install/start`, { redirect: "manual" });
      expect(answer.headers.getSetCookie()[0]).toMatch(/^aftercare-install=(?!.*Secure)/);
    });

    it("ends with a connected account and the next steps", async () => {
      const visitor = world.browser();
      const { status, html, text } = await visitor.open(await world.callback(visitor));
      expect(status).toBe(200);
      expect(text).toContain("Aftercare is connected HubSpot account 4242001 is connected.");
      expect(text).toContain("you are its first admin");
      expect(html).toContain(`href="${BASE_URL}/slack/install?link=4242001.secret"`);
      expect(html).toContain('href="https://app.crm.example/settings"');
      expect(html).toContain('href="https://app.crm.example/"');
      expect(world.codes).toEqual([{ code: "c1", language: "en" }]);
      expect(visitor.cookies.size).toBe(0);
    });

    it("goes on in the language in which it began", async () => {
      const visitor = world.browser("fr");
      const { html } = await visitor.open(
        await world.callback(visitor, { code: "c1" }, "?lang=zh-CN"),
      );
      expect(html).toContain("Aftercare 已连接");
      expect(world.codes).toEqual([{ code: "c1", language: "zh-CN" }]);
    });

    it("of an account that is known says that everything is as it was", async () => {
      world.answers.outcome = {
        ...CONNECTED,
        ...{ isAgain: true, isFirstAdmin: false, portal: { ...CONNECTED.portal, mode: "live" } },
      };
      world.answers.slack = { state: "connected" };
      const visitor = world.browser();
      const { text } = await visitor.open(await world.callback(visitor));
      expect(text).toContain("is connected again");
      expect(text).toContain("It is switched on, as it was before.");
      expect(text).toContain("Slack is connected already.");
      expect(text).not.toMatch(/first (admin|set-up)/);
    });

    it("names what the account did not grant, with what is missing for that", async () => {
      world.answers.outcome = { ...CONNECTED, notGranted: ["crm.objects.deals.read"] };
      world.answers.slack = { state: "off" };
      const visitor = world.browser();
      const { text } = await visitor.open(await world.callback(visitor));
      expect(text).toContain("Not granted");
      expect(text).toContain("without it whatever a policy counts of deals is missing");
      expect(text).toContain("has not set it up for Slack");
    });

    it("may be one of two in the same browser", async () => {
      const visitor = world.browser();
      const [first, second] = [await world.callback(visitor), await world.callback(visitor)];
      const kept = [...visitor.cookies];
      expect((await visitor.open(first)).status).toBe(200);
      for (const [name, value] of kept) visitor.cookies.set(name, value);
      expect((await visitor.open(second)).status).toBe(200);
    });
  });

  describe("an end that is none", () => {
    const nothingHappened = () => expect(world.codes).toEqual([]);

    it("comes too late", async () => {
      const visitor = world.browser();
      const callback = await world.callback(visitor);
      world.time.now += 10 * MINUTE;
      const { status, text, html } = await visitor.open(callback);
      expect(status).toBe(410);
      expect(text).toContain("This visit took too long");
      expect(html).toContain('href="/install?lang=en"');
      nothingHappened();
    });

    it("comes twice", async () => {
      const visitor = world.browser();
      const callback = await world.callback(visitor);
      const [cookie] = visitor.cookies;
      await visitor.open(callback);
      if (cookie !== undefined) visitor.cookies.set(...cookie);
      const { status, text } = await visitor.open(callback);
      expect(status).toBe(410);
      expect(text).toContain("This visit is over already");
      expect(world.codes).toHaveLength(1);
    });

    it("comes to another browser, and leaves the right one its turn", async () => {
      const visitor = world.browser();
      const callback = await world.callback(visitor);
      const other = world.browser();
      await world.callback(other);
      for (const stranger of [world.browser(), other]) {
        const { status, text } = await stranger.open(callback);
        expect(status).toBe(403);
        expect(text).toContain("This visit began in another browser");
      }
      nothingHappened();
      expect((await visitor.open(callback)).status).toBe(200);
    });

    it.each([
      "",
      "?code=c1",
      "?code=c1&state=",
      "?code=c1&state=abc",
      "?state[]=a&state[]=b&code=c",
    ])("comes with no state of ours (%s)", async (query) => {
      const { status, text } = await world.browser().open(`${BASE_URL}/oauth/callback${query}`);
      expect(status).toBe(404);
      expect(text).toContain("This visit is not known");
      nothingHappened();
    });

    it.each([
      { brought: {}, status: 404, says: "This visit is not known" },
      { brought: { code: "x".repeat(2_001) }, status: 404, says: "This visit is not known" },
      { brought: { error: "access_denied" }, status: 403, says: "The installation was cancelled" },
      { brought: { error: "server_error" }, status: 502, says: "HubSpot’s reason: server_error" },
      { brought: { error: "<b>call 555</b>" }, status: 502, says: "did not succeed" },
    ])("brings no code but $brought", async ({ brought, status, says }) => {
      const visitor = world.browser();
      const arrival = await visitor.open(await world.callback(visitor, brought));
      expect(arrival.status).toBe(status);
      expect(arrival.text).toContain(says);
      expect(arrival.html).not.toContain("555");
      nothingHappened();
    });

    it.each([
      { reason: "code_refused", status: 410, says: "HubSpot did not take the code" },
      { reason: "wrong_redirect", status: 502, says: `enters ${BASE_URL}/oauth/callback among` },
      { reason: "wrong_client", status: 502, says: "corrects HUBSPOT_CLIENT_ID" },
      { reason: "unavailable", status: 503, says: "HubSpot does not answer" },
      { reason: "failed", status: 502, says: "the log says more" },
    ] as const)("is refused: $reason", async ({ reason, status, says }) => {
      world.answers.outcome = { ok: false, reason };
      const visitor = world.browser();
      const arrival = await visitor.open(await world.callback(visitor));
      expect(arrival.status).toBe(status);
      expect(arrival.text).toContain(says);
    });

    it("is refused for scopes that the account did not grant, by name", async () => {
      const missing = ["tickets", "crm.objects.owners.read"];
      const reason = "missing_scopes";
      world.answers.outcome = { ok: false, reason, portalId: "4242001", missing };
      const visitor = world.browser();
      const { status, text } = await visitor.open(await world.callback(visitor));
      expect(status).toBe(409);
      expect(text).toContain("HubSpot account 4242001 lacks rights");
      expect(text).toContain("Missing: tickets, crm.objects.owners.read");
      expect(text).not.toContain("HubSpot’s reason");
    });

    it("is too many within a minute from one address", async () => {
      const visitor = world.browser();
      const statuses = new Set<number>();
      for (let visit = 0; visit < 121; visit += 1) {
        statuses.add((await visitor.open(`${BASE_URL}/install`)).status);
      }
      expect([...statuses]).toEqual([200, 429]);
      world.time.now += MINUTE;
      expect((await visitor.open(`${BASE_URL}/install`)).status).toBe(200);
    });
  });

  it("is closed where the settings name the only account", async () => {
    await world.stop();
    world = await startInstallRoutes(await open(), { isConfigured: false });
    for (const path of ["/install", "/install/start", "/oauth/callback?code=1&state=2"]) {
      const { status, text } = await world.browser().open(`${BASE_URL}${path}`);
      expect(status).toBe(404);
      expect(text).toContain("sets HUBSPOT_CLIENT_ID");
    }
  });

  it("leaves neither codes nor states in the log", async () => {
    const visitor = world.browser();
    const callback = await world.callback(visitor, { code: "very-secret-code" });
    await visitor.open(callback);
    await visitor.open(callback);
    const log = JSON.stringify(world.logger.lines);
    expect(log).not.toContain("very-secret-code");
    expect(log).not.toContain(new URL(callback).searchParams.get("state"));
  });
});

const pages = REFUSALS.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));
describe("a page that says why", () => {
  it.each(pages)("has words for $kind in $language", ({ kind, language }) => {
    const { html } = renderRefusal({ kind, portalId: "42" }, language, "https://a.example/back");
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/install\.page|\{\{|undefined/);
    expect(html.match(/<p>[^<]+<\/p>/g)).toHaveLength(2);
  });
});
