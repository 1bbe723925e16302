import { z } from "zod";
import { newId } from "../src/adapters/system/ids.ts";
import type { OutboxDeps } from "../src/app/outbox/outbox-deps.ts";
import { sendCustomerProperties, sendTicketProperties } from "../src/app/outbox/send-properties.ts";
import { sendVisitTasks } from "../src/app/outbox/send-visit-tasks.ts";
import type { SlackSenders } from "../src/create-slack-senders.ts";
import { noteWords } from "../src/messages/note-words.ts";
import { taskWords } from "../src/messages/task-words.ts";
import { tierWords } from "../src/messages/tier-words.ts";
import { type Drain, drainByWorkers, drainHere } from "./drain.ts";
import { atLeast, atMost, type Figure, type Measurement, plain } from "./figures.ts";
import { connectPortals, openParts, type Parts } from "./open-parts.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { BENCH_NOW, PORTAL_IDS } from "./ticket-stories.ts";
import { type WebhookBody, webhookBodies } from "./webhook-bodies.ts";

const EVENTS_PER_SECOND_BUDGET = { server: 2_000, embedded: 500 } as const;
/** An embedded store is for few portals. */
const PORTALS = { server: 8, embedded: 3 } as const;
const CALLS_PER_1000_BUDGET = 20;
const WORKERS = 2;
/** Deliveries stored at once while the ledger is filled. */
const FILL_BATCH = 50;

/** A ledger full of waiting deliveries, drained into tickets, clocks, cases, visits and the outbox. */
export async function measureProcess(place: StorePlace, sizes: Sizes): Promise<Measurement> {
  const isServer = place.engine === "server";
  const events = isServer ? sizes.process.serverEvents : sizes.process.embeddedEvents;
  const portals = PORTALS[place.engine];
  const timeOffsetMs = BENCH_NOW - Date.now();
  const parts = await openParts(place.address, { now: () => Date.now() + timeOffsetMs });
  try {
    await connectPortals(parts);
    await fill(parts, webhookBodies({ events, portals }));
    const drain = isServer
      ? await drainByWorkers({ address: place.address, timeOffsetMs }, { workers: WORKERS, events })
      : await drainHere(parts, events);
    return {
      subject: place.name,
      set:
        `${events} events of ${Math.round(events / 6)} tickets in ${portals} portals, ` +
        (isServer ? `${WORKERS} worker processes` : "one process"),
      figures: [
        ...speedFigures(drain, events, EVENTS_PER_SECOND_BUDGET[place.engine]),
        ...(await callFigures(parts, drain, events)),
        ...(await equationFigures(parts, events)),
      ],
    };
  } finally {
    await parts.db.close();
  }
}

async function fill(parts: Parts, bodies: readonly WebhookBody[]): Promise<void> {
  const receivedAt = parts.timeSource.now();
  const deliveries = bodies.map((body) => ({ ...body, deliveryId: newId(), receivedAt }));
  for (let from = 0; from < deliveries.length; from += FILL_BATCH) {
    await parts.ledger.store(deliveries.slice(from, from + FILL_BATCH));
  }
}

function speedFigures(drain: Drain, events: number, budget: number): readonly Figure[] {
  const rate = (events * 1_000) / drain.elapsedMs;
  const busyMs = drain.openMs + drain.processMs;
  return [
    atLeast({ name: "events from ledger to outbox", value: rate, unit: "/s" }, budget),
    plain("time of all", drain.elapsedMs / 1_000, "s"),
    plain("of it opening deliveries", (100 * drain.openMs) / busyMs, "%"),
    plain("processor time of the program, of one core", (100 * drain.cpuMs) / drain.elapsedMs, "%"),
  ];
}

/** Reads happened while draining; what the outbox holds then is sent here, to count the writes. */
async function callFigures(parts: Parts, drain: Drain, events: number): Promise<readonly Figure[]> {
  const before = parts.crm.calls.writes;
  const startedAt = performance.now();
  const rows = await sendAll(parts);
  const elapsedMs = performance.now() - startedAt;
  const writes = parts.crm.calls.writes - before;
  const per1000 = (calls: number) => (calls * 1_000) / events;
  const unit = "calls per 1,000 events";
  return [
    atMost(
      { name: "HubSpot calls in a burst", value: per1000(drain.calls + writes), unit },
      CALLS_PER_1000_BUDGET,
    ),
    plain("of them reads", per1000(drain.calls), unit),
    plain("of them writes", per1000(writes), unit),
    plain("outbox rows sent", (rows * 1_000) / elapsedMs, "/s"),
  ];
}

async function sendAll(parts: Parts): Promise<number> {
  const words = { taskWords, tierWords, noteWords, ratingLink: () => "" };
  const deps: OutboxDeps = { ...parts, ...REFUSING, ...words };
  let rows = 0;
  for (const send of [sendTicketProperties, sendCustomerProperties, sendVisitTasks]) {
    for (let taken = await send(deps); taken > 0; taken = await send(deps)) rows += taken;
  }
  return rows;
}

/** Case messages are left in the outbox: no figure is about them. */
const REFUSING: SlackSenders = {
  notifier: {
    post: async () => ({ outcome: "not_sent", reason: "bench", retryAfterMs: null }),
    edit: async () => ({ outcome: "not_sent", reason: "bench", retryAfterMs: null }),
    delete: async () => ({ outcome: "not_sent", reason: "bench", retryAfterMs: null }),
    find: async () => ({ outcome: "absent" }),
  },
  chatDirectory: { findByEmail: async () => ({ outcome: "absent" }) },
};

const OutboxCount = z.object({ kind: z.string(), count: z.int() });

/** What is said here to be processed must be there. */
async function equationFigures(parts: Parts, events: number): Promise<readonly Figure[]> {
  const equations = await Promise.all(
    PORTAL_IDS.map((portalId) => parts.ledger.equation(String(portalId))),
  );
  const applied = equations.reduce((sum, equation) => sum + equation.applied, 0);
  const counts = await parts.db.rows(
    OutboxCount,
    "select kind, count(*)::int as count from outbox group by kind order by kind",
  );
  return [
    atMost({ name: "events not applied", value: events - applied, unit: "count" }, 0),
    ...counts.map(({ kind, count }) => plain(`outbox rows of ${kind}`, count, "count")),
  ];
}
