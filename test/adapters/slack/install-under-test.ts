import express from "express";
import helmet from "helmet";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createSlackInstallLinks } from "../../../src/adapters/postgres/slack-install-links.ts";
import { createInstallRoutes } from "../../../src/adapters/slack/create-install-routes.ts";
import type { SlackConnectOutcome } from "../../../src/app/portals/connect-slack.ts";
import type { SlackVisit } from "../../../src/ports/slack-install-links.ts";
import type { SlackGrant } from "../../../src/ports/slack-installations.ts";
import { createInstallBrowser } from "../../support/install-browser.ts";
import { listen } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { OAUTH_CLIENT, startSlackOauth } from "../../support/slack-oauth.ts";
import { NOW } from "./slack-under-test.ts";

export const INSTALL_PORTAL_ID = "4242001";
export const BASE_URL = "https://aftercare.example";
export const REDIRECT_URI = `${BASE_URL}/slack/oauth_redirect`;
export const MINUTE = 60_000;
/** What Slack says it granted. */
export const GRANTED = "chat:write,commands";
const SCOPES = ["chat:write", "commands"];

export type InstallWorld = Awaited<ReturnType<typeof startInstallWorld>>;
export type InstallBrowser = ReturnType<InstallWorld["browser"]>;

/** The routes in an express app, over the real store of links, and a Slack that installs apps. */
export async function startInstallWorld(
  db: Database,
  { isConfigured = true }: { readonly isConfigured?: boolean } = {},
) {
  const slack = await startSlackOauth();
  const time = { now: NOW };
  const logger = createRecordingLogger();
  const links = createSlackInstallLinks(db);
  const connected: { visit: SlackVisit; grant: SlackGrant }[] = [];
  const answers: { outcome: SlackConnectOutcome; teamOf: string | null } = {
    outcome: { ok: true },
    teamOf: null,
  };
  const routes = createInstallRoutes(
    {
      links,
      connect: async (visit, grant) => {
        connected.push({ visit, grant });
        return answers.outcome;
      },
      teamOf: async () => answers.teamOf,
      nextOf: async () => "https://crm.example/settings",
      languageOf: async () => "zh-TW",
      timeSource: { now: () => time.now },
      logger,
    },
    isConfigured
      ? {
          ...OAUTH_CLIENT,
          slackApiUrl: slack.apiUrl,
          authorizeUrl: slack.authorizeUrl,
          redirectUri: REDIRECT_URI,
          scopes: SCOPES,
        }
      : null,
  );
  const server = await listen(express().use(helmet()).use(routes));
  return {
    slack,
    time,
    logger,
    /** What was handed on. */
    connected,
    /** What is said to it, and which workspace the portal has. */
    answers,
    browser: (language = "en") =>
      createInstallBrowser({ publicBaseUrl: BASE_URL, pluginUrl: () => server.url, language }),
    async makeLink(): Promise<string> {
      const expiresAt = time.now + 30 * MINUTE;
      const asked = { askedBy: "ada", now: time.now, expiresAt };
      return `${BASE_URL}/slack/install?link=${await links.make(INSTALL_PORTAL_ID, asked)}`;
    },
    async stop(): Promise<void> {
      await server.close();
      await slack.stop();
    },
  };
}

/** The address with which Slack sends the browser back, not opened yet. */
export async function callbackOf(browser: InstallBrowser, link: string): Promise<string> {
  const { visited } = await browser.open(link, REDIRECT_URI);
  return visited.at(-1) ?? "";
}
