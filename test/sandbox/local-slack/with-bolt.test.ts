import { App, ExpressReceiver } from "@slack/bolt";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { slackLogger } from "../../../src/adapters/slack/slack-logger.ts";
import {
  CHANNEL_ID,
  SIGNING_SECRET,
  startLocalSlack,
  team,
} from "../../adapters/slack/slack-under-test.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

/** An app made with Slack's own framework finds in the local Slack what it finds in the real one. */

const ADA = "U0000000001";
const plain = (text: string) => ({ type: "plain_text" as const, text });

let slack: LocalSlack;
let server: TestServer;
beforeEach(async () => {
  const receiver = new ExpressReceiver({
    signingSecret: SIGNING_SECRET,
    endpoints: "/slack/events",
    logger: slackLogger(createRecordingLogger()),
  });
  server = await listen(express().use(receiver.router));
  slack = await startLocalSlack({
    // The framework compares signatures with the real time.
    timeSource: { now: () => Date.now() },
    interactivityUrl: () => `${server.url}/slack/events`,
  });
  addListeners(
    new App({
      receiver,
      logger: slackLogger(createRecordingLogger()),
      clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
      convoStore: false,
      authorize: async () => ({
        botToken: team.botToken,
        botId: team.botId,
        botUserId: team.botUserId,
      }),
    }),
  );
});
afterEach(async () => {
  await slack.stop();
  await server.close();
});

/** A command opens a form, the form refuses short words, the Home tab has a button. */
function addListeners(app: App): void {
  app.command("/aftercare", async ({ ack, client, body }) => {
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "ask",
        title: plain("Ask"),
        submit: plain("Send"),
        blocks: [
          {
            type: "input",
            block_id: "why",
            label: plain("Why"),
            element: { type: "plain_text_input", action_id: "text" },
          },
        ],
      },
    });
    await ack("A form is open.");
  });
  app.view("ask", async ({ ack, view, client, body }) => {
    const words = view.state.values["why"]?.["text"]?.value ?? "";
    if (words.length < 5) {
      await ack({ response_action: "errors", errors: { why: "Too short" } });
      return;
    }
    await client.chat.postMessage({ channel: body.user.id, text: words });
    await ack();
  });
  app.event("app_home_opened", async ({ event, client }) => {
    const button = { type: "button" as const, action_id: "hello", text: plain("Hello") };
    await client.views.publish({
      user_id: event.user,
      view: { type: "home", blocks: [{ type: "actions", elements: [button] }] },
    });
  });
  app.action("hello", async ({ ack, client, body }) => {
    await client.chat.postMessage({ channel: CHANNEL_ID, text: `Hello from ${body.user.id}` });
    await ack();
  });
  app.shortcut("answer", async ({ ack, respond }) => {
    await respond({ text: "Seen", response_type: "in_channel" });
    await ack();
  });
}

const textsOf = (channelId: string) => slack.messages(channelId).map(({ text }) => text);

describe("an app made with Bolt", () => {
  it("opens a form, refuses it, takes it, and writes to the person", async () => {
    const typed = { userId: ADA, channelId: CHANNEL_ID, command: "/aftercare", text: "" };
    await slack.runCommand(typed);
    expect(slack.ephemerals(CHANNEL_ID, ADA)).toMatchObject([{ text: "A form is open." }]);
    const viewId = slack.modals(ADA)[0]?.viewId ?? "";
    const submit = (text: string) =>
      slack.submitView({ userId: ADA, viewId, values: { why: { text } } });
    expect(await submit("no")).toMatchObject({ result: "errors", errors: { why: "Too short" } });
    expect(await submit("on leave")).toMatchObject({ result: "closed" });
    const dm = slack.channels().find(({ userId }) => userId === ADA);
    expect(textsOf(dm?.channelId ?? "")).toEqual(["on leave"]);
  });

  it("shows its Home tab and hears the button in it", async () => {
    const shown = new Promise<void>((resolve) => {
      slack.on("change", () => {
        if (slack.home(ADA) !== null) resolve();
      });
    });
    expect((await slack.openHome(ADA)).status).toBe(200);
    await shown;
    const viewId = slack.home(ADA)?.viewId ?? "";
    expect((await slack.use({ userId: ADA, viewId, actionId: "hello" })).status).toBe(200);
    expect(textsOf(CHANNEL_ID)).toEqual([`Hello from ${ADA}`]);
  });

  it("answers a message's shortcut for all to see", async () => {
    const { ts } = slack.say({ channelId: CHANNEL_ID, userId: ADA, text: "it is broken" });
    await slack.runShortcut({ userId: ADA, channelId: CHANNEL_ID, ts, callbackId: "answer" });
    expect(textsOf(CHANNEL_ID)).toEqual(["it is broken", "Seen"]);
  });
});
