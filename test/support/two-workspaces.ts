import { rm } from "node:fs/promises";
import { createLocalSlack, type LocalSlack } from "../../sandbox/local-slack/create-local-slack.ts";
import type { SignedRequest } from "../../sandbox/local-slack/signed-request.ts";
import type { LocalTeam } from "../../sandbox/local-slack/workspace.ts";
import { createMovingTime } from "../../sandbox/moving-time.ts";
import { originOf, serve } from "../../sandbox/serve.ts";
import { connectionOf, createWorld, PUBLIC_BASE_URL, pluginOptions } from "../../sandbox/world.ts";
import { createPlugin } from "../../src/plugin.ts";
import { createInstallBrowser } from "./install-browser.ts";
import { newDataDirectory } from "./kept-store.ts";
import { officePolicy } from "./policies.ts";
import { createRecordingLogger } from "./recording-logger.ts";
import { NO_SWEEPS, settled } from "./running-plugin.ts";
import { addPortal } from "./service-desk.ts";
import { OAUTH_CLIENT, startSlackOauth } from "./slack-oauth.ts";

/** A customer of Aftercare: an account in HubSpot and a workspace in Slack, each known to one alone. */
export type Customer = {
  readonly portalId: string;
  readonly team: LocalTeam & { readonly botToken: string };
  readonly channelId: string;
  readonly userId: string;
};

const SCOPES = ["chat:write", "commands", "users:read", "users:read.email", "channels:history"];
const SIGNING_SECRET = "sandbox-signing-secret";

export const ACME = customer("4242001", "ACME", "ada");
export const BOLD = customer("4242009", "BOLD", "ben");

function customer(portalId: string, name: string, person: string): Customer & { person: string } {
  return {
    portalId,
    person,
    channelId: `C0${name}01`,
    userId: `U0${name}01`,
    team: {
      teamId: `T0${name}01`,
      name,
      domain: name.toLowerCase(),
      appId: "A0AFTERCARE",
      botId: `B0${name}01`,
      botUserId: `U0${name}BOT`,
      botToken: `xoxb-${name.toLowerCase()}`,
      scopes: SCOPES,
    },
  };
}

/** One Aftercare that both have connected in HubSpot, and a Slack with both workspaces. */
export async function runForTwo(startAt: number) {
  const time = createMovingTime(startAt, { isPaused: true });
  const logger = createRecordingLogger();
  const address = { url: "" };
  const pluginUrl = () => address.url;
  const world = await createWorld({ timeSource: time, logger, pluginUrl, isUnlimited: true });
  const slack = await slackOfTwo({ time, logger, pluginUrl });
  const oauth = await startSlackOauth(slack.apiUrl);
  const dataDir = await newDataDirectory();
  const options = pluginOptions({
    world: { crmUrl: world.crmUrl, slackApiUrl: oauth.apiUrl },
    database: { dataDir, maxConnections: 4 },
    timeSource: time,
    logger,
    isUnlimited: true,
  });
  const plugin = await createPlugin({
    ...options,
    gapRules: NO_SWEEPS,
    slack: options.slack && {
      ...options.slack,
      oauth: { ...OAUTH_CLIENT, authorizeUrl: oauth.authorizeUrl, scopes: SCOPES },
    },
  });
  const server = await serve(plugin.app, 0);
  address.url = originOf(server);
  for (const { portalId, channelId } of [ACME, BOLD]) {
    addPortal(world, portalId);
    const portal = { portalId, timeZone: "UTC", language: "en", uiDomain: "crm.example" } as const;
    const connection = connectionOf(world, portal, policyWith(channelId));
    await plugin.connect({ ...connection, slack: null });
  }
  await plugin.start();
  return {
    world,
    slack,
    oauth,
    plugin,
    time,
    lines: logger.lines,
    url: address.url,
    /** Connects a customer's workspace, as its settings name it. */
    async connectSlack({ portalId, channelId, team }: Customer): Promise<void> {
      const portal = {
        portalId,
        timeZone: "UTC",
        language: "en",
        uiDomain: "crm.example",
      } as const;
      const connection = connectionOf(world, portal, policyWith(channelId));
      const { teamId, botToken, botUserId, appId } = team;
      await plugin.connect({ ...connection, slack: { teamId, botToken, botUserId, appId } });
    },
    browser: () => createInstallBrowser({ publicBaseUrl: PUBLIC_BASE_URL, pluginUrl }),
    settled: (postponed = 0) => settled(world, plugin, postponed),
    /** Sends a request to where Slack sends its own; the status of the answer. */
    async send({ body, headers }: SignedRequest): Promise<number> {
      const target = `${address.url}/slack/events`;
      return (await fetch(target, { method: "POST", body, headers })).status;
    },
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await plugin.stop();
      await oauth.stop();
      await slack.stop();
      await world.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function slackOfTwo(parts: {
  readonly time: { now(): number };
  readonly logger: ReturnType<typeof createRecordingLogger>;
  pluginUrl(): string;
}): Promise<LocalSlack> {
  const both = [ACME, BOLD];
  return createLocalSlack({
    timeSource: parts.time,
    logger: parts.logger,
    signingSecret: SIGNING_SECRET,
    interactivityUrl: () => `${parts.pluginUrl()}/slack/events`,
    teams: both.map(({ team }) => team),
    users: both.map(({ team: { teamId }, userId, person }) => ({
      userId,
      teamId,
      name: person,
      realName: person,
      email: `${person}@example.com`,
    })),
    channels: both.map(({ team: { teamId }, channelId }) => ({
      channelId,
      teamId,
      name: "support",
      isPrivate: false,
      isArchived: false,
      hasBot: true,
    })),
    rateLimits: "none",
  });
}

function policyWith(channelId: string) {
  const { departments, ...policy } = officePolicy();
  return { ...policy, departments: departments.map((one) => ({ ...one, channelId })) };
}
