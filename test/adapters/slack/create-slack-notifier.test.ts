import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import type { Fault } from "../../../sandbox/local-slack/faults.ts";
import { caseMessage } from "../../../src/adapters/slack/case-message.ts";
import { createSlackNotifier } from "../../../src/adapters/slack/create-slack-notifier.ts";
import type { SendOutcome } from "../../../src/ports/notifier.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import {
  CHANNEL_ID,
  installations,
  noticeOf,
  notifierFor,
  otherTeam,
  PRIVATE_CHANNEL_ID,
  startLocalSlack,
  taken,
  team,
} from "./slack-under-test.ts";

let slack: LocalSlack;

beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

describe("a post", () => {
  it("puts the message with its metadata into the channel", async () => {
    const outcome = await notifierFor(slack).post(noticeOf());
    const [message] = slack.messages(CHANNEL_ID);
    expect(outcome).toEqual({
      outcome: "sent",
      ref: { channelId: CHANNEL_ID, messageTs: message?.ts },
    });
    expect(message?.text).toContain("First response overdue");
    expect(message?.metadata?.event_payload).toMatchObject({ delivery_id: "1001-77-1" });
    expect(message?.blocks).toEqual(caseMessage(noticeOf()).blocks);
  });

  it("asks Slack to find no links and mentions by itself", async () => {
    await notifierFor(slack).post(noticeOf());
    expect(slack.calls().at(-1)?.args).toMatchObject({
      parse: "none",
      unfurl_links: "false",
      unfurl_media: "false",
    });
    expect(slack.calls().at(-1)?.args).not.toHaveProperty("link_names");
  });

  it("uses each workspace's own token", async () => {
    const notifier = notifierFor(slack);
    await notifier.post(noticeOf());
    await notifier.post(noticeOf({ teamId: otherTeam.teamId }));
    await notifier.post(noticeOf());
    expect(slack.calls().map((call) => call.teamId)).toEqual([
      team.teamId,
      otherTeam.teamId,
      team.teamId,
    ]);
  });

  it("uses a new token as soon as there is one", async () => {
    const tokens = ["xoxb-old", team.botToken];
    const notifier = createSlackNotifier(
      {
        installations: { ofTeam: async () => ({ ...team, botToken: tokens.shift() ?? "" }) },
        logger: createRecordingLogger(),
      },
      { slackApiUrl: slack.apiUrl, channelSpacingMs: 0, methodSpacingMs: 0 },
    );
    expect(await notifier.post(noticeOf())).toMatchObject({ reason: "invalid_auth" });
    expect(await notifier.post(noticeOf())).toMatchObject({ outcome: "sent" });
  });

  it("calls nobody for a workspace without the app", async () => {
    const outcome = await notifierFor(slack).post(noticeOf({ teamId: "T9999999999" }));
    expect(outcome).toEqual({
      outcome: "not_sent",
      reason: "slack_not_installed",
      retryAfterMs: null,
    });
    expect(slack.calls()).toEqual([]);
  });

  it("falls back on plain words when Slack refuses the blocks", async () => {
    slack.faults.next("chat.postMessage", { kind: "error", error: "invalid_blocks" });
    expect(await notifierFor(slack).post(noticeOf())).toMatchObject({ outcome: "sent" });
    const [message] = slack.messages(CHANNEL_ID);
    expect(message?.blocks).toEqual([]);
    expect(message?.text).toContain("Printer on floor 3 is down");
  });

  it("gives up after the plain words were refused too", async () => {
    slack.faults.next("chat.postMessage", { kind: "error", error: "invalid_blocks" }, 2);
    expect(await notifierFor(slack).post(noticeOf())).toMatchObject({
      outcome: "not_sent",
      reason: "invalid_blocks",
    });
    expect(slack.calls()).toHaveLength(2);
  });
});

type Row = {
  readonly name: string;
  readonly fault: Fault;
  readonly expected: SendOutcome;
  readonly stored: number;
};
const unknown = (reason: string): SendOutcome => ({ outcome: "unknown", reason });
const notSent = (reason: string, retryAfterMs: number | null): SendOutcome => ({
  outcome: "not_sent",
  reason,
  retryAfterMs,
});

