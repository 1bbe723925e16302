import { describe, expect, it } from "vitest";
import { DAY, eventOf, START } from "../../support/app-under-test.ts";
import { gradeOf } from "../../support/grades.ts";
import {
  analysis,
  answered,
  confirmed,
  FOREIGN,
  PORTAL,
  plan,
  useComplaintDesk,
} from "./complaint-desk.ts";

describe("what the card of a ticket sends about complaints and corrective actions", () => {
  const { app, complain, act, openAction, shown, give, marks, eventsOf } = useComplaintDesk();

  it("takes a complaint from its confirmation to its end, and says at each step what is missing", async () => {
    expect(await complain("confirmed", confirmed)).toEqual({
      isDone: true,
      message: "It is a complaint now; its clocks run.",
    });
    expect(await complain("closed")).toEqual({
      isDone: false,
      message:
        "It cannot be closed yet. Still missing: an outcome and a recorded final answer to the customer.",
    });
    await complain("concluded", { outcome: "justified" });
    expect(await complain("closed")).toMatchObject({
      isDone: false,
      message: "It cannot be closed yet. Still missing: a recorded final answer to the customer.",
    });
    await complain("answered", answered);
    expect(await complain("closed")).toMatchObject({ isDone: true });
    expect((await shown()).forms.map(({ act: name }) => name)).toEqual(["reopened"]);
  });

  it("takes a corrective action to its end only through the effect and the customers", async () => {
    await give("lead");
    expect(await openAction()).toMatchObject({ isDone: true });
    await act("analyse", analysis);
    await act("plan", plan);
    await act("carry_out");
    expect((await shown()).actions[0]?.facts.at(-1)).toBe(
      "Before it can be closed it needs a check of its effect and 1 customer told or left out.",
    );
    expect(await act("close")).toEqual({
      isDone: false,
      message: "Its effect has to be verified first.",
    });
    app().time.now = START + 45 * DAY;
    await act("check", { result: "effective", note: "No leak since" });
    expect(await act("close")).toEqual({
      isDone: false,
      message: "Some customers are neither told nor left out.",
    });
    expect((await shown()).actions[0]?.letters).toHaveLength(1);
    expect((await shown()).actions[0]?.facts.at(-1)).toBe(
      "Before it can be closed it needs 1 customer told or left out.",
    );
    await act("inform", { text: "Fixed for good", channel: "email" });
    expect((await shown()).actions[0]?.letters).toEqual([]);
    expect(await act("close")).toMatchObject({ isDone: true });
    const [found] = await app().store.actions.ofTicket(PORTAL, "7");
    expect(found?.action).toMatchObject({
      state: "told_customer",
      whys: ["It leaks", "The seal is cheap"],
      override: null,
    });
  });

  it("shows whom HubSpot has deleted since, and drafts no letter to them", async () => {
    await openAction();
    const { customers } = app().store;
    const nordwind = { kind: "company", id: "77" } as const;
    const times = { gradedAt: START, evaluatedAt: START, dataAt: START };
    const row = { ...nordwind, properties: { name: "Nordwind" }, grade: gradeOf("key", 50) };
    await customers.save(PORTAL, [{ ...row, ...times, policyVersion: 1 }]);
    const shownCustomers = async () => (await shown()).actions[0]?.customers;
    expect(await shownCustomers()).toEqual(["Nordwind: to be told"]);
    await customers.setGone(PORTAL, [nordwind], START);
    expect(await shownCustomers()).toEqual(["Nordwind (deleted in HubSpot): to be told"]);
  });

  it("knows no ticket and no corrective action of another account", async () => {
    await complain("confirmed", confirmed);
    await openAction();
    expect(await marks(FOREIGN)).toEqual([]);
    const elsewhere = { portalId: FOREIGN };
    expect((await shown(elsewhere)).actions).toEqual([]);
    expect(await act("analyse", analysis, elsewhere)).toEqual({
      isDone: false,
      message: "This corrective action is not there any more.",
    });
    expect(await complain("acknowledged", {}, elsewhere)).toMatchObject({ isDone: false });
    const nowhere = { portalId: "1" };
    expect((await shown(nowhere)).state).toBe("not_tracked");
    expect(await complain("confirmed", confirmed, nowhere)).toMatchObject({ isDone: false });
    expect(await eventsOf()).toEqual(["opened"]);
  });

  it("acts on a corrective action only on the card of its own ticket", async () => {
    await openAction();
    await app().newTicket({ portalId: PORTAL, ticketId: "8" });
    expect(await act("analyse", analysis, { ticketId: "8" })).toMatchObject({ isDone: false });
    expect(await act("analyse", analysis, { ticketId: "99" })).toMatchObject({ isDone: false });
    expect(await eventsOf()).toEqual(["opened"]);
  });

  it("opens one corrective action with one key, and two with two", async () => {
    expect(await openAction()).toMatchObject({ isDone: true });
    expect(await openAction()).toMatchObject({ isDone: true });
    expect(await app().store.actions.open(PORTAL, 9)).toHaveLength(1);
    await openAction({ key: "act-open2" });
    expect(await app().store.actions.open(PORTAL, 9)).toHaveLength(2);
  });

  it("answers a press whose answer was lost as done, and notes it once", async () => {
    await give("manager");
    const lost = { key: "act-lost1" };
    for (let times = 0; times < 2; times += 1) {
      expect(await complain("confirmed", confirmed, lost)).toMatchObject({ isDone: true });
    }
    expect(await marks()).toHaveLength(1);
    await openAction();
    for (const [name, values] of [
      ["analyse", analysis],
      ["plan", plan],
      ["carry_out", {}],
      ["check", { result: "effective", note: "No leak", override: "It is plain" }],
      ["inform", { text: "Fixed", channel: "email" }],
      ["close", {}],
    ] as const) {
      const key = `act-lost-${name}`;
      expect(await act(name, values, { key })).toMatchObject({ isDone: true });
      // What was done makes the same press impossible, had it not been this very press.
      expect(await act(name, values, { key })).toMatchObject({ isDone: true });
    }
    expect(await eventsOf()).toEqual([
      ...["opened", "analysed", "planned", "carried_out", "checked", "informed", "closed"],
    ]);
  });

  it("tells whoever is slower that nobody waits any more", async () => {
    await give("manager");
    await openAction();
    await act("analyse", analysis);
    await act("plan", plan);
    await act("carry_out");
    await act("check", { result: "effective", note: "No leak", override: "It is plain" });
    const informed = { text: "Fixed", channel: "email" };
    expect(await act("inform", informed)).toMatchObject({ isDone: true });
    expect(await act("inform", informed)).toEqual({
      isDone: false,
      message: "That was done already.",
    });
    expect((await shown()).actions[0]?.stateLabel).toBe("Verifying");
  });

  it("does nothing to a ticket that is gone", async () => {
    await app().tell(
      eventOf({ portalId: PORTAL, occurredAt: START + 1, change: { kind: "deleted" } }),
    );
    expect(await complain("confirmed", confirmed)).toMatchObject({ isDone: false });
    expect(await openAction()).toMatchObject({ isDone: false });
    expect(await shown()).toMatchObject({ forms: [], openAction: null });
  });
});
