import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { dropSchema } from "../../sandbox/incidents/drop-schema.ts";
import { INCIDENT_STAGES } from "../../sandbox/incidents/feed.ts";
import { type PluginChild, startPluginChild } from "../../sandbox/incidents/plugin-child.ts";
import { REPLAY_PORTAL_ID, type ReplayDatabase } from "../../sandbox/incidents/plugin-messages.ts";
import { readReplayPolicy } from "../../sandbox/incidents/run-replay.ts";
import type { LocalPortal } from "../../sandbox/local-crm/local-portal.ts";
import { createWorld, secretsOf, type World } from "../../sandbox/world.ts";
import { type Database, openDatabase } from "../../src/adapters/postgres/database.ts";
import { createLogger } from "../../src/adapters/system/logger.ts";
import { newDataDirectory } from "../support/kept-store.ts";

/**
 * The first import against the local CRM with HubSpot's limits on, with an end by SIGKILL on the way.
 * `IMPORT_TICKETS=50000` is the size that was promised; it takes minutes, as the limits hold.
 */
const SHORT = 600;
const TICKETS = Number(process.env["IMPORT_TICKETS"] ?? SHORT);
const CONTACTS = Math.floor(TICKETS * 0.4);
const SERVER_URL = TICKETS === SHORT ? undefined : process.env["DATABASE_URL"];
const START = Date.parse("2026-06-09T08:00:00Z");
const DAY = 86_400_000;
const LIMIT_MS = 1_200_000;
/** Longer than the lease of an import. */
const DOWN_MS = 240_000;
/** Read anew after an end at any moment: one portion of tickets and its customers. */
const PORTION_PAGES = 20;
const LOOK_MS = 250;

const directories: string[] = [];
afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

it(
  `takes in ${TICKETS} tickets and ${CONTACTS} customers within HubSpot's limits, through a SIGKILL`,
  async () => {
    const clock = { now: START };
    let child: PluginChild | null = null;
    const world = await createWorld({
      timeSource: { now: () => clock.now },
      logger: createLogger({ level: "silent" }),
      pluginUrl: () => child?.url ?? "http://127.0.0.1:1",
    });
    const database = await databaseOf();
    const portal = world.crm.addPortal({ portalId: REPLAY_PORTAL_ID });
    portal.addPipeline({ id: "0", label: "Incidents", stages: INCIDENT_STAGES });
    world.crm.collectEvents(() => fill(portal));
    const { tokens, slack } = secretsOf(world, REPLAY_PORTAL_ID);
    const begin = () =>
      startPluginChild({
        ...{ now: clock.now, database, policyText: readReplayPolicy(), tokens, slack },
        ...{ mode: "observe", isUnlimited: false },
        world: { crmUrl: world.crmUrl, slackApiUrl: world.slack.apiUrl },
      });
    try {
      const started = performance.now();
      child = await begin();
      child.wake();
      // The first portion is stored, or all are.
      await until(child, ({ tickets }) => tickets > TICKETS / 3);
      await child.kill();
      clock.now += DOWN_MS;
      child = await begin();
      child.wake();
      await until(child, ({ state }) => state === "done");
      const seconds = (performance.now() - started) / 1000;
      await child.stop();
      const stored = await storedIn(database);
      const calls = callsOf(world);
      process.stdout.write(`${JSON.stringify({ stored, calls, seconds })}\n`);
      expect(stored).toEqual({ tickets: TICKETS, contacts: CONTACTS, twoStages: TICKETS });
      expect(calls.refused).toBe(0);
      // 2 for 100 tickets with their history, and what the kill cost.
      expect(calls.tickets).toBeLessThanOrEqual((TICKETS / 100) * 2 + PORTION_PAGES + 2);
      expect(calls.contacts).toBeLessThanOrEqual((CONTACTS / 100) * 2.2 + 1);
      if (TICKETS >= 10_000) {
        expect(calls.tickets).toBeLessThanOrEqual((TICKETS / 100) * 2.2);
      }
    } finally {
      await world.stop();
      await dropSchema(database);
    }
  },
  LIMIT_MS,
);

async function databaseOf(): Promise<ReplayDatabase> {
  if (SERVER_URL !== undefined && SERVER_URL !== "") {
    return { url: SERVER_URL, schema: `import_test_${process.pid}`, maxConnections: 4 };
  }
  const dataDir = await newDataDirectory();
  directories.push(dataDir);
  return { dataDir, maxConnections: 4 };
}

/** Each ticket had another stage before the one it has. */
function fill(portal: LocalPortal): void {
  const contacts = Array.from({ length: CONTACTS }, (_, n) =>
    portal.createContact({ total_revenue: String((n % 100) * 1_000) }, { at: START - 100 * DAY }),
  );
  for (let n = 0; n < TICKETS; n += 1) {
    const at = START - 20 * DAY + n;
    const values = { subject: `Case ${n}`, hs_pipeline: "0", hs_pipeline_stage: "1" };
    const id = portal.createTicket(values, { at });
    portal.updateTicket(id, { hs_pipeline_stage: "3" }, { at: at + DAY });
    const contactId = contacts[n % CONTACTS] ?? "";
    portal.associate({ type: "tickets", id }, { type: "contacts", id: contactId }, { at });
  }
}

async function until(
  child: PluginChild,
  isSo: (imported: { readonly state: string; readonly tickets: number }) => boolean,
): Promise<void> {
  for (;;) {
    const { imported } = await child.status();
    if (imported !== null && isSo(imported)) return;
    await sleep(LOOK_MS);
  }
}

const Count = z.object({ tickets: z.int(), contacts: z.int(), two_stages: z.int() });

async function storedIn({ url, dataDir, schema, maxConnections }: ReplayDatabase) {
  const db: Database = await openDatabase({
    ...{ maxConnections, logger: createLogger({ level: "silent" }), timeSource: { now: () => 0 } },
    ...(url !== undefined && { url }),
    ...(dataDir !== undefined && { dataDir }),
    ...(schema !== undefined && { schema }),
  });
  try {
    const [row] = await db.rows(
      Count,
      `select (select count(*)::int from ticket where state is not null) as tickets,
        (select count(*)::int from ticket where jsonb_array_length(state -> 'stages') = 2)
          as two_stages,
        (select count(*)::int from customer where kind = 'contact') as contacts`,
    );
    return { tickets: row?.tickets, contacts: row?.contacts, twoStages: row?.two_stages };
  } finally {
    await db.close();
  }
}

function callsOf(world: World) {
  const count = (matches: (call: string, status: number | "closed") => boolean) =>
    world.crm.calls
      .list()
      .filter(({ call, status }) => matches(call, status))
      .reduce((sum, one) => sum + one.count, 0);
  return {
    tickets: count((call) => call.includes("/objects/tickets")),
    contacts: count((call) => call.includes("/objects/contacts")),
    refused: count((_call, status) => status === 429),
    all: world.crm.calls.total(),
  };
}
