import { rm } from "node:fs/promises";
import { request } from "node:http";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPageServer } from "../../../sandbox/page-server.ts";
import type { SandboxDeps } from "../../../sandbox/sandbox-deps.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { makeBundleFolder } from "./bundle-folder.ts";
import { createFakeSandbox, state, ticketRecord } from "./fake-sandbox.ts";

let server: TestServer;
let bundleDirectory: string;
let sandbox: ReturnType<typeof createFakeSandbox>;

beforeEach(async () => {
  bundleDirectory = await makeBundleFolder();
  sandbox = createFakeSandbox(bundleDirectory);
  server = await serve(sandbox.deps);
});
afterEach(async () => {
  await server.close();
  await rm(bundleDirectory, { recursive: true, force: true });
});

function serve(deps: SandboxDeps): Promise<TestServer> {
  const app = express();
  app.use(createPageServer(deps));
  app.use((_request, response) => {
    response.status(418).end("somebody else's route");
  });
  return listen(app);
}

const get = (path: string) => fetch(`${server.url}${path}`);
const post = (path: string, body: unknown) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const REPLIES = "/sandbox/tickets/7001/replies";

describe("the page's files", () => {
  it.each([
    { path: "/", content: "page/index.html" },
    { path: "/sandbox/page/main.js", content: "page/main.js" },
    { path: "/sandbox/worker/runtime.js", content: "worker/runtime.js" },
    { path: "/sandbox/cards/TicketCard.js", content: "cards/TicketCard.js" },
  ])("are served at $path", async ({ path, content }) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(content);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("cache-control")).toBe("no-cache");
  });

  it("let the page reach its own server and a card's worker nothing", async () => {
    const policyOf = async (path: string) =>
      (await get(path)).headers.get("content-security-policy");
    expect(await policyOf("/")).toContain("connect-src 'self'");
    expect(await policyOf("/sandbox/worker/runtime.js")).toContain("connect-src 'none'");
  });

  it("leave everything else to others", async () => {
    expect((await get("/healthz")).status).toBe(418);
  });
});

describe("what the page reads", () => {
  it.each([
    { path: "/sandbox/state", answer: state },
    { path: "/sandbox/tickets", answer: { total: 1, tickets: expect.any(Array) } },
    { path: "/sandbox/tickets/7001", answer: ticketRecord },
    { path: "/sandbox/contacts", answer: { total: 0, contacts: [] } },
    {
      path: "/sandbox/channels",
      answer: { people: [], channels: [], directMessages: [], app: "installed", faults: [] },
    },
  ])("is answered at $path", async ({ path, answer }) => {
    expect(await (await get(path)).json()).toEqual(answer);
  });

  it.each(["/sandbox/tickets/1", "/sandbox/contacts/1"])("is 404 at %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it("passes a search on, cut to a sane length, with a limit on the rows", async () => {
    await get(`/sandbox/tickets?search=${encodeURIComponent(`印表機${"x".repeat(300)}`)}`);
    expect(sandbox.calls).toEqual([
      ["listTickets", { search: `印表機${"x".repeat(197)}`, limit: 200 }],
    ]);
  });

  it("says what went wrong when the sandbox fails", async () => {
    sandbox.fail("the store is closed");
    const response = await get("/sandbox/state");
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: "the store is closed" });
  });
});

