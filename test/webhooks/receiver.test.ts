import { gzipSync } from "node:zlib";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { EventLedger } from "../../src/ports/event-ledger.ts";
import { PluginError } from "../../src/ports/plugin-error.ts";
import { readDelivery } from "../../webhooks/events.ts";
import { createReceiver, type ReceiverLimits, WEBHOOK_PATH } from "../../webhooks/receiver.ts";
import { createSignatureVerifier, signV3 } from "../../webhooks/signature.ts";
import { listen, type TestServer } from "../support/listen.ts";
import { createMemoryInbox, type MemoryInbox } from "../support/memory-inbox.ts";
import { createRecordingLogger, type LogLine } from "../support/recording-logger.ts";
import { itWithFixtures, readSharedFixtures } from "../support/shared-fixtures.ts";

const secret = "a secret of tests";
const publicBaseUrl = "https://app.example.com";
const now = 1_800_000_000_000;
const event = {
  eventId: 1,
  portalId: 1,
  occurredAt: now - 1_000,
  subscriptionType: "ticket.creation",
  objectId: 901,
};

type Running = {
  readonly server: TestServer;
  readonly inbox: MemoryInbox;
  readonly lines: readonly LogLine[];
  readonly seen: { statuses: number[]; stored: number; dropped: number };
};
const running: Running[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ server }) => server.close()));
});

type Start = {
  readonly known?: ReadonlySet<string>;
  readonly ledger?: Pick<EventLedger, "store">;
  readonly knownFails?: boolean;
  readonly limits?: Partial<ReceiverLimits>;
};

