import { beforeEach, describe, expect, it } from "vitest";
import { openFromCard } from "../../../src/app/complaints/open-from-card.ts";
import { readBoard } from "../../../src/app/home/read-board.ts";
import { rememberFigures } from "../../../src/app/home/remember-figures.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import { readHome } from "../../../src/app/visits/read-home.ts";
import { readTeamVisits } from "../../../src/app/visits/read-team-visits.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const rosa = { userId: "1", email: "rosa@firm.test" };
const lead = { userId: "2", email: "Lead@Firm.test" };
const stranger = { userId: "3", email: "stranger@firm.test" };
const [support, relations] = officePolicy().departments;
const policy = officePolicy({
  departments: [{ ...support, lead: { name: "A. Lead", email: "lead@firm.test" } }, relations],
  caseTriggers: { warnings: false },
  figures: { first_response_met: { target: 90 } },
});

/** A first response is due after four hours of the office, and at risk after three. */
describe("the home page", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy });
    await app.newTicket({ properties: { subject: "Pump leaks", hubspot_owner_id: "31" } });
  });

  const readNow = {
    readBoard: (portalId: string, now: number) => readBoard(app.store, portalId, now),
    readTeamVisits: (portalId: string, today: string, untilDate: string) =>
      readTeamVisits(app.store, portalId, { today, untilDate }),
  };
  const home = async (user = rosa) => {
    const view = await readHome({ ...app, ...readNow }, PORTAL_ID, user);
    if (view === null) throw new Error("the portal is connected");
    return view;
  };
  const later = async (ms: number) => {
    app.time.now = START + ms;
    await sweep(app);
  };

  it("shows no task while all is well, and whose the clocks are", async () => {
    const { tasks, board } = await home();
    expect(tasks).toMatchObject({ clocks: { shown: [] }, cases: { shown: [] } });
    expect(board).toEqual({
      countedAt: START,
      departments: [
        { department: "support", onTrack: 2, paused: 0, atRisk: 0, overdue: 0, untaken: 0 },
      ],
      worst: [],
    });
  });

  it("shows a clock at risk to the ticket's owner, and to the team", async () => {
    await later(4 * HOUR + MINUTE);
    const { tasks, board, tickets } = await home();
    expect(tasks.clocks).toMatchObject({
      shown: [{ ticketId: "7", kind: "first_response", department: "support", ownerId: "31" }],
      isCut: false,
    });
    expect(tickets[0]?.ticket.subject).toBe("Pump leaks");
    expect(board).toMatchObject({ departments: [{ atRisk: 1 }], worst: [{ ticketId: "7" }] });
    expect((await home(stranger)).tasks.clocks.shown).toEqual([]);
  });

  it("shows a case to the people of its department until somebody takes it", async () => {
    await later(5 * HOUR + MINUTE);
    expect((await home(lead)).tasks.cases.shown).toMatchObject([
      { ticketId: "7", department: "support", state: "open" },
    ]);
    expect((await home(stranger)).tasks.cases.shown).toEqual([]);
    expect((await home()).board.departments).toMatchObject([{ overdue: 1, untaken: 1 }]);
    await app.tell(eventOf({ occurredAt: app.time.now, change: setTo("hs_pipeline_stage", "4") }));
    expect((await home(lead)).tasks.cases.shown).toEqual([]);
    expect((await home()).board).toMatchObject({ departments: [], worst: [] });
  });

  it("shows an overdue corrective action to its department, with how late it is", async () => {
    const press = { portalId: PORTAL_ID, ticketId: "7", by: rosa, actKey: "act-12345" };
    await openFromCard(app, { ...press, title: "The pump leaks", evidence: "" });
    expect((await home(lead)).tasks.actions.shown).toEqual([]);
    app.time.now = START + 10 * DAY;
    expect((await home(lead)).tasks.actions.shown).toMatchObject([
      { action: { title: "The pump leaks" }, overdueDays: expect.any(Number) },
    ]);
    const { tasks, openActions } = await home(stranger);
    expect(tasks.actions.shown).toEqual([]);
    // The report is for everybody.
    expect(openActions).toMatchObject([{ title: "The pump leaks", ticketId: "7", ageDays: 10 }]);
  });

  it("is nothing of a portal that is not connected", async () => {
    await app.connect({ state: "disconnected" });
    expect(await readHome({ ...app, ...readNow }, PORTAL_ID, rosa)).toBeNull();
  });

  describe("its headline figures", () => {
    let elapsedMs: number;
    let read: ReturnType<typeof rememberFigures>;
    beforeEach(() => {
      elapsedMs = 0;
      read = rememberFigures(app, { lifetimeMs: 10 * MINUTE, elapsedMs: () => elapsedMs });
    });
    const figure = async (id: string) =>
      (await read(PORTAL_ID))?.figures.find((one) => one.id === id);
    const answered = async (ticketId: string, at: number) => {
      await app.newTicket({ ticketId });
      app.time.now = at;
      await app.tell(
        eventOf({
          objectId: ticketId,
          occurredAt: at,
          change: setTo("hs_first_agent_message_sent_at", String(at)),
        }),
      );
    };

    it("say that there is no data yet, and what is wanted", async () => {
      expect(await figure("first_response_met")).toEqual({
        id: "first_response_met",
        unit: "percent",
        value: null,
        sampleSize: 0,
        target: 90,
        isTargetMet: null,
        trend: null,
      });
    });

    it("are of the four weeks that ended yesterday", async () => {
      await later(5 * HOUR + MINUTE);
      await answered("8", app.time.now + HOUR);
      expect((await figure("first_response_met"))?.sampleSize).toBe(0);
      app.time.now = START + DAY;
      expect(await figure("first_response_met")).toMatchObject({
        value: 50,
        sampleSize: 2,
        isTargetMet: false,
        trend: null,
      });
      const view = await read(PORTAL_ID);
      expect([view?.fromDate, view?.toDate]).toEqual(["2026-05-13", "2026-06-09"]);
      expect(view?.weeks.map(({ samples }) => samples.first_response_met.size)).toEqual([
        0, 0, 0, 0, 0, 0, 0, 2,
      ]);
    });

    it("are compared with the four weeks before", async () => {
      await later(5 * HOUR + MINUTE);
      app.time.now = START + 28 * DAY;
      await answered("8", app.time.now);
      app.time.now += DAY;
      expect(await figure("first_response_met")).toMatchObject({
        value: 100,
        sampleSize: 1,
        trend: { change: 100, direction: "better" },
      });
    });

    it("are reckoned once in a while, and anew on another day or under another policy", async () => {
      app.time.now = START + DAY;
      expect((await figure("first_response_met"))?.sampleSize).toBe(0);
      await app.newTicket({ ticketId: "8" });
      app.time.now = START + DAY + 5 * HOUR;
      const first = await read(PORTAL_ID);
      elapsedMs = 10 * MINUTE - 1;
      expect(await read(PORTAL_ID)).toBe(first);
      elapsedMs = 10 * MINUTE;
      const second = await read(PORTAL_ID);
      expect(second).not.toBe(first);
      app.time.now += DAY;
      const third = await read(PORTAL_ID);
      expect(third?.toDate).not.toBe(second?.toDate);
      await app.connect({ policy: { ...policy, figures: {} } });
      expect((await figure("first_response_met"))?.target).toBeNull();
    });

    it("are asked for again after the store did not answer", async () => {
      const clocks = app.store.figureCounts.clocks;
      const broken = {
        ...app,
        store: {
          ...app.store,
          figureCounts: {
            ...app.store.figureCounts,
            clocks: async (...asked: Parameters<typeof clocks>) => {
              if (elapsedMs === 0) throw new Error("the store is away");
              return clocks(...asked);
            },
          },
        },
      };
      const readAgain = rememberFigures(broken, { lifetimeMs: 10, elapsedMs: () => elapsedMs });
      await expect(readAgain(PORTAL_ID)).rejects.toThrow("the store is away");
      elapsedMs = 1;
      expect(await readAgain(PORTAL_ID)).toMatchObject({ figures: expect.any(Array) });
    });

    it("are none of a portal that is not connected", async () => {
      await app.connect({ state: "disconnected" });
      expect(await read(PORTAL_ID)).toBeNull();
    });
  });
});
