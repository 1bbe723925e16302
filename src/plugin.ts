import type { Express } from "express";
import { readDelivery } from "../webhooks/events.ts";
import { startTicks } from "./adapters/cron/ticks.ts";
import { createLunarCalendar } from "./adapters/holidays/lunar-calendar.ts";
import { createMetrics } from "./adapters/http/metrics.ts";
import type { AccessTokens } from "./adapters/hubspot/access-tokens.ts";
import { createHubspotCrm, type HubspotSettings } from "./adapters/hubspot/create-hubspot-crm.ts";
import { grantedCrm } from "./adapters/hubspot/granted-crm.ts";
import { createJournal, type JournalSettings } from "./adapters/hubspot/journal.ts";
import { createCustomerActivities } from "./adapters/postgres/customer-activities.ts";
import { type DatabaseOptions, openDatabase } from "./adapters/postgres/database.ts";
import { createEventLedger } from "./adapters/postgres/event-ledger.ts";
import { createHealthStore } from "./adapters/postgres/health-store.ts";
import { createJobs } from "./adapters/postgres/jobs.ts";
import { maintain } from "./adapters/postgres/maintain.ts";
import { createObserved } from "./adapters/postgres/observed.ts";
import { createPortalGrants } from "./adapters/postgres/portal-grants.ts";
import { createPortalPurges } from "./adapters/postgres/portal-purges.ts";
import { createPortalStorage } from "./adapters/postgres/portal-storage.ts";
import { createRecovery } from "./adapters/postgres/recovery.ts";
import { createSettingsJobs } from "./adapters/postgres/settings-jobs.ts";
import { createSlackConnections } from "./adapters/postgres/slack-connections.ts";
import { createSlackInstallLinks } from "./adapters/postgres/slack-install-links.ts";
import { createSlackInstallations } from "./adapters/postgres/slack-installations.ts";
import { createStore } from "./adapters/postgres/store.ts";
import { createTierCounts } from "./adapters/postgres/tier-counts.ts";
import { createTokenVault } from "./adapters/postgres/token-vault.ts";
import { createWebProcesses } from "./adapters/postgres/web-processes.ts";
import type { SlackCallSettings } from "./adapters/slack/call-slack.ts";
import { createRatingTokens } from "./adapters/system/rating-tokens.ts";
import { startRunLoop } from "./adapters/system/run-loop.ts";
import type { GapRules } from "./app/gaps/sweep-gaps.ts";
import type { GovernanceUseCases } from "./app/governance/governance-use-cases.ts";
import type { ImportRules } from "./app/imports/request-import.ts";
import { connectPortal } from "./app/portals/connect-portal.ts";
import { connectNamedSlack } from "./app/portals/connect-slack.ts";
import { disconnectPortal } from "./app/portals/disconnect-portal.ts";
import { type InstallLink, makeSlackInstallLink } from "./app/portals/make-slack-install-link.ts";
import { createPortalContexts } from "./app/sla/portal-contexts.ts";
import { type CustomerUseCases, customerUseCases } from "./app/tiering/customer-use-cases.ts";
import { startWork, type Work, type WorkDeps, type WorkSettings } from "./app/work/start-work.ts";
import { parsePolicy } from "./config/presets.ts";
import { createGovernance } from "./create-governance.ts";
import { browserBaseUrl, type InstallOptions } from "./create-install.ts";
import { createSlackSenders } from "./create-slack-senders.ts";
import { createWeb } from "./create-web.ts";
import type { Policy } from "./domain/governance/policy.ts";
import { feedbackDeps } from "./feedback-deps.ts";
import { noteWords } from "./messages/note-words.ts";
import { taskWords } from "./messages/task-words.ts";
import { tierWords } from "./messages/tier-words.ts";
import type { Crm } from "./ports/crm.ts";
import type { EventLedger } from "./ports/event-ledger.ts";
import type { Logger } from "./ports/logger.ts";
import type { SlackInstallation } from "./ports/slack-installations.ts";
import type { Portal, Store } from "./ports/store.ts";
import type { TimeSource } from "./ports/time-source.ts";
import type { PortalTokens, Seal, TokenVault } from "./ports/token-vault.ts";
import type { SlackOauthOptions } from "./slack-web.ts";
import { createWebShare } from "./web-share.ts";

