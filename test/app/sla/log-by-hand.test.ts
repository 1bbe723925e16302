import { beforeEach, describe, expect, it } from "vitest";
import { type LogPress, logByHand } from "../../../src/app/sla/log-by-hand.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { fullPolicy } from "../../support/policies.ts";

const rosa = { userId: "1", email: "rosa@firm.test" };
const guest = { userId: "2", email: "guest@firm.test" };
const ago = (minutes: number) => ({ kind: "ago" as const, minutes });
const calledAgo = (minutes: number) =>
  ({ kind: "logged", clock: "first_response", when: ago(minutes), note: "" }) as const;

describe("logging by hand", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: fullPolicy(), timeZone: "Europe/Berlin" });
    await app.newTicket();
  });

  const log = (changes: Partial<LogPress> = {}) =>
    logByHand(app, {
      portalId: PORTAL_ID,
      ticketId: "7",
      by: rosa,
      actKey: "key-of-the-call",
      act: { ...calledAgo(0), note: "Left a message" },
      ...changes,
    });
  const withdraw = (changes: Partial<LogPress> = {}) =>
    log({
      actKey: "key-of-withdrawing",
      act: { kind: "log_withdrawn", logKey: "1:key-of-the-call" },
      ...changes,
    });
  const row = () => app.store.tickets.find(PORTAL_ID, "7");
  const clock = async (kind: string) => (await row())?.clocks.find((one) => one.kind === kind);
  const audit = () => app.store.audit.of(PORTAL_ID, "ticket:7", 10);

  it("ends the first response, and says in whose name, when, and with which note", async () => {
    app.time.now = START + 30 * MINUTE;
    expect(await log()).toMatchObject({ outcome: "done", at: START + 30 * MINUTE });
    expect(await clock("first_response")).toMatchObject({
      state: "met",
      endedAt: START + 30 * MINUTE,
    });
    expect((await row())?.ticket.handLogs).toEqual([
      {
        at: START + 30 * MINUTE,
        logKey: "1:key-of-the-call",
        clock: "first_response",
        by: { id: "1", name: "Rosa Rep" },
        note: "Left a message",
        saidAt: START + 30 * MINUTE,
      },
    ]);
    expect(await audit()).toMatchObject([
      {
        at: START + 30 * MINUTE,
        actor: "1",
        action: "ticket_logged",
        from: "card",
        detail: {
          name: "Rosa Rep",
          clock: "first_response",
          at: START + 30 * MINUTE,
          note: "Left a message",
        },
      },
    ]);
  });

  it("takes back a breach that was none, and its case, as the call was in time", async () => {
    app.time.now = START + 90 * MINUTE;
    await sweep(app);
    const [before] = await app.store.escalations.ofTickets(PORTAL_ID, ["7"]);
    expect(before).toMatchObject({ state: "open" });
    expect(await log({ act: calledAgo(50) })).toMatchObject({ outcome: "done" });
    expect(await clock("first_response")).toMatchObject({
      state: "met",
      endedAt: START + 40 * MINUTE,
    });
    const [after] = await app.store.escalations.ofTickets(PORTAL_ID, ["7"]);
    expect(after).toMatchObject({ state: "withdrawn" });
    expect((await audit()).map(({ action }) => action)).toContain("breach_corrected");
  });

  it("is at a wall time of the account's zone", async () => {
    app.time.now = START + 3 * HOUR;
    const when = { kind: "at", date: "2026-06-09", minute: 10 * 60 + 45 } as const;
    const answer = await log({ act: { ...calledAgo(0), when } });
    expect(answer).toMatchObject({ outcome: "done", at: START + 45 * MINUTE });
  });

  it("ends the on-site arrival as well", async () => {
    app.time.now = START + HOUR;
    const act = { ...calledAgo(10), clock: "on_site_arrival" } as const;
    expect(await log({ act })).toMatchObject({ outcome: "done" });
    expect(await clock("on_site_arrival")).toMatchObject({
      state: "met",
      endedAt: START + 50 * MINUTE,
    });
    expect((await clock("first_response"))?.endedAt).toBeNull();
  });

  it("counts a press once, at the time that was told first", async () => {
    app.time.now = START + 30 * MINUTE;
    await log();
    app.time.now = START + 31 * MINUTE;
    expect(await log()).toMatchObject({ outcome: "done", at: START + 30 * MINUTE });
    expect((await row())?.ticket.handLogs).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });

  it("counts two presses at once as one when they are one", async () => {
    const answers = await Promise.all([log(), log()]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    expect((await row())?.ticket.handLogs).toHaveLength(1);
  });

  it("does not take another person's press for a repetition", async () => {
    await log();
    expect(await log({ by: guest })).toEqual({ outcome: "refused", reason: "no_open_clock" });
  });

  it("never comes before what was decided by a clock that is ahead", async () => {
    app.time.now = START + 2 * HOUR;
    await app.tell(eventOf({ occurredAt: app.time.now, change: setTo("subject", "Leak!") }));
    app.time.now = START + HOUR;
    expect(await log()).toMatchObject({ outcome: "done", at: START + 2 * HOUR });
  });

  it("sends nothing while the portal only observes", async () => {
    await app.connect({ mode: "observe", policy: fullPolicy() });
    const before = (await app.store.outbox.counts(PORTAL_ID)).waiting;
    expect(await log()).toMatchObject({ outcome: "done" });
    expect((await app.store.outbox.counts(PORTAL_ID)).waiting).toBe(before);
  });

  describe("may be taken back", () => {
    beforeEach(async () => {
      app.time.now = START + 30 * MINUTE;
      await log();
      app.time.now = START + 40 * MINUTE;
    });

    it("by anybody at the ticket; the clock goes on as if it had never been said", async () => {
      expect(await withdraw({ by: guest })).toMatchObject({ outcome: "done", at: null });
      expect(await clock("first_response")).toMatchObject({
        state: "running",
        usedMs: 40 * MINUTE,
        endedAt: null,
      });
      expect((await audit())[0]).toMatchObject({
        actor: "2",
        action: "ticket_log_withdrawn",
        detail: { logKey: "1:key-of-the-call" },
      });
    });

    it("once, however often it is told", async () => {
      await withdraw();
      expect(await withdraw()).toMatchObject({ outcome: "done" });
      expect(await audit()).toHaveLength(2);
    });

    it("and said again with another time", async () => {
      await withdraw();
      expect(await log({ actKey: "key-of-the-second", act: calledAgo(5) })).toMatchObject({
        outcome: "done",
        at: START + 35 * MINUTE,
      });
      expect(await clock("first_response")).toMatchObject({ endedAt: START + 35 * MINUTE });
    });

    it("until a day later, and not after", async () => {
      app.time.now = START + 30 * MINUTE + DAY + 1;
      expect(await withdraw()).toEqual({ outcome: "refused", reason: "too_late_to_withdraw" });
      app.time.now = START + 30 * MINUTE + DAY;
      expect(await withdraw()).toMatchObject({ outcome: "done" });
    });

    it("not on a ticket that went away, and not where nothing was said", async () => {
      const act = { kind: "log_withdrawn", logKey: "1:another" } as const;
      expect(await log({ act })).toEqual({ outcome: "refused", reason: "not_logged" });
      await app.tell(eventOf({ occurredAt: app.time.now, change: { kind: "deleted" } }));
      expect(await withdraw()).toEqual({ outcome: "refused", reason: "gone" });
    });
  });

  describe("is refused", () => {
    const refusedBecause = (reason: string) => ({ outcome: "refused", reason });
    const at = (date: string, minute: number) =>
      ({ ...calledAgo(0), when: { kind: "at", date, minute } }) as const;

    it("for a time that is still ahead", async () => {
      expect(await log({ act: at("2026-06-09", 10 * 60 + 1) })).toEqual(
        refusedBecause("in_future"),
      );
      expect((await row())?.ticket.handLogs).toEqual([]);
    });

    it("for a time before the clock began, and not for the instant of its beginning", async () => {
      app.time.now = START + 5 * MINUTE;
      expect(await log({ act: calledAgo(6) })).toEqual(refusedBecause("before_start"));
      expect(await log({ act: calledAgo(5) })).toMatchObject({ outcome: "done", at: START });
    });

    it("for a time more than three days ago", async () => {
      app.time.now = START + 4 * DAY;
      expect(await log({ act: calledAgo(72 * 60 + 1) })).toEqual(refusedBecause("too_long_ago"));
      expect(await log({ act: calledAgo(72 * 60) })).toMatchObject({ outcome: "done" });
    });

    it("where the clock has ended", async () => {
      await app.tell(eventOf({ occurredAt: START + 1, change: setTo("hs_pipeline_stage", "4") }));
      expect(await log()).toEqual(refusedBecause("no_open_clock"));
    });

    it("on a deleted ticket, and on one that nobody knows", async () => {
      await app.tell(eventOf({ occurredAt: START + 1, change: { kind: "deleted" } }));
      expect(await log()).toEqual(refusedBecause("gone"));
      expect(await log({ ticketId: "404" })).toEqual(refusedBecause("not_tracked"));
      expect(await app.store.tickets.find(PORTAL_ID, "404")).toBeNull();
    });

    it("from another portal, and from one that is away", async () => {
      await app.connect({ portalId: OTHER_PORTAL_ID });
      expect(await log({ portalId: OTHER_PORTAL_ID })).toEqual(refusedBecause("not_tracked"));
      await app.connect({ state: "disconnected" });
      expect(await log()).toEqual(refusedBecause("not_connected"));
    });
  });
});
