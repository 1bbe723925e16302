import { expect, it } from "vitest";
import { createLiveLog } from "../../sandbox/live-log.ts";
import { notedCrm, notedProxy, notedSlack } from "../../sandbox/noted-world.ts";
import { LiveLog } from "../../sandbox/page-trouble-contract.ts";
import { startTestCrm } from "./local-crm/start-local-crm.ts";

const NOW = 1_800_000_000_000;
const REQUEST = {
  requestUri: "https://aftercare.example/api/card/ticket?ticketId=7",
  method: "GET",
  requestTimeoutMillis: null,
  requestBody: null,
  requestHeaders: {},
} as const;

const newest = (log: ReturnType<typeof createLiveLog>) => LiveLog.parse(log.read()).entries[0];

it("keeps the newest lines, newest first, and counts what it forgot", () => {
  const log = createLiveLog(() => NOW);
  const { onCall } = notedCrm(log);
  for (let index = 1; index <= 500; index += 1)
    onCall({ call: `GET /${index}`, status: 200, tookMs: 1 });
  const { entries, forgotten } = LiveLog.parse(log.read());
  expect(entries[0]).toMatchObject({ id: 500, at: NOW, what: "GET /500" });
  expect(entries).toHaveLength(400);
  expect(forgotten).toBe(100);
});

it("notes what a card fetched without what stands in it", async () => {
  const log = createLiveLog(() => NOW);
  const proxy = notedProxy(log, async () => ({ status: 503, body: "a secret" }));
  expect(await proxy(REQUEST)).toEqual({ status: 503, body: "a secret" });
  expect(newest(log)).toMatchObject({
    kind: "card",
    what: "GET /api/card/ticket",
    outcome: "503",
    isFailure: true,
  });
});

it.each([
  { name: "an answer", status: 200, isFailure: false },
  { name: "a refusal", status: 429, isFailure: true },
  { name: "a cut connection", status: "closed", isFailure: true },
] as const)("says whether a call of HubSpot failed: $name", ({ status, isFailure }) => {
  const log = createLiveLog(() => NOW);
  notedCrm(log).onCall({ call: "POST /crm", status, tookMs: 12 });
  expect(newest(log)).toMatchObject({
    kind: "crm",
    outcome: String(status),
    isFailure,
    tookMs: 12,
  });
});

it("sums a delivery up by its kinds of events", () => {
  const log = createLiveLog(() => NOW);
  const event = (subscriptionType: string) => ({
    eventId: 1,
    subscriptionId: 1,
    portalId: 1,
    appId: 1,
    occurredAt: NOW,
    attemptNumber: 0,
    subscriptionType,
  });
  const events = ["a", "b", "a", "c", "d"].map(event);
  notedCrm(log).onDelivery?.({ events, attempt: 2, problem: "status 500", tookMs: 12 });
  expect(newest(log)).toMatchObject({
    what: "5 × a, b, c … (retry 2)",
    outcome: "status 500",
    isFailure: true,
    tookMs: 12,
  });
});

it("notes what was said to Slack, where to, and what it answered", () => {
  const log = createLiveLog(() => NOW);
  const { onCall } = notedSlack(log);
  onCall({ method: "chat.postMessage", channel: "C1", outcome: "ok", tookMs: 3 });
  expect(newest(log)).toMatchObject({
    what: "chat.postMessage → C1",
    isFailure: false,
    tookMs: 3,
  });
  onCall({ method: "users.info", channel: null, outcome: "ratelimited", tookMs: 3 });
  expect(newest(log)).toMatchObject({ what: "users.info", isFailure: true });
});

it("says how long HubSpot took to answer, a fault of the sandbox's included", async () => {
  const log = createLiveLog(() => NOW);
  const { crm, call } = await startTestCrm(notedCrm(log));
  crm.faults.add({ kind: "delay", delayMs: 40, path: "/crm/", times: 1 });
  await call("/crm/v3/objects/tickets");
  await call("/crm/v3/objects/tickets");
  const [quick, slow] = LiveLog.parse(log.read()).entries;
  expect(slow?.tookMs).toBeGreaterThanOrEqual(39);
  expect(quick?.tookMs).toBeLessThan(slow?.tookMs ?? 0);
});
