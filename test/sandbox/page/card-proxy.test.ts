import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CardProxyOptions, createCardProxy } from "../../../sandbox/card-proxy.ts";
import type { CardProxyRequest } from "../../../sandbox/page-contract.ts";
import { createSignatureVerifier } from "../../../webhooks/signature.ts";
import { listen, type TestServer } from "../../support/listen.ts";

const NOW = Date.UTC(2026, 2, 27, 9, 0);
const SECRET = "a-client-secret";
const PUBLIC_BASE_URL = "https://aftercare.example";

type Received = { method: string; url: string; body: string; isSigned: boolean };
let plugin: TestServer;
let received: Received[];
let respond: { status: number; body: string };

beforeEach(async () => {
  received = [];
  respond = { status: 200, body: '{"state":"shown"}' };
  const verify = createSignatureVerifier({
    secret: SECRET,
    publicBaseUrl: PUBLIC_BASE_URL,
    timeSource: { now: () => NOW },
  });
  plugin = await listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const rawBody = Buffer.concat(chunks);
    const { method = "", url = "", headers } = request;
    const isSigned = verify({ method, originalUrl: url, rawBody, headers }).ok;
    received.push({ method, url, body: rawBody.toString(), isSigned });
    if (respond.status !== 0) response.writeHead(respond.status).end(respond.body);
  });
});
afterEach(() => plugin.close());

const proxy = (change: Partial<CardProxyOptions> = {}) =>
  createCardProxy({
    publicBaseUrl: PUBLIC_BASE_URL,
    pluginUrl: () => plugin.url,
    clientSecret: SECRET,
    permittedUrls: [PUBLIC_BASE_URL],
    portalId: "4242001",
    appId: 9001,
    user: { userId: 501, email: "mara+crm@acme.test" },
    now: () => NOW,
    ...change,
  });

const question: CardProxyRequest = {
  requestUri: `${PUBLIC_BASE_URL}/api/card/ticket?objectId=7001&language=zh-TW`,
  method: "GET",
  requestTimeoutMillis: 9_000,
  requestBody: null,
  requestHeaders: {},
};

describe("the card proxy", () => {
  it("signs over the public address and says who is asking", async () => {
    expect(await proxy()(question)).toEqual({ status: 200, body: '{"state":"shown"}' });
    expect(received).toEqual([
      {
        method: "GET",
        url: "/api/card/ticket?objectId=7001&language=zh-TW&userId=501&portalId=4242001&userEmail=mara%2Bcrm%40acme.test&appId=9001",
        body: "",
        isSigned: true,
      },
    ]);
  });

  it("keeps the card's own query as it was written", async () => {
    await proxy()({ ...question, requestUri: `${PUBLIC_BASE_URL}/api/x?q=a%20b+c&q=%E6%9C%8D` });
    expect(received[0]?.url).toMatch(/^\/api\/x\?q=a%20b\+c&q=%E6%9C%8D&userId=501/);
    expect(received[0]?.isSigned).toBe(true);
  });

  it("sends a body as JSON and signs its exact text", async () => {
    const requestBody = { note: "höher", list: [1, 2] };
    await proxy()({ ...question, method: "POST", requestBody });
    expect(received[0]).toMatchObject({ body: JSON.stringify(requestBody), isSigned: true });
  });

  it("is refused by a plugin with another secret", async () => {
    await proxy({ clientSecret: "another-secret" })(question);
    expect(received[0]?.isSigned).toBe(false);
  });

  it("signs with the sandbox's time, not the machine's", async () => {
    await proxy({ now: () => NOW - 6 * 60_000 })(question);
    expect(received[0]?.isSigned).toBe(false);
  });

  it("gives the plugin's refusal back as it is", async () => {
    respond = { status: 404, body: '{"error":"nothing"}' };
    expect(await proxy()(question)).toEqual(respond);
  });

  it.each([
    { name: "another origin", requestUri: "https://elsewhere.example/api/card/ticket" },
    {
      name: "an origin that begins like a permitted one",
      requestUri: "https://aftercare.example.evil.test/api/card/ticket",
    },
    { name: "another port", requestUri: "https://aftercare.example:8443/api/card/ticket" },
    { name: "plain HTTP", requestUri: "http://aftercare.example/api/card/ticket" },
    { name: "no address", requestUri: "/api/card/ticket" },
  ])("refuses $name", async ({ requestUri }) => {
    const answer = await proxy()({ ...question, requestUri });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ category: "VALIDATION_ERROR" });
    expect(received).toEqual([]);
  });

  it.each([
    { name: "the listed path itself", path: "/api/card", status: 200 },
    { name: "a path below it", path: "/api/card/ticket", status: 200 },
    { name: "a path that begins like it", path: "/api/cards", status: 400 },
  ])("takes a listed path as a folder: $name", async ({ path, status }) => {
    const inFolder = proxy({ permittedUrls: [`${PUBLIC_BASE_URL}/api/card`] });
    const answer = await inFolder({ ...question, requestUri: `${PUBLIC_BASE_URL}${path}` });
    expect(answer.status).toBe(status);
  });

  it.each([
    { name: "Authorization", headers: { Authorization: "Bearer x" }, status: 200 },
    { name: "any other header", headers: { "X-Forwarded-For": "1.2.3.4" }, status: 400 },
  ])("handles $name as HubSpot does", async ({ headers, status }) => {
    const answer = await proxy()({ ...question, requestHeaders: headers });
    expect(answer.status).toBe(status);
  });

  it("says that a permitted address is not the app of this sandbox", async () => {
    const permittedUrls = [PUBLIC_BASE_URL, "https://other.example"];
    const answer = await proxy({ permittedUrls })({
      ...question,
      requestUri: "https://other.example/x",
    });
    expect(answer.status).toBe(502);
    expect(received).toEqual([]);
  });

  it("answers 502 when the plugin cannot be reached", async () => {
    const answer = await proxy({ pluginUrl: () => "http://127.0.0.1:9" })(question);
    expect(answer.status).toBe(502);
  });

  it("answers 504 when the plugin takes longer than the card allows", async () => {
    respond = { status: 0, body: "" };
    const answer = await proxy()({ ...question, requestTimeoutMillis: 20 });
    expect(answer.status).toBe(504);
  });

  it("does not pass on an answer over HubSpot's limit", async () => {
    respond = { status: 200, body: "x".repeat(1_000_001) };
    expect((await proxy()(question)).status).toBe(502);
  });
});
