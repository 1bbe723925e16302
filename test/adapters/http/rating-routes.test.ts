import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAttemptLimit } from "../../../src/adapters/http/attempt-limit.ts";
import { createHttpApp } from "../../../src/adapters/http/create-http-app.ts";
import { createRatingRoutes } from "../../../src/adapters/http/rating-routes.ts";
import type { RatingOutcome, RatingView } from "../../../src/app/surveys/rating.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const question = {
  state: "open",
  kind: "nps",
  scale: { from: 0, to: 10 },
  language: "zh-CN",
} as const;

describe("the page behind a rating link", () => {
  let server: TestServer;
  let view: RatingView;
  let outcome: RatingOutcome;
  let said: unknown[];
  let now: number;
  beforeEach(async () => {
    view = question;
    outcome = { state: "saved", language: "zh-CN" };
    said = [];
    now = 1_000_000;
    const ratings = createRatingRoutes({
      timeSource: { now: () => now },
      openRating: async () => view,
      answerRating: async (token, given) => {
        said.push({ token, ...given });
        return outcome;
      },
    });
    const health = express.Router();
    const logger = createRecordingLogger();
    server = await listen(createHttpApp({ health, ratings, logger, newRequestId: () => "r" }));
  });
  afterEach(() => server.close());

  const get = (query = "", headers = {}) => fetch(`${server.url}/rate/t1${query}`, { headers });
  const post = (form: Record<string, string> | string, query = "") =>
    fetch(`${server.url}/rate/t1${query}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: typeof form === "string" ? form : new URLSearchParams(form),
    });

  it.each([
    {
      name: "the customer's language",
      query: "",
      lang: "zh-CN",
      words: "您有多愿意向他人推荐我们？",
    },
    {
      name: "traditional Chinese",
      query: "?lang=zh-TW",
      lang: "zh-TW",
      words: "您有多願意向他人推薦我們？",
    },
    {
      name: "English",
      query: "?lang=en",
      lang: "en",
      words: "How likely is it that you would recommend us?",
    },
    {
      name: "the customer's when it is asked for nonsense",
      query: "?lang=xx&lang=en",
      lang: "zh-CN",
      words: "推荐",
    },
  ])("asks in $name, with every score of the scale", async ({ query, lang, words }) => {
    const answer = await get(query);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain(words);
    expect(html.match(/type="radio"/g)).toHaveLength(11);
    expect(html).not.toContain("<script");
  });

  it("lets nothing of elsewhere in, is not kept and not framed", async () => {
    const { headers } = await get();
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("script-src");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("answers by a form without a script, and opening it answers nothing", async () => {
    await get();
    await fetch(`${server.url}/rate/t1`, { method: "HEAD" });
    expect(said).toEqual([]);
    const answer = await post({ score: "9", comment: "很快 <b>" }, "?lang=en");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Your answer has arrived.");
    expect(said).toEqual([{ token: "t1", score: 9, comment: "很快 <b>" }]);
  });

  it.each([
    { name: "no score", form: { comment: "x" }, score: null },
    { name: "words", form: { score: "nine" }, score: null },
    { name: "a negative one", form: { score: "-1" }, score: null },
    { name: "two of them", form: "score=1&score=2", score: null },
    { name: "nothing", form: "", score: null },
  ])("hands on $name as none", async ({ form, score }) => {
    outcome = { ...question, state: "wrong_score" };
    const answer = await post(form, "?lang=en");
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("Please choose one of the numbers.");
    expect(said).toMatchObject([{ score }]);
  });

  it.each([
    { state: "not_valid", status: 404, words: "Please open the link as it was sent to you." },
    { state: "expired", status: 410, words: "This link can no longer be used." },
    { state: "answered", status: 200, words: "The first answer counts." },
  ] as const)(
    "says plainly when it is $state, and nothing of anybody",
    async ({ state, status, words }) => {
      view = state === "not_valid" ? { state } : { state, language: "zh-TW" };
      const answer = await get("?lang=en");
      const html = await answer.text();
      expect(answer.status).toBe(status);
      expect(html).toContain(words);
      expect(html).not.toContain("<form");
    },
  );

  it("refuses a second answer", async () => {
    outcome = { state: "answered", language: "en" };
    expect((await post({ score: "1" })).status).toBe(409);
  });

  it("speaks the browser's language to whoever has no valid link", async () => {
    view = { state: "not_valid" };
    expect(await (await get("", { "accept-language": "fr, zh-HK" })).text()).toContain("連結無效");
    expect(await (await get("", { "accept-language": "fr" })).text()).toContain("Not a valid link");
  });

  it("reads no more than a form needs", async () => {
    expect((await post({ comment: "x".repeat(20_000) })).status).toBe(413);
    expect(said).toEqual([]);
    await post({ score: "1", comment: "y".repeat(5_000) });
    expect(said).toMatchObject([{ comment: "y".repeat(1_000) }]);
  });

  it("is not opened endlessly by one link, but again a minute later", async () => {
    const statuses = [];
    for (let time = 0; time < 21; time += 1) statuses.push((await get()).status);
    expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true);
    expect(statuses[20]).toBe(429);
    expect((await post({ score: "1" })).status).toBe(429);
    expect(said).toEqual([]);
    now += 60_000;
    expect((await get()).status).toBe(200);
  });
});

describe("a limit of attempts", () => {
  it("counts each key by itself, and strangers beyond the remembered keys together", () => {
    const limit = createAttemptLimit({ attempts: 2, withinMs: 1_000 });
    expect([limit.take("a", 0), limit.take("a", 1), limit.take("a", 999)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(limit.take("b", 5)).toBe(true);
    for (let key = 0; key < 10_000; key += 1) limit.take(`k${key}`, 6);
    expect(
      [limit.take("x", 7), limit.take("y", 7), limit.take("z", 7)].filter(Boolean).length,
    ).toBeLessThan(3);
    expect(limit.take("z", 1_000)).toBe(true);
  });
});
