import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { OAUTH_CLIENT } from "../../support/slack-oauth.ts";
import {
  BASE_URL,
  callbackOf,
  GRANTED,
  INSTALL_PORTAL_ID,
  type InstallWorld,
  REDIRECT_URI,
  startInstallWorld,
} from "./install-under-test.ts";
import { otherTeam, team } from "./slack-under-test.ts";

describe("the way to Slack and back", () => {
  const open = useEmbeddedDatabase();
  let world: InstallWorld;
  beforeEach(async () => {
    world = await startInstallWorld(await open());
  });
  afterEach(() => world.stop());
  const nothingHappened = () => expect(world.connected).toEqual([]);

  it("hands on what the workspace granted, with the portal that the link was made for", async () => {
    world.slack.choose(team, "chat:write", { enterprise: { id: "E01", name: "Acme Org" } });
    const arrival = await world.browser().open(await world.makeLink());
    expect(arrival).toMatchObject({ status: 200 });
    expect(arrival.text).toContain(
      "The workspace Acme is connected with HubSpot account 4242001. Invite Aftercare",
    );
    expect(world.connected).toEqual([
      {
        visit: { portalId: INSTALL_PORTAL_ID, linkId: expect.any(String), askedBy: "ada" },
        grant: {
          teamId: team.teamId,
          botToken: team.botToken,
          botUserId: team.botUserId,
          appId: team.appId,
          teamName: "Acme",
          enterpriseId: "E01",
          scopes: ["chat:write"],
          installedBy: "U0ADMIN001",
        },
      },
    ]);
  });

  it("asks for the scopes and nothing else, and for the workspace that the portal has", async () => {
    world.slack.choose(team, GRANTED);
    await world.browser().open(await world.makeLink());
    world.answers.teamOf = "T0CONNECTED";
    await world.browser().open(await world.makeLink());
    const asked = {
      client_id: OAUTH_CLIENT.clientId,
      scope: "chat:write,commands",
      redirect_uri: REDIRECT_URI,
      state: expect.stringMatching(/^4242001\.[\w-]{43}$/),
    };
    expect(world.slack.asked).toEqual([asked, { ...asked, team: "T0CONNECTED" }]);
  });

  it("shows pages that no cache keeps and that need no script", async () => {
    world.slack.choose(team, GRANTED);
    const { headers, html } = await world.browser().open(await world.makeLink());
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(html).not.toMatch(
      /<script|<img|<link(?! rel="icon" href="data:,")|\bon\w+=|javascript:/i,
    );
  });

  it("shows the name of a workspace literally", async () => {
    const name = `<img src=x onerror="a()">${"\u202e"} & co`;
    world.slack.choose({ ...team, name }, GRANTED);
    const { html } = await world.browser().open(await world.makeLink());
    expect(html).toContain("&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; co");
    expect(html).not.toContain("<img");
  });

  it.each([
    { language: "de, zh-HK;q=0.9, en;q=0.5", expected: "已與 HubSpot 帳戶 4242001 連接" },
    { language: "zh", expected: "已与 HubSpot 账户 4242001 连接" },
    { language: "zh-Hans-SG", expected: "已与 HubSpot 账户 4242001 连接" },
    { language: "en-GB, zh-TW", expected: "is connected with HubSpot account 4242001" },
    { language: "fr", expected: "已與 HubSpot 帳戶 4242001 連接" },
  ])("speaks to a browser that reads $language", async ({ language, expected }) => {
    world.slack.choose(team, GRANTED);
    const { html } = await world.browser(language).open(await world.makeLink());
    expect(html).toContain(expected);
  });

  describe("says what to do", () => {
    it("when the person does not allow it; the link may be opened again", async () => {
      world.slack.refuse("access_denied");
      const browser = world.browser();
      const link = await world.makeLink();
      const { status, text } = await browser.open(link);
      expect(status).toBe(403);
      expect(text).toContain("The installation was cancelled");
      nothingHappened();
      world.slack.choose(otherTeam, GRANTED);
      expect((await browser.open(link)).status).toBe(200);
      expect(world.connected).toMatchObject([{ grant: { teamId: otherTeam.teamId } }]);
    });

    it.each([
      { told: "invalid_team_for_non_distributed_app", shown: true },
      { told: "<b>call 555</b>", shown: false },
    ])("when Slack gives the reason $told", async ({ told, shown }) => {
      world.slack.refuse(told);
      const { status, html } = await world.browser().open(await world.makeLink());
      expect(status).toBe(502);
      expect(html).toContain("The installation did not succeed");
      expect(html.includes(`Slack&#39;s reason: ${told}`)).toBe(shown);
      expect(html).not.toContain("555");
      nothingHappened();
    });

    it("when Slack does not take the code", async () => {
      world.slack.choose(team, GRANTED);
      const browser = world.browser();
      const callback = await callbackOf(browser, await world.makeLink());
      world.slack.forgetCodes();
      const { status, text } = await browser.open(callback);
      expect(status).toBe(502);
      expect(text).toContain("reason: invalid_code");
      nothingHappened();
      expect(world.logger.lines.map(({ level }) => level)).toEqual(["warn"]);
    });

    it("when the app was given no bot", async () => {
      world.slack.choose(team, GRANTED, { bot_user_id: undefined });
      const { status } = await world.browser().open(await world.makeLink());
      expect(status).toBe(502);
      nothingHappened();
    });

    it.each(["/slack/install?link=x", "/slack/oauth_redirect?code=1&state=2"])(
      "at %s when nothing is configured",
      async (path) => {
        await world.stop();
        world = await startInstallWorld(await open(), { isConfigured: false });
        const { status, text } = await world.browser().open(`${BASE_URL}${path}`);
        expect(status).toBe(404);
        expect(text).toContain("sets SLACK_CLIENT_ID and SLACK_CLIENT_SECRET");
      },
    );
  });

  it("writes no token and no secret to the log", async () => {
    world.slack.choose(team, GRANTED);
    await world.browser().open(await world.makeLink());
    world.slack.refuse("access_denied");
    await world.browser().open(await world.makeLink());
    const log = JSON.stringify(world.logger.lines);
    expect(world.logger.lines.length).toBeGreaterThan(0);
    for (const secret of [team.botToken, OAUTH_CLIENT.clientSecret, "4242001."]) {
      expect(log).not.toContain(secret);
    }
  });
});
