import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import express, { type Express } from "express";
import { pino } from "pino";
import { z } from "zod";
import { createLogger } from "../src/adapters/system/logger.ts";
import { stopOnSignal } from "../src/adapters/system/shutdown.ts";
import { invariant } from "../src/domain/invariant.ts";
import { createPlugin, type Plugin } from "../src/plugin.ts";
import { buildApart } from "./build-apart.ts";
import { createCardProxy } from "./card-proxy.ts";
import { createSandboxDeps } from "./create-sandbox-deps.ts";
import { layEmptyStore } from "./empty-store.ts";
import { createMovingTime, type MovingTime } from "./moving-time.ts";
import type { TimeMove } from "./page-contract.ts";
import { createPageServer } from "./page-server.ts";
import {
  DEMO_PORTAL_ID,
  DEMO_ZONE,
  type DemoIds,
  demoStartAt,
  loadDemo,
} from "./scenarios/demo.ts";
import { demoPeople } from "./scenarios/demo-cast.ts";
import { governDemo } from "./scenarios/demo-governance.ts";
import { rememberPast } from "./scenarios/demo-past.ts";
import { firstPolicyOfDemo, policyOfDemo } from "./scenarios/demo-policy.ts";
import { pauseOnCard } from "./scenarios/pause-on-card.ts";
import { originOf, serve } from "./serve.ts";
import { watchPlugin } from "./watch-plugin.ts";
import {
  APP_ID,
  CLIENT_SECRET,
  connectionOf,
  createWorld,
  PUBLIC_BASE_URL,
  pluginOptions,
  type World,
} from "./world.ts";

/**
 * The whole of Aftercare on this machine: a local CRM and a local Slack with demo data, the plugin with
 * the embedded database, and one page. Nothing leaves the machine, and every start begins anew.
 */

const DEFAULT_PORT = 4000;
const HIGHEST_PORT = 65_535;
/** What the plugin logs is for those who work on it; others have the page. */
const LogLevel = z.enum(["debug", "info", "warn", "error", "silent"]).catch("error");
const STOP_GRACE_MS = 10_000;
const CRM_USER = {
  userId: 501,
  email: "mara.lund@example.com",
  firstName: "Mara",
  lastName: "Lund",
};

const PEOPLE = demoPeople();

const port = portOf(process.env["SANDBOX_PORT"] ?? String(DEFAULT_PORT));
const folder = fileURLToPath(new URL("../.data/", import.meta.url));
const dataDir = `${folder}sandbox-${port}`;
const bundles = `${folder}bundles-${port}`;

await main();

async function main(): Promise<void> {
  const page = express();
  const server = await serve(page, port).catch(refusePort);
  if (server === null) return;
  say("Aftercare sandbox: building the cards and opening the store …");
  const logger = createLogger({
    level: LogLevel.parse(process.env["LOG_LEVEL"]),
    destination: pino.destination(2),
  });
  const startAt = demoStartAt(Date.now());
  const time = createMovingTime(startAt);
  const pluginPort = await startPlugin({ time, startAt, logger });
  const stop = await openPage(page, { time, ...pluginPort });
  stopOnSignal({
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await stop();
    },
    graceMs: STOP_GRACE_MS,
    exit: (code) => process.exit(code),
    signals: process,
    logger,
  });
  say(`Ready: open ${originOf(server)}   (Ctrl-C stops it; nothing left this machine)`);
}

type Running = {
  readonly world: World;
  readonly plugin: Plugin;
  readonly pluginUrl: string;
  readonly pluginServer: Server;
  readonly demo: DemoIds;
};

