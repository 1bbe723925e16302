import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { pluginOptions } from "../sandbox/world.ts";
import { commitTickets } from "../src/app/sla/commit-tickets.ts";
import { createPortalContexts } from "../src/app/sla/portal-contexts.ts";
import { createPlugin, type Plugin, type PluginOptions } from "../src/plugin.ts";
import { newDataDirectory } from "./support/kept-store.ts";
import { listen, type TestServer } from "./support/listen.ts";
import { officePolicy } from "./support/policies.ts";
import { createRecordingLogger } from "./support/recording-logger.ts";

const NOW = Date.parse("2026-06-09T10:00:00+02:00");
const DAY = 86_400_000;
const LOOK_FOR_MS = 20_000;
const portal = {
  portalId: "4242001",
  state: "connected",
  mode: "live",
  installedAt: NOW,
  timeZone: "UTC",
  language: "en",
  uiDomain: "crm.example",
} as const;

describe("the plugin", () => {
  let dataDir: string;
  const open: { plugin: Plugin; server: TestServer }[] = [];
  beforeAll(async () => {
    dataDir = await newDataDirectory();
  });
  afterEach(async () => {
    for (const { plugin, server } of open.splice(0)) {
      await server.close();
      await plugin.stop();
    }
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  const optionsWith = (changes: Partial<PluginOptions>): PluginOptions => ({
    ...pluginOptions({
      // Nobody listens there: nothing here may call out.
      world: { crmUrl: "http://127.0.0.1:9", slackApiUrl: "http://127.0.0.1:9/api/" },
      database: { dataDir, maxConnections: 1 },
      timeSource: { now: () => NOW },
      logger: createRecordingLogger(),
      isUnlimited: true,
    }),
    ...changes,
  });
  async function run(changes: Partial<PluginOptions> = {}) {
    const plugin = await createPlugin(optionsWith(changes));
    const server = await listen(plugin.app);
    open.push({ plugin, server });
    const answer = async (path: string, method = "GET") => {
      const response = await fetch(`${server.url}${path}`, { method });
      const body = await response.text();
      return `${response.status} ${body.startsWith("{") ? body : ""}`.trim();
    };
    return { plugin, answer };
  }

  it("lives from the beginning, and is ready once everything was started", async () => {
    const { plugin, answer } = await run();
    expect(await answer("/healthz")).toBe('200 {"status":"ok"}');
    expect(await answer("/readyz")).toBe('503 {"status":"not_ready","reason":"starting"}');
    await plugin.start();
    // A busy machine may let the first look at the store take longer than a probe waits.
    await expect.poll(() => answer("/readyz")).toBe('200 {"status":"ready"}');
  });

  it("is not ready any more once it stops, and closes its store", async () => {
    const { plugin, answer } = await run();
    await plugin.start();
    await Promise.all([plugin.stop(), plugin.stop()]);
    expect(await answer("/readyz")).toBe('503 {"status":"not_ready","reason":"stopping"}');
    await expect(plugin.ledger.totals()).rejects.toThrow();
  });

  it.each<{ role: PluginOptions["role"]; webhooks: string; slack: string }>([
    { role: "both", webhooks: "401", slack: "401" },
    { role: "web", webhooks: "401", slack: "401" },
    { role: "worker", webhooks: "404", slack: "404" },
  ])("answers as $role", async ({ role, webhooks, slack }) => {
    const { plugin, answer } = await run({ role });
    await plugin.start();
    expect(await answer("/readyz")).toMatch(/^200/);
    expect(await answer("/metrics")).toMatch(/^200/);
    expect((await answer("/webhooks/hubspot", "POST")).slice(0, 3)).toBe(webhooks);
    expect((await answer("/slack/events", "POST")).slice(0, 3)).toBe(slack);
    // In words where people come, as an error where nobody should.
    const install = role === "worker" ? '404 {"error":"not_found"}' : "404";
    expect(await answer("/slack/install?link=x")).toBe(install);
  });

  it("does no work as web: what it stores waits for a worker", async () => {
    const { plugin } = await run({ role: "web" });
    await plugin.start();
    const delivery = { portalId: "999", deliveryId: "d1", receivedAt: NOW, eventCount: 1 };
    await plugin.ledger.store([{ ...delivery, body: "[{}]" }]);
    await plugin.wake();
    expect(await plugin.ledger.totals()).toEqual({ waiting: 1, dead: 0 });
  });

  it("refuses a second one on the same directory, and says who is there", async () => {
    await run();
    await expect(createPlugin(optionsWith({}))).rejects.toMatchObject({
      code: "store_in_use",
      message: expect.stringContaining(`process ${process.pid}`),
    });
  });

  it("posts nothing without a configured Slack, though a workspace is still linked", async () => {
    const logger = createRecordingLogger();
    const { plugin, answer } = await run({ slack: null, logger });
    const { store } = plugin;
    await store.portals.save(portal);
    await store.portals.savePolicy(portal.portalId, officePolicy(), NOW);
    await store.portals.linkSlackTeam(portal.portalId, "T0LINKED");
    const context = await createPortalContexts(store)(portal.portalId);
    if (context === null) throw new Error("the portal is connected");
    const facts = [{ ticketId: "7", occurredAt: NOW - DAY, detail: { kind: "created" as const } }];
    await store.transaction(() =>
      commitTickets(store, context, { ticketIds: ["7"], facts, grades: [], now: NOW }),
    );
    await plugin.start();
    await vi.waitFor(
      () =>
        expect(logger.lines.map(({ fields }) => fields)).toContainEqual({
          portalId: portal.portalId,
          send: "case_message:7-1",
          state: "retry",
          reason: "slack_not_configured",
        }),
      LOOK_FOR_MS,
    );
    expect(await answer("/slack/events", "POST")).toMatch(/^404/);
  });
});
