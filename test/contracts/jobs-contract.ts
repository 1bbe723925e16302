import { afterEach, describe, expect, it, vi } from "vitest";
import { bossDatabase } from "../../src/adapters/postgres/boss-database.ts";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { forgetJobs } from "../../src/adapters/postgres/forget-jobs.ts";
import { createJobs } from "../../src/adapters/postgres/jobs.ts";
import { JOB_NAMES, type JobName, type Jobs } from "../../src/ports/jobs.ts";
import type { OpenTestDatabase } from "../support/databases.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";

/** The shortest that the engine allows. */
const POLL_SECONDS = 0.5;
const GRACE_MS = 5_000;
const LOOK_FOR_MS = 20_000;

export function jobsContract(open: OpenTestDatabase): void {
  const started: Jobs[] = [];
  afterEach(async () => {
    for (const jobs of started.splice(0)) await jobs.stop(GRACE_MS);
  });

  /** Runs jobs on `db`; `until` resolves once that slot was run. */
  async function startOn(
    db: Database,
    work: (slot: string) => Promise<void> = async () => undefined,
  ) {
    const ran: string[] = [];
    const waiting = new Map<string, PromiseWithResolvers<void>>();
    const handle = (name: JobName) => async (slot: string) => {
      ran.push(`${name} ${slot}`);
      waiting.get(slot)?.resolve();
      await work(slot);
    };
    const logger = createRecordingLogger();
    const jobs = createJobs(db, logger, { pollSeconds: POLL_SECONDS });
    started.push(jobs);
    await jobs.start({
      plan_visits: handle("plan_visits"),
      turn_actions: handle("turn_actions"),
      refresh_portals: handle("refresh_portals"),
      maintain_store: handle("maintain_store"),
      measure_storage: handle("measure_storage"),
      request_digest: handle("request_digest"),
      apply_policy: handle("apply_policy"),
      look_at_policy: handle("look_at_policy"),
      read_deals: handle("read_deals"),
      regrade_customers: handle("regrade_customers"),
      regrade_due: handle("regrade_due"),
      read_surveys: handle("read_surveys"),
      find_recurrences: handle("find_recurrences"),
      apply_retention: handle("apply_retention"),
      sync_visits: handle("sync_visits"),
      read_touches: handle("read_touches"),
      remind_visits: handle("remind_visits"),
      catch_up: handle("catch_up"),
      erase_person: handle("erase_person"),
      purge_portal: handle("purge_portal"),
      import_portal: handle("import_portal"),
      sweep_gaps: handle("sweep_gaps"),
      prove_ledger: handle("prove_ledger"),
      follow_journal: handle("follow_journal"),
    });
    const until = (slot: string) => {
      const done = waiting.get(slot) ?? Promise.withResolvers<void>();
      waiting.set(slot, done);
      return done.promise;
    };
    return { jobs, logger, ran, until };
  }

  it("runs a slot once, also when it is sent again after it was done", async () => {
    const { jobs, ran, until } = await startOn(await open());
    const first = until("2026-03-27");
    await jobs.send("plan_visits", "2026-03-27");
    await jobs.send("plan_visits", "2026-03-27");
    await first;
    const next = until("2026-03-28");
    await jobs.send("plan_visits", "2026-03-27");
    await jobs.send("plan_visits", "2026-03-28");
    await next;
    expect(ran).toEqual(["plan_visits 2026-03-27", "plan_visits 2026-03-28"]);
  });

  it("has a queue for each kind of work", async () => {
    const { jobs, ran } = await startOn(await open());
    for (const name of JOB_NAMES) await jobs.send(name, "turn-1");
    const all = JOB_NAMES.map((name) => `${name} turn-1`).toSorted();
    await vi.waitFor(() => expect(ran.toSorted()).toEqual(all), { timeout: LOOK_FOR_MS });
  });

  it("forgets what was done for an account, and for no other", async () => {
    const db = await open();
    expect(await forgetJobs(db, "7")).toBe(0);
    const { jobs, until } = await startOn(db);
    const all = ["7:a", "7:b", "77:a"];
    const ended = Promise.all(all.map(until));
    for (const slot of all) await jobs.send("plan_visits", slot);
    await ended;
    expect(await forgetJobs(db, "7")).toBe(2);
    expect(await forgetJobs(db, "77")).toBe(1);
  });

  it("takes the same slot of two jobs for two pieces of work", async () => {
    const { jobs, ran } = await startOn(await open());
    await jobs.send("refresh_portals", "hour-1");
    await jobs.send("maintain_store", "hour-1");
    await vi.waitFor(
      () => expect(ran.toSorted()).toEqual(["maintain_store hour-1", "refresh_portals hour-1"]),
      { timeout: LOOK_FOR_MS },
    );
  });

  it("sends with the transaction that asked for it, or not at all", async () => {
    const db = await open();
    const { jobs, ran, until } = await startOn(db);
    const failing = db.transaction(async () => {
      await jobs.send("plan_visits", "undone");
      throw new Error("gives up");
    });
    await expect(failing).rejects.toThrow("gives up");
    const done = until("done");
    await db.transaction(() => jobs.send("plan_visits", "done"));
    await done;
    expect(ran).toEqual(["plan_visits done"]);
  });

  it("keeps a job that failed, to be tried again later", async () => {
    const db = await open();
    const { jobs, until } = await startOn(db, async (slot) => {
      if (slot === "bad") throw new Error("not yet");
    });
    const done = until("good");
    await jobs.send("plan_visits", "bad");
    await jobs.send("plan_visits", "good");
    await done;
    const { rows } = await db.query(
      `select state::text, retry_limit, dead_letter from ${db.schema}_jobs.job
       where singleton_key = 'bad'`,
    );
    expect(rows).toEqual([{ state: "retry", retry_limit: 5, dead_letter: "dead_jobs" }]);
  });

  it("tells a person when a job failed for good", async () => {
    const db = await open();
    const { jobs, logger } = await startOn(db, async () => {
      throw new Error("never");
    });
    await db.query(`update ${db.schema}_jobs.queue set retry_limit = 0 where name = 'plan_visits'`);
    await jobs.send("plan_visits", "hopeless");
    await vi.waitUntil(() => logger.lines.length > 0, { timeout: 10_000 });
    expect(logger.lines).toMatchObject([
      { level: "error", message: "a job failed for good", fields: { slot: "hopeless" } },
    ]);
  });

  it("leaves no broken transaction behind when the engine's own statements fail", async () => {
    const db = await open();
    const boss = bossDatabase(db);
    await expect(boss.executeSql("begin; select 1/0; commit")).rejects.toThrow();
    expect(await boss.executeSql("select 1 as a; select 2 as a")).toEqual({
      rows: [{ a: 1 }, { a: 2 }],
    });
    expect((await db.query("select 3 as a")).rows).toEqual([{ a: 3 }]);
  });

  it("lets a running job end before it stops", async () => {
    const mayEnd = Promise.withResolvers<void>();
    let isEnded = false;
    const { jobs, until } = await startOn(await open(), async () => {
      await mayEnd.promise;
      isEnded = true;
    });
    const running = until("long");
    await jobs.send("plan_visits", "long");
    await running;
    const stopping = jobs.stop(GRACE_MS);
    mayEnd.resolve();
    await stopping;
    expect(isEnded).toBe(true);
  });

  describe("with several processes", () => {
    it("runs a slot in one of them", async () => {
      const db = await open();
      const all = [await startOn(db), await startOn(db)];
      const send = (slot: string) =>
        Promise.all(all.map(({ jobs }) => jobs.send("maintain_store", slot)));
      for (const slot of ["a", "b", "c"]) {
        const done = Promise.race(all.map(({ until }) => until(slot)));
        await send(slot);
        await done;
      }
      const ran = all.flatMap((one) => one.ran).toSorted();
      expect(ran).toEqual(["maintain_store a", "maintain_store b", "maintain_store c"]);
    });
  });
}