describe("the outcome of a post", () => {
  it.each<Row>([
    {
      name: "is unknown when the connection ends after Slack stored it",
      fault: { kind: "connection_closed", when: "after" },
      expected: unknown("connection_lost"),
      stored: 1,
    },
    {
      name: "is unknown when the connection ends before Slack stored it",
      fault: { kind: "connection_closed", when: "before" },
      expected: unknown("connection_lost"),
      stored: 0,
    },
    {
      name: "is unknown when the answer does not come in time",
      fault: { kind: "no_answer", when: "after" },
      expected: unknown("timeout"),
      stored: 1,
    },
    {
      name: "is unknown after a server error, which may come after storing",
      fault: { kind: "server_error", when: "after" },
      expected: unknown("http_503"),
      stored: 1,
    },
    {
      name: "is unknown after an internal error of Slack",
      fault: { kind: "internal_error", when: "after" },
      expected: unknown("internal_error"),
      stored: 1,
    },
    {
      name: "is unknown when Slack itself timed out",
      fault: { kind: "error", error: "request_timeout" },
      expected: unknown("request_timeout"),
      stored: 0,
    },
    {
      name: "is unknown when a web page comes in place of an answer",
      fault: { kind: "html_page" },
      expected: unknown("unreadable_answer"),
      stored: 0,
    },
    {
      name: "is not sent, with the wait that Slack asks for",
      fault: { kind: "rate_limited", retryAfterSeconds: 30 },
      expected: notSent("rate_limited", 30_000),
      stored: 0,
    },
    {
      name: "is not sent, with a minute's wait when Slack names none",
      fault: { kind: "rate_limited", retryAfterSeconds: null },
      expected: notSent("rate_limited", 60_000),
      stored: 0,
    },
    {
      name: "is not sent when the limit is told as an error",
      fault: { kind: "error", error: "ratelimited" },
      expected: notSent("ratelimited", 60_000),
      stored: 0,
    },
    {
      name: "is not sent, for good, when the channel is archived",
      fault: { kind: "error", error: "is_archived" },
      expected: notSent("is_archived", null),
      stored: 0,
    },
    {
      name: "is not sent, for good, when the app was removed",
      fault: { kind: "error", error: "account_inactive" },
      expected: notSent("account_inactive", null),
      stored: 0,
    },
  ])("$name", async ({ fault, expected, stored }) => {
    slack.faults.next("chat.postMessage", fault);
    expect(await notifierFor(slack, { timeoutMs: 300 }).post(noticeOf())).toEqual(expected);
    expect(slack.messages(CHANNEL_ID)).toHaveLength(stored);
    expect(slack.calls()).toHaveLength(1);
  });

  it("is not sent when nobody listens", async () => {
    const gone = await startLocalSlack();
    await gone.stop();
    expect(await notifierFor(gone).post(noticeOf())).toEqual(notSent("unreachable", 5_000));
  });

  it("is sent when the answer is slow but comes", async () => {
    slack.faults.next("chat.postMessage", { kind: "delay", delayMs: 5 });
    expect(await notifierFor(slack).post(noticeOf())).toMatchObject({ outcome: "sent" });
  });

  it("leaves a limited method alone until its time has come", async () => {
    let elapsedMs = 0;
    const notifier = createSlackNotifier(
      { installations, logger: createRecordingLogger(), elapsedMs: () => elapsedMs },
      { slackApiUrl: slack.apiUrl, channelSpacingMs: 0, methodSpacingMs: 0 },
    );
    slack.faults.next("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 30 });
    await notifier.post(noticeOf());
    elapsedMs = 20_000;
    expect(await notifier.post(noticeOf())).toEqual(notSent("rate_limited", 10_000));
    expect(slack.calls()).toHaveLength(1);
    elapsedMs = 30_000;
    expect(await notifier.post(noticeOf())).toMatchObject({ outcome: "sent" });
  });

  it("keeps posts a second apart in a channel, and a quarter of one in a workspace", async () => {
    const starts: number[] = [];
    let elapsedMs = 0;
    const notifier = createSlackNotifier(
      {
        installations,
        logger: createRecordingLogger(),
        elapsedMs: () => elapsedMs,
        wait: async (ms) => {
          elapsedMs += ms;
        },
        onCall: () => void starts.push(elapsedMs),
      },
      { slackApiUrl: slack.apiUrl },
    );
    for (const channelId of [CHANNEL_ID, PRIVATE_CHANNEL_ID, CHANNEL_ID, PRIVATE_CHANNEL_ID]) {
      await notifier.post(noticeOf({ channelId }));
    }
    expect(starts).toEqual([0, 250, 1000, 1250]);
  });
});

describe("an edit", () => {
  it("changes the message in its place", async () => {
    const notifier = notifierFor(slack);
    const posted = await notifier.post(noticeOf());
    if (posted.outcome !== "sent") throw new Error("not posted");
    const edited = await notifier.edit(noticeOf({ ...taken, revision: 2 }), posted.ref);
    expect(edited).toEqual(posted);
    const messages = slack.messages(CHANNEL_ID);
    expect(messages).toHaveLength(1);
    expect(JSON.stringify(messages[0]?.blocks)).toContain("Taken by Ben Li");
    expect(messages[0]?.isEdited).toBe(false);
  });

  it.each(["message_not_found", "cant_update_message", "edit_window_closed"])(
    "is not done, for good, after %s",
    async (error) => {
      slack.faults.next("chat.update", { kind: "error", error });
      const ref = { channelId: CHANNEL_ID, messageTs: "1.000001" };
      expect(await notifierFor(slack).edit(noticeOf(), ref)).toEqual(notSent(error, null));
    },
  );

  it("may have happened when the answer was lost", async () => {
    slack.faults.next("chat.update", { kind: "connection_closed", when: "after" });
    const ref = { channelId: CHANNEL_ID, messageTs: "1.000001" };
    expect(await notifierFor(slack).edit(noticeOf(), ref)).toEqual(unknown("connection_lost"));
  });
});

it("writes no token, and nothing that a person wrote, into the log", async () => {
  const logger = createRecordingLogger();
  const notifier = createSlackNotifier(
    { installations, logger },
    { slackApiUrl: slack.apiUrl, channelSpacingMs: 0, methodSpacingMs: 0 },
  );
  slack.faults.next("chat.postMessage", { kind: "error", error: "invalid_blocks" }, 2);
  await notifier.post(noticeOf());
  slack.faults.next("chat.postMessage", { kind: "connection_closed", when: "before" });
  await notifier.post(noticeOf());
  const written = JSON.stringify(logger.lines);
  expect(logger.lines.length).toBeGreaterThan(0);
  expect(written).not.toContain(team.botToken);
  expect(written).not.toContain("Printer");
});
