import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHealthStore } from "../../../src/adapters/postgres/health-store.ts";
import { SettingsHealth, type ShownHealth } from "../../../src/contract/settings-health.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import type { OpenedEvent } from "../../../src/ports/event-ledger.ts";
import type { OutboxResult } from "../../../src/ports/outbox-store.ts";
import { readDelivery } from "../../../webhooks/events.ts";
import { HOUR, MINUTE, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type Person, type SettingsServer, startSettings } from "./settings-server.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
let health: ReturnType<typeof createHealthStore>;
beforeEach(async () => {
  const db = await open();
  server = await startSettings(db);
  health = createHealthStore(db);
});
afterEach(() => server.close());

const target = { kind: "case_message", subjectId: "7-1" } as const;
/** What HubSpot sends of a ticket that was made. */
const readable = {
  ...{ eventId: 1, subscriptionId: 2, portalId: Number(PORTAL_ID), appId: 3, objectId: 7 },
  ...{ occurredAt: START, subscriptionType: "ticket.creation", attemptNumber: 0 },
};

async function shown(person: Person = "max", language = "en"): Promise<ShownHealth> {
  const found = await server.read(SettingsHealth, [person, "health", { language }]);
  invariant(found.state === "shown", "this person may see it");
  return found;
}

async function endSend(result: OutboxResult["result"]): Promise<void> {
  const { outbox } = server.app.store;
  await outbox.request(PORTAL_ID, [target], START);
  const claim = { kind: target.kind, limit: 1, now: server.app.time.now, leaseMs: MINUTE };
  const rows = await outbox.claim(claim);
  await outbox.finish(
    rows.map((row) => ({ ...row, result })),
    START,
  );
}

/** A delivery of which the first event could not be read once, by the key that it had then. */
async function storeDead(body: unknown): Promise<string> {
  const { ledger } = server.app;
  const delivery = { portalId: PORTAL_ID, deliveryId: "d-dead", receivedAt: START, eventCount: 1 };
  await ledger.store([{ ...delivery, body: JSON.stringify(body) }]);
  const unreadable = readDelivery({ ...delivery, body: "[5]" });
  const dead = unreadable.map((event): OpenedEvent => {
    const { portalId, eventKey } = event;
    return { portalId, eventKey, occurredAt: START, dead: "it names no type" };
  });
  await ledger.open(1, START, () => dead);
  return dead[0]?.eventKey ?? "";
}

describe("the health of an account", () => {
  it("is well while nothing is stuck", async () => {
    await server.app.newTicket();
    expect(await shown()).toMatchObject({
      headline: { label: "All is well", variant: "success" },
      equation: "1 received = 1 applied + 0 ignored + 0 waiting + 0 dead",
      queueAge: "No event waits.",
      deadEvents: [],
      stuckSends: [],
      retryRefusal: null,
    });
  });

  it("names what waits, and the connections", async () => {
    await server.app.store.outbox.request(PORTAL_ID, [target], START);
    server.app.time.now = START + HOUR;
    const { waits, outboxAge, connections, limits } = await shown();
    expect(waits).toEqual(["1 × Message of a case: its turn comes"]);
    expect(outboxAge).toContain("1 h");
    expect(connections).toMatchObject([
      { name: "HubSpot", status: { label: "Connected" } },
      // The workspace is linked, but the app is not installed there.
      { name: "Slack", status: { label: "Disconnected" } },
    ]);
    expect(limits.map(({ label }) => label)).toEqual(["HubSpot", "Slack"]);
  });

  it("asks for a worker when an event waits for long", async () => {
    await server.app.ledger.store([
      { portalId: PORTAL_ID, deliveryId: "d", receivedAt: START, body: "[]", eventCount: 1 },
    ]);
    server.app.time.now = START + 11 * MINUTE;
    expect((await shown()).headline).toMatchObject({ variant: "danger" });
  });

  it("says that HubSpot is disconnected", async () => {
    await server.app.connect({ state: "disconnected" });
    expect(await shown()).toMatchObject({
      headline: { variant: "danger" },
      connections: [{ status: { label: "Disconnected" } }, {}],
    });
  });

  it.each([
    { language: "zh-TW", label: "一切正常" },
    { language: "zh-CN", label: "一切正常" },
  ])("is worded in $language", async ({ language, label }) => {
    expect((await shown("max", language)).headline.label).toBe(label);
  });

  it("is refused to reps, with who may see it", async () => {
    const found = await server.read(SettingsHealth, ["rob", "health"]);
    expect(found).toMatchObject({
      state: "refused",
      headline: expect.stringContaining("ada@example.com"),
    });
  });

  it("is not told of another account", async () => {
    expect((await server.ask("max", "health", { portalId: "99" })).status).toBe(404);
  });
});

