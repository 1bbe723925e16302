import { describe, expect, it } from "vitest";
import type { LocalCrmOptions } from "../../../sandbox/local-crm/create-local-crm.ts";
import { signV3 } from "../../../sandbox/local-crm/request-signature.ts";
import type { WebhookEvent } from "../../../sandbox/local-crm/webhook-events.ts";
import { RETRY_LIMIT, type WebhookSettings } from "../../../sandbox/local-crm/webhook-sender.ts";
import { createTestCrm, NOW, PUBLIC_BASE_URL, SECRET } from "./start-local-crm.ts";
import { type Answering, startReceiver } from "./start-receiver.ts";

const AT_ONCE: Partial<WebhookSettings> = { fillDelayMs: 0, retryDelayMs: () => 0 };
const HOUR_MS = 3_600_000;

async function startPair(
  input: {
    answering?: Answering;
    webhooks?: Partial<WebhookSettings>;
    options?: Partial<LocalCrmOptions>;
  } = {},
) {
  const receiver = await startReceiver(input.answering);
  const { crm, time } = createTestCrm({
    ...input.options,
    webhookUrl: () => receiver.url,
    webhooks: { ...AT_ONCE, ...input.webhooks },
  });
  return { receiver, crm, time };
}

function prepared(count: number): readonly WebhookEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    eventId: index,
    subscriptionId: 1,
    portalId: 4_242_001,
    appId: 90_000_005,
    occurredAt: NOW + index,
    subscriptionType: "ticket.creation",
    attemptNumber: 0,
    objectId: index,
  }));
}

const idsOf = (events: readonly WebhookEvent[]): number[] => events.map(({ eventId }) => eventId);
const sorted = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b);

describe("a delivery", () => {
  it("carries at most 100 events and HubSpot's signature over the public URL", async () => {
    const { receiver, crm } = await startPair();

    crm.webhooks.deliver(prepared(250));
    await crm.webhooks.idle();

    expect(receiver.deliveries.map(({ events }) => events.length).toSorted()).toEqual([
      100, 100, 50,
    ]);
    for (const { body, headers, path } of receiver.deliveries) {
      expect(path).toBe("/webhooks/hubspot");
      expect(headers["x-hubspot-request-timestamp"]).toBe(String(NOW));
      expect(headers["x-hubspot-signature-v3"]).toBe(
        signV3({
          secret: SECRET,
          method: "POST",
          url: `${PUBLIC_BASE_URL}/webhooks/hubspot`,
          body,
          timestamp: NOW,
        }),
      );
    }
  });

  it("keeps the order of the events when nothing disturbs it", async () => {
    const { receiver, crm } = await startPair({ webhooks: { maxInFlight: 1 } });
    crm.webhooks.deliver(prepared(250));
    await crm.webhooks.idle();
    expect(idsOf(receiver.events())).toEqual(idsOf(prepared(250)));
  });

  it("keeps to ten requests in flight", async () => {
    const { receiver, crm } = await startPair();
    receiver.hold();
    crm.webhooks.deliver(prepared(3_000));

    await expect.poll(() => receiver.deliveries.length).toBe(10);
    expect(crm.webhooks.figures()).toMatchObject({ inFlightRequests: 10, queued: 2_000 });

    receiver.release();
    await crm.webhooks.idle();
    expect(receiver.deliveries).toHaveLength(30);
  });
});

