import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ANSWER_PATH,
  CONNECT_CODE_PATH,
  ESCALATE_PATH,
  LIFT_PATH,
  REOPEN_PATH,
  TICKET_CARD_PATH,
} from "../../../src/adapters/http/card-routes.ts";
import type { CardActOutcome } from "../../../src/app/escalation/act-from-card.ts";
import type { NewConnectCode } from "../../../src/app/escalation/connect-person.ts";
import type { EscalationAnswer } from "../../../src/app/escalation/escalate-ticket.ts";
import type { TicketView } from "../../../src/app/sla/ticket-view.ts";
import { CardActAnswer, TicketCard } from "../../../src/contract/card-api.ts";
import { ConnectCodeAnswer } from "../../../src/contract/card-escalation.ts";
import { type CardServer, identity, startCards } from "./card-server.ts";
import { hourMs, now, openCase, standingOf, viewOf } from "./ticket-views.ts";

let cards: CardServer;
/** What came to the use cases. */
let called: unknown[];
let view: TicketView | null;
let escalated: EscalationAnswer;
let acted: CardActOutcome;
let code: NewConnectCode | null;

beforeEach(async () => {
  called = [];
  view = viewOf({ cases: [openCase] });
  escalated = { outcome: "done", escalation: openCase };
  acted = { outcome: "done", escalation: openCase };
  code = { code: "ABCD2345", expiresAt: now + hourMs / 6 };
  cards = await startCards({
    readTicketCard: async () => view,
    escalate: async (call) => {
      called.push(call);
      return escalated;
    },
    actOnCase: async (act) => {
      called.push(act);
      return acted;
    },
    mayConnect: async (portalId, email) => portalId === "62515" && email === "rep@example.com",
    connect: async (portalId, by) => {
      called.push({ portalId, by });
      return code;
    },
  });
});
afterEach(() => cards.close());

const by = { userId: "7", email: "rep@example.com" };
const common = { portalId: "62515", ticketId: "901", by, actKey: "act-12345" };

const send = (path: string, body: object, language = "en") =>
  cards.request(`${path}?objectId=901&language=${language}&${identity}`, {
    body: JSON.stringify({ actKey: "act-12345", ...body }),
  });
const said = async (path: string, body: object, language?: string) =>
  CardActAnswer.parse(await (await send(path, body, language)).json());

const call = {
  department: "support",
  reason: "needs_parts",
  text: " It leaks ",
  ask: "Confirm 7A-113",
  wanted: { date: "2026-03-27", time: "16:30" },
};

describe("calling a department", () => {
  it("is done in the name of whom HubSpot says it is", async () => {
    expect(await said(ESCALATE_PATH, call)).toEqual({
      isDone: true,
      message: "The case is with Support.",
    });
    expect(called).toEqual([{ ...common, detail: { ...call, text: "It leaks" } }]);
  });

  it("may name no time", async () => {
    await said(ESCALATE_PATH, { ...call, wanted: null });
    expect(called).toMatchObject([{ detail: { wanted: null } }]);
  });

  it.each([
    { reason: "closed", message: "This ticket is closed. Nothing was escalated." },
    { reason: "gone", message: "This ticket was deleted or merged. Nothing was escalated." },
    {
      reason: "unknown_department",
      message: "The service policy of this ticket does not know that department.",
    },
    {
      reason: "wanted_in_the_past",
      message: "The time that you want it by is over. Choose a later one.",
    },
    {
      reason: "not_tracked",
      message: "Aftercare has not heard of this ticket yet. Nothing was escalated.",
    },
    {
      reason: "not_connected",
      message: "Aftercare is not connected to this HubSpot account.",
    },
  ] as const)("that is refused says why: $reason", async ({ reason, message }) => {
    escalated = { outcome: "refused", reason };
    expect(await said(ESCALATE_PATH, call)).toEqual({ isDone: false, message });
  });

  it("says when the department hears of it, after its quiet hours", async () => {
    const standings = [standingOf(openCase, { quietUntil: now + 18 * hourMs })];
    view = viewOf({ cases: [openCase], standings });
    expect((await said(ESCALATE_PATH, call)).message).toBe(
      "The case is with Support. Quiet hours: the department is told Sat 28 Mar, 08:30 (Berlin)",
    );
  });

  it.each([
    {
      reach: "observe",
      more: "Escalation is not switched on: cases are only kept here, no department is told.",
    },
    { reach: "no_slack", more: "No Slack workspace is connected: no department is told." },
  ] as const)("says that nobody is told: $reach", async ({ reach, more }) => {
    view = viewOf({ cases: [openCase], reach });
    expect((await said(ESCALATE_PATH, call)).message).toBe(`The case is with Support. ${more}`);
  });

  it.each([
    { name: "without department", changes: { department: "" } },
    { name: "without an ask", changes: { ask: "  " } },
    { name: "for a reason of its own", changes: { reason: "lunch" } },
    { name: "with too long a text", changes: { text: "x".repeat(1_001) } },
    { name: "by no time of a day", changes: { wanted: { date: "2026-03-27", time: "24:00" } } },
    {
      name: "by a day that there is not",
      changes: { wanted: { date: "2026-02-30", time: "09:00" } },
    },
    { name: "by a day without a time", changes: { wanted: { date: "2026-03-27" } } },
    { name: "that brings a name", changes: { by: "x" } },
    { name: "without a key", changes: { actKey: "" } },
  ])("is refused $name", async ({ changes }) => {
    expect((await send(ESCALATE_PATH, { ...call, ...changes })).status).toBe(400);
    expect(called).toEqual([]);
  });
});

