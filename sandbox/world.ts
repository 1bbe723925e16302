import { setTimeout as sleep } from "node:timers/promises";
import { CALLBACK_PATH } from "../src/adapters/http/install-routes.ts";
import { createOauthTokens } from "../src/adapters/hubspot/access-tokens.ts";
import { createSeal } from "../src/adapters/system/seal.ts";
import type { Connection, PluginOptions } from "../src/plugin.ts";
import type { Logger } from "../src/ports/logger.ts";
import type { SlackInstallation } from "../src/ports/slack-installations.ts";
import type { TimeSource } from "../src/ports/time-source.ts";
import type { PortalTokens } from "../src/ports/token-vault.ts";
import { type installWay, SLACK_OAUTH } from "./install-way.ts";
import type { LiveLogBook } from "./live-log.ts";
import type { ConsentUser } from "./local-crm/consent.ts";
import { createLocalCrm, type LocalCrm } from "./local-crm/create-local-crm.ts";
import { createLocalSlack, type LocalSlack } from "./local-slack/create-local-slack.ts";
import type { LocalTeam, NewChannel, NewUser } from "./local-slack/workspace.ts";
import { notedCrm, notedSlack } from "./noted-world.ts";
import { SECOND_CHANNELS, SECOND_TEAM, SECOND_USERS } from "./scenarios/second-account.ts";

/** What the outside knows Aftercare by in the sandbox; it is signed, never called. */
/** Nobody fills a sandbox. */
const STORAGE_LIMIT_BYTES = 20_000 * 1024 * 1024;

export const PUBLIC_BASE_URL = "https://aftercare.example";
export const APP_ID = "9001";
export const TEAM_ID = "T0SANDBOX01";
/** Secrets of a world that does not leave this machine. */
export const CLIENT_SECRET = "sandbox-client-secret";
export const CLIENT_ID = "sandbox-client";
const SIGNING_SECRET = "sandbox-signing-secret";
const BOT_TOKEN = "xoxb-sandbox";
const BOT_USER_ID = "U0AFTERCARE";
const TEAM: LocalTeam = {
  teamId: TEAM_ID,
  name: "Sandbox",
  domain: "sandbox",
  appId: "A0AFTERCARE",
  botId: "B0AFTERCARE",
  botUserId: BOT_USER_ID,
  botToken: BOT_TOKEN,
  scopes: ["chat:write", "channels:read", "channels:history", "users:read", "users:read.email"],
};
const USERS: readonly NewUser[] = [
  person("U0MEILING1", "mei-ling", "Mei-Ling Chen"),
  person("U0JONAS001", "jonas", "Jonas Weck"),
  person("U0LIWEI001", "li-wei", "Li Wei"),
  person("U0PRIYA001", "priya", "Priya Nair"),
  person("U0YATING01", "ya-ting", "Ya-Ting Lin"),
  person("U0CHIHMING", "chih-ming", "Chih-Ming Chen"),
  // Another address than in the CRM: who that is, she says by a code from the card.
  person("U0MARA0001", "mara", "Mara Lund"),
];
const CHANNELS: readonly NewChannel[] = [
  channel("C0SUPPORT01", "technical-support"),
  channel("C0RELATIONS1", "customer-relations"),
  channel("C0FIELD0001", "field-service"),
  channel("C0PARTS0001", "spare-parts"),
  channel("C0MANAGERS1", "service-managers"),
];

function person(userId: string, name: string, realName: string): NewUser {
  return { userId, teamId: TEAM_ID, name, realName, email: `${name}@example.com` };
}

function channel(channelId: string, name: string): NewChannel {
  return { channelId, teamId: TEAM_ID, name, isPrivate: false, isArchived: false, hasBot: true };
}

const SEAL_KEY = { id: "sandbox", key: new Uint8Array(32).fill(7) };

/** The CRM and the Slack around the plugin; they outlive its restarts. */
export type World = {
  readonly crm: LocalCrm;
  readonly slack: LocalSlack;
  readonly crmUrl: string;
  stop(): Promise<void>;
};

