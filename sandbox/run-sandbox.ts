import { setFlagsFromString } from "node:v8";
import express, { type Express } from "express";
import { pino } from "pino";
import { z } from "zod";
import { createLogger } from "../src/adapters/system/logger.ts";
import { stopOnSignal } from "../src/adapters/system/shutdown.ts";
import { createAccountPage } from "./account-page.ts";
import { switchAccounts } from "./account-switch.ts";
import type { Folders } from "./lay-apart.ts";
import { createLiveLog, type LiveLogBook } from "./live-log.ts";
import { createMovingTime, type MovingTime } from "./moving-time.ts";
import { complainOnCard } from "./scenarios/complain-on-card.ts";
import { DEMO_PORTAL_ID, DEMO_ZONE, type DemoIds, demoStartAt } from "./scenarios/demo.ts";
import { demoPeople } from "./scenarios/demo-cast.ts";
import { pauseOnCard } from "./scenarios/pause-on-card.ts";
import type { ProxyCard } from "./scenarios/press-on-card.ts";
import { SECOND_PORTAL_ID, SECOND_TEAM_ID, SECOND_ZONE } from "./scenarios/second-account.ts";
import { originOf } from "./serve.ts";
import { type RunningSandbox, startSandboxPlugin } from "./start-plugin.ts";
import type { TakenPort } from "./take-port.ts";
import { createTimeLever } from "./time-lever.ts";
import { createTroubles } from "./troubles.ts";
import { APP_ID, TEAM_ID } from "./world.ts";

/**
 * The whole of Aftercare on this machine: a local CRM and a local Slack with demo data, the plugin with
 * the embedded database, and one page. Nothing leaves the machine, and every start begins anew.
 */

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

/** On a port that is taken already; what is asked there meanwhile is answered when all runs. */
export async function runSandbox(
  options: Pick<TakenPort, "server" | "answerWith"> & {
    readonly folders: Folders;
    readonly laid: Promise<void>;
  },
): Promise<void> {
  const { server, folders, laid } = options;
  const logger = createLogger({
    level: LogLevel.parse(process.env["LOG_LEVEL"]),
    destination: pino.destination(2),
  });
  const startAt = demoStartAt(Date.now());
  const time = createMovingTime(startAt);
  const log = createLiveLog(time.now);
  const running = await startSandboxPlugin({
    time,
    startAt,
    logger,
    log,
    user: CRM_USER,
    pageUrl: originOf(server),
    ...{ folders, laid },
  });
  const page = express();
  const stop = await openPage(page, { time, log, bundles: folders.bundles, ...running });
  options.answerWith(page);
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
  // From here on memory counts for more than speed; a start that spares takes four times the collections.
  setFlagsFromString("--optimize-for-size");
  say(`Ready: open ${originOf(server)}   (Ctrl-C stops it; nothing left this machine)`);
}

type PageParts = RunningSandbox & {
  readonly time: MovingTime;
  readonly log: LiveLogBook;
  readonly bundles: string;
};

/** Gives what stops everything behind the page. */
async function openPage(page: Express, parts: PageParts): Promise<() => Promise<void>> {
  const { world, host, time, demo } = parts;
  const stopping = new AbortController();
  const wake = async () => {
    await host.current()?.wake();
    for (const account of [first, second]) account.watch.notify();
  };
  const lever = createTimeLever(time, wake);
  const troubles = createTroubles(world.crm, host);
  const shared = { ...parts, lever, troubles, appId: Number(APP_ID), people: PEOPLE };
  const first = createAccountPage(shared, {
    ...{ portalId: DEMO_PORTAL_ID, timeZone: DEMO_ZONE, teamId: TEAM_ID },
    ...{ firstTicketId: demo.freshTicketId, user: CRM_USER },
  });
  const second = createAccountPage(shared, {
    ...{ portalId: SECOND_PORTAL_ID, timeZone: SECOND_ZONE, teamId: SECOND_TEAM_ID },
    ...{ firstTicketId: null, user: CRM_USER },
  });
  page.use(switchAccounts(new Map([[SECOND_PORTAL_ID, second.router]]), first.router));
  const presses = pressInDemo(demo, first.proxyCard, stopping.signal);
  return async () => {
    stopping.abort();
    await lever.stop();
    await Promise.all(presses);
    for (const account of [first, second]) account.watch.stop();
    await host.stop();
    await world.stop();
  };
}

/** What people do on cards at the start of the demo. */
function pressInDemo(
  { pauses, complaintTicketId: ticketId }: DemoIds,
  proxyCard: ProxyCard,
  signal: AbortSignal,
): readonly Promise<void>[] {
  return [
    ...pauses.map((pause) => pauseOnCard(proxyCard, pause, signal)),
    complainOnCard(proxyCard, { ticketId, userId: CRM_USER.userId }, signal),
  ];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
