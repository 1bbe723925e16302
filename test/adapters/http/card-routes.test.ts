import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  CLOCK_TRACE_PATH,
  OVERRIDE_PATH,
  PAUSE_PATH,
  RESUME_PATH,
  TICKET_CARD_PATH,
} from "../../../src/adapters/http/card-routes.ts";
import type { TicketPress } from "../../../src/app/sla/press-ticket.ts";
import type { ClockTraceView } from "../../../src/app/sla/read-clock-trace.ts";
import type { TicketView } from "../../../src/app/sla/ticket-view.ts";
import { CardActAnswer, ClockTrace, TicketCard } from "../../../src/contract/card-api.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { type CardServer, identity, publicBaseUrl, startCards } from "./card-server.ts";
import { now, portal, viewOf } from "./ticket-views.ts";

let cards: CardServer;
let asked: string[];
let pressed: TicketPress[];
let readTrace: () => Promise<ClockTraceView | null>;
let readView: () => Promise<TicketView | null>;

beforeEach(async () => {
  asked = [];
  pressed = [];
  readTrace = async () => ({ now, portal, pipelines: [], found: null });
  readView = async () => viewOf();
  cards = await startCards({
    readTicketCard: (portalId, ticketId) => {
      asked.push(`${portalId}/${ticketId}`);
      return readView();
    },
    readClockTrace: async (portalId, question) => {
      asked.push(`${portalId} ${JSON.stringify(question)}`);
      return readTrace();
    },
    pressTicket: async (press) => {
      pressed.push(press);
      return { outcome: "done" };
    },
  });
});
afterEach(() => cards.close());

/** Asks as HubSpot's proxy does: it signs the address with some of its escapes decoded. */
function ask(query: string, signedUri?: string): Promise<Response> {
  return request(`${TICKET_CARD_PATH}${query}`, { signedUri });
}

const request: CardServer["request"] = (path, options) => cards.request(path, options);

