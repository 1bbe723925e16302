import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../../src/app/sla/sweep.ts";
import { SettingsPage } from "../../../src/contract/settings-page.ts";
import { SettingsJobStart } from "../../../src/contract/settings-requests.ts";
import { SettingsJobAnswer } from "../../../src/contract/settings-work.ts";
import { HOUR, MINUTE, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type Person, type SettingsServer, startSettings } from "./settings-server.ts";
import { settingsSteps } from "./settings-steps.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
let steps: ReturnType<typeof settingsSteps>;
beforeEach(async () => {
  server = await startSettings(await open());
  steps = settingsSteps(server);
});
afterEach(() => server.close());

const start = (person: Person, more: object = {}) => {
  const wanted = { kind: "effect", text: steps.sooner(), title: "Sooner", ...more };
  return startAgain(person, { actKey: steps.newKey(), ...wanted });
};
const startAgain = (person: Person, body: object) =>
  server.read(SettingsJobStart, [person, "job/start", { body }]);
const jobOf = async (person: Person, language = "en") =>
  (await server.read(SettingsJobAnswer, [person, "job", { language }])).job;

describe("looking at open tickets", () => {
  it("tells how their clocks would move, and leads to them", async () => {
    await server.app.newTicket();
    const started = await start("lea");
    expect(started).toMatchObject({ isDone: true, job: { state: "running" } });
    expect(started.job?.text).toBe("Waiting for its turn");
    await server.work();
    const job = await jobOf("lea");
    expect(job).toMatchObject({ state: "done", text: "1 ticket looked at" });
    expect(job?.effect?.headline).toBe("It would govern 1 open ticket from now on.");
    expect(job?.effect?.moves).toEqual([{ label: "due earlier", count: "1", variant: "warning" }]);
    expect(job?.effect?.examples[0]).toMatchObject({
      ticket: { url: expect.stringContaining("/record/0-5/7") },
      change: expect.stringMatching(/^First response: .*15:00.* → .*12:00/),
    });
    const page = await server.read(SettingsPage, ["lea", "page"]);
    expect(page).toMatchObject({ job });
  });

  it("says when there are none", async () => {
    await start("lea");
    await server.work();
    expect((await jobOf("lea"))?.effect?.headline).toBe("It would change no open ticket.");
  });
});

describe("a replay", () => {
  const breachOne = async (): Promise<void> => {
    await server.app.newTicket();
    server.app.time.now += 6 * HOUR;
    while ((await sweep(server.app)) > 0);
  };

  it.each([
    { minutes: 30, headline: /No more and no fewer/ },
    { minutes: 1_000, headline: /1 clock fewer would have been overdue: 1 → 0/ },
  ])("of $minutes minutes tells what would have been otherwise", async ({ minutes, headline }) => {
    await breachOne();
    await start("lea", { kind: "replay", sinceDays: 7, text: steps.sooner(minutes) });
    await server.work();
    const replay = (await jobOf("lea"))?.replay;
    expect(replay?.headline).toMatch(headline);
    expect(replay?.tables.map(({ id }) => id)).toEqual([
      ...["tier", "clock", "department", "weekday", "hour"],
    ]);
    expect(replay?.chart).toContainEqual({ label: "Standard", side: "before", breaches: 1 });
    expect(replay?.coverage[1]).toBe("1 ticket was replayed.");
  });

  it("names the tickets whose promises would have been kept, in the reader's language", async () => {
    await breachOne();
    const wanted = { kind: "replay", sinceDays: 7, text: steps.sooner(1_000) };
    await start("lea", wanted);
    await server.work();
    const replay = (await jobOf("lea", "zh-TW"))?.replay;
    expect(replay?.avoided.headline).toBe("1 個原本逾時的計時器會準時");
    expect(replay?.avoided.examples[0]).toMatchObject({
      clock: "首次回應",
      was: { label: expect.stringContaining("已逾時") },
    });
    expect(replay?.added.examples).toEqual([]);
  });

  it("says that there is nothing to replay", async () => {
    await start("lea", { kind: "replay", sinceDays: 7 });
    await server.work();
    expect((await jobOf("lea"))?.replay?.headline).toContain("no tickets to replay");
  });
});

describe("a job", () => {
  it("runs one at a time for each person, and once however often it is asked for", async () => {
    const actKey = steps.newKey();
    const body = { actKey, kind: "effect", text: steps.sooner(), title: "Sooner" };
    const first = await startAgain("lea", body);
    expect(await startAgain("lea", body)).toEqual(first);
    const second = await start("lea");
    expect(second).toMatchObject({ isDone: false, job: { jobId: first.job?.jobId } });
    expect(second.message).toContain("Another one of yours still runs");
    expect((await start("max")).isDone).toBe(true);
    expect(await jobOf("rob")).toBeNull();
  });

  it("stops before its next tickets, and changes nothing", async () => {
    await server.app.newTicket();
    const { job } = await start("lea", { kind: "replay", sinceDays: 7 });
    const body = { actKey: steps.newKey(), jobId: job?.jobId };
    const stopping = await server.read(SettingsJobStart, ["lea", "job/cancel", { body }]);
    expect(stopping).toMatchObject({ isDone: true, job: { isStopping: true, state: "running" } });
    await server.work();
    expect((await jobOf("lea"))?.state).not.toBe("running");
  });

  it("that nobody works on any more has failed", async () => {
    await start("lea");
    server.app.time.now += 10 * MINUTE + 1;
    expect(await jobOf("lea")).toMatchObject({
      state: "failed",
      text: expect.stringContaining("It was broken off after 0 tickets"),
    });
    expect((await start("lea")).isDone).toBe(true);
  });

  it("fails in words when the account is gone", async () => {
    await start("lea");
    const portal = await server.app.store.portals.find(PORTAL_ID);
    if (portal !== null) await server.app.store.portals.save({ ...portal, state: "disconnected" });
    await server.work();
    expect((await jobOf("lea"))?.state).toBe("failed");
  });

  it.each([
    { name: "who may not", person: "rob", more: {}, message: "may look at effects and replays" },
    { name: "with a wrong document", person: "lea", more: { text: "{}" }, message: "has problems" },
  ] as const)("is not started by somebody $name", async ({ person, more, message }) => {
    const answer = await start(person, more);
    expect(answer).toMatchObject({ isDone: false, job: null });
    expect(answer.message).toContain(message);
    expect(server.slots).toEqual([]);
  });

  it.each(["job/start", "job/cancel"])("takes no body of another shape: %s", async (path) => {
    const body = { actKey: "act-key-0", kind: "replay", sinceDays: 401 };
    expect((await server.ask("lea", path, { body })).status).toBe(400);
  });
});
