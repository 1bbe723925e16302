import { beforeEach, describe, expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createPortalPurges } from "../../../src/adapters/postgres/portal-purges.ts";
import { createPortalStorage } from "../../../src/adapters/postgres/portal-storage.ts";
import { startWork, type WorkDeps } from "../../../src/app/work/start-work.ts";
import type { JobName } from "../../../src/ports/jobs.ts";
import {
  type AppUnderTest,
  appUnderTest,
  deliveryOf,
  eventOf,
  HOUR,
  PORTAL_ID,
  START,
  snapshotOf,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

type Loop = Parameters<WorkDeps["startLoop"]>[0];

describe("startWork", () => {
  const open = useEmbeddedDatabase();
  let db: Database;
  let app: AppUnderTest;
  let loops: Map<string, Loop>;
  let said: string[];
  let sent: string[];
  let handlers: Readonly<Record<JobName, (slot: string) => Promise<void>>>;
  let tick: () => Promise<void>;
  beforeEach(async () => {
    db = await open();
    app = appUnderTest(db);
    await app.connect();
    loops = new Map();
    said = [];
    sent = [];
  });

  /** Loops and ticks that turn only when the test turns them. */
  const start = () =>
    startWork({
      ...app,
      work: { intakeIdleMs: 1, sweepIdleMs: 2, outboxIdleMs: 3 },
      lunarCalendar: createLunarCalendar(),
      maintain: async () => void said.push("maintain"),
      purges: createPortalPurges(db),
      storage: createPortalStorage(db),
      storageLimitBytes: 1,
      keepDisconnectedMs: 60 * 86_400_000,
      jobs: {
        start: async (given) => {
          handlers = given;
        },
        send: async (name, slot) => void sent.push(`${name} ${slot}`),
        stop: async (graceMs) => void said.push(`jobs stop ${graceMs}`),
      },
      startLoop: (loop) => {
        loops.set(loop.name, loop);
        return {
          wake: () => void said.push(`wake ${loop.name}`),
          stop: async () => void said.push(`stop ${loop.name}`),
        };
      },
      startTick: (run) => {
        tick = run;
        return { stop: async () => void said.push("stop tick") };
      },
    });
  const turn = async (name: string) => {
    const loop = loops.get(name);
    if (loop === undefined) throw new Error(`there is no loop ${name}`);
    let turns = 0;
    while (await loop.step()) turns += 1;
    return turns;
  };

  it("brings an event all the way, loop by loop, and rests when nothing is left", async () => {
    await start();
    app.crm.putTicket(PORTAL_ID, {
      ...snapshotOf("7"),
      properties: { hs_ticket_priority: "HIGH" },
    });
    await app.ledger.store([deliveryOf([eventOf()])]);
    expect(await turn("intake")).toBe(1);
    app.time.now = START + 2 * HOUR;
    expect(await turn("sweep")).toBe(1);
    expect(await turn("ticket_properties")).toBe(1);
    expect(await turn("case_message")).toBe(1);
    expect(await turn("customer_properties")).toBe(0);
    expect(await turn("visit_task")).toBe(0);
    expect(await turn("case_group")).toBe(0);
    expect(await turn("digest")).toBe(0);
    expect(app.notifier.messages.size).toBe(1);
    expect([...loops].map(([name, { idleMs }]) => [name, idleMs])).toEqual([
      ["ticket_properties", 3],
      ["customer_properties", 3],
      ["visit_task", 3],
      ["case_message", 3],
      ["case_thread", 3],
      ["case_page", 3],
      ["ticket_note", 3],
      ["case_group", 3],
      ["digest", 3],
      ["visit_reminder", 3],
      ["policy_notice", 3],
      ["recurrence_notice", 3],
      ["complaint_notice", 3],
      ["action_notice", 3],
      ["connection_notice", 3],
      ["message_removal", 3],
      ["intake", 1],
      ["sweep", 2],
      ["audit_seal", 15_000],
    ]);
  });

  it("does the periodic work", async () => {
    await start();
    await tick();
    expect(sent.map((job) => job.split(" ")[0])).toEqual([
      "read_deals",
      "regrade_customers",
      "read_deals",
      "regrade_customers",
      "read_touches",
      "read_surveys",
      "plan_visits",
      "find_recurrences",
      "prove_ledger",
      "apply_retention",
      "sweep_gaps",
      "sync_visits",
      "remind_visits",
      "turn_actions",
      "refresh_portals",
      "maintain_store",
      "measure_storage",
      "regrade_due",
    ]);
    await handlers.plan_visits(`${PORTAL_ID}:2026-06-09`);
    await handlers.turn_actions(`${PORTAL_ID}:hour-1`);
    await handlers.refresh_portals("hour-1");
    await handlers.maintain_store("2026-06-09");
    await handlers.measure_storage("hour-1");
    expect(app.logger.lines.map(({ message }) => message)).toContain(
      "an account holds more than it should",
    );
    expect(app.logger.lines.map(({ message }) => message)).toContain("visits are planned");
    expect(app.crm.callsOf("readPipelines")).toHaveLength(1);
    expect(said).toEqual(["maintain"]);
    await handlers.read_deals(`${PORTAL_ID}:2026-06-09`);
    await handlers.regrade_customers(`${PORTAL_ID}:2026-06-09`);
    await handlers.regrade_due("due-1");
    await handlers.read_surveys(`${PORTAL_ID}:2026-06-09`);
    await handlers.find_recurrences(`${PORTAL_ID}:2026-06-09`);
    await handlers.apply_retention(`${PORTAL_ID}:2026-06-09`);
    expect(app.crm.callsOf("readSubmissions")).toHaveLength(1);
    await handlers.sync_visits(`${PORTAL_ID}:look-1`);
    await handlers.read_touches(`${PORTAL_ID}:2026-06-09`);
    await handlers.remind_visits(`${PORTAL_ID}:2026-06-09`);
    expect(app.logger.lines.map(({ message }) => message)).toContain("customers are graded anew");
    await handlers.request_digest(`${PORTAL_ID}:support 2026-06-09`);
    expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ waiting: 1 });
  });

  it("wakes the intake for deliveries, and everything when the time was moved", async () => {
    const work = await start();
    work.wakeIntake();
    expect(said).toEqual(["wake intake"]);
    await work.wakeAll();
    expect(sent).toHaveLength(18);
    expect(said.slice(1).toSorted()).toEqual([
      "wake action_notice",
      "wake audit_seal",
      "wake case_group",
      ...Array(4).fill("wake case_message"),
      "wake case_page",
      "wake case_thread",
      "wake complaint_notice",
      "wake connection_notice",
      "wake customer_properties",
      "wake digest",
      "wake intake",
      "wake message_removal",
      "wake policy_notice",
      "wake recurrence_notice",
      "wake sweep",
      "wake ticket_note",
      "wake ticket_properties",
      "wake visit_reminder",
      "wake visit_task",
    ]);
  });

  it("stops the ticks first, then the loops, then the jobs", async () => {
    const work = await start();
    await work.stop();
    expect(said[0]).toBe("stop tick");
    expect(said.at(-1)).toBe("jobs stop 10000");
    expect(said).toHaveLength(24);
  });
});
