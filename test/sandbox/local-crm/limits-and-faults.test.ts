import { describe, expect, it } from "vitest";
import { startTestCrm } from "./start-local-crm.ts";

const TICKETS = "/crm/v3/objects/tickets";
const TICKET = { subject: "Noise", hs_pipeline_stage: "1" };

describe("the rate limit", () => {
  async function startLimited() {
    const elapsed = { ms: 0 };
    const started = await startTestCrm({
      rateLimit: { perTenSeconds: 3, searchPerSecond: 2 },
      elapsedMs: () => elapsed.ms,
    });
    const search = () => started.call(`${TICKETS}/search`, { method: "POST", body: "{}" });
    return { ...started, elapsed, search };
  }

  it("answers 429 with HubSpot's body and headers, and lets go as the window rolls on", async () => {
    const { call, elapsed } = await startLimited();
    const first = await call(TICKETS);
    expect(first.headers.get("x-hubspot-ratelimit-max")).toBe("3");
    expect(first.headers.get("x-hubspot-ratelimit-remaining")).toBe("2");
    expect(first.headers.get("x-hubspot-ratelimit-interval-milliseconds")).toBe("10000");
    elapsed.ms = 1;
    await call(TICKETS);
    await call(TICKETS);

    const refused = await call(TICKETS);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("x-hubspot-ratelimit-remaining")).toBe("0");
    expect(await refused.json()).toEqual({
      status: "error",
      message: "You have reached your ten_secondly_rolling limit.",
      errorType: "RATE_LIMIT",
      correlationId: expect.any(String),
      policyName: "TEN_SECONDLY_ROLLING",
      requestId: expect.any(String),
    });
    elapsed.ms = 9_999;
    expect((await call(TICKETS)).status).toBe(429);
    elapsed.ms = 10_000;
    expect((await call(TICKETS)).status).toBe(200);
    expect((await call(TICKETS)).status).toBe(429);
  });

  it("counts searches apart, by the second, without headers", async () => {
    const { call, search, elapsed } = await startLimited();
    await search();
    const second = await search();
    const third = await search();

    expect(second.headers.get("x-hubspot-ratelimit-max")).toBeNull();
    expect(third.status).toBe(429);
    expect(await third.json()).toMatchObject({
      policyName: "SECONDLY",
      message: "You have reached your secondly limit.",
    });
    expect((await call(TICKETS)).status).toBe(200);
    elapsed.ms = 1_000;
    expect((await search()).status).toBe(200);
  });

  it("counts each portal for itself", async () => {
    const { crm, call, origin } = await startLimited();
    crm.addPortal({ portalId: "4242002" });
    for (const _ of "abc") await call(TICKETS);
    const authorization = `Bearer ${crm.tokens.issueAccessToken("4242002")}`;
    const other = await fetch(`${origin}${TICKETS}`, { headers: { authorization } });
    expect(other.status).toBe(200);
  });
});

describe("a fault", () => {
  it.each([
    {
      name: "a status with headers",
      fault: { kind: "status", status: 429, headers: { "retry-after": "7" } },
      status: 429,
    },
    { name: "an HTML page", fault: { kind: "html_502" }, status: 502 },
    { name: "a delay", fault: { kind: "delay", delayMs: 1 }, status: 200 },
  ] as const)("can be $name, as often as wanted", async ({ fault, status }) => {
    const { crm, call } = await startTestCrm();
    crm.faults.add({ ...fault, path: TICKETS, times: 1 });

    const hit = await call(TICKETS);
    const next = await call(TICKETS);

    expect(hit.status).toBe(status);
    expect(hit.headers.get("retry-after")).toBe(status === 429 ? "7" : null);
    expect((await hit.text()).startsWith("<html>")).toBe(status === 502);
    expect(next.status).toBe(200);
  });

  it.each([
    { name: "before applying: nothing happened", kind: "close_before_applying", count: 0 },
    { name: "after applying: it happened", kind: "close_after_applying", count: 1 },
  ] as const)("can close the connection $name", async ({ kind, count }) => {
    const { crm, portal, call } = await startTestCrm();
    crm.faults.add({ kind, method: "POST", path: TICKETS });
    const creation = call(TICKETS, {
      method: "POST",
      body: JSON.stringify({ properties: TICKET }),
    });
    await expect(creation).rejects.toThrow();
    expect(portal.list("tickets")).toHaveLength(count);
    expect(crm.calls.list()).toEqual([{ call: `POST ${TICKETS}`, status: "closed", count: 1 }]);
  });

  it("ends when it is taken away", async () => {
    const { crm, call } = await startTestCrm();
    const takeAway = crm.faults.add({ kind: "html_502", path: /tickets$/ });
    expect((await call(TICKETS)).status).toBe(502);
    expect((await call("/crm/v3/objects/contacts")).status).toBe(200);
    takeAway();
    expect((await call(TICKETS)).status).toBe(200);
  });
});

it("counts calls by path without ids", async () => {
  const { crm, portal, call } = await startTestCrm();
  const id = portal.createTicket(TICKET);
  await call(`${TICKETS}/${id}`);
  await call(`${TICKETS}/1`);
  await call(`${TICKETS}/batch/read`, {
    method: "POST",
    body: JSON.stringify({ inputs: [{ id }], properties: [] }),
  });
  expect(crm.calls.list()).toEqual([
    { call: `GET ${TICKETS}/{id}`, status: 200, count: 1 },
    { call: `GET ${TICKETS}/{id}`, status: 404, count: 1 },
    { call: `POST ${TICKETS}/batch/read`, status: 200, count: 1 },
  ]);
  expect(crm.calls.total()).toBe(3);
});
