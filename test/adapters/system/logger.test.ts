import { describe, expect, it } from "vitest";
import { createLogger, type LogLevel } from "../../../src/adapters/system/logger.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";

function start(level: LogLevel = "debug") {
  const texts: string[] = [];
  const destination = { write: (text: string) => texts.push(text) };
  const logger = createLogger({ level, destination });
  return { logger, texts, lines: () => texts.map((text) => JSON.parse(text)) };
}

it("writes one JSON line an entry, with the fields of every child", () => {
  const { logger, lines } = start();
  logger.child({ portalId: "62515" }).child({ eventId: "e1" }).info({ count: 3 }, "opened");
  expect(lines()).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      portalId: "62515",
      eventId: "e1",
      count: 3,
      msg: "opened",
    },
  ]);
});

it.each<{ level: LogLevel; expected: readonly string[] }>([
  { level: "debug", expected: ["d", "i", "w", "e"] },
  { level: "info", expected: ["i", "w", "e"] },
  { level: "warn", expected: ["w", "e"] },
  { level: "error", expected: ["e"] },
  { level: "silent", expected: [] },
])("writes from level $level on", ({ level, expected }) => {
  const { logger, lines } = start(level);
  logger.debug({}, "d");
  logger.info({}, "i");
  logger.warn({}, "w");
  logger.error({}, "e");
  expect(lines().map(({ msg }) => msg)).toEqual(expected);
});

describe("what must not be read in a log", () => {
  const secret = "s3cr3t-value";
  it.each<{ name: string; fields: Record<string, unknown> }>([
    { name: "an access token", fields: { accessToken: secret } },
    { name: "a refresh token", fields: { refresh_token: secret } },
    { name: "a client secret", fields: { HUBSPOT_CLIENT_SECRET: secret } },
    { name: "a header", fields: { headers: { authorization: `Bearer ${secret}` } } },
    { name: "a signature", fields: { headers: { "x-hubspot-signature-v3": secret } } },
    { name: "a cookie", fields: { headers: { Cookie: [secret] } } },
    { name: "an e-mail field", fields: { user: { email: secret } } },
    { name: "a bearer in a text", fields: { note: `sent Bearer ${secret} to it` } },
    { name: "a token in a form", fields: { body: `grant_type=x&refresh_token=${secret}` } },
    { name: "a code in an address", fields: { url: `/oauth/callback?code=${secret}&state=1` } },
    { name: "a Slack token", fields: { note: `used xoxb-1-${secret}` } },
    { name: "a private app token", fields: { note: `used pat-eu1-${secret}` } },
    { name: "an address with a password", fields: { url: `postgres://app:${secret}@db/app` } },
    { name: "an e-mail in a text", fields: { note: `${secret}@example.com wrote` } },
    { name: "a text in a list", fields: { notes: [`Bearer ${secret}`] } },
    { name: "an error's message", fields: { error: new Error(`Bearer ${secret}`) } },
    {
      name: "an error's cause",
      fields: { error: new Error("x", { cause: new Error(`Bearer ${secret}`) }) },
    },
    {
      name: "the request inside an error",
      fields: { error: Object.assign(new Error("x"), { config: { data: secret } }) },
    },
    { name: "bytes", fields: { body: Buffer.from(secret) } },
    { name: "a map", fields: { map: new Map([["a", secret]]) } },
    {
      name: "what is nested too deep to look at",
      fields: { a: { b: { c: { d: { e: { f: { g: secret } } } } } } },
    },
  ])("is $name", ({ fields }) => {
    const { logger, texts } = start();
    logger.error(fields, "failed");
    logger.child(fields).error({}, "failed");
    expect(texts).toHaveLength(2);
    expect(texts.join()).not.toContain(secret);
  });

  it("is not what only sounds like it", () => {
    const { logger, lines } = start();
    logger.info({ tokenCount: 3, hasToken: true, reason: "bad_signature", token: null }, "ok");
    expect(lines()[0]).toMatchObject({
      tokenCount: 3,
      hasToken: true,
      reason: "bad_signature",
      token: null,
    });
  });
});

it("keeps of an error what helps to find its cause", () => {
  const { logger, lines } = start();
  const cause = new TypeError("socket hang up");
  logger.error({ error: new PluginError("crm_unavailable", "no answer", { cause }) }, "failed");
  expect(lines()[0].error).toEqual({
    name: "PluginError",
    message: "no answer",
    code: "crm_unavailable",
    stack: expect.stringContaining("no answer"),
    cause: { name: "TypeError", message: "socket hang up", stack: expect.any(String) },
  });
});

it("survives what cannot be written as it is", () => {
  const { logger, lines } = start();
  const circular: Record<string, unknown> = { big: 10n, long: "x".repeat(10_000) };
  Object.assign(circular, { self: circular });
  logger.info(circular, "odd");
  expect(lines()[0]).toMatchObject({ big: "10", msg: "odd" });
  expect(lines()[0].long.length).toBeLessThan(5_000);
});
