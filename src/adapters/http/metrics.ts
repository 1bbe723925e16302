import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Logger } from "../../ports/logger.ts";

/** Sums over all portals: a label for each portal would grow without limit. */
export type Counts = Readonly<Record<string, number>>;

export type MetricsOptions = {
  /** Events by what became of them, e.g. `waiting`, `dead`; asked at each look. */
  readonly ledgerCounts?: () => Promise<Counts>;
  /** What has to be sent, by state. */
  readonly outboxCounts?: () => Promise<Counts>;
  /** Sends of which nobody knows whether they went out, by kind. */
  readonly unknownSends?: () => Promise<Counts>;
  /** Bytes of the account that holds most, and how many accounts hold more than they should. */
  readonly storageFigures?: () => Promise<Counts>;
  readonly logger: Logger;
};

export type Metrics = {
  readonly contentType: string;
  /** The text that Prometheus reads. */
  metrics(): Promise<string>;
  readonly deliveries: {
    arrived(): (status: number) => void;
    taken(events: { readonly stored: number; readonly dropped: number }): void;
  };
  /** Times one turn of a loop, e.g. `process`, `sweep`; call what it returns when the turn has ended. */
  turn(loop: string): () => void;
  /** `status` null: no answer came. */
  hubspotCall(call: { readonly status: number | null }): void;
  slackCall(call: { readonly method: string; readonly outcome: string }): void;
  outboxResult(result: { readonly kind: string; readonly state: string }): void;
};

const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const TURN_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60];

/** Everything that is measured, in one registry of its own: several plugins may live in one process. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  createCountGauges(registry, options);
  return {
    contentType: registry.contentType,
    metrics: () => registry.metrics(),
    deliveries: createDeliveryMetrics(registry),
    ...createWorkMetrics(registry),
  };
}

function createDeliveryMetrics(registry: Registry): Metrics["deliveries"] {
  const deliveries = new Counter({
    name: "aftercare_deliveries_total",
    help: "Webhook deliveries by status of the answer.",
    labelNames: ["status"],
    registers: [registry],
  });
  const duration = new Histogram({
    name: "aftercare_delivery_duration_seconds",
    help: "Time from the arrival of a webhook delivery to its answer.",
    buckets: ANSWER_BUCKETS,
    registers: [registry],
  });
  const events = new Counter({
    name: "aftercare_events_total",
    help: "Webhook events, stored or dropped because their portal is not connected.",
    labelNames: ["outcome"],
    registers: [registry],
  });
  return {
    arrived: () => {
      const end = duration.startTimer();
      return (status) => {
        end();
        deliveries.inc({ status });
      };
    },
    taken: ({ stored, dropped }) => {
      events.inc({ outcome: "stored" }, stored);
      events.inc({ outcome: "dropped" }, dropped);
    },
  };
}

function createWorkMetrics(
  registry: Registry,
): Pick<Metrics, "turn" | "hubspotCall" | "slackCall" | "outboxResult"> {
  const turns = new Histogram({
    name: "aftercare_turn_duration_seconds",
    help: "Time that one turn of a loop took.",
    labelNames: ["loop"],
    buckets: TURN_BUCKETS,
    registers: [registry],
  });
  const hubspotCalls = new Counter({
    name: "aftercare_hubspot_calls_total",
    help: "Requests to HubSpot by status; none when no answer came.",
    labelNames: ["status"],
    registers: [registry],
  });
  const slackCalls = new Counter({
    name: "aftercare_slack_calls_total",
    help: "Requests to Slack by method and outcome.",
    labelNames: ["method", "outcome"],
    registers: [registry],
  });
  const outboxResults = new Counter({
    name: "aftercare_outbox_results_total",
    help: "Sends by kind and what became of them.",
    labelNames: ["kind", "state"],
    registers: [registry],
  });
  return {
    turn: (loop) => turns.startTimer({ loop }),
    hubspotCall: ({ status }) => hubspotCalls.inc({ status: status ?? "none" }),
    slackCall: ({ method, outcome }) => slackCalls.inc({ method, outcome }),
    outboxResult: ({ kind, state }) => outboxResults.inc({ kind, state }),
  };
}

function createCountGauges(registry: Registry, options: MetricsOptions): void {
  const gauges = [
    {
      name: "aftercare_ledger_events",
      help: "Events of the ledger by what became of them.",
      label: "state",
      read: options.ledgerCounts,
    },
    {
      name: "aftercare_outbox_rows",
      help: "What has to be sent, by state.",
      label: "state",
      read: options.outboxCounts,
    },
    {
      name: "aftercare_outbox_unknown",
      help: "Sends of which nobody knows whether they went out, by kind; a digest is that of its day.",
      label: "kind",
      read: options.unknownSends,
    },
    {
      name: "aftercare_portal_storage",
      help: "Estimated storage: largest_bytes of one account, and how many are over_limit.",
      label: "figure",
      read: options.storageFigures,
    },
  ];
  for (const { name, help, label, read } of gauges) {
    if (read === undefined) continue;
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect: () => fillGauge({ gauge, label, read }, options.logger),
    });
  }
}

/** A store that does not answer must not hide the other figures; a gauge without value is absent. */
async function fillGauge(
  { gauge, label, read }: { gauge: Gauge; label: string; read: () => Promise<Counts> },
  logger: Logger,
): Promise<void> {
  gauge.reset();
  try {
    for (const [name, count] of Object.entries(await read())) gauge.set({ [label]: name }, count);
  } catch (error) {
    logger.warn({ error }, "counts for the metrics could not be read");
  }
}
