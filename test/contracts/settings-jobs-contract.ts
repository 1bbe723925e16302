import { describe, expect, it } from "vitest";
import { createSettingsJobs, forgetOldJobs } from "../../src/adapters/postgres/settings-jobs.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { ReplayedBreach } from "../../src/app/governance/policy-replay.ts";
import type { JobResult, PolicyJob } from "../../src/app/governance/settings-job.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { clockOf, ticketRowOf } from "./ticket-samples.ts";

const MINUTE_MS = 60_000;
const NEVER = 0;

const counts = { met: 3, breached: 1, open: 0 };
const breach: ReplayedBreach = {
  ticketId: "7",
  subject: "Leak 😀",
  clock: "resolution",
  cycle: 2,
  startedAt: TEST_NOW,
  before: { state: "met", dueAt: TEST_NOW },
  after: null,
};
const replayed: JobResult = {
  kind: "replay",
  replay: {
    currentVersion: 2,
    coverage: { sinceAt: TEST_NOW - 1, untilAt: TEST_NOW, eventsSinceAt: null },
    tickets: 4,
    leftOut: { opened_before: 1, without_facts: 0, without_creation: 0 },
    departmentClocks: 0,
    total: { before: counts, after: counts },
    byClock: [{ key: "resolution", before: counts, after: counts }],
    byTier: [{ key: "key", before: counts, after: counts }],
    byDepartment: [],
    byWeekday: [{ key: "mon", before: counts, after: counts }],
    byHour: [{ key: 9, before: counts, after: counts }],
    added: { count: 0, examples: [] },
    avoided: { count: 1, examples: [breach] },
  },
};
const moved: JobResult = {
  kind: "effect",
  effect: {
    tickets: 1,
    byTarget: { "key first_response": 1 },
    moves: { earlier: 1, later: 0, at_once: 0, started: 0, dropped: 0 },
    examples: [
      {
        ...{ ticketId: "7", subject: "Leak", kind: "update", move: "earlier" },
        ...{ dueBefore: TEST_NOW, dueAfter: null },
      },
    ],
  },
  unreadProperties: ["region"],
  hints: [{ path: "calendars[0]", code: "stale_list", params: { until: "2025", days: 3 } }],
};

function jobOf(changes: Partial<PolicyJob> = {}): PolicyJob {
  return {
    ...{ jobId: "j1", userId: "501", question: { kind: "replay", sinceDays: 30 } },
    ...{ title: "Sooner", document: "tiers: []", state: "running" },
    ...{ startedAt: TEST_NOW, beatAt: TEST_NOW, tickets: 0, isStopping: false, result: null },
    ...changes,
  };
}

