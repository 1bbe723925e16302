import { beforeEach, describe, expect, it } from "vitest";
import { pressTicket, type TicketPress } from "../../../src/app/sla/press-ticket.ts";
import { readTicketCard } from "../../../src/app/sla/read-ticket-card.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const rosa = { userId: "1", email: "rosa@firm.test" };
const guest = { userId: "2", email: "guest@firm.test" };

describe("pausing a ticket by hand", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: officePolicy({ pauseLimits: { agreed_date: { minutes: 60 } } }) });
    await app.newTicket();
  });

  const pause = (changes: Partial<TicketPress> = {}) =>
    pressTicket(app, {
      portalId: PORTAL_ID,
      ticketId: "7",
      by: rosa,
      actKey: `key-${app.time.now}-pause`,
      act: { kind: "paused", reason: "waiting_parts", note: "Pump ordered" },
      ...changes,
    });
  const resume = (changes: Partial<TicketPress> = {}) =>
    pause({ actKey: `key-${app.time.now}-resume`, act: { kind: "resumed" }, ...changes });
  const resolution = async () => {
    const row = await app.store.tickets.find(PORTAL_ID, "7");
    return row?.clocks.find((clock) => clock.kind === "resolution");
  };
  const audit = () => app.store.audit.of(PORTAL_ID, "ticket:7", 10);
  const view = () => readTicketCard(app, PORTAL_ID, "7");

  it("lets the work stand still and the answer run on, and goes on where it stopped", async () => {
    app.time.now = START + 30 * MINUTE;
    expect(await pause()).toEqual({ outcome: "done" });
    expect((await app.store.tickets.find(PORTAL_ID, "7"))?.clocks).toMatchObject([
      { kind: "first_response", state: "running" },
      {
        kind: "resolution",
        state: "paused",
        usedMs: 30 * MINUTE,
        pausedBy: "Rosa Rep",
        pauseReason: "waiting_parts",
        pausedSince: START + 30 * MINUTE,
      },
    ]);
    app.time.now = START + HOUR;
    expect(await resume()).toEqual({ outcome: "done" });
    expect(await resolution()).toMatchObject({ state: "running", usedMs: 30 * MINUTE });
  });

  it("is noted for the audit, with who, when, why and how it ended", async () => {
    await pause();
    app.time.now = START + HOUR;
    await resume({ by: guest });
    expect(await audit()).toMatchObject([
      {
        at: START + HOUR,
        actor: "2",
        action: "ticket_resumed",
        detail: { name: "guest@firm.test" },
      },
      {
        at: START,
        actor: "1",
        action: "ticket_paused",
        detail: { name: "Rosa Rep", reason: "waiting_parts", note: "Pump ordered" },
      },
    ]);
  });

  it("counts a press once, however often it is told, also after the pause has ended", async () => {
    const actKey = "key-of-one-press";
    expect(await pause({ actKey })).toEqual({ outcome: "done" });
    expect(await pause({ actKey })).toEqual({ outcome: "done" });
    app.time.now = START + HOUR;
    await resume();
    expect(await pause({ actKey })).toEqual({ outcome: "done" });
    expect(await resolution()).toMatchObject({ state: "running" });
    expect(await audit()).toHaveLength(2);
  });

  it("does not take another person's press for a repetition", async () => {
    const actKey = "key-of-one-press";
    await pause({ actKey });
    app.time.now = START + HOUR;
    await resume();
    app.time.now = START + 2 * HOUR;
    await pause({ actKey, by: guest });
    expect(await resolution()).toMatchObject({ state: "paused", pausedBy: "guest@firm.test" });
  });

  it("changes nothing when it is so already", async () => {
    expect(await resume()).toEqual({ outcome: "already" });
    await pause();
    expect(await pause({ by: guest, actKey: "another" })).toEqual({ outcome: "already" });
    expect(await audit()).toHaveLength(1);
  });

  it("may be pressed in the millisecond in which the last one was noted", async () => {
    await pause();
    await resume();
    await pause({ actKey: "once-more" });
    expect(await resolution()).toMatchObject({ state: "paused" });
  });

  it("never comes before what was decided by a clock that is ahead", async () => {
    app.time.now = START + 2 * HOUR;
    await app.tell(eventOf({ occurredAt: app.time.now, change: setTo("subject", "Leak!") }));
    app.time.now = START + HOUR;
    await pause();
    expect(await resolution()).toMatchObject({ pausedSince: START + 2 * HOUR });
  });

  it("stands beside a pause by the stage, which it outlives", async () => {
    await pause();
    await app.tell(eventOf({ occurredAt: START + HOUR, change: setTo("hs_pipeline_stage", "2") }));
    await app.tell(
      eventOf({ occurredAt: START + 2 * HOUR, change: setTo("hs_pipeline_stage", "3") }),
    );
    expect(await resolution()).toMatchObject({ state: "paused", pausedBy: "Rosa Rep" });
  });

  describe("is refused", () => {
    it("on a closed ticket", async () => {
      await app.tell(eventOf({ occurredAt: START + 1, change: setTo("hs_pipeline_stage", "4") }));
      expect(await pause()).toEqual({ outcome: "refused", reason: "closed" });
      expect(await audit()).toEqual([]);
    });

    it("on a deleted one", async () => {
      await app.tell(eventOf({ occurredAt: START + 1, change: { kind: "deleted" } }));
      expect(await pause()).toEqual({ outcome: "refused", reason: "gone" });
    });

    it("on one that nobody knows, which does not make it known", async () => {
      expect(await pause({ ticketId: "404" })).toEqual({
        outcome: "refused",
        reason: "not_tracked",
      });
      expect(await app.store.tickets.find(PORTAL_ID, "404")).toBeNull();
    });

    it("from another portal, and from one that is away", async () => {
      await app.connect({ portalId: OTHER_PORTAL_ID });
      expect(await pause({ portalId: OTHER_PORTAL_ID })).toMatchObject({ reason: "not_tracked" });
      await app.connect({ state: "disconnected" });
      expect(await pause()).toEqual({ outcome: "refused", reason: "not_connected" });
    });
  });

  it("is allowed while the portal only observes, and sends nothing", async () => {
    await app.connect({ mode: "observe" });
    const before = (await app.store.outbox.counts(PORTAL_ID)).waiting;
    expect(await pause()).toEqual({ outcome: "done" });
    expect((await app.store.outbox.counts(PORTAL_ID)).waiting).toBe(before);
  });

  describe("with a limit", () => {
    const untilDate = { kind: "paused", reason: "agreed_date", note: "" } as const;
    beforeEach(() => pause({ act: untilDate }));

    it("ends by itself, which is noted once by whoever looks first", async () => {
      app.time.now = START + HOUR - 1;
      await sweep(app);
      expect(await resolution()).toMatchObject({ state: "paused" });
      app.time.now = START + 90 * MINUTE;
      await sweep(app);
      await app.tell(eventOf({ occurredAt: app.time.now, change: setTo("subject", "Leak!") }));
      expect(await resolution()).toMatchObject({ state: "running", usedMs: 30 * MINUTE });
      const entries = (await audit()).filter(({ actor }) => actor === "aftercare");
      expect(entries).toEqual([
        {
          at: START + HOUR,
          actor: "aftercare",
          action: "pause_ended_by_limit",
          from: "aftercare",
          subject: "ticket:7",
          detail: { reason: "agreed_date", by: "Rosa Rep", pausedAt: START },
        },
      ]);
    });

    it("is told on the card with its end, and then that it has ended", async () => {
      expect(await view()).toMatchObject({
        pauses: [{ by: "Rosa Rep", endsAt: START + HOUR }],
        endedPause: null,
      });
      app.time.now = START + 90 * MINUTE;
      expect(await view()).toMatchObject({
        pauses: [],
        endedPause: { by: "Rosa Rep", endsAt: START + HOUR },
      });
      await pause({ actKey: "pause-again" });
      expect(await view()).toMatchObject({ endedPause: null });
    });

    it("is not said to have ended by itself when somebody resumed first", async () => {
      app.time.now = START + 30 * MINUTE;
      await resume();
      app.time.now = START + 90 * MINUTE;
      await sweep(app);
      expect((await view())?.endedPause).toBeNull();
      expect((await audit()).map(({ action }) => action)).not.toContain("pause_ended_by_limit");
    });
  });
});
