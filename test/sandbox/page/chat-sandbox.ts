import { createChatDeps } from "../../../sandbox/chat-deps.ts";
import { chatOf } from "../../../sandbox/chat-view.ts";
import { directMessageId } from "../../../sandbox/local-slack/channels.ts";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import type { SandboxDeps } from "../../../sandbox/sandbox-deps.ts";
import { startLocalSlack, team } from "../../adapters/slack/slack-under-test.ts";
import { clientOf } from "../local-slack/client-under-test.ts";
import { createFakeSandbox, NOW } from "./fake-sandbox.ts";
import { postCases, type SmallApp, startSmallApp } from "./small-app.ts";

const CHANNEL = "C0000000001";
const SCOPES = [
  ...["chat:write", "channels:history", "groups:history", "im:history", "im:write"],
  ...["channels:read", "im:read", "users:read", "users:read.email", "commands"],
];
const PEOPLE = ["U0000000001", "U0000000002", "U0000000003"] as const;
const MINUTE_MS = 60_000;

export type ChatSandbox = {
  readonly deps: SandboxDeps;
  readonly slack: LocalSlack;
  readonly app: SmallApp;
  /** Mei-Ling, Jonas and 志明. */
  readonly people: typeof PEOPLE;
  /** The app says its word to Mei-Ling differently. */
  correct(text: string): Promise<void>;
  stop(): Promise<void>;
};

/** The fake sandbox with a real local Slack, a small app in it, and something that was said. */
export async function startChatSandbox(bundleDirectory: string): Promise<ChatSandbox> {
  const started: { slack?: LocalSlack } = {};
  const app = await startSmallApp(() => {
    if (started.slack === undefined) throw new Error("There is no Slack yet");
    return started.slack;
  });
  let now = NOW - 50 * MINUTE_MS;
  const slack = await startLocalSlack({
    timeSource: { now: () => now },
    interactivityUrl: () => app.url,
    teams: [{ ...team, scopes: SCOPES }],
    users: [
      person(PEOPLE[0], "mei-ling", "Mei-Ling Chen"),
      person(PEOPLE[1], "jonas", "Jonas Weck"),
      person(PEOPLE[2], "chen", "陳志明"),
    ],
    channels: [channel(CHANNEL, "technical-support"), channel("C0000000002", "customer-relations")],
  });
  started.slack = slack;
  const threadTs = await postCases(slack, { channel: CHANNEL, person: PEOPLE[0] });
  now += 20 * MINUTE_MS;
  const said = { channelId: CHANNEL, threadTs };
  slack.say({ ...said, userId: PEOPLE[1], text: "Does anybody know this line?" });
  slack.say({ ...said, userId: PEOPLE[2], text: "I ring them, they wait since morning" });
  now = NOW;
  const fake = createFakeSandbox(bundleDirectory);
  return {
    slack,
    app,
    people: PEOPLE,
    correct: async (text) => {
      const [told] = slack.messages(directMessageId(PEOPLE[0]));
      const place = { channel: told?.channelId, ts: told?.ts };
      await clientOf(slack).apiCall("chat.update", { ...place, text });
    },
    deps: {
      ...fake.deps,
      readChat: async () => chatOf(slack),
      ...createChatDeps(slack, async () => undefined),
      onChange: (heard) => slack.on("change", heard),
    },
    stop: async () => {
      await slack.stop();
      await app.close();
    },
  };
}

function person(userId: string, name: string, realName: string) {
  return { userId, teamId: team.teamId, name, realName, email: `${name}@example.com` };
}

function channel(channelId: string, name: string) {
  const { teamId } = team;
  return { channelId, teamId, name, isPrivate: false, isArchived: false, hasBot: true };
}