async function start({ known = new Set(["1", "2"]), ...options }: Start = {}): Promise<Running> {
  const inbox = createMemoryInbox();
  const logger = createRecordingLogger();
  const seen: Running["seen"] = { statuses: [], stored: 0, dropped: 0 };
  let ids = 0;
  const receiver = createReceiver({
    verify: createSignatureVerifier({ secret, publicBaseUrl, timeSource: { now: () => now } }),
    ledger: options.ledger ?? inbox,
    portals: {
      known: async (asked) => {
        if (options.knownFails) throw new PluginError("store_unavailable", "no store");
        return new Set(asked.filter((portalId) => known.has(portalId)));
      },
    },
    timeSource: { now: () => now },
    logger,
    newDeliveryId: () => `d${++ids}`,
    observer: {
      arrived: () => (status) => seen.statuses.push(status),
      taken: ({ stored, dropped }) => {
        seen.stored += stored;
        seen.dropped += dropped;
      },
    },
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const server = await listen(express().use(receiver));
  const result = { server, inbox, lines: logger.lines, seen };
  running.push(result);
  return result;
}

type Post = { readonly headers?: Record<string, string>; readonly path?: string };

function post({ server }: Running, body: string | Buffer, { headers, path }: Post = {}) {
  const rawBody = Buffer.from(body);
  const timestamp = String(now);
  const originalUrl = path ?? WEBHOOK_PATH;
  const uri = publicBaseUrl + originalUrl;
  return fetch(server.url + originalUrl, {
    method: "POST",
    body: rawBody,
    headers: {
      "content-type": "application/json",
      "x-hubspot-signature-v3": signV3(secret, { method: "POST", uri, rawBody, timestamp }),
      "x-hubspot-request-timestamp": timestamp,
      ...headers,
    },
  });
}

const Payload = z.object({ webhook: z.object({ body: z.unknown() }) });
const Portal = z.object({ portalId: z.union([z.number(), z.string()]).transform(String) });

itWithFixtures("takes every shared delivery, opens all its events and knows repeats", async () => {
  const bodies = readSharedFixtures("hubspot", "webhooks--").map(
    (fixture) => Payload.parse(fixture.content).webhook.body,
  );
  expect(bodies.length).toBeGreaterThan(0);
  const portals = bodies.flat().map((each) => Portal.parse(each).portalId);
  const run = await start({ known: new Set(portals) });
  for (const body of bodies) {
    const response = await post(run, JSON.stringify(body));
    expect(response.status).toBe(204);
  }
  await run.inbox.open(1_000, now, readDelivery);
  const events = [...run.inbox.events.values()];
  expect(events.filter((opened) => "dead" in opened)).toEqual([]);
  expect(run.seen).toMatchObject({ stored: portals.length, dropped: 0 });

  const knownCount = events.length;
  for (const body of bodies) await post(run, JSON.stringify(body));
  const again = await run.inbox.open(1_000, now, readDelivery);
  expect(again.events).toBe(portals.length);
  expect(again.duplicates).toBe(portals.length);
  expect(run.inbox.events.size).toBe(knownCount);
});

describe("a delivery is answered", () => {
  const body = JSON.stringify([event]);
  it.each<{ name: string; body?: string | Buffer; post?: Post; start?: Start; status: number }>([
    { name: "204 when it is stored", status: 204 },
    {
      name: "204 whatever its content type says",
      post: { headers: { "content-type": "text/plain" } },
      status: 204,
    },
    { name: "204 when it is empty", body: "[]", status: 204 },
    {
      name: "204 when a query follows the path",
      post: { path: `${WEBHOOK_PATH}?a=%40b` },
      status: 204,
    },
    {
      name: "401 without a signature",
      post: { headers: { "x-hubspot-signature-v3": "" } },
      status: 401,
    },
    {
      name: "401 with a signature of something else",
      post: {
        headers: {
          "x-hubspot-signature-v3": signV3(secret, {
            method: "POST",
            uri: "",
            rawBody: Buffer.from(body),
            timestamp: String(now),
          }),
        },
      },
      status: 401,
    },
    {
      name: "401 when its time was changed",
      post: { headers: { "x-hubspot-request-timestamp": String(now - 1) } },
      status: 401,
    },
    {
      name: "401 and not 400 when it is not JSON and not signed",
      body: "{",
      post: { headers: { "x-hubspot-signature-v3": "x" } },
      status: 401,
    },
    { name: "400 when it is not JSON", body: "[{", status: 400 },
    { name: "400 when it has no body", body: "", status: 400 },
    { name: "400 when it is an object that is no event", body: '{"a":1}', status: 400 },
    {
      name: "204 at the limit of its size",
      start: { limits: { bodyBytes: body.length } },
      status: 204,
    },
    {
      name: "413 one byte over the limit",
      start: { limits: { bodyBytes: body.length - 1 } },
      status: 413,
    },
    {
      name: "204 at the limit of its events",
      body: JSON.stringify([event, event]),
      start: { limits: { events: 2 } },
      status: 204,
    },
    {
      name: "413 one event over the limit",
      body: JSON.stringify([event, event, event]),
      start: { limits: { events: 2 } },
      status: 413,
    },
    {
      name: "415 when it is compressed",
      body: gzipSync(body),
      post: { headers: { "content-encoding": "gzip" } },
      status: 415,
    },
    { name: "204 when its portal is not known", start: { known: new Set() }, status: 204 },
    {
      name: "503 when it cannot be stored",
      start: { ledger: { store: async () => Promise.reject(new Error("disk full")) } },
      status: 503,
    },
    { name: "503 when the portals cannot be read", start: { knownFails: true }, status: 503 },
    {
      name: "503 when storing takes too long",
      start: {
        ledger: { store: () => new Promise(() => undefined) },
        limits: { answerWithinMs: 5 },
      },
      status: 503,
    },
    { name: "503 when too many are under way", start: { limits: { inFlight: 0 } }, status: 503 },
  ])("$name", async (row) => {
    const run = await start(row.start);
    const response = await post(run, row.body ?? body, row.post);
    expect(response.status).toBe(row.status);
    expect(await response.text()).toBe("");
    await expect.poll(() => run.seen.statuses).toEqual([row.status]);
    if (row.status !== 204) expect(run.inbox.deliveries).toEqual([]);
  });
});

it("answers only after the delivery is stored", async () => {
  const called = Promise.withResolvers<void>();
  const committed = Promise.withResolvers<void>();
  const order: string[] = [];
  const store = (): Promise<void> => {
    called.resolve();
    return committed.promise;
  };
  const run = await start({ ledger: { store } });
  const answered = post(run, JSON.stringify([event])).then(() => order.push("answered"));
  await called.promise;
  // A whole other request: time enough for an answer that did not wait.
  await fetch(run.server.url);
  order.push("committed");
  committed.resolve();
  await answered;
  expect(order).toEqual(["committed", "answered"]);
});

it("stores the bytes as they came, with the time and an own id", async () => {
  const body = ` [ ${JSON.stringify(event)} ] `;
  const run = await start();
  await post(run, body);
  expect(run.inbox.deliveries).toEqual([
    { portalId: "1", deliveryId: "d1", receivedAt: now, body, eventCount: 1 },
  ]);
});

it("stores one row for each known portal of a delivery and drops the others", async () => {
  const other = { ...event, portalId: 2 };
  const stranger = { ...event, portalId: 3 };
  const run = await start();
  const response = await post(run, JSON.stringify([event, other, stranger, other, "?"]));
  expect(response.status).toBe(204);
  expect(run.inbox.deliveries).toEqual([
    expect.objectContaining({ portalId: "1", eventCount: 1, body: JSON.stringify([event]) }),
    expect.objectContaining({ portalId: "2", eventCount: 2, body: JSON.stringify([other, other]) }),
    expect.objectContaining({ portalId: "0", eventCount: 1, body: '["?"]' }),
  ]);
  expect(run.seen).toEqual({ statuses: [204], stored: 4, dropped: 1 });
});

it("records a bad event inside a good delivery as dead and reads the rest", async () => {
  const run = await start();
  await post(run, JSON.stringify([event, { portalId: 1 }, { ...event, objectId: 902 }]));
  await run.inbox.open(10, now, readDelivery);
  const opened = [...run.inbox.events.values()];
  expect(opened.map((each) => "dead" in each)).toEqual([false, true, false]);
});

it("takes deliveries again after one was too many", async () => {
  const run = await start({ limits: { inFlight: 1 } });
  for (let turn = 0; turn < 3; turn += 1) {
    const response = await post(run, JSON.stringify([event]));
    expect(response.status).toBe(204);
  }
});

it("leaves other paths and methods to others", async () => {
  const run = await start();
  const get = await fetch(run.server.url + WEBHOOK_PATH);
  const elsewhere = await fetch(`${run.server.url}/elsewhere`, { method: "POST", body: "{" });
  expect([get.status, elsewhere.status]).toEqual([404, 404]);
});

it("writes why it refused, and nothing of what was sent", async () => {
  const run = await start();
  await post(run, JSON.stringify([{ ...event, propertyValue: "Erika" }]), {
    headers: { "x-hubspot-signature-v3": "forged" },
  });
  expect(run.lines).toEqual([
    expect.objectContaining({
      level: "warn",
      fields: { ok: false, status: 401, reason: "bad_signature" },
    }),
  ]);
});
