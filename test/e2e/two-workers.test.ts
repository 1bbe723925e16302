import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pluginOptions } from "../../sandbox/world.ts";
import { createPlugin, type Plugin } from "../../src/plugin.ts";
import { serverUrl, withServerSchema } from "../support/databases.ts";
import { officePolicy } from "../support/policies.ts";
import { createRecordingLogger, type LogLine } from "../support/recording-logger.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, SUPPORT_CHANNEL, urgentTicket } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;
const TICKETS = 40;

describe.skipIf(serverUrl === undefined)("three workers on one server (needs DATABASE_URL)", () => {
  let running: RunningPlugin;
  let others: readonly Plugin[] = [];
  let endSchema: () => void;
  let schemaEnded: Promise<void>;
  let ids: readonly string[];
  const logs: (readonly LogLine[])[] = [];
  beforeAll(async () => {
    const schema = await new Promise<string>((resolve) => {
      schemaEnded = withServerSchema((name) => {
        resolve(name);
        return new Promise((end) => {
          endSchema = end;
        });
      });
    });
    const database = { url: serverUrl ?? "", schema, maxConnections: 5 };
    running = await runPlugin({
      startAt: START,
      // As many cases as here are no storm: each has its message.
      policy: officePolicy({ storm: { moreThan: 1_000 } }),
      database,
      prepare: (world) => addPortal(world, PORTAL_ID),
    });
    others = await Promise.all(
      ["worker", "worker"].map(async () => {
        const logger = createRecordingLogger();
        logs.push(logger.lines);
        const plugin = await createPlugin({
          ...pluginOptions({
            world: { crmUrl: running.world.crmUrl, slackApiUrl: running.world.slack.apiUrl },
            database,
            timeSource: running.time,
            logger,
            isUnlimited: true,
          }),
          role: "worker",
          work: { intakeIdleMs: 5, sweepIdleMs: 5, outboxIdleMs: 5 },
        });
        await plugin.start();
        return plugin;
      }),
    );
    const portal = running.world.crm.portal(PORTAL_ID);
    const companyId = portal.createCompany({ name: "Nordwind", total_revenue: "5" });
    ids = Array.from({ length: TICKETS }, () => {
      const id = urgentTicket(portal);
      portal.associate({ type: "tickets", id }, { type: "companies", id: companyId });
      return id;
    });
    await settled();
  });
  afterAll(async () => {
    await Promise.all(others.map((plugin) => plugin.stop()));
    await running?.stop();
    endSchema?.();
    await schemaEnded;
  });

  const settled = async () => {
    await Promise.all(others.map((plugin) => plugin.wake()));
    await running.settled();
  };
  const messagesOf = (ticketId: string) =>
    running.world.slack
      .messages(SUPPORT_CHANNEL)
      .filter(({ blocks }) => JSON.stringify(blocks).includes(ticketId));
  const portal = () => running.world.crm.portal(PORTAL_ID);

  it("post one message for each case", async () => {
    running.time.advance(2 * HOUR);
    await settled();
    expect(ids.map((id) => messagesOf(id).length)).toEqual(ids.map(() => 1));
    expect(
      running.world.slack.calls().filter(({ method }) => method === "chat.postMessage"),
    ).toHaveLength(TICKETS);
  });

  it("make one task for each visit", async () => {
    for (const id of ids) {
      portal().replyToCustomer(id);
      portal().updateTicket(id, { hs_pipeline_stage: "4" });
    }
    await settled();
    // A standard customer is visited a fortnight later; its task is made a few days before.
    running.time.advance(13 * 24 * HOUR);
    await settled();
    expect(ids.map((id) => portal().tasksOf({ type: "tickets", id }).length)).toEqual(
      ids.map(() => 1),
    );
  });

  it("share the work and lose nothing", async () => {
    const senders = [running.lines, ...logs].filter((lines) =>
      lines.some(({ fields }) => fields["state"] === "sent"),
    );
    expect(senders.length).toBeGreaterThan(1);
    const { received, applied, ignored, waiting, dead } =
      await running.plugin.ledger.equation(PORTAL_ID);
    expect({ waiting, dead }).toEqual({ waiting: 0, dead: 0 });
    expect(received).toBe(applied + ignored);
    // One of the workers may still be sending what a job of the days that went by has asked for.
    const totals = () => running.plugin.store.outbox.totals();
    await expect.poll(totals).toEqual({ waiting: 0, unknown: 0, dead: 0 });
  });
});
