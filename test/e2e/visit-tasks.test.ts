import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type PluginChild, startPluginChild } from "../../sandbox/incidents/plugin-child.ts";
import { REPLAY_PORTAL_ID } from "../../sandbox/incidents/plugin-messages.ts";
import { createMovingTime } from "../../sandbox/moving-time.ts";
import { connectionOf, createWorld, type World } from "../../sandbox/world.ts";
import { newDataDirectory } from "../support/kept-store.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";
import { addPortal } from "../support/service-desk.ts";
import { policyDocument, testPolicy } from "../support/small-policy.ts";

/** A Tuesday, 10:00 in Taipei; the visit of a key customer is due on Friday. */
const START = Date.parse("2026-06-09T10:00:00+08:00");
const MINUTE = 60_000;
const LOOK_FOR_MS = 30_000;
const MOVED_TO = "2026-06-16T06:00:00Z";

describe("the task of a visit in the CRM", { timeout: 120_000 }, () => {
  const time = createMovingTime(START, { isPaused: true });
  let world: World;
  let dataDir: string;
  let child: PluginChild;
  let companyId: string;
  beforeAll(async () => {
    dataDir = await newDataDirectory();
    world = await createWorld({
      timeSource: time,
      logger: createRecordingLogger(),
      pluginUrl: () => child.url,
      isUnlimited: true,
    });
    addPortal(world, REPLAY_PORTAL_ID);
    child = await start();
    companyId = portal().createCompany({ name: "Nordwind", total_revenue: "500000" });
  });
  afterAll(async () => {
    await child.stop();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  function start(): Promise<PluginChild> {
    const place = { timeZone: "Asia/Taipei", language: "en", uiDomain: "crm.example" } as const;
    const { tokens, slack } = connectionOf(
      world,
      { portalId: REPLAY_PORTAL_ID, ...place },
      testPolicy,
    );
    if (tokens === null || slack === null) throw new Error("a world has tokens and a Slack");
    return startPluginChild({
      now: time.now(),
      world: { crmUrl: world.crmUrl, slackApiUrl: world.slack.apiUrl },
      database: { dataDir, maxConnections: 1 },
      policyText: JSON.stringify(policyDocument),
      mode: "live",
      isUnlimited: true,
      tokens,
      slack,
    });
  }
  const portal = () => world.crm.portal(REPLAY_PORTAL_ID);
  const company = () => ({ type: "companies" as const, id: companyId });
  const tasks = () => portal().tasksOf(company());
  const nextVisit = () => portal().read(company())?.properties["aftercare_next_visit"];
  const advance = (ms: number): void => {
    time.advance(ms);
    child.setTime(time.now());
    child.wake();
  };
  const seen = (check: () => void | Promise<void>) =>
    vi.waitFor(
      async () => {
        child.wake();
        await check();
      },
      { timeout: LOOK_FOR_MS, interval: 200 },
    );

  it("is made once although the process is killed after HubSpot stored it and before it knew", async () => {
    let killed: Promise<void> | null = null;
    const off = world.crm.on("change", ({ kind, record }) => {
      if (kind === "created" && record.type === "tasks") killed ??= child.kill();
    });
    const ticketId = portal().createTicket({
      subject: "Leak",
      hs_pipeline: "0",
      hs_pipeline_stage: "1",
      first_agent_reply_date: String(START),
    });
    portal().associate({ type: "tickets", id: ticketId }, company());
    await world.crm.webhooks.idle();
    portal().updateTicket(ticketId, { hs_pipeline_stage: "4" });
    await vi.waitFor(() => expect(killed).not.toBeNull(), { timeout: LOOK_FOR_MS });
    await killed;
    off();
    expect(tasks()).toHaveLength(1);
    child = await start();
    await world.crm.webhooks.flush();
    advance(5 * MINUTE);
    await seen(async () => {
      const { outbox } = await child.status();
      expect(outbox).toEqual({ waiting: 0, unknown: 0, dead: 0 });
    });
    expect(tasks()).toHaveLength(1);
    expect(nextVisit()).toBe("2026-06-12");
  });

  it("moves its visit when a person moves it", async () => {
    const [task] = tasks();
    portal().update({ type: "tasks", id: task?.id ?? "" }, { hs_timestamp: MOVED_TO });
    await seen(() => expect(nextVisit()).toBe("2026-06-16"));
    expect(tasks()).toMatchObject([{ properties: { hs_timestamp: "2026-06-16T06:00:00Z" } }]);
  });

  it("ends its visit when a person has done it, and the next one is planned from that day", async () => {
    const [task] = tasks();
    portal().update({ type: "tasks", id: task?.id ?? "" }, { hs_task_status: "COMPLETED" });
    await seen(() => expect(nextVisit()).toBe("2026-07-09"));
    expect(tasks()).toHaveLength(1);
  });
});
