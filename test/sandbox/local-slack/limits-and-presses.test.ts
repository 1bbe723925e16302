import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { openCase, startPressWorld } from "../../adapters/slack/press-under-test.ts";
import {
  CHANNEL_ID,
  MINUTE_MS,
  NOW,
  noticeOf,
  notifierFor,
  PRIVATE_CHANNEL_ID,
  startLocalSlack,
} from "../../adapters/slack/slack-under-test.ts";
import { listen } from "../../support/listen.ts";
import { clientOf, errorOf } from "./client-under-test.ts";

let slack: LocalSlack;
afterEach(() => slack.stop());

const text = "hello";

describe("the limits of the local Slack", () => {
  it("let a few posts through at once, then one a second in each channel", async () => {
    let elapsedMs = 0;
    slack = await startLocalSlack({ rateLimits: "marketplace", elapsedMs: () => elapsedMs });
    const client = clientOf(slack);
    const post = (channel: string) => errorOf(client.chat.postMessage({ channel, text }));
    const burst = [await post(CHANNEL_ID), await post(CHANNEL_ID), await post(CHANNEL_ID)];
    expect(burst).toEqual([null, null, null]);
    expect(await post(CHANNEL_ID)).toBe("429 1");
    expect(await post(PRIVATE_CHANNEL_ID)).toBeNull();
    elapsedMs = 1000;
    expect(await post(CHANNEL_ID)).toBeNull();
    expect(await post(CHANNEL_ID)).toBe("429 1");
  });

  it("let an unlisted app look into the history once a minute", async () => {
    let elapsedMs = 0;
    slack = await startLocalSlack({ rateLimits: "unlisted", elapsedMs: () => elapsedMs });
    const read = () => errorOf(clientOf(slack).conversations.history({ channel: CHANNEL_ID }));
    expect([await read(), await read()]).toEqual([null, "429 60"]);
    elapsedMs = MINUTE_MS;
    expect(await read()).toBeNull();
  });

  it.each([
    { method: "users.list", perMinute: 20 },
    { method: "users.lookupByEmail", perMinute: 50 },
    { method: "conversations.open", perMinute: 50 },
    { method: "chat.delete", perMinute: 50 },
    { method: "views.open", perMinute: 100 },
    { method: "views.push", perMinute: 100 },
    { method: "views.update", perMinute: 100 },
    { method: "views.publish", perMinute: 100 },
  ])("let $method through $perMinute times a minute", async ({ method, perMinute }) => {
    slack = await startLocalSlack({ rateLimits: "marketplace", elapsedMs: () => 0 });
    const call = () => errorOf(clientOf(slack).apiCall(method));
    for (let count = 0; count < perMinute; count += 1)
      expect(String(await call())).not.toMatch(/^429/);
    expect(String(await call())).toMatch(/^429/);
    expect(await errorOf(clientOf(slack).auth.test())).toBeNull();
  });

  it("can be switched off", async () => {
    slack = await startLocalSlack({ rateLimits: "none", elapsedMs: () => 0 });
    const client = clientOf(slack);
    for (let count = 0; count < 10; count += 1) {
      expect(await errorOf(client.chat.postMessage({ channel: CHANNEL_ID, text }))).toBeNull();
    }
  });
});

