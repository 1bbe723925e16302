import { beforeEach, describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import { VISIT_ACTS, type VisitRoutes } from "../../../src/adapters/http/card-visit-routes.ts";
import type { CustomerView } from "../../../src/app/tiering/customer-view.ts";
import type { VisitAnswer } from "../../../src/app/visits/visit-acts.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { customerViewOf } from "./customer-views.ts";
import { now } from "./ticket-views.ts";

const customer = { kind: "company", id: "77" } as const;
const by = { userId: "7", email: "rep@example.com" };
const told = { actKey: "act-00000001", visitId: "after_ticket:501" };
const press = { portalId: "4242001", customer, by, ...told };
const form = {
  isReached: true,
  mood: "good",
  opinion: "",
  suggestion: "A second hose",
  nextStep: "",
  reply: null,
  promise: null,
};

let pressed: unknown[];
let answer: VisitAnswer;
let view: CustomerView | null;
let routes: VisitRoutes;

beforeEach(() => {
  pressed = [];
  answer = { outcome: "done", visit: plannedVisit({ dueDate: "2026-04-02" }) };
  view = customerViewOf();
  const noted = (act: string) => async (one: unknown) => {
    pressed.push([act, one]);
    return answer;
  };
  routes = {
    recordOutcome: noted("recordOutcome"),
    moveVisit: noted("moveVisit"),
    skipVisit: noted("skipVisit"),
    liftVisit: noted("liftVisit"),
    planAgain: noted("planAgain"),
    planByHand: noted("planByHand"),
    readCustomerCard: async () => view,
    textsFor: () => cardTextsOf("en", now, createCardFormats()),
  };
});

const send = (act: keyof typeof VISIT_ACTS, body: unknown) =>
  VISIT_ACTS[act](
    {
      portalId: "4242001",
      user: by,
      language: "en",
      query: new URLSearchParams(),
      customer,
      body,
    },
    routes,
  );

describe("what the card of a customer sends about a visit", () => {
  it.each([
    {
      act: "outcome",
      body: { ...told, attempt: 1, isReached: true, mood: "good", suggestion: " A second hose " },
      call: ["recordOutcome", { ...press, attempt: 1, form }],
      message: "Recorded. The next try is on Thu 2 Apr.",
    },
    {
      act: "move",
      body: { ...told, date: "2026-04-02" },
      call: ["moveVisit", { ...press, date: "2026-04-02" }],
      message: "Moved to Thu 2 Apr.",
    },
    {
      act: "skip",
      body: { ...told, reason: " Closed " },
      call: ["skipVisit", { ...press, reason: "Closed" }],
      message: "Skipped.",
    },
    {
      act: "lift",
      body: { ...told, reason: "They asked" },
      call: ["liftVisit", { ...press, reason: "They asked" }],
      message: "Planned for Thu 2 Apr all the same.",
    },
    {
      act: "again",
      body: told,
      call: ["planAgain", press],
      message: "The task is made again.",
    },
    {
      act: "plan",
      body: { actKey: told.actKey, date: "2026-04-02", channel: "onsite" },
      call: [
        "planByHand",
        {
          portalId: "4242001",
          customer,
          by,
          actKey: told.actKey,
          date: "2026-04-02",
          channel: "onsite",
        },
      ],
      message: "Planned for Thu 2 Apr.",
    },
  ] as const)("is done and said: $act", async ({ act, body, call, message }) => {
    expect(await send(act, body)).toEqual({ ok: true, body: { isDone: true, message } });
    expect(pressed).toEqual([call]);
  });

  it.each([
    { act: "outcome", body: { ...told, attempt: 1 } },
    { act: "outcome", body: { ...told, attempt: 0, isReached: true } },
    { act: "move", body: { ...told, date: "2 April" } },
    { act: "skip", body: { ...told, reason: "  " } },
    { act: "lift", body: told },
    { act: "again", body: { ...told, more: 1 } },
    { act: "plan", body: { actKey: told.actKey, date: "2026-04-02", channel: "letter" } },
  ] as const)("is refused when it is no $act", async ({ act, body }) => {
    expect((await send(act, body)).ok).toBe(false);
    expect(pressed).toEqual([]);
  });

  it("is answered with the next visit, if there is one, once the customer was reached", async () => {
    answer = { outcome: "done", visit: plannedVisit({ state: "done" }) };
    const said = async () => {
      const one = await send("outcome", { ...told, attempt: 1, isReached: true });
      return one.ok ? one.body : null;
    };
    expect(await said()).toMatchObject({ message: "Recorded. No further visit is planned yet." });
    const visits = ["2026-05-04", "2026-04-27"].map((dueDate) => ({
      ...plannedVisit({ visitId: dueDate, dueDate }),
      taskId: null,
    }));
    view = customerViewOf({ visits });
    expect(await said()).toMatchObject({ message: "Recorded. Next visit: Mon 27 Apr." });
    answer = { outcome: "done", visit: plannedVisit({ state: "skipped" }) };
    expect(await said()).toMatchObject({
      message: "Recorded. The visit is given up, and the service manager is told.",
    });
  });

  it.each([
    { reason: "not_held", message: "Nothing holds this visit up. Please look again." },
    {
      reason: "owner_is_away",
      message: "The owner is away on that day. Please choose another one.",
    },
  ] as const)("says why it is refused: $reason", async ({ reason, message }) => {
    answer = { outcome: "refused", reason };
    expect(await send("lift", { ...told, reason: "They asked" })).toEqual({
      ok: true,
      body: { isDone: false, message },
    });
  });
});