const DAY_MS = 86_400_000;

export type PluginOptions = {
  readonly role: "web" | "worker" | "both";
  /** What HubSpot calls and signs, without a final slash. */
  readonly publicBaseUrl: string;
  readonly database: Omit<DatabaseOptions, "logger" | "timeSource">;
  readonly hubspot: HubspotSettings & { readonly clientSecret: string };
  /** Where the access token of a portal comes from. */
  readonly accessTokens: (parts: {
    readonly vault: TokenVault;
    onDisconnected(portalId: string, refusedToken: string): Promise<void>;
  }) => AccessTokens;
  /** How accounts install the app; null when the settings name the only one. */
  readonly install: InstallOptions | null;
  /** What browsers of people call, where that is another address than what is signed. */
  readonly browserBaseUrl?: () => string;
  /** Null: nothing is posted to Slack. */
  readonly slack:
    | (SlackCallSettings & { readonly signingSecret: string; readonly oauth?: SlackOauthOptions })
    | null;
  readonly seal: Seal;
  readonly work: WorkSettings;
  readonly webhookBodyLimitBytes: number;
  readonly retentionDays: number;
  readonly portalLimits: { readonly requestsAtOnce: number; readonly storageBytes: number };
  /** How long the data of an account are kept that is disconnected. */
  readonly keepDisconnectedDays: number;
  readonly importRules: ImportRules;
  readonly gapRules: GapRules;
  /** Null: installs and uninstalls are not pulled from HubSpot's journal. */
  readonly journal: JournalSettings | null;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  wait(ms: number): Promise<void>;
};

export type Plugin = {
  /** To be served; answers `/readyz` with 503 until `start` has resolved. */
  readonly app: Express;
  readonly store: Store;
  readonly ledger: EventLedger;
  readonly crm: Crm;
  /** What the settings page asks for; who asks has been verified by then. */
  readonly governance: GovernanceUseCases;
  readonly customers: CustomerUseCases;
  /** Makes a portal known with its policy; harmless to repeat. */
  connect(connection: Connection): Promise<void>;
  /** A link by which whoever opens it connects a Slack workspace with this portal. */
  slackLink(portalId: string, by: string): Promise<InstallLink>;
  start(): Promise<void>;
  /** Looks at once for work that waits, e.g. after the sandbox has moved the time. */
  wake(): Promise<void>;
  /** Finishes what runs, takes nothing new, closes the store; a second call waits for the first. */
  stop(): Promise<void>;
};

export type Connection = {
  readonly portal: Omit<Portal, "state" | "installedAt">;
  readonly policy: Policy;
  /** Null while no Slack workspace is connected. */
  readonly slack: SlackInstallation | null;
  /** Null for a private app, whose token is fixed. */
  readonly tokens: PortalTokens | null;
};

