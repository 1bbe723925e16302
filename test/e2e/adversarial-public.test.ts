import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  boldWordsIn,
  createHostileWorld,
  type Forged,
  type HostileWorld,
  SIGNING_SECRET,
} from "../support/hostile-world.ts";
import { ACME, BOLD } from "../support/two-workspaces.ts";

let world: HostileWorld;
beforeAll(async () => {
  world = await createHostileWorld();
});
afterAll(() => world.running.stop());

describe("a webhook", () => {
  const post = (events: unknown) =>
    world.signed({ method: "POST", url: "/webhooks/hubspot", body: JSON.stringify(events) });
  const creation = (portalId: number, objectId: number) => ({
    ...{ eventId: 1, subscriptionId: 1, appId: 1, portalId, objectId },
    ...{
      occurredAt: world.running.time.now(),
      subscriptionType: "ticket.creation",
      attemptNumber: 0,
    },
  });

  it("that was repeated counts once", async () => {
    const request = post([creation(Number(ACME.portalId), 5)]);
    expect((await world.send(request)).status).toBe(204);
    await world.running.settled();
    const { applied, duplicates } = await world.running.plugin.ledger.equation(ACME.portalId);
    expect((await world.send(request)).status).toBe(204);
    await world.running.settled();
    const after = await world.running.plugin.ledger.equation(ACME.portalId);
    expect(after.applied).toBe(applied);
    // The CRM repeats by itself what it had no answer to in time.
    expect(after.duplicates).toBeGreaterThan(duplicates);
  });

  it("of an account that nobody connected leaves nothing behind", async () => {
    expect((await world.send(post([creation(999, 5)]))).status).toBe(204);
    expect((await world.running.plugin.ledger.equation("999")).received).toBe(0);
  });
});

describe("a request to Slack's address", () => {
  const press = () => {
    const message = world.running.slack.messages(BOLD.channelId)[0];
    if (message === undefined) throw new Error("BOLD has a message");
    return world.running.slack.requestOf({
      ...{ channelId: BOLD.channelId, ts: message.ts, actionId: "case_take", userId: BOLD.userId },
    });
  };
  const resign = (body: string, at: number, secret = SIGNING_SECRET) => {
    const stamp = String(Math.floor(at / 1_000));
    const hash = createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex");
    return {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": stamp,
      "x-slack-signature": `v0=${hash}`,
    };
  };

  it.each<{ name: string; status: number; forge: (body: string) => Forged }>([
    {
      name: "unsigned",
      status: 401,
      forge: (body) => ({ method: "POST", url: "/slack/events", body }),
    },
    {
      name: "signed with another secret",
      status: 401,
      forge: (body) => ({
        ...{ method: "POST", url: "/slack/events", body },
        headers: resign(body, world.running.time.now(), "x"),
      }),
    },
    {
      name: "replayed after five minutes",
      status: 401,
      forge: (body) => ({
        ...{ method: "POST", url: "/slack/events", body },
        headers: resign(body, world.running.time.now() - 301_000),
      }),
    },
    {
      name: "signed for another body",
      status: 401,
      forge: (body) => ({
        ...{ method: "POST", url: "/slack/events", body: `${body}&a=1` },
        headers: resign(body, world.running.time.now()),
      }),
    },
    {
      name: "of another workspace that names BOLD's case",
      status: 200,
      forge: (body) => {
        const forged = body
          .replaceAll(BOLD.team.teamId, ACME.team.teamId)
          .replaceAll(BOLD.userId, ACME.userId);
        return {
          ...{ method: "POST", url: "/slack/events", body: forged },
          headers: resign(forged, world.running.time.now()),
        };
      },
    },
    {
      name: "of no workspace that is known",
      status: 401,
      forge: (body) => {
        const forged = body.replaceAll(BOLD.team.teamId, "T0STRANGER");
        return {
          ...{ method: "POST", url: "/slack/events", body: forged },
          headers: resign(forged, world.running.time.now()),
        };
      },
    },
  ])("changes no case: $name", async ({ status, forge }) => {
    const before = await world.stateOf(BOLD.portalId);
    const acme = await world.stateOf(ACME.portalId);
    const { body } = press();
    expect((await world.send(forge(body))).status).toBe(status);
    await world.running.settled();
    expect(await world.stateOf(BOLD.portalId)).toBe(before);
    expect(await world.stateOf(ACME.portalId)).toBe(acme);
  });
});

describe("everybody's pages", () => {
  it.each([
    { path: "/rate/x" },
    { path: "/rate/../../etc/passwd" },
    { path: "/rate/%2e%2e%2f%2e%2e%2fetc%2fpasswd" },
    { path: "/rate/%00" },
    { path: "/rate/%E0%A4%A" },
    { path: `/rate/${"a".repeat(5_000)}` },
    { path: "/slack/install?link=x" },
    { path: "/slack/install?link[]=x&link[__proto__]=y" },
    { path: "/slack/oauth_redirect?code=x&state=y" },
    { path: "/install?lang[__proto__]=x&lang[]=y" },
    { path: "/install?lang=../../etc/passwd" },
    { path: "/install/start?return=https://evil.example" },
    { path: "/oauth/callback" },
    { path: "/oauth/callback?code=x&state=y" },
    { path: "/oauth/callback?code[]=x&state[__proto__]=y" },
    { path: "/oauth/callback?error=access_denied&state=y&portalId=4242009" },
    { path: "/api/../api/settings/page?portalId=4242009" },
    { path: "/api/settings/..%2f..%2fmetrics" },
    { path: "//evil.example/api" },
    { path: "/nowhere" },
  ])("tell nothing at $path", async ({ path }) => {
    for (const method of ["GET", "POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await world.send({ method, url: path, body: "a=1" });
      expect([method, answer.status < 500]).toEqual([method, true]);
      expect([...boldWordsIn(answer), ...(answer.text.includes("root:") ? ["root:"] : [])]).toEqual(
        [],
      );
    }
  });

  it("stop whoever tries many links", async () => {
    const statuses = [];
    for (let n = 0; n < 30; n += 1) {
      statuses.push((await world.send({ method: "GET", url: "/rate/guessed" })).status);
    }
    expect(statuses.slice(0, 5)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });

  it("are all there are", () => {
    const own = world.routes.filter(({ path }) => !/^\/(?:api|webhooks)\//.test(path));
    expect(own.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /healthz",
      "GET /install",
      "GET /install/start",
      "GET /metrics",
      "GET /oauth/callback",
      "GET /rate/:token",
      "POST /rate/:token",
      "GET /readyz",
      "POST /slack/events",
      "GET /slack/install",
      "GET /slack/oauth_redirect",
    ]);
  });
});

describe("the log of all this", () => {
  it("is clean", () => {
    expect(world.sent()).toBeGreaterThan(100);
    world.expectCleanLog();
  });
});
