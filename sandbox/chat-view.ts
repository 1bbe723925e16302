import type { LocalSlack } from "./local-slack/create-local-slack.ts";
import type { LocalEphemeral, LocalMessage } from "./local-slack/message-store.ts";
import type { LocalView } from "./local-slack/views.ts";
import type { LocalChannel, LocalUser } from "./local-slack/workspace.ts";
import type { AppState, ChatView } from "./page-chat-contract.ts";
import type { Chat, ChatMessage } from "./page-contract.ts";

/** The local Slack as the page shows it. */

const MESSAGES_SHOWN = 60;
const APP_NAME = "Aftercare";

type Shown = Pick<
  LocalSlack,
  | ("users" | "channels" | "messages" | "ephemerals" | "modals" | "home" | "stateOf")
  | ("faults" | "teams" | "endOf")
>;

export function chatOf(slack: Shown, teamId?: string): Chat {
  const isShown = (one: { readonly teamId: string }) =>
    teamId === undefined || one.teamId === teamId;
  const users = slack.users().filter(isShown);
  const channels = slack.channels().filter(isShown);
  return {
    people: users.map((user) => personOf(slack, user)),
    channels: channels.flatMap((channel) =>
      channel.kind === "channel" ? [channelOf(slack, channel)] : [],
    ),
    directMessages: channels.flatMap(({ channelId, userId }) =>
      userId === null
        ? []
        : [{ channelId, userId, kind: "dm" as const, messages: messagesOf(slack, channelId) }],
    ),
    app: appStateOf(slack, teamId),
    faults: slack.faults.standing().map(({ method, fault }) => ({ method, fault: { ...fault } })),
  };
}

function appStateOf(slack: Shown, teamId: string | undefined): AppState {
  const [first] = slack.teams();
  const team = slack.teams().find((one) => one.teamId === teamId) ?? first;
  switch (team === undefined ? null : slack.endOf(team.teamId)) {
    case null:
      return "installed";
    case "token_revoked":
      return "token_revoked";
    case "account_inactive":
    case "invalid_auth":
      return "uninstalled";
  }
}

function personOf(slack: Shown, { userId, realName, isDeleted }: LocalUser) {
  const home = isDeleted ? null : slack.home(userId);
  const modals = isDeleted ? [] : slack.modals(userId);
  return {
    userId,
    name: realName,
    isDeleted,
    modals: modals.map((view) => viewOf(slack, view)),
    home: home === null ? null : viewOf(slack, home),
  };
}

function viewOf(slack: Shown, view: LocalView): ChatView {
  const { viewId, hash, content } = view;
  return {
    viewId,
    hash,
    callbackId: content.callbackId,
    title: content.title?.text ?? null,
    submit: content.submit?.text ?? null,
    close: content.close?.text ?? null,
    blocks: [...content.blocks],
    values: slack.stateOf(view),
  };
}

function channelOf(slack: Shown, channel: LocalChannel): Chat["channels"][number] {
  const { channelId, name, isPrivate, isArchived, hasBot } = channel;
  const messages = messagesOf(slack, channelId);
  return { channelId, name, kind: "channel", isPrivate, isArchived, hasBot, messages };
}

function messagesOf(slack: Shown, channelId: string): ChatMessage[] {
  const people = slack.users();
  const nameOf = (userId: string) =>
    people.find((user) => user.userId === userId)?.realName ?? userId;
  return [
    ...slack.messages(channelId).map((message) => posted(message, nameOf)),
    ...people.flatMap(({ userId }) => slack.ephemerals(channelId, userId).map(whispered)),
  ]
    .sort((a, b) => a.ts.localeCompare(b.ts))
    .slice(-MESSAGES_SHOWN);
}

function posted(message: LocalMessage, nameOf: (userId: string) => string): ChatMessage {
  const isFromPerson = message.botId === null;
  return {
    ...contentOf(message),
    author: isFromPerson ? nameOf(message.userId) : APP_NAME,
    isFromPerson,
    isEdited: message.isEdited,
    isBroadcast: message.isBroadcast,
    onlyFor: null,
  };
}

function whispered(message: LocalEphemeral): ChatMessage {
  return {
    ...contentOf(message),
    author: APP_NAME,
    isFromPerson: false,
    isEdited: false,
    isBroadcast: false,
    onlyFor: message.userId,
  };
}

function contentOf({ ts, text, blocks, threadTs }: LocalMessage | LocalEphemeral) {
  return { ts, postedAt: Number(ts) * 1000, text, blocks: [...blocks], threadTs };
}
