import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpApp, type HttpAppOptions } from "../../../src/adapters/http/create-http-app.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: Partial<HttpAppOptions>) {
  const logger = createRecordingLogger();
  let requests = 0;
  const app = createHttpApp({
    health: express.Router(),
    newRequestId: () => `r${++requests}`,
    logger,
    ...options,
  });
  server = await listen(app);
  return { url: server.url, lines: logger.lines };
}

const failing = (error: unknown) =>
  express.Router().get("/fail", () => {
    throw error;
  });

describe("a failure becomes", () => {
  it.each<{ name: string; error: unknown; status: number; body: unknown; level: string }>([
    {
      name: "what its code stands for",
      error: new PluginError("crm_unavailable", "HubSpot does not answer at 10.0.0.1"),
      status: 502,
      body: { error: "crm_unavailable", requestId: "r1" },
      level: "error",
    },
    {
      name: "404 for a record that HubSpot does not have",
      error: new PluginError("crm_not_found", "ticket 901"),
      status: 404,
      body: { error: "crm_not_found", requestId: "r1" },
      level: "info",
    },
    {
      name: "500 for a bug, which says nothing of itself",
      error: new Error("Invariant broken: a clock has a calendar"),
      status: 500,
      body: { error: "internal", requestId: "r1" },
      level: "error",
    },
    {
      name: "400 for what the sender did wrong",
      error: Object.assign(new Error("bad"), { status: 400 }),
      status: 400,
      body: { error: "bad_request", requestId: "r1" },
      level: "info",
    },
    {
      name: "500 for what claims to be a 500",
      error: Object.assign(new Error("bad"), { status: 502 }),
      status: 500,
      body: { error: "internal", requestId: "r1" },
      level: "error",
    },
  ])("$name", async ({ error, status, body, level }) => {
    const { url, lines } = await start({ cards: failing(error) });
    const response = await fetch(`${url}/fail`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
    expect(lines).toEqual([
      expect.objectContaining({
        level,
        fields: expect.objectContaining({ requestId: "r1", error }),
      }),
    ]);
  });
});

it("passes on how long to wait, in whole seconds", async () => {
  const error = new PluginError("crm_rate_limited", "slow down", { retryAfterMs: 1_200 });
  const { url } = await start({ cards: failing(error) });
  const response = await fetch(`${url}/fail`);
  expect(response.headers.get("retry-after")).toBe("2");
});

it("answers an unknown path with JSON and a request id, and keeps its make to itself", async () => {
  const { url } = await start({});
  const response = await fetch(`${url}/nowhere`);
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: "not_found" });
  expect(response.headers.get("x-request-id")).toBe("r1");
  expect(response.headers.get("x-powered-by")).toBeNull();
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

it("answers an address that cannot be decoded with 400", async () => {
  const byName = express.Router().get("/by/:name", (_request, response) => {
    response.end();
  });
  const { url } = await start({ cards: byName });
  const response = await fetch(`${url}/by/%E0%A4%A`);
  expect(response.status).toBe(400);
});

it("lets Slack come first and leaves every body unread", async () => {
  const order: string[] = [];
  const noting = (name: string) =>
    express.Router().use((request, _response, next) => {
      order.push(`${name}:${request.body === undefined && request.readable}`);
      next();
    });
  const { url } = await start({
    health: noting("health"),
    cards: noting("cards"),
    webhooks: noting("webhooks"),
    slack: noting("slack"),
  });
  await fetch(url, {
    method: "POST",
    body: '{"a":1}',
    headers: { "content-type": "application/json" },
  });
  expect(order).toEqual(["slack:true", "webhooks:true", "cards:true", "health:true"]);
});