describe("a send that nobody tries any more", () => {
  const press = { actKey: "press-0001", ...target };

  it("is listed with its record and its reason", async () => {
    await endSend({ state: "dead", reason: "channel_not_found" });
    expect((await shown()).stuckSends).toMatchObject([
      {
        what: "Message of a case",
        record: { label: "Ticket 7" },
        status: { label: "Dead", variant: "danger" },
        reason: "The channel is gone, or Aftercare is not in it",
      },
    ]);
  });

  it("is retried once, however often the press is told, and what becomes of it is shown", async () => {
    await endSend({ state: "dead", reason: "channel_not_found" });
    expect(await server.act("max", "retry/send", press)).toMatchObject({ isDone: true });
    expect(await shown()).toMatchObject({
      stuckSends: [],
      retries: [
        { text: expect.stringContaining("max@example.com"), status: { label: "On its way" } },
      ],
    });
    await endSend({ state: "dead", reason: "channel_not_found" });
    expect(await server.act("max", "retry/send", press)).toMatchObject({ isDone: true });
    expect((await shown()).retries).toMatchObject([{ status: { label: "Dead again" } }]);
    const entries = await server.app.store.audit.of(PORTAL_ID, "retry", 9);
    expect(entries).toMatchObject([
      { actor: "2", action: "send_retried", from: "settings", before: { state: "dead" } },
    ]);
  });

  it("is not retried when it is on its way, or unknown here", async () => {
    await server.app.store.outbox.request(PORTAL_ID, [target], START);
    expect(await server.act("max", "retry/send", press)).toMatchObject({
      isDone: false,
      message: "It is not stuck any more: On its way.",
    });
    const other = { ...press, kind: "no_such_kind" };
    expect(await server.act("max", "retry/send", other)).toMatchObject({
      isDone: false,
      message: "It is not kept any more.",
    });
  });

  it("is not retried by a lead, who is told who may", async () => {
    await endSend({ state: "dead", reason: "x" });
    expect((await shown("lea")).retryRefusal).toContain("service managers");
    expect(await server.act("lea", "retry/send", press)).toMatchObject({ isDone: false });
    expect(await health.namedSend(PORTAL_ID, target)).toMatchObject({ state: "dead" });
  });

  it.each([
    { name: "no key", body: { kind: "case_message", subjectId: "7-1" } },
    { name: "no subject", body: { actKey: "press-0001", kind: "case_message", subjectId: "" } },
    { name: "no JSON", body: "{" },
  ])("is not retried by a request with $name", async ({ body }) => {
    expect((await server.ask("max", "retry/send", { body })).status).toBe(400);
  });
});

describe("an event that could not be read", () => {
  const press = (eventKey: string) => ({ actKey: "press-0001", eventKey, occurredAt: START });

  it("is read once more, when it can be now, and is applied", async () => {
    const eventKey = await storeDead([readable]);
    expect((await shown()).deadEvents).toMatchObject([{ eventKey, reason: "it names no type" }]);
    const answer = await server.act("max", "retry/event", press(eventKey));
    expect(answer).toMatchObject({ isDone: true, message: expect.stringContaining("can be read") });
    expect(await server.act("max", "retry/event", press(eventKey))).toEqual(answer);
    server.app.time.now = START + MINUTE;
    expect(await shown()).toMatchObject({
      deadEvents: [],
      retries: [{ status: { label: "On its way" } }],
    });
  });

  it("stays dead when it still cannot be read", async () => {
    const eventKey = await storeDead([5]);
    expect(await server.act("max", "retry/event", press(eventKey))).toMatchObject({
      isDone: false,
      message: expect.stringContaining("still cannot be read"),
    });
  });

  it("is known no more once it was settled, or when there is none", async () => {
    const eventKey = await storeDead([readable]);
    expect(await server.act("max", "retry/event", press("another"))).toMatchObject({
      message: "It is not kept any more.",
    });
    await server.act("max", "retry/event", press(eventKey));
    const other = { ...press(eventKey), actKey: "press-0002" };
    expect(await server.act("mia", "retry/event", other)).toMatchObject({ isDone: false });
  });

  it("is not read by a lead", async () => {
    const eventKey = await storeDead([readable]);
    expect(await server.act("lea", "retry/event", press(eventKey))).toMatchObject({
      isDone: false,
      message: expect.stringContaining("service managers"),
    });
  });
});
