import { rm } from "node:fs/promises";
import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createMovingTime, type MovingTime } from "../../sandbox/moving-time.ts";
import { originOf, serve } from "../../sandbox/serve.ts";
import { connectionOf, createWorld, pluginOptions, type World } from "../../sandbox/world.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { createPlugin, type Plugin, type PluginOptions } from "../../src/plugin.ts";
import type { Portal } from "../../src/ports/store.ts";
import { newDataDirectory } from "./kept-store.ts";
import { createRecordingLogger, type LogLine } from "./recording-logger.ts";

export const PORTAL_ID = "4242001";

/** The plugin with the production adapters, against a local CRM and a local Slack. */
export type RunningPlugin = {
  readonly world: World;
  readonly plugin: Plugin;
  readonly url: string;
  readonly time: MovingTime;
  readonly lines: readonly LogLine[];
  /** Makes another portal known, or the same one again. */
  connect(portal?: Partial<Portal>): Promise<void>;
  /** Resolves when nothing is left to deliver, to process or to send. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

const LIMIT_MS = 40_000;
/** The time of a test goes on for less. */
const LONGEST_TEST_MS = 1_000 * 86_400_000;
/** A sweep for lost events would come in between at any time, and find what a test made up. */
export const NO_SWEEPS = { everyMs: Number.MAX_SAFE_INTEGER, lagMs: LONGEST_TEST_MS };
const LOOK_MS = 25;

export async function runPlugin(options: {
  readonly startAt: number;
  readonly policy: Policy;
  readonly prepare: (world: World) => void;
  readonly mode?: Portal["mode"];
  /** What the app may do in Slack; all of it unless given. */
  readonly scopes?: readonly string[];
  /** Real time between two posts in a channel; none unless given. */
  readonly channelSpacingMs?: number;
  /** A data directory of its own unless given. */
  readonly database?: PluginOptions["database"];
}): Promise<RunningPlugin> {
  const time = createMovingTime(options.startAt, { isPaused: true });
  const logger = createRecordingLogger();
  const address = { url: "" };
  const pluginUrl = () => address.url;
  const world = await createWorld({
    timeSource: time,
    logger,
    pluginUrl,
    isUnlimited: true,
    ...(options.scopes && { scopes: options.scopes }),
  });
  const database = options.database ?? (await ownDatabase());
  const usual = pluginOptions({
    world: { crmUrl: world.crmUrl, slackApiUrl: world.slack.apiUrl },
    database,
    timeSource: time,
    logger,
    isUnlimited: true,
  });
  const { channelSpacingMs = 0 } = options;
  const slack = usual.slack && { ...usual.slack, channelSpacingMs };
  const plugin = await createPlugin({ ...usual, slack, gapRules: NO_SWEEPS });
  const server = await serve(plugin.app, 0);
  address.url = originOf(server);
  options.prepare(world);
  const connect: RunningPlugin["connect"] = (changes) =>
    connectTo(plugin, world, { ...options, ...changes });
  await connect();
  await plugin.start();
  return {
    world,
    plugin,
    url: address.url,
    time,
    lines: logger.lines,
    connect,
    settled: () => settled(world, plugin),
    stop: async () => {
      await close(server);
      await plugin.stop();
      await world.stop();
      const isOwn = options.database === undefined;
      if (isOwn) await rm(database.dataDir ?? "", { recursive: true, force: true });
    },
  };
}

async function ownDatabase(): Promise<PluginOptions["database"]> {
  return { dataDir: await newDataDirectory(), maxConnections: 4 };
}

async function connectTo(
  plugin: Plugin,
  world: World,
  { portalId = PORTAL_ID, mode = "live", policy }: Partial<Portal> & { readonly policy: Policy },
): Promise<void> {
  const portal = { portalId, timeZone: "UTC", language: "en", uiDomain: "crm.example" } as const;
  const connection = connectionOf(world, portal, policy);
  await plugin.connect({ ...connection, portal: { ...portal, mode } });
}

async function close(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

/**
 * Looks several times, so that what one turn asks of the next is waited for too; `postponed` sends stay
 * waiting for something else.
 */
export async function settled(
  world: Pick<World, "crm">,
  plugin: Plugin,
  postponed = 0,
): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  let quiet = 0;
  while (quiet < 3) {
    if (performance.now() > until) throw new Error("the plugin did not come to rest in time");
    await world.crm.webhooks.idle();
    await plugin.wake();
    await sleep(LOOK_MS);
    const [events, sends] = [await plugin.ledger.totals(), await plugin.store.outbox.totals()];
    quiet = events.waiting === 0 && sends.waiting === postponed ? quiet + 1 : 0;
  }
}
