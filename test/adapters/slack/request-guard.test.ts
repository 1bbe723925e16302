import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { signedForm } from "../../../sandbox/local-slack/signed-request.ts";
import { itWithFixtures, readSharedFixtures } from "../../support/shared-fixtures.ts";
import { openCase, type PressWorld, startPressWorld } from "./press-under-test.ts";
import { MINUTE_MS, NOW, SIGNING_SECRET, team } from "./slack-under-test.ts";

let world: PressWorld;
afterEach(() => world.stop());

const SECOND_MS = 1000;

function signature(body: string, options: { version?: string; timestamp: number }): string {
  const version = options.version ?? "v0";
  const base = `${version}:${options.timestamp}:${body}`;
  return `${version}=${createHmac("sha256", SIGNING_SECRET).update(base).digest("hex")}`;
}

describe("a request", () => {
  type Sent = { readonly body: string; readonly headers: Record<string, string> };
  const nowSeconds = NOW / SECOND_MS;
  it.each<{ name: string; change: (sent: Sent) => Sent; status: number }>([
    { name: "as Slack sends it is taken", change: (sent) => sent, status: 200 },
    {
      name: "with another signature is refused",
      change: ({ body, headers }) => ({
        body,
        headers: { ...headers, "x-slack-signature": `v0=${"0".repeat(64)}` },
      }),
      status: 401,
    },
    {
      name: "with another body is refused",
      change: ({ body, headers }) => ({ body: `${body}&a=1`, headers }),
      status: 401,
    },
    {
      name: "without a signature is refused",
      change: ({ body, headers: { "x-slack-signature": _, ...headers } }) => ({ body, headers }),
      status: 401,
    },
    {
      name: "without a time is refused",
      change: ({ body, headers: { "x-slack-request-timestamp": _, ...headers } }) => ({
        body,
        headers,
      }),
      status: 401,
    },
    {
      name: "with a time that is no number is refused",
      change: ({ body, headers }) => ({
        body,
        headers: { ...headers, "x-slack-request-timestamp": "1e9" },
      }),
      status: 401,
    },
    {
      name: "signed by a version that nobody defined is refused",
      change: ({ body, headers }) => ({
        body,
        headers: {
          ...headers,
          "x-slack-signature": signature(body, { version: "v9", timestamp: nowSeconds }),
        },
      }),
      status: 401,
    },
    {
      name: "that is too long is refused before it is read",
      change: ({ headers }) => ({ body: "x".repeat(1_000_001), headers }),
      status: 413,
    },
  ])("$name", async ({ change, status }) => {
    const desk = openCase();
    world = await startPressWorld(desk);
    const request = world.slack.requestOf(world.pressOf("case_take"));
    expect(await world.send(change({ body: request.body, headers: { ...request.headers } }))).toBe(
      status,
    );
    expect(desk.presses).toHaveLength(status === 200 ? 1 : 0);
  });

  it.each([
    { name: "of five minutes ago is taken", ageMs: 5 * MINUTE_MS, status: 200 },
    { name: "a second older is refused", ageMs: 5 * MINUTE_MS + SECOND_MS, status: 401 },
    { name: "from a minute ahead is taken", ageMs: -MINUTE_MS, status: 200 },
    { name: "a second further ahead is refused", ageMs: -MINUTE_MS - SECOND_MS, status: 401 },
  ])("$name", async ({ ageMs, status }) => {
    world = await startPressWorld(openCase());
    const request = world.slack.requestOf(world.pressOf("case_take"));
    world.moveTime(ageMs);
    const { body, headers } = request;
    expect(await world.send({ body, headers: { ...headers } })).toBe(status);
  });

  it("that is replayed within five minutes is told as the same press", async () => {
    const desk = openCase();
    world = await startPressWorld(desk);
    const { body, headers } = world.slack.requestOf(world.pressOf("case_take"));
    await world.send({ body, headers: { ...headers } });
    await world.send({ body, headers: { ...headers } });
    await world.slackApp.stop();
    expect(new Set(desk.presses.map((press) => press.actKey)).size).toBe(1);
    expect(desk.presses).toHaveLength(2);
  });

  it("of a workspace without the app is refused", async () => {
    const desk = openCase();
    world = await startPressWorld(desk);
    const payload = {
      type: "block_actions",
      team: { id: "T9999999999", domain: "stranger" },
      user: { id: "U1", username: "eve" },
      actions: [{ type: "button", action_id: "case_take", value: "1001:77-1", action_ts: "1.2" }],
    };
    const { body, headers } = signedForm(payload, { signingSecret: SIGNING_SECRET, at: NOW });
    expect(await world.send({ body, headers: { ...headers } })).toBe(401);
    expect(desk.presses).toEqual([]);
  });

  it("from an old button whose value is none of ours is answered, not noted", async () => {
    const desk = openCase();
    world = await startPressWorld(desk);
    const payload = {
      type: "block_actions",
      team: { id: team.teamId, domain: team.domain },
      user: { id: "U0000000001", username: "ada" },
      response_url: `${world.url}/later`,
      actions: [{ type: "button", action_id: "case_take", value: "old", action_ts: "1.2" }],
    };
    const { body, headers } = signedForm(payload, { signingSecret: SIGNING_SECRET, at: NOW });
    expect(await world.send({ body, headers: { ...headers } })).toBe(200);
    expect(desk.presses).toEqual([]);
  });
});

describe("recorded button presses", () => {
  itWithFixtures("of other apps are acknowledged and noted nowhere", async () => {
    const desk = openCase();
    world = await startPressWorld(desk);
    const fixtures = readSharedFixtures("slack", "interactivity--bolt-block-actions-");
    expect(fixtures.length).toBeGreaterThan(0);
    for (const { content } of fixtures) {
      const payload = ofOurTeam(content);
      const { body, headers } = signedForm(payload, { signingSecret: SIGNING_SECRET, at: NOW });
      expect(await world.send({ body, headers: { ...headers } })).toBe(200);
    }
    expect(desk.presses).toEqual([]);
  });
});

type Recorded = { readonly webhook: { readonly body: Readonly<Record<string, unknown>> } };

function isRecorded(content: unknown): content is Recorded {
  return typeof content === "object" && content !== null && "webhook" in content;
}

/** A recorded payload as if it had happened in the workspace of the tests. */
function ofOurTeam(content: unknown): Readonly<Record<string, unknown>> {
  if (!isRecorded(content)) throw new Error("a fixture has a `webhook`");
  return { ...content.webhook.body, team: { id: team.teamId, domain: team.domain } };
}
