import {
  createLocalSlack,
  type LocalSlack,
  type LocalSlackOptions,
} from "../../../sandbox/local-slack/create-local-slack.ts";
import { createSlackNotifier } from "../../../src/adapters/slack/create-slack-notifier.ts";
import type { CaseBrief } from "../../../src/ports/case-brief.ts";
import type { CaseNotice } from "../../../src/ports/notifier.ts";
import type { SlackInstallations } from "../../../src/ports/slack-installations.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

/** Friday 27 March 2026, 15:30 UTC. */
export const NOW = Date.UTC(2026, 2, 27, 15, 30);
export const MINUTE_MS = 60_000;
export const SIGNING_SECRET = "a-signing-secret";
export const CHANNEL_ID = "C0000000001";
export const PRIVATE_CHANNEL_ID = "C0000000002";

export const team = {
  teamId: "T0000000001",
  name: "Acme",
  domain: "acme",
  appId: "A0000000001",
  botId: "B0000000001",
  botUserId: "U0000000BOT",
  botToken: "xoxb-acme",
  scopes: ["chat:write", "channels:history", "groups:history", "users:read", "users:read.email"],
};
export const otherTeam = {
  ...team,
  teamId: "T0000000002",
  name: "Other",
  domain: "other",
  botId: "B0000000002",
  botUserId: "U00000BOT02",
  botToken: "xoxb-other",
};

const channel = { teamId: team.teamId, isPrivate: false, isArchived: false, hasBot: true };

/** A local Slack with two workspaces, two people and a few channels. */
export function startLocalSlack(options: Partial<LocalSlackOptions> = {}): Promise<LocalSlack> {
  return createLocalSlack({
    timeSource: { now: () => NOW },
    logger: createRecordingLogger(),
    signingSecret: SIGNING_SECRET,
    interactivityUrl: () => "http://127.0.0.1:9/",
    teams: [team, otherTeam],
    users: [person("U0000000001", "ada", "Ada Wong"), person("U0000000002", "ben", "Ben Li")],
    channels: [
      { ...channel, channelId: CHANNEL_ID, name: "service" },
      { ...channel, channelId: PRIVATE_CHANNEL_ID, name: "leads", isPrivate: true },
      { ...channel, channelId: "C0000000003", name: "old", isArchived: true },
      { ...channel, channelId: "C0000000004", name: "elsewhere", hasBot: false },
    ],
    rateLimits: "none",
    ...options,
  });
}

function person(userId: string, name: string, realName: string) {
  return { userId, teamId: team.teamId, name, realName, email: `${name}@example.com` };
}

export const installations: Pick<SlackInstallations, "ofTeam"> = {
  ofTeam: async (teamId) =>
    [team, otherTeam].find((installed) => installed.teamId === teamId) ?? null,
};

/** The production notifier, unhurried by pacing, in front of a local Slack. */
export function notifierFor(
  slack: Pick<LocalSlack, "apiUrl">,
  settings: Parameters<typeof createSlackNotifier>[1] = {},
  installed = installations,
) {
  return createSlackNotifier(
    { installations: installed, logger: createRecordingLogger() },
    {
      slackApiUrl: slack.apiUrl,
      timeoutMs: 2_000,
      channelSpacingMs: 0,
      methodSpacingMs: 0,
      ...settings,
    },
  );
}

const NO_BRIEF: CaseBrief = {
  isWhole: false,
  tierReasons: [],
  complaint: null,
  replies: { count: 0, lastAt: null },
  before: [],
  scores: [],
  ask: null,
};

/** First response is 15 minutes overdue, nobody has taken it. */
export function noticeOf(change: Partial<CaseNotice> = {}): CaseNotice {
  return {
    kind: "case",
    threadTs: null,
    portalId: "1001",
    caseId: "77-1",
    deliveryId: "1001-77-1",
    revision: 1,
    teamId: team.teamId,
    channelId: CHANNEL_ID,
    isInFallback: false,
    language: "en",
    departmentName: "Service",
    state: "open",
    ticket: {
      id: "77",
      subject: "Printer on floor 3 is down",
      url: "https://app.hubspot.com/contacts/1001/record/0-5/77",
      tierLabel: "Key customer",
      priority: "HIGH",
      customerName: "Acme GmbH",
      ownerName: "Ada Wong",
    },
    clocks: [
      { kind: "first_response", state: "breached", dueAt: NOW - 15 * MINUTE_MS },
      { kind: "resolution", state: "running", dueAt: NOW + 135 * MINUTE_MS },
    ],
    acts: [{ act: "opened", by: null, at: NOW - 15 * MINUTE_MS, reason: "first_response_breach" }],
    trigger: { kind: "breach", at: NOW - 15 * MINUTE_MS, clock: "first_response", cycle: 1 },
    takenBy: [],
    snoozedUntil: null,
    handedTo: null,
    ladder: null,
    called: [],
    brief: NO_BRIEF,
    now: NOW,
    ...change,
  };
}

export function withTicket(change: Partial<CaseNotice["ticket"]>): CaseNotice {
  const notice = noticeOf();
  return { ...notice, ticket: { ...notice.ticket, ...change } };
}

/** Ben took the case a minute ago. */
export const taken = {
  state: "acknowledged",
  acts: [
    { act: "opened", by: null, at: NOW - 15 * MINUTE_MS, reason: "first_response_breach" },
    { act: "acknowledged", by: "Ben Li", at: NOW - MINUTE_MS, reason: null },
  ],
} as const;