describe("the ticket card", () => {
  it.each([
    { name: "English", language: "en", headline: /^On track/ },
    { name: "traditional Chinese", language: "zh-TW", headline: /^進度正常/ },
    { name: "the portal's language for one it has not", language: "de", headline: /^On track/ },
  ])("is answered in $name", async ({ language, headline }) => {
    const response = await ask(`?objectId=901&language=${language}&${identity}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(TicketCard.parse(await response.json()).headline).toMatch(headline);
    expect(asked).toEqual(["62515/901"]);
  });

  it("is answered with 200 when the portal is not connected", async () => {
    readView = async () => null;
    const response = await ask(`?objectId=901&language=zh-CN&${identity}`);
    expect(response.status).toBe(200);
    expect(TicketCard.parse(await response.json())).toMatchObject({
      state: "not_tracked",
      language: "zh-CN",
      serverNow: now,
    });
  });

  it("is answered when HubSpot appends no app id", async () => {
    const response = await ask("?objectId=901&userId=7&portalId=62515&userEmail=a%40b.test");
    expect(response.status).toBe(200);
  });
});

describe("a question is refused", () => {
  const rest = "&userEmail=a%40b.test&appId=5";
  it.each([
    { name: "without portal", query: `?objectId=1&userId=7${rest}`, status: 401 },
    { name: "without user", query: `?objectId=1&portalId=62515${rest}`, status: 401 },
    {
      name: "with a portal that is no id",
      query: `?objectId=1&userId=7&portalId=x${rest}`,
      status: 401,
    },
    { name: "with two portals", query: `?objectId=1&portalId=1&${identity}`, status: 400 },
    {
      name: "with a portal named in escapes",
      query: `?objectId=1&portal%49d=1&${identity}`,
      status: 400,
    },
    {
      name: "with a second question mark to hide the portal behind",
      query: `?portalId=1&userId=7&objectId=5?&${identity}`,
      status: 400,
    },
    { name: "with two users", query: `?objectId=1&userId=7&${identity}`, status: 400 },
    { name: "with two addresses", query: `?objectId=1&userEmail=x&${identity}`, status: 400 },
    { name: "with two apps", query: `?objectId=1&appId=6&${identity}`, status: 400 },
    { name: "with two records", query: `?objectId=1&objectId=2&${identity}`, status: 400 },
    { name: "without record", query: `?${identity}`, status: 400 },
    { name: "with a record that is no id", query: `?objectId=1%27--&${identity}`, status: 400 },
    { name: "without anything", query: "", status: 401 },
  ])("$name", async ({ query, status }) => {
    const uri = (publicBaseUrl + TICKET_CARD_PATH + query)
      .replaceAll("%40", "@")
      .replaceAll("%27", "'");
    const response = await ask(query, uri);
    expect(response.status).toBe(status);
    expect(asked).toEqual([]);
  });

  it("that HubSpot did not sign", async () => {
    const response = await ask(`?objectId=901&${identity}`, `${publicBaseUrl}/elsewhere`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "bad_signature" });
    expect(asked).toEqual([]);
  });
});

describe("why a deadline is what it is", () => {
  const path = (rest: string) => `${CLOCK_TRACE_PATH}?objectId=901&language=en${rest}&${identity}`;

  it("is answered for one cycle of one clock", async () => {
    const response = await request(path("&clock=next_reply&cycle=2"), {});
    expect(response.status).toBe(200);
    expect(ClockTrace.parse(await response.json())).toMatchObject({
      state: "not_found",
      headline: "This clock is not there any more.",
    });
    expect(asked).toEqual([
      `62515 ${JSON.stringify({ ticketId: "901", kind: "next_reply", cycle: 2 })}`,
    ]);
  });

  it("is answered with 200 when the portal is not connected", async () => {
    readTrace = async () => null;
    const response = await request(path("&clock=resolution&cycle=1"), {});
    expect(ClockTrace.parse(await response.json()).headline).toMatch(/not connected/);
  });

  it.each([
    { name: "without clock", rest: "&cycle=1" },
    { name: "with a clock that is none", rest: "&clock=lunch&cycle=1" },
    { name: "without cycle", rest: "&clock=resolution" },
    { name: "with a cycle that is none", rest: "&clock=resolution&cycle=0" },
    { name: "with two cycles", rest: "&clock=resolution&cycle=1&cycle=2" },
  ])("is refused $name", async ({ rest }) => {
    expect((await request(path(rest), {})).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

describe("a press", () => {
  const path = (base: string) => `${base}?objectId=901&language=en&${identity}`;
  const by = { userId: "7", email: "rep@example.com" };
  const common = { portalId: "62515", ticketId: "901", by, actKey: "act-12345" };

  it("pauses for a reason, in the name of whom HubSpot says it is", async () => {
    const body = JSON.stringify({
      actKey: "act-12345",
      reason: "waiting_parts",
      note: " Pump ordered ",
    });
    const response = await request(path(PAUSE_PATH), { body });
    expect(CardActAnswer.parse(await response.json())).toEqual({
      isDone: true,
      message: "The pause is recorded.",
    });
    const act = { kind: "paused", reason: "waiting_parts", note: "Pump ordered" };
    expect(pressed).toEqual([{ ...common, act }]);
  });

  it("resumes", async () => {
    const body = JSON.stringify({ actKey: "act-12345" });
    expect((await request(path(RESUME_PATH), { body })).status).toBe(200);
    expect(pressed).toEqual([{ ...common, act: { kind: "resumed" } }]);
  });

  const promise = {
    actKey: "act-12345",
    clock: "resolution",
    durationMinutes: 60,
    reason: "Promised on the phone",
    endsInDays: 7,
  };

  it("changes a promise", async () => {
    const response = await request(path(OVERRIDE_PATH), { body: JSON.stringify(promise) });
    const { actKey: _key, ...told } = promise;
    expect(CardActAnswer.parse(await response.json())).toEqual({
      isDone: true,
      message: "The promise is changed.",
    });
    expect(pressed).toEqual([{ ...common, act: { kind: "overridden", ...told } }]);
  });

  it.each([
    { name: "without a reason", changes: { reason: " " } },
    { name: "without an end", changes: { endsInDays: null } },
    { name: "for no time", changes: { durationMinutes: 0 } },
    { name: "for longer than a year", changes: { durationMinutes: 525_601 } },
    { name: "of a clock that nobody knows", changes: { clock: "lunch" } },
  ])("changes no promise $name", async ({ changes }) => {
    const body = JSON.stringify({ ...promise, ...changes });
    expect((await request(path(OVERRIDE_PATH), { body })).status).toBe(400);
    expect(pressed).toEqual([]);
  });

  it.each([
    { name: "that is no JSON", body: "{" },
    { name: "without reason", body: '{"actKey":"act-12345"}' },
    { name: "with a reason of its own", body: '{"actKey":"act-12345","reason":"lunch"}' },
    { name: "without key", body: '{"reason":"waiting_parts"}' },
    {
      name: "with too long a note",
      body: JSON.stringify({
        actKey: "act-12345",
        reason: "waiting_parts",
        note: "x".repeat(501),
      }),
    },
    { name: "that brings a name", body: '{"actKey":"act-12345","reason":"agreed_date","by":"x"}' },
  ])("is refused $name", async ({ body }) => {
    expect((await request(path(PAUSE_PATH), { body })).status).toBe(400);
    expect(pressed).toEqual([]);
  });

  it("is refused when the body is not the one that was signed", async () => {
    const body = '{"actKey":"act-12345","reason":"waiting_parts"}';
    const signedBody = body.replace("parts", "customer");
    expect((await request(path(PAUSE_PATH), { body, signedBody })).status).toBe(401);
    expect(pressed).toEqual([]);
  });

  it("is refused when it is larger than any reason", async () => {
    const body = JSON.stringify({ actKey: "act-12345", note: "x".repeat(20_000) });
    expect((await request(path(PAUSE_PATH), { body })).status).toBe(413);
    expect(pressed).toEqual([]);
  });
});

it("says that the store does not answer, and no more", async () => {
  readView = async () => Promise.reject(new PluginError("store_unavailable", "db.internal:5432"));
  const response = await ask(`?objectId=901&${identity}`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ error: "store_unavailable", requestId: "r1" });
});