describe("an act on a case", () => {
  const body = { caseId: "901-1", text: "The left one" };
  const acts = [
    {
      path: ANSWER_PATH,
      act: "answered",
      done: "Your answer to Support is recorded.",
      already: "This case is over or elsewhere. Nothing was changed.",
    },
    {
      path: LIFT_PATH,
      act: "de_escalated",
      done: "The escalation to Support is lifted.",
      already: "This case is over or elsewhere already. Nothing was changed.",
    },
    {
      path: REOPEN_PATH,
      act: "reopened",
      done: "The case of Support is open again.",
      already: "This case is open already. Nothing was changed.",
    },
  ] as const;

  it.each(acts)("is done: $act", async ({ path, act, done }) => {
    expect(await said(path, body)).toEqual({ isDone: true, message: done });
    expect(called).toEqual([{ ...common, caseId: "901-1", detail: { act, text: "The left one" } }]);
  });

  it.each(acts)("that comes too late changes nothing: $act", async ({ path, already }) => {
    acted = { outcome: "already", escalation: openCase };
    expect(await said(path, body)).toEqual({ isDone: false, message: already });
  });

  it.each([
    {
      outcome: { outcome: "refused", reason: "ticket_closed" },
      message: "The ticket is closed, so its case cannot be opened again.",
    },
    {
      outcome: { outcome: "refused", reason: "has_other" },
      message: "The department has another open case of this ticket.",
    },
    {
      outcome: { outcome: "not_found" },
      message: "This case is not known here any more. Nothing was changed.",
    },
  ] as const)("that cannot be done says why: $message", async ({ outcome, message }) => {
    acted = outcome;
    expect(await said(REOPEN_PATH, body)).toEqual({ isDone: false, message });
  });

  it("is worded for its reader", async () => {
    expect((await said(LIFT_PATH, body, "zh-TW")).message).toBe("已解除對「客服部」的升級。");
    expect((await said(LIFT_PATH, body, "zh-CN")).message).toBe("已解除对“客服部”的升级。");
  });

  it.each([
    { name: "without a text", changes: { text: " " } },
    { name: "without a case", changes: { caseId: "" } },
    { name: "that does something else too", changes: { act: "resolved" } },
  ])("is refused $name", async ({ changes }) => {
    expect((await send(ANSWER_PATH, { ...body, ...changes })).status).toBe(400);
    expect(called).toEqual([]);
  });

  it("is refused when the body is not the one that was signed", async () => {
    const signedBody = JSON.stringify({ actKey: "act-12345", ...body });
    const path = `${LIFT_PATH}?objectId=901&language=en&${identity}`;
    const changed = signedBody.replace("901-1", "901-2");
    expect((await cards.request(path, { body: changed, signedBody })).status).toBe(401);
    expect(called).toEqual([]);
  });
});

describe("connecting an account", () => {
  const connect = async () =>
    ConnectCodeAnswer.parse(await (await send(CONNECT_CODE_PATH, {})).json());
  const offered = async (email: string) => {
    const who = identity.replace("rep%40example.com", email);
    const response = await cards.request(`${TICKET_CARD_PATH}?objectId=901&language=en&${who}`, {});
    return TicketCard.parse(await response.json()).connect;
  };

  it("is offered to whom Aftercare does not know in Slack, and to no one else", async () => {
    expect(await offered("rep%40example.com")).toMatchObject({
      words: { title: "Slack: connect my account" },
    });
    expect(await offered("known%40example.com")).toBeNull();
  });

  it("gives what to type in Slack, and says until when it is good", async () => {
    expect(await connect()).toEqual({
      isDone: true,
      message:
        "Type this in Slack, in any channel. It is good until Fri 27 Mar, 14:40 (Berlin), once, and only for you.",
      command: "/aftercare connect ABCD2345",
    });
    expect(called).toEqual([{ portalId: "62515", by }]);
  });

  it("says when there is nothing to connect", async () => {
    code = null;
    expect(await connect()).toMatchObject({ isDone: false, command: null });
  });

  it("is refused with anything else in the body", async () => {
    expect((await send(CONNECT_CODE_PATH, { email: "boss@example.com" })).status).toBe(400);
    expect(called).toEqual([]);
  });
});
