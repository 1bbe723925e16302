import { expect, it } from "vitest";
import { createMetrics } from "../../../src/adapters/http/metrics.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

async function linesOf(metrics: { metrics(): Promise<string> }): Promise<readonly string[]> {
  const text = await metrics.metrics();
  return text.split("\n").filter((line) => line.startsWith("aftercare_"));
}

it("counts what happened", async () => {
  const metrics = createMetrics({ logger: createRecordingLogger() });
  metrics.deliveries.arrived()(204);
  metrics.deliveries.arrived()(401);
  metrics.deliveries.taken({ stored: 5, dropped: 2 });
  metrics.turn("sweep")();
  metrics.hubspotCall({ status: 429 });
  metrics.hubspotCall({ status: null });
  metrics.slackCall({ method: "chat.update", outcome: "ok" });
  metrics.outboxResult({ kind: "case_message", state: "sent" });
  expect(await linesOf(metrics)).toEqual(
    expect.arrayContaining([
      'aftercare_deliveries_total{status="204"} 1',
      'aftercare_deliveries_total{status="401"} 1',
      "aftercare_delivery_duration_seconds_count 2",
      'aftercare_events_total{outcome="stored"} 5',
      'aftercare_events_total{outcome="dropped"} 2',
      'aftercare_turn_duration_seconds_count{loop="sweep"} 1',
      'aftercare_hubspot_calls_total{status="429"} 1',
      'aftercare_hubspot_calls_total{status="none"} 1',
      'aftercare_slack_calls_total{method="chat.update",outcome="ok"} 1',
      'aftercare_outbox_results_total{kind="case_message",state="sent"} 1',
    ]),
  );
});

it("asks for the counts at each look and forgets states that are no more", async () => {
  const counts = [{ waiting: 3, dead: 1 }, { waiting: 0 }];
  const metrics = createMetrics({
    logger: createRecordingLogger(),
    ledgerCounts: async () => counts.shift() ?? {},
    outboxCounts: async () => ({ unknown: 1 }),
    unknownSends: async () => ({ department_digest: 1 }),
  });
  expect(await linesOf(metrics)).toEqual(
    expect.arrayContaining([
      'aftercare_ledger_events{state="waiting"} 3',
      'aftercare_ledger_events{state="dead"} 1',
      'aftercare_outbox_rows{state="unknown"} 1',
      'aftercare_outbox_unknown{kind="department_digest"} 1',
    ]),
  );
  const second = await linesOf(metrics);
  expect(second).toContain('aftercare_ledger_events{state="waiting"} 0');
  expect(second.join()).not.toContain('aftercare_ledger_events{state="dead"}');
});

it("still gives the other figures when the counts cannot be read", async () => {
  const logger = createRecordingLogger();
  const metrics = createMetrics({
    logger,
    ledgerCounts: async () => Promise.reject(new Error("no store")),
  });
  metrics.turn("sweep")();
  const lines = await linesOf(metrics);
  expect(lines).toContain('aftercare_turn_duration_seconds_count{loop="sweep"} 1');
  expect(lines.join()).not.toContain("aftercare_ledger_events{");
  expect(logger.lines).toHaveLength(1);
});

it("keeps two plugins of one process apart", async () => {
  const [one, two] = [0, 1].map(() => createMetrics({ logger: createRecordingLogger() }));
  one?.hubspotCall({ status: 200 });
  expect(await two?.metrics()).not.toContain('aftercare_hubspot_calls_total{status="200"}');
});