/** Long work of the settings page, and the counts that it shows. */
export function settingsJobsContract(open: OpenTestDatabase): void {
  const openJobs = async () => createSettingsJobs(await open());

  it.each([
    { name: "a replay", result: replayed, question: { kind: "replay", sinceDays: 30 } },
    { name: "an effect", result: moved, question: { kind: "effect" } },
  ] as const)("keep what $name has found", async ({ result, question }) => {
    const jobs = await openJobs();
    expect(await jobs.begin(PORTAL, jobOf({ question }), NEVER)).toBe(true);
    await jobs.end(PORTAL, "j1", { state: "done", result, now: TEST_NOW + 1 });
    const ended = jobOf({ question, state: "done", result, beatAt: TEST_NOW + 1 });
    expect(await jobs.ofUser(PORTAL, "501")).toEqual(ended);
    expect(await jobs.find(PORTAL, "j1")).toEqual(ended);
    expect(await jobs.find(OTHER_PORTAL, "j1")).toBeNull();
    expect(await jobs.ofUser(PORTAL, "502")).toBeNull();
  });

  it("run one at a time for each person of a portal", async () => {
    const jobs = await openJobs();
    await jobs.begin(PORTAL, jobOf(), NEVER);
    const next = jobOf({ jobId: "j2", startedAt: TEST_NOW + 1, beatAt: TEST_NOW + 1 });
    expect(await jobs.begin(PORTAL, next, NEVER)).toBe(false);
    expect(await jobs.begin(PORTAL, jobOf(), NEVER)).toBe(false);
    expect(await jobs.begin(PORTAL, jobOf({ jobId: "j3", userId: "502" }), NEVER)).toBe(true);
    expect(await jobs.begin(OTHER_PORTAL, jobOf(), NEVER)).toBe(true);
    await jobs.end(PORTAL, "j1", { state: "cancelled", result: null, now: TEST_NOW });
    expect(await jobs.begin(PORTAL, next, NEVER)).toBe(true);
    expect(await jobs.ofUser(PORTAL, "501")).toEqual(next);
  });

  it("give way when they were not heard of for long", async () => {
    const jobs = await openJobs();
    await jobs.begin(PORTAL, jobOf(), NEVER);
    const later = jobOf({ jobId: "j2", startedAt: TEST_NOW + MINUTE_MS });
    expect(await jobs.begin(PORTAL, later, TEST_NOW)).toBe(false);
    expect(await jobs.begin(PORTAL, later, TEST_NOW + 1)).toBe(true);
    await jobs.end(PORTAL, "j1", { state: "done", result: moved, now: TEST_NOW });
    expect((await jobs.ofUser(PORTAL, "501"))?.state).toBe("running");
  });

  it("go on until their own person asks them to stop", async () => {
    const jobs = await openJobs();
    await jobs.begin(PORTAL, jobOf(), NEVER);
    const beat = (tickets: number) => jobs.beat(PORTAL, "j1", { tickets, now: TEST_NOW + tickets });
    expect(await beat(250)).toBe(true);
    await jobs.stop(PORTAL, "502", "j1");
    expect(await beat(500)).toBe(true);
    await jobs.stop(PORTAL, "501", "j1");
    expect(await beat(750)).toBe(false);
    const stopped = { tickets: 500, isStopping: true, beatAt: TEST_NOW + 500 };
    expect(await jobs.ofUser(PORTAL, "501")).toMatchObject(stopped);
  });

  it("have failed when what they found is not understood any more", async () => {
    const db = await open();
    const jobs = createSettingsJobs(db);
    await jobs.begin(PORTAL, jobOf(), NEVER);
    await jobs.end(PORTAL, "j1", { state: "done", result: moved, now: TEST_NOW });
    await db.run(`update settings_job set result = '{"kind":"effect"}' where portal_id = $1`, [
      PORTAL,
    ]);
    expect(await jobs.ofUser(PORTAL, "501")).toMatchObject({ state: "failed", result: null });
  });

  it("are forgotten a while after they were heard of last", async () => {
    const db = await open();
    const jobs = createSettingsJobs(db);
    await jobs.begin(PORTAL, jobOf(), NEVER);
    await jobs.begin(OTHER_PORTAL, jobOf(), NEVER);
    await jobs.beat(OTHER_PORTAL, "j1", { tickets: 1, now: TEST_NOW + MINUTE_MS });
    expect(await forgetOldJobs(db, { before: TEST_NOW + 1, limit: 10 })).toBe(1);
    expect(await jobs.ofUser(PORTAL, "501")).toBeNull();
    expect(await jobs.ofUser(OTHER_PORTAL, "501")).not.toBeNull();
  });

  describe("open tickets", () => {
    it("are counted by the version under which their open clocks were promised", async () => {
      const { tickets } = createStore(await open());
      const under = (policyVersion: number, ended: boolean) =>
        clockOf({ policyVersion, endedAt: ended ? TEST_NOW : null });
      await tickets.save(PORTAL, [
        ticketRowOf("1", { clocks: [under(1, false)] }),
        ticketRowOf("2", { clocks: [under(2, false), { ...under(2, false), kind: "resolution" }] }),
        ticketRowOf("3", { clocks: [under(2, false)] }),
        ticketRowOf("4", { clocks: [under(1, true)] }),
      ]);
      await tickets.save(OTHER_PORTAL, [ticketRowOf("5", { clocks: [under(1, false)] })]);
      const counted = await tickets.openByVersion(PORTAL);
      expect([...counted].toSorted()).toEqual([
        [1, 1],
        [2, 2],
      ]);
    });
  });
}