async function startPlugin(options: {
  readonly time: MovingTime;
  /** The demo ends then; what follows happens before the visitor's eyes. */
  readonly startAt: number;
  readonly logger: ReturnType<typeof createLogger>;
}): Promise<Running> {
  const { time, startAt, logger } = options;
  let pluginUrl = "";
  const world = await createWorld({ timeSource: time, logger, pluginUrl: () => pluginUrl });
  const wanted = pluginOptions({
    world: { crmUrl: world.crmUrl, slackApiUrl: world.slack.apiUrl },
    database: { dataDir, maxConnections: 4 },
    timeSource: time,
    logger,
    isUnlimited: false,
  });
  const [plugin] = await Promise.all([
    // The port is ours, so nobody else works in this folder: the last visit's data can go.
    layEmptyStore(folder, dataDir).then(() => createPlugin(wanted)),
    buildApart(bundles),
  ]);
  const pluginServer = await serve(plugin.app, 0);
  pluginUrl = originOf(pluginServer);
  // Nothing is delivered for a portal that is not connected yet, as with HubSpot: the plugin would
  // rightly drop it.
  const loaded: { demo?: DemoIds } = {};
  const events = world.crm.collectEvents(() => {
    loaded.demo = loadDemo(world.crm, startAt);
  });
  await connectDemo({ world, plugin });
  invariant(loaded.demo, "the demo is loaded at once");
  const policy = policyOfDemo(CRM_USER.email);
  await rememberPast(plugin.store, { demo: loaded.demo, policy, now: startAt });
  await governDemo(plugin.governance, CRM_USER.email);
  await plugin.start();
  world.crm.webhooks.deliver(events);
  return { world, plugin, pluginUrl, pluginServer, demo: loaded.demo };
}

function connectDemo({ world, plugin }: Pick<Running, "world" | "plugin">): Promise<void> {
  const portal = {
    portalId: DEMO_PORTAL_ID,
    timeZone: DEMO_ZONE,
    language: "en",
    uiDomain: "crm.example",
  } as const;
  // Whose CRM screen it is may change promises of single tickets.
  return plugin.connect(connectionOf(world, portal, firstPolicyOfDemo(CRM_USER.email)));
}

/** Gives what stops everything behind the page. */
async function openPage(
  page: Express,
  parts: Running & { readonly time: MovingTime },
): Promise<() => Promise<void>> {
  const { world, plugin, time, pluginUrl, pluginServer, demo } = parts;
  const stopping = new AbortController();
  const proxyCard = createCardProxy({
    publicBaseUrl: PUBLIC_BASE_URL,
    pluginUrl: () => pluginUrl,
    clientSecret: CLIENT_SECRET,
    permittedUrls: [PUBLIC_BASE_URL],
    portalId: DEMO_PORTAL_ID,
    appId: Number(APP_ID),
    user: CRM_USER,
    colleagues: PEOPLE,
    now: time.now,
  });
  const watch = watchPlugin(() => plugin.ledger.equation(DEMO_PORTAL_ID));
  const deps = createSandboxDeps({
    crm: world.crm,
    slack: world.slack,
    portalId: DEMO_PORTAL_ID,
    timeZone: DEMO_ZONE,
    appId: Number(APP_ID),
    user: CRM_USER,
    people: PEOPLE,
    firstTicketId: demo.freshTicketId,
    time: {
      now: time.now,
      isPaused: time.isPaused,
      move: async (move) => {
        moveTime(time, move);
        await plugin.wake();
        watch.notify();
      },
    },
    readPlugin: async () => {
      const { received, applied, ignored, waiting, dead } =
        await plugin.ledger.equation(DEMO_PORTAL_ID);
      const portal = await plugin.store.portals.find(DEMO_PORTAL_ID);
      return {
        mode: portal?.mode ?? "observe",
        equation: { received, applied, ignored, waiting, dead },
      };
    },
    onPluginChange: watch.onChange,
    reconnectSlack: () => connectDemo({ world, plugin }),
    proxyCard,
    bundleDirectory: bundles,
  });
  page.use(createPageServer(deps));
  const pauses = demo.pauses.map((pause) => pauseOnCard(proxyCard, pause, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(pauses);
    watch.stop();
    pluginServer.closeAllConnections();
    pluginServer.close();
    await plugin.stop();
    await world.stop();
  };
}

function moveTime(time: MovingTime, move: TimeMove): void {
  if ("advanceMs" in move) time.advance(move.advanceMs);
  else if (move.paused) time.pause();
  else time.resume();
}

function portOf(text: string): number {
  const isPort = /^\d{1,5}$/.test(text) && Number(text) <= HIGHEST_PORT;
  if (isPort) return Number(text);
  process.stderr.write(`SANDBOX_PORT is "${text}": expected a port from 0 to ${HIGHEST_PORT}\n`);
  process.exit(1);
}

function refusePort(error: Error & { readonly code?: string }): null {
  if (error.code !== "EADDRINUSE") throw error;
  process.stderr.write(
    `Port ${port} is in use, perhaps by another sandbox: stop that one, or start this one with another port: SANDBOX_PORT=4100 npm start\n`,
  );
  process.exitCode = 1;
  return null;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
