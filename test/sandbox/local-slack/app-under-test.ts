import { text } from "node:stream/consumers";
import { verifySlackRequest } from "@slack/bolt";
import type { LocalSlackOptions } from "../../../sandbox/local-slack/create-local-slack.ts";
import {
  NOW,
  otherTeam,
  SIGNING_SECRET,
  startLocalSlack,
  team,
} from "../../adapters/slack/slack-under-test.ts";
import { listen } from "../../support/listen.ts";

export const ADA = "U0000000001";
export const BEN = "U0000000002";
/** The only person of the other workspace. */
export const STRANGER = "U0000000009";
export const OTHER_CHANNEL_ID = "C0000000009";

const SCOPES = [
  ...["chat:write", "channels:history", "groups:history", "im:history", "im:write"],
  ...["channels:read", "im:read", "users:read", "users:read.email", "commands"],
];
/** Any interaction, command or event, as it arrived. */
export type Heard = {
  readonly type: string;
  readonly trigger_id: string;
  readonly response_url: string;
  readonly [field: string]: unknown;
};
export type AppWorld = Awaited<ReturnType<typeof startAppWorld>>;

/**
 * A local Slack and an app that hears it: every request is checked with Slack's own code, noted, and
 * answered with what the test wants.
 */
export async function startAppWorld(options: Partial<LocalSlackOptions> = {}) {
  const heard: Heard[] = [];
  const answer = { status: 200, body: "" };
  let now = NOW;
  let elapsedMs = 0;
  const app = await listen((request, response) => {
    text(request).then(
      (body) => {
        const { headers } = request;
        verifySlackRequest({
          signingSecret: SIGNING_SECRET,
          body,
          nowMilliseconds: now,
          headers: {
            "x-slack-signature": String(headers["x-slack-signature"]),
            "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
          },
        });
        heard.push(readBody(body, headers["content-type"]));
        response.writeHead(answer.status).end(answer.body);
      },
      () => void response.destroy(),
    );
  });
  const slack = await startLocalSlack({
    timeSource: { now: () => now },
    elapsedMs: () => elapsedMs,
    interactivityUrl: () => app.url,
    teams: [
      { ...team, scopes: SCOPES },
      { ...otherTeam, scopes: SCOPES },
    ],
    users: [
      { ...person(ADA, "ada"), timeZone: "Europe/Berlin" },
      person(BEN, "ben"),
      { ...person(STRANGER, "zoe"), teamId: otherTeam.teamId },
    ],
    channels: [
      channel("C0000000001", "service"),
      { ...channel("C0000000002", "leads"), isPrivate: true },
      { ...channel(OTHER_CHANNEL_ID, "theirs"), teamId: otherTeam.teamId },
    ],
    ...options,
  });
  return {
    slack,
    heard,
    /** The latest request. */
    last: (): Heard => {
      const latest = heard.at(-1);
      if (latest === undefined) throw new Error("The app has heard nothing");
      return latest;
    },
    answerWith(body: unknown, status = 200): void {
      answer.status = status;
      answer.body = typeof body === "string" ? body : JSON.stringify(body);
    },
    moveTime: (ms: number) => {
      now += ms;
    },
    waitMs: (ms: number) => {
      elapsedMs += ms;
    },
    stop: async () => {
      await slack.stop();
      await app.close();
    },
  };
}

function person(userId: string, name: string) {
  return { userId, teamId: team.teamId, name, realName: name, email: `${name}@example.com` };
}

function channel(channelId: string, name: string) {
  const { teamId } = team;
  return { channelId, teamId, name, isPrivate: false, isArchived: false, hasBot: true };
}

/** Interactions are JSON in a form, commands a form, events JSON. */
function readBody(body: string, contentType = ""): Heard {
  const nothing = { type: "", trigger_id: "", response_url: "" };
  if (contentType === "application/json") return { ...nothing, ...JSON.parse(body) };
  const form = Object.fromEntries(new URLSearchParams(body));
  const { payload } = form;
  return payload === undefined
    ? { ...nothing, ...form, type: "command" }
    : { ...nothing, ...JSON.parse(payload) };
}

/** Answers to a response address as an app does; the status. */
export async function respondTo(heard: Heard, body: object): Promise<number> {
  const response = await fetch(heard.response_url, { method: "POST", body: JSON.stringify(body) });
  return response.status;
}