describe("what the page changes", () => {
  it.each([
    {
      name: "properties of a ticket",
      path: "/sandbox/tickets/7001/properties",
      body: { hs_pipeline_stage: "4" },
      call: ["setProperties", { view: "tickets", id: "7001" }, { hs_pipeline_stage: "4" }],
    },
    {
      name: "properties of a company",
      path: "/sandbox/companies/31/properties",
      body: { city: "Ulm" },
      call: ["setProperties", { view: "companies", id: "31" }, { city: "Ulm" }],
    },
    {
      name: "a failure of HubSpot",
      path: "/sandbox/trouble",
      body: { of: "crm", trouble: "down" },
      call: ["switchTrouble", { of: "crm", trouble: "down" }],
    },
    {
      name: "a reply",
      path: REPLIES,
      body: { from: "rep", text: " We come. " },
      call: ["replyOnTicket", "7001", { from: "rep", text: "We come." }],
    },
    {
      name: "a task that is done",
      path: "/sandbox/tasks/31",
      body: { act: "done" },
      call: ["actOnTask", "31", { act: "done" }],
    },
    {
      name: "the time forward",
      path: "/sandbox/time",
      body: { advanceMs: 900_000 },
      call: ["moveTime", { advanceMs: 900_000 }],
    },
    {
      name: "the time to stand still",
      path: "/sandbox/time",
      body: { paused: true },
      call: ["moveTime", { paused: true }],
    },
  ])("reaches the sandbox: $name", async ({ path, body, call }) => {
    expect((await post(path, body)).status).toBe(204);
    expect(sandbox.calls).toEqual([call]);
  });

  it("creates a ticket and tells its id", async () => {
    const ticket = { subject: "Printer on fire", priority: "HIGH", contactId: null };
    const response = await post("/sandbox/tickets", ticket);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ ticketId: "7002" });
  });

  it("passes a card's request through the proxy", async () => {
    const wanted = {
      requestUri: "https://aftercare.example/api/card/ticket",
      method: "GET",
      requestTimeoutMillis: 9_000,
      requestBody: null,
      requestHeaders: {},
    };
    const response = await post("/sandbox/card-proxy", wanted);
    expect(await response.json()).toEqual({ status: 200, body: "{}" });
  });

  it.each([
    { name: "time backwards", path: "/sandbox/time", body: { advanceMs: -1 } },
    { name: "more than a year at once", path: "/sandbox/time", body: { advanceMs: 4e10 } },
    { name: "both at once", path: "/sandbox/time", body: { advanceMs: 1, paused: true } },
    { name: "an unknown author", path: REPLIES, body: { from: "nobody", text: "x" } },
    { name: "a message without a word", path: REPLIES, body: { from: "rep", text: "  " } },
    { name: "an unknown failure", path: "/sandbox/trouble", body: { of: "crm", trouble: "odd" } },
    { name: "a number as a value", path: "/sandbox/tickets/7001/properties", body: { a: 1 } },
    { name: "an empty subject", path: "/sandbox/tickets", body: { subject: "" } },
    { name: "broken JSON", path: "/sandbox/time", body: "{" },
  ])("is refused with 400: $name", async ({ path, body }) => {
    expect((await post(path, body)).status).toBe(400);
    expect(sandbox.calls).toEqual([]);
  });

  it.each([
    { reason: "unknown", status: 404 },
    { reason: "refused", status: 409 },
  ] as const)("is answered $status when it is $reason", async ({ reason, status }) => {
    sandbox.refuse({ ok: false, reason, message: "not today" });
    const response = await post(REPLIES, { from: "rep", text: "x" });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: "not today" });
  });

  it("refuses a body over a megabyte", async () => {
    const body = { hs_pipeline_stage: "x".repeat(1_100_000) };
    expect((await post("/sandbox/tickets/7001/properties", body)).status).toBe(413);
  });

  it("refuses what another site's page could send without being asked", async () => {
    const response = await fetch(`${server.url}/sandbox/time`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: '{"paused":true}',
    });
    expect(response.status).toBe(400);
    expect(sandbox.calls).toEqual([]);
  });
});

describe("strangers", () => {
  it.each([
    { name: "a name that was made to lead here", host: "evil.test", path: "/", status: 403 },
    { name: "the same below /sandbox", host: "evil.test:80", path: "/sandbox/state", status: 403 },
    { name: "but not localhost", host: "localhost:4000", path: "/sandbox/state", status: 200 },
    { name: "nor the loopback address of IPv6", host: "[::1]:4000", path: "/", status: 200 },
  ])("are refused: $name", async ({ host, path, status }) => {
    expect(await statusWithHost(`${server.url}${path}`, host)).toBe(status);
  });
});

describe("the event stream", () => {
  it("tells of a change, once for many at a time", async () => {
    const response = await get("/sandbox/events");
    const events = eventsOf(response);
    sandbox.change();
    sandbox.change();
    sandbox.change();
    expect(await events.next()).toBe("changed");
    sandbox.change();
    expect(await events.next()).toBe("changed");
    expect(events.count()).toBe(2);
    await events.stop();
  });

  it("listens to the sandbox only while a page is open", async () => {
    expect(sandbox.listeners()).toBe(0);
    const first = eventsOf(await get("/sandbox/events"));
    const second = eventsOf(await get("/sandbox/events"));
    expect(sandbox.listeners()).toBe(1);
    await first.stop();
    await second.stop();
    await sandbox.untilUnheard();
    expect(sandbox.listeners()).toBe(0);
  });

  it("is open to twenty pages and no more", async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => get("/sandbox/events")));
    expect(streams.every((stream) => stream.status === 200)).toBe(true);
    expect((await get("/sandbox/events")).status).toBe(503);
    await Promise.all(streams.map((stream) => stream.body?.cancel()));
  });
});

function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

function eventsOf(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("an event stream has a body");
  let text = "";
  let seen = 0;
  return {
    async next(): Promise<string> {
      for (;;) {
        const names = [...text.matchAll(/event: (\w+)/g)].map(([, name]) => name ?? "");
        const name = names[seen];
        if (name !== undefined) {
          seen += 1;
          return name;
        }
        const { value, done } = await reader.read();
        if (done) throw new Error("the stream has ended");
        text += value;
      }
    },
    count: () => [...text.matchAll(/event: /g)].length,
    stop: () => reader.cancel(),
  };
}
