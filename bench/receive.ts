import express from "express";
import { z } from "zod";
import { newId } from "../src/adapters/system/ids.ts";
import type { EventLedger } from "../src/ports/event-ledger.ts";
import { createReceiver, WEBHOOK_PATH } from "../webhooks/receiver.ts";
import { createSignatureVerifier } from "../webhooks/signature.ts";
import {
  atLeast,
  atMost,
  type Figure,
  type Measurement,
  median,
  plain,
  quantile,
} from "./figures.ts";
import { type LoadClient, startLoadClient } from "./load-client.ts";
import type { LoadReport, LoadTask } from "./load-task.ts";
import { type Loopback, serve } from "./loopback.ts";
import { connectPortals, openParts, type Parts } from "./open-parts.ts";
import { PUBLIC_BASE_URL, SECRET, signedRequest } from "./signed-requests.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { BENCH_NOW, PORTAL_IDS } from "./ticket-stories.ts";
import { EVENTS_PER_DELIVERY, type WebhookBody, webhookBodies } from "./webhook-bodies.ts";

const RATIO_BUDGET = { server: 0.5, embedded: 0.2 } as const;
const P99_BUDGET_MS = 1_000;
/** Different bodies, sent in turn. */
const BODY_COUNT = 64;

/** The receiver that stores against the same receiver with a ledger that forgets. */
export async function measureReceive(place: StorePlace, sizes: Sizes): Promise<Measurement> {
  const parts = await openParts(place.address, { now: () => BENCH_NOW });
  const load = startLoadClient();
  const storing = await serveReceiver(parts, parts.ledger);
  const forgetting = await serveReceiver(parts, { store: async () => undefined });
  try {
    await connectPortals(parts);
    const bodies = fullBodies();
    const bench = createBench({ parts, load, bodies, sizes: sizes.receive });
    const rounds = await bench.alternate(storing, forgetting);
    const paced = place.engine === "server" ? await bench.paced(storing) : [];
    return {
      subject: place.name,
      set: setText(sizes.receive, bodies),
      figures: [
        ...figuresOfRounds(rounds, RATIO_BUDGET[place.engine]),
        ...paced,
        ...(await bench.losses()),
      ],
    };
  } finally {
    await load.stop();
    await storing.close();
    await forgetting.close();
    await parts.db.close();
  }
}

function serveReceiver(parts: Parts, ledger: Pick<EventLedger, "store">): Promise<Loopback> {
  const { timeSource, logger } = parts;
  const receiver = createReceiver({
    verify: createSignatureVerifier({ secret: SECRET, publicBaseUrl: PUBLIC_BASE_URL, timeSource }),
    ledger,
    portals: parts.store.portals,
    timeSource,
    logger,
    newDeliveryId: newId,
  });
  return serve(express().use(receiver));
}

type Round = { readonly storing: LoadReport; readonly forgetting: LoadReport };

function createBench(bench: {
  readonly parts: Parts;
  readonly load: LoadClient;
  readonly bodies: readonly WebhookBody[];
  readonly sizes: Sizes["receive"];
}) {
  const { parts, load, sizes } = bench;
  const requests = bench.bodies.map(({ body }) =>
    signedRequest({ method: "POST", path: WEBHOOK_PATH, body }, BENCH_NOW),
  );
  /** Every answer of the storing receiver, also those that only warmed it up. */
  const answers = { stored: 0, other: 0 };

  const run = ({ port }: Loopback, task: Pick<LoadTask, "durationMs" | "perSecond">) =>
    load.run({ ...task, port, requests: [...requests], connections: sizes.connections });

  const runStoring = async (server: Loopback, task: Pick<LoadTask, "durationMs" | "perSecond">) => {
    const report = await run(server, task);
    const stored = report.statuses["204"] ?? 0;
    answers.stored += stored;
    answers.other += report.answers - stored;
    return report;
  };

  return {
    /** By turns, so that whatever else the machine does meets both alike. */
    alternate: async (storing: Loopback, forgetting: Loopback): Promise<readonly Round[]> => {
      const warmUp = { durationMs: sizes.warmUpMs, perSecond: null };
      await runStoring(storing, warmUp);
      await run(forgetting, warmUp);
      const rounds: Round[] = [];
      for (let round = 0; round < sizes.rounds; round += 1) {
        const task = { durationMs: sizes.roundMs, perSecond: null };
        const first = await runStoring(storing, task);
        rounds.push({ storing: first, forgetting: await run(forgetting, task) });
      }
      return rounds;
    },
    paced: async (storing: Loopback): Promise<readonly Figure[]> =>
      pacedFigures(await runStoring(storing, sizes.paced), sizes.paced.perSecond),
    losses: async (): Promise<readonly Figure[]> => {
      const kept = await countStored(parts);
      const events = answers.stored * EVENTS_PER_DELIVERY;
      return [
        atMost({ name: "answers other than 204", value: answers.other, unit: "count" }, 0),
        plain("deliveries acknowledged", answers.stored, "count"),
        atMost(
          {
            name: "acknowledged deliveries lost",
            value: answers.stored - kept.deliveries,
            unit: "count",
          },
          0,
        ),
        atMost({ name: "acknowledged events lost", value: events - kept.events, unit: "count" }, 0),
      ];
    },
  };
}

