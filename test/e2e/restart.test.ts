import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type PluginChild, startPluginChild } from "../../sandbox/incidents/plugin-child.ts";
import { REPLAY_PORTAL_ID } from "../../sandbox/incidents/plugin-messages.ts";
import { createMovingTime } from "../../sandbox/moving-time.ts";
import { connectionOf, createWorld, type World } from "../../sandbox/world.ts";
import { newDataDirectory } from "../support/kept-store.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";
import { addPortal, SUPPORT_CHANNEL } from "../support/service-desk.ts";
import { policyDocument, testPolicy } from "../support/small-policy.ts";

/** A Tuesday, 10:00 in Taipei. */
const START = Date.parse("2026-06-09T10:00:00+08:00");
const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const LOOK_FOR_MS = 20_000;
const TICKETS = 60;
/** More than the policy takes for cases that come one by one. */
const STORM_TICKETS = 12;

/** Each test starts the plugin anew. */
const SLOWEST_TEST_MS = 90_000;

describe("a plugin that is killed", { timeout: SLOWEST_TEST_MS }, () => {
  const time = createMovingTime(START, { isPaused: true });
  let world: World;
  let dataDir: string;
  let child: PluginChild;
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
  });
  afterEach(() => world.slack.faults.clear());
  afterAll(async () => {
    await child.stop();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  function start(): Promise<PluginChild> {
    const portal = {
      portalId: REPLAY_PORTAL_ID,
      timeZone: "UTC",
      language: "en",
      uiDomain: "crm.example",
    } as const;
    const { tokens, slack } = connectionOf(world, portal, testPolicy);
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
  function advance(ms: number): void {
    time.advance(ms);
    child.setTime(time.now());
    child.wake();
  }
  const portal = () => world.crm.portal(REPLAY_PORTAL_ID);
  const newTicket = () =>
    portal().createTicket({ subject: "Leak", hs_pipeline: "0", hs_pipeline_stage: "1" });
  const clockOf = (id: string) =>
    portal().read({ type: "tickets", id })?.properties["aftercare_first_response_state"];
  const messages = () => world.slack.messages(SUPPORT_CHANNEL);
  const posts = () => world.slack.calls().filter(({ method }) => method === "chat.postMessage");
  const rested = () =>
    vi.waitFor(async () => {
      child.wake();
      const { equation, outbox } = await child.status();
      expect({ events: equation.waiting, ...outbox }).toEqual({
        events: 0,
        waiting: 0,
        unknown: 0,
        dead: 0,
      });
    }, LOOK_FOR_MS);

  it("loses nothing that it has acknowledged", async () => {
    const ids = Array.from({ length: TICKETS }, newTicket);
    await vi.waitFor(() => expect(world.crm.webhooks.figures().delivered).toBeGreaterThan(0), {
      interval: 1,
      timeout: LOOK_FOR_MS,
    });
    await child.kill();
    child = await start();
    await world.crm.webhooks.flush();
    await rested();
    const { equation } = await child.status();
    expect(equation.received).toBeGreaterThanOrEqual(world.crm.webhooks.figures().delivered);
    expect(equation.received).toBe(equation.applied + equation.ignored + equation.dead);
    expect(equation.dead).toBe(0);
    expect(ids.map(clockOf)).toEqual(ids.map(() => "running"));
    for (const id of ids) portal().updateTicket(id, { hs_pipeline_stage: "4" });
    await world.crm.webhooks.idle();
    await rested();
  });

  it.each([
    { name: "after Slack stored a message", tickets: 1, when: "after", calls: 1 },
    { name: "before Slack stored a message", tickets: 1, when: "before", calls: 2 },
    { name: "after Slack stored a storm's list", tickets: STORM_TICKETS, when: "after", calls: 1 },
    {
      name: "before Slack stored a storm's list",
      tickets: STORM_TICKETS,
      when: "before",
      calls: 2,
    },
  ] as const)("$name, without having noted it, posts it once in all", async (row) => {
    const { tickets, when, calls } = row;
    const [messagesBefore, callsBefore] = [messages().length, posts().length];
    for (let count = 0; count < tickets; count += 1) newTicket();
    await world.crm.webhooks.idle();
    await rested();
    world.slack.faults.next("chat.postMessage", { kind: "no_answer", when });
    advance(DAY);
    await vi.waitFor(() => expect(posts().length).toBe(callsBefore + 1), LOOK_FOR_MS);
    await child.kill();
    child = await start();
    advance(15 * SECOND);
    await rested();
    expect(messages().length).toBe(messagesBefore + 1);
    expect(posts().length).toBe(callsBefore + calls);
  });
});