/** The only place where adapters meet use cases. */
export async function createPlugin(options: PluginOptions): Promise<Plugin> {
  const parts = await createParts(options);
  let state: "starting" | "ready" | "stopping" = "starting";
  let work: Work | null = null;
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    state = "stopping";
    await web.slack.app?.stop();
    await parts.webShare.stop();
    await work?.stop();
    await parts.db.close();
  };
  const web = createWeb(options, parts, {
    notReadyBecause: () => (state === "ready" ? null : state),
    onStored: () => work?.wakeIntake(),
  });
  return {
    app: web.app,
    store: parts.store,
    ledger: parts.ledger,
    crm: parts.crm,
    governance: createGovernance({ ...parts, timeSource: options.timeSource }, "settings"),
    customers: customerUseCases({ ...parts, timeSource: options.timeSource }),
    connect: (connection) => connect(options, parts, connection),
    slackLink: (portalId, by) =>
      makeSlackInstallLink(
        { ...options, ...parts, publicBaseUrl: browserBaseUrl(options) },
        { portalId, by },
      ),
    start: async () => {
      if (options.role !== "worker" && parts.db.engine === "server") parts.webShare.start();
      if (options.role !== "web") work = await startWork(workDeps(options, parts));
      state = "ready";
    },
    wake: async () => {
      await work?.wakeAll();
    },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function connect(
  options: PluginOptions,
  parts: Parts,
  { portal, policy, slack, tokens }: Connection,
): Promise<void> {
  if (tokens !== null) await parts.vault.save(portal.portalId, tokens);
  // What somebody granted once says nothing about the token that the settings name.
  else await parts.grants.remove(portal.portalId);
  if (slack !== null) await connectNamedSlack(parts, portal.portalId, slack);
  await connectPortal({ ...options, ...parts }, portal, policy);
}

export type Parts = Awaited<ReturnType<typeof createParts>>;

async function createParts(options: PluginOptions) {
  const { logger, timeSource } = options;
  const db = await openDatabase({ ...options.database, logger, timeSource });
  const ledger = createEventLedger(db);
  const store = createStore(db);
  if (db.engine === "embedded") {
    // The only process on this store: what was leased was leased by one that is gone.
    await ledger.endLeases();
    await store.outbox.endLeases();
    await store.imports.endLeases();
  }
  const storage = createPortalStorage(db);
  const installations = createSlackInstallations(db, options.seal);
  const vault = createTokenVault(db, options.seal);
  const metrics = createMetrics({
    logger,
    ledgerCounts: () => ledger.totals(),
    outboxCounts: () => store.outbox.totals(),
    unknownSends: () => store.outbox.unknownByKind(),
    storageFigures: () => storage.figures(options.portalLimits.storageBytes),
  });
  const grants = createPortalGrants(db);
  const tokens = accessTokens(options, { store, vault });
  const { hubspot: settings, wait } = options;
  const onCall = metrics.hubspotCall;
  const crm = createHubspotCrm({ tokens, timeSource, logger, settings, wait, onCall });
  return {
    db,
    vault,
    ledger,
    store,
    activities: createCustomerActivities(db),
    installations,
    connections: createSlackConnections(db),
    links: createSlackInstallLinks(db),
    ratingTokens: createRatingTokens(options.seal),
    metrics,
    contexts: createPortalContexts(store),
    jobs: createJobs(db, logger),
    policyJobs: createSettingsJobs(db),
    health: createHealthStore(db),
    storage,
    webShare: createWebShare(createWebProcesses(db), { logger }),
    purges: createPortalPurges(db),
    tierCounts: createTierCounts(db),
    observed: createObserved(db),
    recovery: createRecovery(db),
    grants,
    crm: grantedCrm(crm, grants),
    ...createSlackSenders(
      { store, installations, logger, wait: options.wait, onCall: metrics.slackCall },
      options.slack,
    ),
  };
}

function accessTokens(
  { accessTokens: create, timeSource, logger }: PluginOptions,
  { store, vault }: { readonly store: Store; readonly vault: TokenVault },
): AccessTokens {
  const deps = { store, vault, timeSource, logger };
  return create({
    vault,
    onDisconnected: (portalId, refusedToken) =>
      disconnectPortal(deps, portalId, { cause: "token_refused", refusedToken }),
  });
}

function workDeps(options: PluginOptions, parts: Parts): WorkDeps {
  const { logger } = options;
  return {
    ...parts,
    store: countingStore(parts),
    timeSource: options.timeSource,
    logger,
    work: options.work,
    gapRules: options.gapRules,
    journal: options.journal && createJournal(options.journal),
    readDelivery,
    readDocument: parsePolicy,
    taskWords,
    tierWords,
    noteWords,
    ...feedbackDeps(options, parts),
    lunarCalendar: createLunarCalendar(),
    storageLimitBytes: options.portalLimits.storageBytes,
    keepDisconnectedMs: options.keepDisconnectedDays * DAY_MS,
    maintain: () => maintain(parts.db, { logger, retentionDays: options.retentionDays }),
    startLoop: (loop) =>
      startRunLoop({
        ...loop,
        logger,
        step: async () => {
          const end = parts.metrics.turn(loop.name);
          try {
            return await loop.step();
          } finally {
            end();
          }
        },
      }),
    startTick: (run) => startTicks([{ name: "jobs", schedule: "* * * * *", run }], logger),
  };
}

/** What became of each send is counted where it is noted. */
function countingStore({ store, metrics }: Parts): Store {
  const finish: Store["outbox"]["finish"] = async (results, now) => {
    await store.outbox.finish(results, now);
    for (const { kind, result } of results) metrics.outboxResult({ kind, state: result.state });
  };
  return { ...store, outbox: { ...store.outbox, finish } };
}