describe("retries", () => {
  it("repeats what failed with a growing attempt number and loses nothing", async () => {
    const { receiver, crm } = await startPair({
      answering: (index) => (index < 3 ? 503 : 204),
      webhooks: { maxInFlight: 1 },
    });

    crm.webhooks.deliver(prepared(10));
    await crm.webhooks.idle();

    const attempts = receiver.deliveries.map(({ events }) => events[0]?.attemptNumber);
    expect(attempts).toEqual([0, 1, 2, 3]);
    expect(crm.webhooks.figures()).toMatchObject({
      requests: 4,
      failedRequests: 3,
      delivered: 10,
      undelivered: 0,
    });
  });

  it("gives up after the tenth retry and shows what was given up", async () => {
    const { receiver, crm } = await startPair({ answering: () => 401 });

    crm.webhooks.deliver(prepared(3));
    await crm.webhooks.idle();

    expect(receiver.deliveries).toHaveLength(1 + RETRY_LIMIT);
    expect(crm.webhooks.figures()).toMatchObject({ delivered: 0, undelivered: 3 });
    expect(idsOf(crm.webhooks.undelivered())).toEqual([0, 1, 2]);
  });

  it("counts an answer after the deadline as a failure", async () => {
    const { receiver, crm } = await startPair({
      answering: (index) => (index === 0 ? null : 204),
      webhooks: { deadlineMs: 50 },
    });
    crm.webhooks.deliver(prepared(1));
    await crm.webhooks.idle();
    expect(receiver.events().map((event) => event.attemptNumber)).toEqual([0, 1]);
  });

  it("waits in sandbox time, and moving the time sends what is due", async () => {
    const { receiver, crm, time } = await startPair({
      answering: (index) => (index === 0 ? 500 : 204),
      webhooks: { retryDelayMs: () => HOUR_MS },
    });
    crm.webhooks.deliver(prepared(1));
    await expect.poll(() => crm.webhooks.figures().waitingForRetry).toBe(1);
    expect(receiver.deliveries).toHaveLength(1);

    time.advance(HOUR_MS);
    await crm.webhooks.idle();

    expect(receiver.deliveries).toHaveLength(2);
  });

  it("flushes retries that are not due yet", async () => {
    const { receiver, crm } = await startPair({
      answering: (index) => (index === 0 ? 500 : 204),
      webhooks: { retryDelayMs: () => HOUR_MS, fillDelayMs: HOUR_MS },
    });
    crm.webhooks.deliver(prepared(1));
    await crm.webhooks.flush();
    expect(receiver.deliveries).toHaveLength(2);
    expect(crm.webhooks.figures()).toMatchObject({ queued: 0, waitingForRetry: 0, delivered: 1 });
  });
});

describe("disorder", () => {
  it("shuffles prepared events the same way for the same seed", async () => {
    const runs = await Promise.all(
      [7, 7, 8].map(async (shuffleSeed) => {
        const { receiver, crm } = await startPair({ webhooks: { maxInFlight: 1 } });
        crm.webhooks.deliver(prepared(300), { shuffleSeed });
        await crm.webhooks.idle();
        return idsOf(receiver.events());
      }),
    );
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(runs[2]);
    expect(runs[0]).not.toEqual(idsOf(prepared(300)));
    expect(sorted(runs[0] ?? [])).toEqual(idsOf(prepared(300)));
  });

  it("delivers the wanted share twice, each copy after its original", async () => {
    const { receiver, crm } = await startPair({ webhooks: { maxInFlight: 1 } });
    crm.webhooks.deliver(prepared(1_000), { duplicateShare: 0.2 });
    await crm.webhooks.idle();
    const ids = idsOf(receiver.events());
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.length).toBeGreaterThan(1_150);
    expect(ids.length).toBeLessThan(1_250);
  });

  it("disorders live events too when a seed is set", async () => {
    const { receiver, crm } = await startPair({ webhooks: { maxInFlight: 1, disorderSeed: 3 } });
    crm.webhooks.enqueue(prepared(300));
    await crm.webhooks.idle();
    expect(idsOf(receiver.events())).not.toEqual(idsOf(prepared(300)));
    expect(sorted(idsOf(receiver.events()))).toEqual(idsOf(prepared(300)));
  });
});

it("counts what no longer fits into the queue", async () => {
  const { receiver, crm } = await startPair({ webhooks: { maxQueued: 150 } });
  crm.webhooks.deliver(prepared(200));
  await crm.webhooks.idle();
  expect(receiver.events()).toHaveLength(150);
  expect(crm.webhooks.figures()).toMatchObject({ delivered: 150, overflowed: 50 });
});

it("stops without sending the rest, which stays counted", async () => {
  const { receiver, crm } = await startPair({ webhooks: { fillDelayMs: HOUR_MS } });
  crm.webhooks.deliver(prepared(7));
  const idle = crm.webhooks.idle();
  await crm.webhooks.stop();
  await idle;
  expect(receiver.deliveries).toEqual([]);
  expect(crm.webhooks.figures()).toMatchObject({ queued: 7 });
});
