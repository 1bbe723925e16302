import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import type { Fault } from "../../../sandbox/local-slack/faults.ts";
import { CHANNEL_ID, noticeOf, notifierFor, startLocalSlack } from "./slack-under-test.ts";
import { groupPageOf, pageOf } from "./told-cases.ts";

const PERSON = "U0000000001";

describe("a call of a person", () => {
  let slack: LocalSlack;
  let messageTs: string;
  beforeEach(async () => {
    slack = await startLocalSlack();
    await notifierFor(slack).post(noticeOf());
    messageTs = slack.messages(CHANNEL_ID)[0]?.ts ?? "";
  });
  afterEach(() => slack.stop());

  /** What the person reads, with what is asked of Slack for it. */
  async function called(page: typeof pageOf | typeof groupPageOf, ts = messageTs) {
    const message = { channelId: CHANNEL_ID, messageTs: ts };
    const outcome = await notifierFor(slack).post(page({ channelId: PERSON, message }));
    expect(outcome).toMatchObject({ outcome: "sent" });
    const dm = slack.channels().find(({ userId }) => userId === PERSON);
    return JSON.stringify(slack.messages(dm?.channelId ?? "").at(-1)?.blocks);
  }
  const link = () =>
    `{"type":"link","url":"https://acme.slack.com/archives/${CHANNEL_ID}/p${messageTs.replace(".", "")}"`;
  const channel = `{"type":"channel","channel_id":"${CHANNEL_ID}"}`;

  it.each([
    { name: "a case", page: pageOf },
    { name: "a group", page: groupPageOf },
  ])("to $name leads to its message, and names the channel", async ({ page }) => {
    const text = await called(page);
    expect(text).toContain(link());
    expect(text).toContain(channel);
  });

  it.each<{ name: string; fault: Fault }>([
    { name: "refuses it", fault: { kind: "error", error: "internal_error" } },
    { name: "asks for patience", fault: { kind: "rate_limited", retryAfterSeconds: 30 } },
    { name: "does not answer", fault: { kind: "connection_closed", when: "before" } },
  ])("is sent without the link where Slack $name", async ({ fault }) => {
    slack.faults.next("chat.getPermalink", fault);
    const text = await called(pageOf);
    expect(text).not.toContain('"type":"link"');
    expect(text).toContain(channel);
  });

  it("is sent without the link where the message is gone", async () => {
    expect(await called(pageOf, "1.000100")).not.toContain('"type":"link"');
  });

  it("asks for a link only where there is a message", async () => {
    await notifierFor(slack).post(pageOf({ channelId: PERSON, message: null }));
    await notifierFor(slack).edit(noticeOf(), { channelId: CHANNEL_ID, messageTs });
    expect(slack.calls().map(({ method }) => method)).toEqual([
      "chat.postMessage",
      "chat.postMessage",
      "chat.update",
    ]);
  });
});
