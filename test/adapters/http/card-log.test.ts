import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentLogAct, presentLogs } from "../../../src/adapters/http/card-log.ts";
import { LOG_PATH, WITHDRAW_LOG_PATH } from "../../../src/adapters/http/card-routes.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import type { LogAnswer, LogPress, LogRefusal } from "../../../src/app/sla/log-by-hand.ts";
import { CardActAnswer } from "../../../src/contract/card-api.ts";
import { CardLogs } from "../../../src/contract/card-log.ts";
import type { HandLog } from "../../../src/domain/sla/hand-logs.ts";
import { type CardServer, identity, startCards } from "./card-server.ts";
import { clock, hourMs, now, portal, type ViewParts, viewOf } from "./ticket-views.ts";

const texts = cardTextsOf("en", now, createCardFormats());
const arrival = { ...clock, kind: "on_site_arrival" } as const;
const resolution = { ...clock, kind: "resolution" } as const;
const logsOf = (parts: ViewParts) => CardLogs.nullable().parse(presentLogs(viewOf(parts), texts));
const call: HandLog = {
  at: now - hourMs,
  logKey: "7:act-12345",
  clock: "first_response",
  by: { id: "7", name: "Lin" },
  note: "",
  saidAt: now - hourMs / 2,
};

describe("what may be said by hand", () => {
  it("is a call and an arrival where their clocks are open", () => {
    const logs = logsOf({ clocks: [clock, arrival, resolution] });
    expect(logs?.offers.map(({ title }) => title)).toEqual([
      "Log first response by phone",
      "Arrived on site",
    ]);
    expect(logs?.words.time).toBe("Time (Berlin)");
  });

  it("has only times that are not before the clock", () => {
    const young = { ...clock, startedAt: now - 16 * 60_000 };
    expect(logsOf({ clocks: [clock, { ...arrival, startedAt: young.startedAt }] })?.times).toEqual([
      { value: 0, label: "Just now" },
      { value: 5, label: "5 min ago" },
      { value: 15, label: "15 min ago" },
    ]);
  });

  it.each<{ name: string; parts: ViewParts }>([
    { name: "where no such clock runs", parts: { clocks: [resolution] } },
    { name: "once it is done", parts: { clocks: [{ ...clock, state: "met", endedAt: now }] } },
    { name: "on a closed ticket", parts: { clocks: [clock], isClosed: true } },
    {
      name: "on a ticket that went away",
      parts: { clocks: [clock], ticket: { gone: { at: now, reason: "merged" } } },
    },
    { name: "on an unknown ticket", parts: { row: null } },
  ])("is nothing $name", ({ parts }) => {
    expect(logsOf(parts)).toBeNull();
  });
});

describe("what was said by hand", () => {
  const met = { ...clock, state: "met", endedAt: call.at } as const;

  it("is told with who, when and the note as it was written, also on a closed ticket", () => {
    const noted = { ...call, note: "<b>$t(card.due)</b>" };
    expect(
      logsOf({ clocks: [met], isClosed: true, ticket: { handLogs: [noted] } })?.logged,
    ).toEqual([
      {
        logKey: "7:act-12345",
        text: "First response by phone Fri 27 Mar, 13:30 (Berlin), logged by Lin. Note: <b>$t(card.due)</b>",
        mayWithdraw: true,
      },
    ]);
  });

  it("stays without a way back after a day", () => {
    const at = (saidAt: number) =>
      logsOf({ clocks: [met], ticket: { handLogs: [{ ...call, saidAt }] } })?.logged[0];
    expect(at(now - 24 * hourMs)?.mayWithdraw).toBe(true);
    expect(at(now - 24 * hourMs - 1)?.mayWithdraw).toBe(false);
  });

  it("is not told once it was taken back", () => {
    const withdrawnLogs = [{ at: now, logKey: call.logKey, by: call.by }];
    expect(logsOf({ clocks: [met], ticket: { handLogs: [call], withdrawnLogs } })).toBeNull();
  });

  it("is cut to the newest three", () => {
    const handLogs = [1, 2, 3, 4].map((one) => ({ ...call, logKey: `7:act-${one}` }));
    const logged = logsOf({ clocks: [met], ticket: { handLogs } })?.logged ?? [];
    expect(logged.map(({ logKey }) => logKey)).toEqual(["7:act-4", "7:act-3", "7:act-2"]);
  });
});

const REFUSALS: readonly LogRefusal[] = [
  "not_connected",
  "not_tracked",
  "gone",
  "no_open_clock",
  "in_future",
  "before_start",
  "too_long_ago",
  "not_logged",
  "too_late_to_withdraw",
];
const called = {
  kind: "logged",
  clock: "first_response",
  when: { kind: "ago", minutes: 0 },
  note: "",
} as const;

