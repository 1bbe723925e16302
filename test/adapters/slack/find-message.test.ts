import { afterEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import type { Fault } from "../../../sandbox/local-slack/faults.ts";
import {
  CHANNEL_ID,
  installations,
  MINUTE_MS,
  NOW,
  noticeOf,
  notifierFor,
  otherTeam,
  startLocalSlack,
  team,
} from "./slack-under-test.ts";
import { threadOf } from "./told-cases.ts";

let slack: LocalSlack;
afterEach(() => slack.stop());

async function postMany(count: number): Promise<void> {
  const notifier = notifierFor(slack);
  for (let index = 0; index < count; index += 1) {
    await notifier.post(noticeOf({ deliveryId: `later-${index}` }));
  }
}

describe("looking for a message whose answer was lost", () => {
  it("finds it by its metadata", async () => {
    slack = await startLocalSlack();
    slack.faults.next("chat.postMessage", { kind: "connection_closed", when: "after" });
    const notifier = notifierFor(slack);
    expect(await notifier.post(noticeOf())).toMatchObject({ outcome: "unknown" });
    const messageTs = slack.messages(CHANNEL_ID)[0]?.ts;
    expect(await notifier.find(noticeOf(), NOW)).toEqual({
      outcome: "found",
      ref: { channelId: CHANNEL_ID, messageTs },
    });
  });

  it("says that it is absent when Slack never stored it", async () => {
    slack = await startLocalSlack();
    slack.faults.next("chat.postMessage", { kind: "connection_closed", when: "before" });
    const notifier = notifierFor(slack);
    await notifier.post(noticeOf());
    expect(await notifier.find(noticeOf(), NOW)).toEqual({ outcome: "absent" });
  });

  it("takes the message of another delivery for another", async () => {
    slack = await startLocalSlack();
    const notifier = notifierFor(slack);
    await notifier.post(noticeOf({ deliveryId: "1001-77-10" }));
    expect(await notifier.find(noticeOf({ deliveryId: "1001-77-1" }), NOW)).toEqual({
      outcome: "absent",
    });
  });

  it("finds it by its first block when Slack dropped the metadata", async () => {
    slack = await startLocalSlack({ dropsMetadata: true });
    const notifier = notifierFor(slack);
    await notifier.post(noticeOf());
    expect(await notifier.find(noticeOf(), NOW)).toMatchObject({ outcome: "found" });
    expect(await notifier.find(noticeOf({ deliveryId: "1001-77" }), NOW)).toEqual({
      outcome: "absent",
    });
  });

  it("looks for a reply in its thread, and for nothing else there", async () => {
    slack = await startLocalSlack();
    const notifier = notifierFor(slack);
    await notifier.post(noticeOf());
    const threadTs = slack.messages(CHANNEL_ID)[0]?.ts ?? "";
    const reply = threadOf({ threadTs });
    await notifier.post(reply);
    const messageTs = slack.messages(CHANNEL_ID).at(-1)?.ts;
    expect(messageTs).not.toBe(threadTs);
    expect(await notifier.find(reply, NOW)).toEqual({
      outcome: "found",
      ref: { channelId: CHANNEL_ID, messageTs },
    });
    const later = threadOf({ threadTs, deliveryId: "1001-77-1-t2" });
    expect(await notifier.find(later, NOW)).toEqual({ outcome: "absent" });
    expect(await notifier.find({ ...reply, threadTs: null }, NOW)).toEqual({ outcome: "absent" });
  });

  it.each(["U0000000BOT", ""])("knows its own messages when its bot is called '%s'", async (id) => {
    slack = await startLocalSlack();
    const nameless = { ofTeam: async () => ({ ...team, botUserId: id, appId: "" }) };
    const notifier = notifierFor(slack, {}, nameless);
    await notifier.post(noticeOf());
    expect(await notifier.find(noticeOf(), NOW)).toMatchObject({ outcome: "found" });
  });

  it("does not take another app's message for its own", async () => {
    slack = await startLocalSlack();
    await notifierFor(slack).post(noticeOf());
    const stranger = notifierFor(
      slack,
      {},
      {
        ofTeam: async (teamId) => {
          const installation = await installations.ofTeam(teamId);
          return installation && { ...installation, appId: "A9", botUserId: "U9" };
        },
      },
    );
    expect(await stranger.find(noticeOf(), NOW)).toEqual({ outcome: "absent" });
  });

  it("looks back a minute further than asked, because clocks differ", async () => {
    slack = await startLocalSlack();
    const notifier = notifierFor(slack);
    await notifier.post(noticeOf());
    expect(await notifier.find(noticeOf(), NOW + MINUTE_MS)).toMatchObject({ outcome: "found" });
    expect(await notifier.find(noticeOf(), NOW + MINUTE_MS + 1)).toEqual({ outcome: "absent" });
  });

  it("turns the pages of a busy channel", async () => {
    slack = await startLocalSlack();
    await notifierFor(slack).post(noticeOf());
    await postMany(201);
    expect(await notifierFor(slack).find(noticeOf(), NOW)).toMatchObject({ outcome: "found" });
    const pages = slack.calls().filter((call) => call.method === "conversations.history");
    expect(pages).toHaveLength(2);
  });
});

describe("what nobody can tell", () => {
  it("is said when the right to read is missing", async () => {
    slack = await startLocalSlack({ teams: [{ ...team, scopes: ["chat:write"] }, otherTeam] });
    expect(await notifierFor(slack).find(noticeOf(), NOW)).toEqual({
      outcome: "cannot_tell",
      reason: "missing_scope",
    });
  });

  it("is said at the second look within a minute of an app outside the Marketplace", async () => {
    slack = await startLocalSlack({ rateLimits: "unlisted", elapsedMs: () => 0 });
    const notifier = notifierFor(slack);
    expect(await notifier.find(noticeOf(), NOW)).toEqual({ outcome: "absent" });
    expect(await notifier.find(noticeOf(), NOW)).toEqual({
      outcome: "cannot_tell",
      reason: "rate_limited",
      retryAfterMs: 60_000,
    });
  });

  it("is said without a hope when such an app would need a second page", async () => {
    slack = await startLocalSlack({ rateLimits: "unlisted", elapsedMs: tick() });
    await notifierFor(slack).post(noticeOf());
    await postMany(15);
    expect(await notifierFor(slack).find(noticeOf(), NOW)).toEqual({
      outcome: "cannot_tell",
      reason: "rate_limited",
    });
  });

  it("is said when the channel is too busy to be read through", async () => {
    slack = await startLocalSlack({ historyLimit: 1 });
    await notifierFor(slack).post(noticeOf());
    await postMany(5);
    expect(await notifierFor(slack).find(noticeOf(), NOW)).toEqual({
      outcome: "cannot_tell",
      reason: "history_too_long",
    });
  });

  it.each<{ name: string; fault: Fault; expected: object }>([
    {
      name: "with a time to ask again after a lost answer",
      fault: { kind: "connection_closed", when: "before" },
      expected: { outcome: "cannot_tell", reason: "connection_lost", retryAfterMs: 5_000 },
    },
    {
      name: "for good when the bot was removed from the channel",
      fault: { kind: "error", error: "not_in_channel" },
      expected: { outcome: "cannot_tell", reason: "not_in_channel" },
    },
  ])("is said $name", async ({ fault, expected }) => {
    slack = await startLocalSlack();
    slack.faults.next("conversations.history", fault);
    expect(await notifierFor(slack).find(noticeOf(), NOW)).toEqual(expected);
  });
});

/** Each look is a second later than the last, so that posting is never limited. */
function tick(): () => number {
  let elapsedMs = 0;
  return () => {
    elapsedMs += 1000;
    return elapsedMs;
  };
}