const Stored = z.object({ deliveries: z.int(), events: z.int() });

async function countStored({ db }: Parts): Promise<z.infer<typeof Stored>> {
  const [stored] = await db.rows(
    Stored,
    "select count(*)::int as deliveries, coalesce(sum(event_count), 0)::int as events from delivery",
  );
  return stored ?? { deliveries: 0, events: 0 };
}

function figuresOfRounds(rounds: readonly Round[], ratioBudget: number): readonly Figure[] {
  const ratios = rounds.map(({ storing, forgetting }) => rateOf(storing) / rateOf(forgetting));
  const storing = median(rounds.map((round) => rateOf(round.storing)));
  const latencies = rounds.flatMap((round) => round.storing.latenciesMs).sort((a, b) => a - b);
  return [
    atLeast(
      { name: "stored, against verified and forgotten", value: median(ratios), unit: "ratio" },
      ratioBudget,
    ),
    plain("lowest ratio of a round", Math.min(...ratios), "ratio"),
    plain("highest ratio of a round", Math.max(...ratios), "ratio"),
    plain("deliveries stored", storing, "/s"),
    plain("events stored", storing * EVENTS_PER_DELIVERY, "/s"),
    plain("deliveries verified", median(rounds.map((round) => rateOf(round.forgetting))), "/s"),
    plain("answer at full load, p50", quantile(latencies, 0.5), "ms"),
    plain("answer at full load, p99", quantile(latencies, 0.99), "ms"),
  ];
}

function pacedFigures({ latenciesMs }: LoadReport, perSecond: number): readonly Figure[] {
  const at = `answer at ${perSecond} deliveries/s`;
  return [
    plain(`${at}, p50`, quantile(latenciesMs, 0.5), "ms"),
    atMost({ name: `${at}, p99`, value: quantile(latenciesMs, 0.99), unit: "ms" }, P99_BUDGET_MS),
    plain(`${at}, longest`, latenciesMs.at(-1) ?? Number.NaN, "ms"),
  ];
}

function rateOf({ answers, elapsedMs }: LoadReport): number {
  return (answers * 1_000) / elapsedMs;
}

function fullBodies(): readonly WebhookBody[] {
  const portals = PORTAL_IDS.length;
  return webhookBodies({ events: (BODY_COUNT + portals) * EVENTS_PER_DELIVERY, portals })
    .filter(({ eventCount }) => eventCount === EVENTS_PER_DELIVERY)
    .slice(0, BODY_COUNT);
}

function setText(sizes: Sizes["receive"], bodies: readonly WebhookBody[]): string {
  const kilobytes = median(bodies.map(({ body }) => body.length)) / 1_000;
  const seconds = sizes.roundMs / 1_000;
  return (
    `${sizes.connections} connections, bodies of ${EVENTS_PER_DELIVERY} events ` +
    `(${kilobytes.toFixed(0)} kB), ${sizes.rounds} rounds of ${seconds} s each way by turns`
  );
}