export async function createWorld(options: {
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** Origin of the running plugin, e.g. `http://127.0.0.1:4001`. */
  pluginUrl(): string;
  readonly isUnlimited?: boolean;
  /** What the app may do in Slack; everything that it asks for unless given. */
  readonly scopes?: LocalTeam["scopes"];
  /** Where everything that goes to and fro is noted. */
  readonly log?: LiveLogBook;
  /** Whom the CRM's consent page asks; there is a second account and a second workspace then. */
  readonly consent?: { readonly user: ConsentUser; isInstalled(portalId: string): boolean };
}): Promise<World> {
  const { timeSource, logger } = options;
  const crm = createLocalCrm({
    timeSource,
    logger,
    secret: CLIENT_SECRET,
    appId: APP_ID,
    clientId: CLIENT_ID,
    webhookUrl: () => `${options.pluginUrl()}/webhooks/hubspot`,
    publicBaseUrl: PUBLIC_BASE_URL,
    ...(options.isUnlimited === true ? { rateLimit: null } : {}),
    ...(options.consent === undefined
      ? {}
      : {
          consent: {
            ...{ ...options.consent, appName: "Aftercare" },
            redirectUris: () => [`${options.pluginUrl()}${CALLBACK_PATH}`],
          },
        }),
    ...(options.log === undefined ? {} : notedCrm(options.log)),
  });
  const hasSecond = options.consent !== undefined;
  const slack = await createLocalSlack({
    timeSource,
    logger,
    signingSecret: SIGNING_SECRET,
    interactivityUrl: () => `${options.pluginUrl()}/slack/events`,
    teams: [
      { ...TEAM, scopes: options.scopes ?? TEAM.scopes },
      ...(hasSecond ? [SECOND_TEAM] : []),
    ],
    users: [...USERS, ...(hasSecond ? SECOND_USERS : [])],
    channels: [...CHANNELS, ...(hasSecond ? SECOND_CHANNELS : [])],
    ...(hasSecond ? { ...SLACK_OAUTH, consent: { appName: "Aftercare" } } : {}),
    ...(options.isUnlimited === true ? { rateLimits: "none" } : {}),
    ...(options.log === undefined ? {} : notedSlack(options.log)),
  });
  const crmUrl = await crm.listen(0);
  return {
    crm,
    slack,
    crmUrl,
    stop: async () => {
      await crm.stop();
      await slack.stop();
    },
  };
}

/** Where the plugin finds the world around it; may cross to another process. */
export type WorldAddress = { readonly crmUrl: string; readonly slackApiUrl: string };

const UNLIMITED = { requestsPerSecond: 1_000, searchesPerSecond: 1_000, concurrency: 8 };

/** The production adapters, pointed at the world instead of at HubSpot and Slack. */
export function pluginOptions(options: {
  readonly world: WorldAddress;
  readonly database: PluginOptions["database"];
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** Without limits and waits, for replays. */
  readonly isUnlimited: boolean;
  /** How other accounts install the app; none can unless given. */
  readonly way?: ReturnType<typeof installWay>;
  readonly journal?: PluginOptions["journal"];
}): PluginOptions {
  const { world, timeSource, logger, isUnlimited, way } = options;
  const wait = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });
  return {
    role: "both",
    publicBaseUrl: PUBLIC_BASE_URL,
    database: options.database,
    hubspot: {
      baseUrl: world.crmUrl,
      clientSecret: CLIENT_SECRET,
      timeoutMs: 10_000,
      ...(isUnlimited ? { limits: UNLIMITED } : {}),
    },
    accessTokens: (parts) =>
      createOauthTokens({
        ...parts,
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        baseUrl: world.crmUrl,
        timeSource,
        logger,
      }),
    install: way?.install ?? null,
    ...(way?.browserBaseUrl && { browserBaseUrl: way.browserBaseUrl }),
    slack: {
      signingSecret: SIGNING_SECRET,
      ...(way && { oauth: way.oauth }),
      slackApiUrl: world.slackApiUrl,
      ...(isUnlimited ? { channelSpacingMs: 0, methodSpacingMs: 0 } : {}),
    },
    seal: createSeal([SEAL_KEY]),
    work: { intakeIdleMs: 250, sweepIdleMs: 250, outboxIdleMs: isUnlimited ? 1_000 : 250 },
    webhookBodyLimitBytes: 1024 * 1024,
    retentionDays: 400,
    portalLimits: { requestsAtOnce: 64, storageBytes: STORAGE_LIMIT_BYTES },
    keepDisconnectedDays: 400,
    importRules: { history: "rebuild", closedDays: 30 },
    gapRules: { everyMs: 300_000, lagMs: 300_000 },
    journal: options.journal ?? null,
    timeSource,
    logger,
    wait,
  };
}

/** The portal of a world as the plugin learns of it at installation. */
export function connectionOf(
  world: Pick<World, "crm">,
  portal: Omit<Connection["portal"], "mode">,
  policy: Connection["policy"],
): Connection {
  return { portal: { ...portal, mode: "live" }, policy, ...secretsOf(world, portal.portalId) };
}

/** What the installation of a portal leaves behind: its tokens and its Slack workspace. */
export function secretsOf(
  world: Pick<World, "crm">,
  portalId: string,
): { readonly tokens: PortalTokens; readonly slack: SlackInstallation } {
  return {
    slack: {
      teamId: TEAM_ID,
      botToken: BOT_TOKEN,
      botUserId: BOT_USER_ID,
      appId: TEAM.appId,
    },
    tokens: {
      accessToken: world.crm.tokens.issueAccessToken(portalId),
      refreshToken: world.crm.tokens.refreshTokenOf(portalId),
      expiresAt: 0,
    },
  };
}
