import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { directMessageId } from "../../sandbox/local-slack/channels.ts";
import type { World } from "../../sandbox/world.ts";
import { newDataDirectory } from "../support/kept-store.ts";
import { plannedVisit } from "../support/planned-visit.ts";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal } from "../support/service-desk.ts";

const MINUTE = 60_000;
/** The afternoon before the visit; the office opens at nine. */
const MONDAY = Date.parse("2026-06-08T16:00:00+02:00");
const OPENING = Date.parse("2026-06-09T09:00:00+02:00");
const SLOWEST_MS = 180_000;
const OWNER = {
  id: "71",
  userId: 7_001,
  email: "jonas@example.com",
  firstName: "Jonas",
  lastName: "Weck",
  teams: [],
  createdAt: MONDAY,
};

describe("a visit that is due tomorrow", { timeout: SLOWEST_MS }, () => {
  let dataDir: string;
  let running: RunningPlugin;
  beforeAll(async () => {
    dataDir = await newDataDirectory();
    running = await start(MONDAY);
    const companyId = running.world.crm.portal(PORTAL_ID).createCompany({ name: "Nordwind" });
    await running.settled();
    const customer = { kind: "company", id: companyId } as const;
    const visits = ["visit-1", "visit-2"].map((visitId) =>
      plannedVisit({
        visitId,
        reason: "by_hand",
        ticketId: null,
        customer,
        ownerId: OWNER.id,
        dueDate: "2026-06-09",
        dueAt: OPENING,
        isPinned: true,
      }),
    );
    await running.plugin.store.visits.save(PORTAL_ID, visits);
  }, SLOWEST_MS);
  afterAll(async () => {
    await running.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  function start(startAt: number): Promise<RunningPlugin> {
    const prepare = (world: World) => {
      addPortal(world, PORTAL_ID);
      world.crm.portal(PORTAL_ID).addOwner(OWNER);
    };
    const database = { dataDir, maxConnections: 4 };
    return runPlugin({ startAt, policy: officePolicy(), prepare, database });
  }
  // After the restart the CRM is a new one and knows none of the tasks, of which its owner is told too.
  const told = () =>
    running.world.slack
      .messages(directMessageId("U0JONAS001"))
      .filter(({ text }) => text.startsWith("Your visits"));
  const advanceTo = async (at: number) => {
    running.time.advance(at - running.time.now());
    await running.settled();
  };

  it("is told its owner in the morning, in one message with the others of the day", async () => {
    await advanceTo(OPENING - MINUTE);
    expect(told()).toEqual([]);
    await advanceTo(OPENING + MINUTE);
    // The job that asks for it is none that anybody waits for.
    const afterTurn = async () => {
      await running.settled();
      return told().length;
    };
    await expect.poll(afterTurn, { timeout: SLOWEST_MS }).toBe(1);
    const text = JSON.stringify(told()[0]?.blocks);
    expect(text).toContain("Your visits");
    expect(text).toContain("Due today: 2");
    expect(text).toContain("Nordwind");
  });

  it("is not told again, neither later nor after a restart", async () => {
    await advanceTo(OPENING + 30 * MINUTE);
    expect(told()).toHaveLength(1);
    await running.stop();
    running = await start(OPENING + 40 * MINUTE);
    await running.settled();
    expect(told()).toEqual([]);
    expect(await running.plugin.store.outbox.counts(PORTAL_ID)).toMatchObject({
      unknown: 0,
      dead: 0,
    });
  });
});