describe("the answer to a log", () => {
  it.each(["en", "zh-TW", "zh-CN"] as const)("tells all outcomes apart in %s", (language) => {
    const inLanguage = cardTextsOf(language, now, createCardFormats());
    const done: LogAnswer = { outcome: "done", portal, at: now };
    const told = [
      presentLogAct(done, called, inLanguage),
      presentLogAct(done, { ...called, clock: "on_site_arrival" }, inLanguage),
      presentLogAct({ ...done, at: null }, { kind: "log_withdrawn", logKey: "7:a" }, inLanguage),
      ...REFUSALS.map((reason) =>
        presentLogAct({ outcome: "refused", reason }, called, inLanguage),
      ),
    ].map((one) => CardActAnswer.parse(one));
    expect(told.filter(({ isDone }) => isDone)).toHaveLength(3);
    expect(new Set(told.map(({ message }) => message)).size).toBe(told.length);
    expect(told.filter(({ message }) => /cardLog|\{\{/.test(message))).toEqual([]);
  });

  it("confirms when it was", () => {
    expect(presentLogAct({ outcome: "done", portal, at: now }, called, texts).message).toBe(
      "First response by phone is logged: Fri 27 Mar, 14:30 (Berlin).",
    );
  });
});

describe("the routes", () => {
  let cards: CardServer;
  let pressed: LogPress[];
  beforeEach(async () => {
    pressed = [];
    cards = await startCards({
      logByHand: async (press) => {
        pressed.push(press);
        return { outcome: "done", portal, at: now };
      },
    });
  });
  afterEach(() => cards.close());

  const path = (base: string) => `${base}?objectId=901&language=en&${identity}`;
  const by = { userId: "7", email: "rep@example.com" };
  const common = { portalId: "62515", ticketId: "901", by, actKey: "act-12345" };
  const send = (base: string, body: unknown) =>
    cards.request(path(base), { body: JSON.stringify(body) });
  const whole = { actKey: "act-12345", clock: "first_response", when: { minutesAgo: 5 } };

  it.each<{ name: string; when: object; expected: object }>([
    { name: "minutes ago", when: { minutesAgo: 5 }, expected: { kind: "ago", minutes: 5 } },
    {
      name: "a day and a time",
      when: { date: "2026-03-27", time: "13:05" },
      expected: { kind: "at", date: "2026-03-27", minute: 785 },
    },
  ])("log $name in the name of whom HubSpot says it is", async ({ when, expected }) => {
    const response = await send(LOG_PATH, { ...whole, when, note: " Left a message " });
    expect(CardActAnswer.parse(await response.json()).isDone).toBe(true);
    const act = {
      kind: "logged",
      clock: "first_response",
      when: expected,
      note: "Left a message",
    };
    expect(pressed).toEqual([{ ...common, act }]);
  });

  it("take back", async () => {
    const response = await send(WITHDRAW_LOG_PATH, { actKey: "act-12345", logKey: "7:act-0" });
    expect(CardActAnswer.parse(await response.json()).isDone).toBe(true);
    expect(pressed).toEqual([{ ...common, act: { kind: "log_withdrawn", logKey: "7:act-0" } }]);
  });

  it.each<{ name: string; base: string; body: unknown }>([
    { name: "no key", base: LOG_PATH, body: { ...whole, actKey: undefined } },
    { name: "no time", base: LOG_PATH, body: { ...whole, when: undefined } },
    { name: "a time ahead", base: LOG_PATH, body: { ...whole, when: { minutesAgo: -1 } } },
    {
      name: "more than three days",
      base: LOG_PATH,
      body: { ...whole, when: { minutesAgo: 4321 } },
    },
    {
      name: "a day that is none",
      base: LOG_PATH,
      body: { ...whole, when: { date: "2026-02-30", time: "13:05" } },
    },
    {
      name: "a time that is none",
      base: LOG_PATH,
      body: { ...whole, when: { date: "2026-03-27", time: "25:00" } },
    },
    { name: "another clock", base: LOG_PATH, body: { ...whole, clock: "resolution" } },
    { name: "a name of its own", base: LOG_PATH, body: { ...whole, by: "x" } },
    { name: "too long a note", base: LOG_PATH, body: { ...whole, note: "x".repeat(501) } },
    { name: "nothing to take back", base: WITHDRAW_LOG_PATH, body: { actKey: "act-12345" } },
  ])("refuse a body with $name", async ({ base, body }) => {
    expect((await send(base, body)).status).toBe(400);
    expect(pressed).toEqual([]);
  });

  it("refuse what HubSpot did not sign", async () => {
    const body = JSON.stringify(whole);
    const answer = await cards.request(path(LOG_PATH), { body, signedBody: "{}" });
    expect(answer.status).toBe(401);
    expect(pressed).toEqual([]);
  });
});
