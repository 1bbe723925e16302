import { beforeEach, describe, expect, it } from "vitest";
import { sendVisitTasks } from "../../../src/app/outbox/send-visit-tasks.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  MINUTE,
  PORTAL_ID,
  resultsOf,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const LEASE = 180_000;
const VISIT_ID = "after_ticket:7";
const ANSWERED_BY_31 = { hubspot_owner_id: "31", first_agent_reply_date: String(START) };

describe("sendVisitTasks", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    app.crm.putCustomer(PORTAL_ID, {
      kind: "company",
      id: "c1",
      properties: { name: "Nordwind", total_revenue: "250000" },
    });
    await app.connect();
  });

  /** A key customer's ticket is closed, so a visit is due in three days. */
  async function closedTicket(ticketId = "7"): Promise<void> {
    await app.newTicket({ ticketId, companyId: "c1", properties: ANSWERED_BY_31 });
    await setStage("4", ticketId);
  }
  const setStage = (stageId: string, objectId = "7") => {
    app.time.now += MINUTE;
    const change = setTo("hs_pipeline_stage", stageId);
    return app.tell(eventOf({ objectId, occurredAt: app.time.now, change }));
  };
  const sendAfter = async (ms: number) => {
    app.time.now += ms;
    return sendVisitTasks(app);
  };
  const results = (visitId = VISIT_ID) => resultsOf(app, `visit_task:${visitId}`);
  const fail = (method: string, error: Error) => {
    app.crm.hooks.before = (call) => {
      if (call.method === method) throw error;
    };
  };
  const mend = () => {
    app.crm.hooks.before = () => undefined;
    app.crm.hooks.task = () => null;
  };
  const taskIdOf = async (visitId = VISIT_ID) =>
    (await app.store.visits.find(PORTAL_ID, visitId))?.taskId;
  const unavailable = new PluginError("crm_unavailable", "503", { retryable: true });
  const forbidden = new PluginError("crm_missing_scope", "403");

  it("makes the task of a visit once, for whom and when it is due", async () => {
    await closedTicket();
    expect(await sendVisitTasks(app)).toBe(1);
    expect(app.crm.tasks).toMatchObject([
      {
        marker: VISIT_ID,
        subject: "Return visit: Nordwind",
        ownerId: "31",
        dueAt: Date.parse("2026-06-12T09:00:00+02:00"),
        associations: [
          { kind: "company", id: "c1" },
          { kind: "ticket", id: "7" },
        ],
      },
    ]);
    expect(await taskIdOf()).toBe("task-1");
    await app.store.outbox.request(PORTAL_ID, [{ kind: "visit_task", subjectId: VISIT_ID }], 1);
    await sendVisitTasks(app);
    expect(app.crm.tasks).toHaveLength(1);
    expect(results()).toEqual(["sent", "sent"]);
  });

  it("makes many in one call", async () => {
    await closedTicket("7");
    await closedTicket("8");
    expect(await sendVisitTasks(app)).toBe(2);
    expect(app.crm.callsOf("createTasks")).toHaveLength(1);
    expect(app.crm.tasks).toHaveLength(2);
  });

  it("makes none for a visit that was taken back meanwhile", async () => {
    await closedTicket();
    await setStage("1");
    await sendVisitTasks(app);
    expect(app.crm.calls.filter(({ method }) => method === "createTasks")).toEqual([]);
    expect(results()).toEqual(["sent"]);
  });

  it("calls dead what the CRM refuses, and makes the others", async () => {
    await closedTicket("7");
    await closedTicket("8");
    app.crm.hooks.task = ({ marker }) =>
      marker === VISIT_ID ? { outcome: "rejected", message: "400 INVALID_OWNER" } : null;
    await sendVisitTasks(app);
    expect(results()).toEqual(["dead 400 INVALID_OWNER"]);
    expect(await taskIdOf("after_ticket:8")).toBe("task-1");
  });

  it("tries again when surely none was made", async () => {
    await closedTicket();
    fail("createTasks", unavailable);
    await sendVisitTasks(app);
    mend();
    expect(await sendAfter(1_999)).toBe(0);
    await sendAfter(1);
    expect(app.crm.callsOf("findTask")).toEqual([]);
    expect(app.crm.tasks).toHaveLength(1);
  });

  it("gives up when a right is missing", async () => {
    await closedTicket();
    fail("createTasks", forbidden);
    await sendVisitTasks(app);
    expect(results()).toEqual(["dead 403"]);
  });

  it("waits for a portal that disconnects", async () => {
    await closedTicket();
    fail("createTasks", new PluginError("portal_disconnected", "no token"));
    await sendVisitTasks(app);
    expect(results()).toEqual(["retry portal_disconnected"]);
  });

  it.each(["observe", "disconnected"] as const)(
    "makes none while the portal is %s",
    async (how) => {
      await closedTicket();
      await app.connect(how === "observe" ? { mode: how } : { state: how });
      await sendVisitTasks(app);
      expect(app.crm.tasks).toEqual([]);
      await app.connect();
      await sendAfter(15 * MINUTE);
      expect(app.crm.tasks).toHaveLength(1);
    },
  );

  describe("after an answer was lost", () => {
    const lose = async (isMade: boolean) => {
      await closedTicket();
      app.crm.hooks.task = () => (isMade ? "lost" : { outcome: "unknown" });
      await sendVisitTasks(app);
      mend();
      expect(results()).toEqual(["retry crm_outcome_unknown"]);
    };

    it.each([true, false])(
      "looks for the task before it makes one (it was made: %s)",
      async (isMade) => {
        await lose(isMade);
        await sendAfter(2_000);
        expect(app.crm.callsOf("findTask")).toHaveLength(1);
        expect(app.crm.tasks).toHaveLength(1);
        expect(await taskIdOf()).toBe("task-1");
      },
    );

    it("goes on looking while the CRM cannot be asked", async () => {
      await lose(true);
      fail("findTask", unavailable);
      await sendAfter(2_000);
      mend();
      await sendAfter(4_000);
      expect(app.crm.callsOf("findTask")).toHaveLength(2);
      expect(app.crm.tasks).toHaveLength(1);
    });

    it.each([
      new PluginError("crm_outcome_unknown", "no record"),
      new PluginError("crm_missing_scope", "403"),
    ])("is unknown when nobody can tell, and never made blindly later ($code)", async (error) => {
      await lose(true);
      fail("findTask", error);
      await sendAfter(2_000);
      expect(results().at(-1)).toBe(`unknown ${error.message}`);
      mend();
      await setStage("1");
      await setStage("4");
      await sendVisitTasks(app);
      expect(app.crm.tasks).toHaveLength(1);
      expect(await taskIdOf()).toBe("task-1");
    });

    it("finds the task of a visit that was taken back, so that its return makes no second one", async () => {
      await lose(true);
      await setStage("1");
      await sendAfter(2_000);
      expect(await taskIdOf()).toBe("task-1");
      await setStage("4");
      await sendVisitTasks(app);
      expect(app.crm.tasks).toHaveLength(1);
    });

    it("makes none when there was none and the visit was taken back", async () => {
      await lose(false);
      await setStage("1");
      await sendAfter(2_000);
      expect(app.crm.tasks).toEqual([]);
      expect(results().at(-1)).toBe("sent");
    });

    it("looks no longer than its lease lasts", async () => {
      await closedTicket("7");
      await closedTicket("8");
      app.crm.hooks.task = () => "lost";
      await sendVisitTasks(app);
      mend();
      app.crm.hooks.before = ({ method }) => {
        if (method === "findTask") app.time.now += 61_000;
      };
      await sendAfter(2_000);
      expect(app.crm.callsOf("findTask")).toHaveLength(1);
      mend();
      await sendAfter(MINUTE);
      expect(app.crm.callsOf("findTask")).toHaveLength(2);
      expect(app.crm.tasks).toHaveLength(2);
    });
  });

  it("finds what a process made before it died", async () => {
    await closedTicket();
    const dying = { ...app.store.outbox, finish: () => Promise.reject(new Error("killed")) };
    const visits = { ...app.store.visits, setTask: () => Promise.reject(new Error("killed")) };
    const store = { ...app.store, outbox: dying, visits };
    await expect(sendVisitTasks({ ...app, store })).rejects.toThrow("killed");
    expect(app.crm.tasks).toHaveLength(1);
    expect(await sendAfter(LEASE - 1)).toBe(0);
    await sendAfter(1);
    expect(app.crm.tasks).toHaveLength(1);
    expect(await taskIdOf()).toBe("task-1");
  });
});