describe("a press in the local Slack", () => {
  it("sends what Slack sends, exactly as it sends it", async () => {
    slack = await startLocalSlack();
    await notifierFor(slack).post(noticeOf());
    const ts = slack.messages(CHANNEL_ID)[0]?.ts ?? "";
    const request = slack.requestOf({
      channelId: CHANNEL_ID,
      ts,
      actionId: "case_take",
      userId: "U0000000001",
    });
    expect(request.headers).toEqual({
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(NOW / 1000),
      "x-slack-signature": expect.stringMatching(/^v0=[0-9a-f]{64}$/),
    });
    expect(JSON.parse(new URLSearchParams(request.body).get("payload") ?? "")).toMatchObject({
      type: "block_actions",
      team: { id: "T0000000001" },
      user: { id: "U0000000001", username: "ada" },
      container: { type: "message", message_ts: ts, channel_id: CHANNEL_ID },
      message: { ts, metadata: { event_type: "aftercare_case" } },
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/response\//),
      actions: [
        { action_id: "case_take", block_id: "case:77-1:1", value: "1001:77-1", type: "button" },
      ],
    });
  });

  it("needs a button that is there", async () => {
    slack = await startLocalSlack();
    const press = { channelId: CHANNEL_ID, ts: "1.000000", actionId: "x", userId: "U0000000001" };
    await expect(slack.press(press)).rejects.toThrow("No such button");
  });

  it("tells that nobody answered", async () => {
    const gone = await listen(() => undefined);
    await gone.close();
    slack = await startLocalSlack({ interactivityUrl: () => gone.url });
    await notifierFor(slack).post(noticeOf());
    const ts = slack.messages(CHANNEL_ID)[0]?.ts ?? "";
    expect(
      await slack.press({
        channelId: CHANNEL_ID,
        ts,
        actionId: "case_take",
        userId: "U0000000001",
      }),
    ).toBeNull();
  });
});

describe("a response address", () => {
  async function addressOf(): Promise<string> {
    await notifierFor(slack).post(noticeOf());
    const ts = slack.messages(CHANNEL_ID)[0]?.ts ?? "";
    const press = { channelId: CHANNEL_ID, ts, actionId: "case_take", userId: "U0000000001" };
    const payload = new URLSearchParams(slack.requestOf(press).body).get("payload") ?? "";
    return JSON.parse(payload).response_url;
  }

  async function respond(url: string, body: object = { text }): Promise<number> {
    const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
    return response.status;
  }

  it("takes five answers", async () => {
    slack = await startLocalSlack();
    const url = await addressOf();
    for (let count = 0; count < 5; count += 1) expect(await respond(url)).toBe(200);
    expect(await respond(url)).toBe(404);
    expect(slack.ephemerals(CHANNEL_ID, "U0000000001")).toHaveLength(5);
  });

  it("is open for thirty minutes", async () => {
    let now = NOW;
    slack = await startLocalSlack({ timeSource: { now: () => now } });
    const url = await addressOf();
    now = NOW + 30 * MINUTE_MS;
    expect(await respond(url)).toBe(200);
    now += 1;
    expect(await respond(url)).toBe(404);
  });

  it("refuses what nobody could be shown, and counts it as no answer", async () => {
    slack = await startLocalSlack();
    const url = await addressOf();
    for (const body of [{ text: 1 }, { text: "" }, { text, blocks: [{ type: "x" }] }]) {
      expect(await respond(url, body)).toBe(404);
    }
    expect(await respond(`${url}x`)).toBe(404);
    for (let count = 0; count < 5; count += 1) expect(await respond(url)).toBe(200);
  });
});

it("tells of every change until nobody wants to hear it", async () => {
  slack = await startLocalSlack();
  const heard: (string | null)[] = [];
  const stop = slack.on("change", ({ channelId }) => heard.push(channelId));
  await clientOf(slack).chat.postMessage({ channel: CHANNEL_ID, text });
  slack.changeChannel(PRIVATE_CHANNEL_ID, { isArchived: true });
  stop();
  slack.changeChannel(PRIVATE_CHANNEL_ID, { isArchived: false });
  expect(heard).toEqual([CHANNEL_ID, PRIVATE_CHANNEL_ID]);
});

describe("the machine's border", () => {
  it("is crossed by no request of a whole round", async () => {
    slack = await startLocalSlack();
    const origins = new Set<string>();
    const note = (message: unknown) => {
      if (isRequest(message)) origins.add(message.request.origin);
    };
    subscribe("undici:request:create", note);
    const world = await startPressWorld(openCase());
    await world.press("case_take");
    await world.stop();
    unsubscribe("undici:request:create", note);
    const hosts = [...origins].map((origin) => new URL(origin).hostname);
    expect(hosts.length).toBeGreaterThan(1);
    expect(new Set(hosts)).toEqual(new Set(["127.0.0.1"]));
  });
});

function isRequest(message: unknown): message is { readonly request: { readonly origin: string } } {
  return typeof message === "object" && message !== null && "request" in message;
}
