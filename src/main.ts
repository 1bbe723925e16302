import { readFileSync, writeSync } from "node:fs";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createOauthTokens, staticToken } from "./adapters/hubspot/access-tokens.ts";
import { HUBSPOT_LIMITS } from "./adapters/hubspot/limiter.ts";
import { createLogger } from "./adapters/system/logger.ts";
import { createSeal } from "./adapters/system/seal.ts";
import { stopOnSignal } from "./adapters/system/shutdown.ts";
import { systemTimeSource } from "./adapters/system/time-source.ts";
import { installOffer } from "./config/install-offer.ts";
import { PluginManifest } from "./config/plugin-manifest.ts";
import { loadPreset, parsePolicy } from "./config/presets.ts";
import { readSettings, type Settings } from "./config/settings.ts";
import { slackScopes } from "./config/slack-manifest.ts";
import type { Policy } from "./domain/governance/policy.ts";
import { createPlugin, type Plugin, type PluginOptions } from "./plugin.ts";
import type { Logger } from "./ports/logger.ts";
import { PluginError } from "./ports/plugin-error.ts";

const STDERR = 2;
const INTAKE_IDLE_MS = 500;
const OUTBOX_IDLE_MS = 500;
const SLACK_SPACING_MS = 1000;
const MANIFEST = new URL("../plugin-manifest.json", import.meta.url);

const reading = readSettings(process.env);
if (reading.ok) {
  try {
    await serve(reading.settings);
  } catch (error) {
    if (!isExpected(error)) throw error;
    refuse([`Aftercare cannot start: ${error.message}`]);
  }
} else {
  const lines = reading.problems.map(({ key, message }) => `  ${key} ${message}`);
  refuse([
    "Aftercare cannot start, the settings have problems:",
    ...lines,
    "See docs/configuration.md.",
  ]);
}

async function serve(settings: Settings): Promise<void> {
  const policy = readPolicy(settings.policy);
  const logger = createLogger({ level: settings.server.logLevel });
  const plugin = await createPlugin(optionsOf(settings, { logger, policy }));
  const server = await listen(plugin, settings);
  let isStopping = false;
  stopOnSignal({
    stop: () => {
      isStopping = true;
      return stop(server, plugin);
    },
    graceMs: settings.server.shutdownGraceMs,
    exit: (code) => process.exit(code),
    signals: process,
    logger,
  });
  try {
    await start(plugin, settings, policy);
  } catch (error) {
    // Whoever stops it while it starts takes its store away.
    if (isStopping) return;
    throw error;
  }
  const { host, role } = settings.server;
  logger.info({ host, port: portOf(server), role }, "Aftercare is ready");
}

async function start(plugin: Plugin, settings: Settings, policy: Policy): Promise<void> {
  if (settings.account !== null) await connectAccount(plugin, settings, policy);
  await plugin.start();
}

function optionsOf(
  settings: Settings,
  { logger, policy }: { readonly logger: Logger; readonly policy: Policy },
): PluginOptions {
  const { server, store, hubspot, slack } = settings;
  return {
    role: server.role,
    publicBaseUrl: server.publicBaseUrl,
    database: {
      ...(store.databaseUrl === undefined
        ? { dataDir: store.dataDir }
        : { url: store.databaseUrl }),
      maxConnections: store.maxConnections,
    },
    hubspot: {
      baseUrl: hubspot.apiBaseUrl,
      clientSecret: hubspot.clientSecret,
      timeoutMs: hubspot.timeoutMs,
      limits: { ...HUBSPOT_LIMITS, requestsPerSecond: hubspot.requestsPerSecond },
    },
    accessTokens: accessTokensOf(settings, logger),
    install: installOf(settings, policy),
    slack: slack && {
      signingSecret: slack.signingSecret,
      ...(slack.oauth && { oauth: { ...slack.oauth, scopes: slackScopes(readManifest()) } }),
      slackApiUrl: `${slack.apiBaseUrl}/`,
      channelSpacingMs: SLACK_SPACING_MS / slack.messagesPerSecond,
    },
    seal: createSeal(store.tokenKeys),
    work: {
      intakeIdleMs: INTAKE_IDLE_MS,
      sweepIdleMs: settings.policy.sweepIntervalMs,
      outboxIdleMs: OUTBOX_IDLE_MS,
    },
    webhookBodyLimitBytes: server.webhookBodyLimitBytes,
    retentionDays: store.retentionDays,
    portalLimits: {
      requestsAtOnce: server.portalRequestsAtOnce,
      storageBytes: store.portalStorageLimitBytes,
    },
    keepDisconnectedDays: store.keepDisconnectedDays,
    importRules: settings.intake.importRules,
    gapRules: settings.intake.gapRules,
    journal: settings.intake.journal,
    timeSource: systemTimeSource,
    logger,
    wait: (ms) => sleep(ms, undefined, { ref: false }),
  };
}

function accessTokensOf(settings: Settings, logger: Logger): PluginOptions["accessTokens"] {
  const { account, hubspot } = settings;
  return (parts) =>
    account === null
      ? createOauthTokens({
          ...parts,
          clientId: hubspot.clientId ?? "",
          clientSecret: hubspot.clientSecret,
          baseUrl: hubspot.apiBaseUrl,
          timeSource: systemTimeSource,
          logger,
        })
      : staticToken(account.accessToken);
}

/** Where the settings name an account, its token would be taken for that of any other. */
function installOf({ account, hubspot }: Settings, policy: Policy): PluginOptions["install"] {
  const { clientId, authorizeUrl } = hubspot;
  if (account !== null || clientId === undefined) return null;
  const offer = installOffer(readManifest());
  return { clientId, authorizeUrl: () => authorizeUrl, offer, policy };
}

async function connectAccount(plugin: Plugin, settings: Settings, policy: Policy): Promise<void> {
  const { account, slack } = settings;
  if (account === null) return;
  const { portalId, timeZone, language, uiDomain } = account;
  await plugin.connect({
    portal: { portalId, timeZone, language, uiDomain, mode: settings.policy.mode },
    policy,
    slack: slack?.workspace ? { ...slack.workspace, botUserId: "", appId: "" } : null,
    tokens: null,
  });
}

function readManifest(): PluginManifest {
  return PluginManifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
}

function readPolicy({ file, preset }: Settings["policy"]): Policy {
  if (file === undefined) return loadPreset(preset);
  const read = parsePolicy(readFileSync(file, "utf8"));
  if (read.ok) return read.policy;
  const lines = read.problems.map(({ path, message }) => `  ${path} ${message}`);
  const heading = `the policy in ${file} has problems:`;
  throw new PluginError("policy_invalid", [heading, ...lines].join("\n"));
}

function listen(plugin: Plugin, { server: { host, port } }: Settings): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = plugin.app.listen(port, host, (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(error);
    });
  });
}

function portOf(server: Server): number | null {
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? null) : null;
}

/** First no new requests, then what runs. */
async function stop(server: Server, plugin: Plugin): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await closed;
  await plugin.stop();
}

/** What an operator can mend: a message says more than a stack. The rest is a bug and shows its stack. */
function isExpected(error: unknown): error is Error {
  return error instanceof PluginError || (error instanceof Error && "syscall" in error);
}

/** Ends at once: what was opened is safe to lose, and would keep the process alive. */
function refuse(lines: readonly string[]): never {
  writeSync(STDERR, `${lines.join("\n")}\n`);
  process.exit(1);
}
