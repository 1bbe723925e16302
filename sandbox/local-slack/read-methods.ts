import { channelOf } from "./chat-methods.ts";
import { messageJson } from "./message-json.ts";
import type { LocalMessage } from "./message-store.ts";
import { type Answer, type Call, failed, type Method } from "./method.ts";

const DEFAULT_HISTORY_LIMIT = 100;

/** The scopes go by the kind of conversation: `channels:…`, `groups:…` or `im:…`. */
const scopesFor = (right: "history" | "read") => (call: Call) => {
  const channel = channelOf(call);
  if (channel?.kind === "dm") return [`im:${right}`];
  return [channel?.isPrivate === true ? `groups:${right}` : `channels:${right}`];
};

export const READ_METHODS: Readonly<Record<string, Method>> = {
  "conversations.history": { scopes: scopesFor("history"), run: history },
  "conversations.replies": { scopes: scopesFor("history"), run: replies },
  "conversations.info": { scopes: scopesFor("read"), run: channelInfo },
  "conversations.open": { scopes: () => ["im:write"], run: openConversation },
  "auth.test": { scopes: () => [], run: authTest },
  "auth.revoke": { scopes: () => [], run: revoke },
};

/** Newest first, without replies in threads unless they were sent to the channel as well. */
function history(call: Call): Answer {
  return page(call, ({ threadTs, isBroadcast }) => threadTs === null || isBroadcast);
}

function replies(call: Call): Answer {
  const parent = call.args.ts ?? "";
  const channel = channelOf(call);
  if (channel !== null && call.workspaces.message(channel.channelId, parent) === null) {
    return failed("thread_not_found");
  }
  return page(call, (message) => message.ts === parent || message.threadTs === parent);
}

/** The cursor is the `ts` below which the next page begins. */
function page(call: Call, isWanted: (message: LocalMessage) => boolean): Answer {
  const { args, workspaces, historyLimit } = call;
  const channel = channelOf(call);
  if (channel === null) return failed("channel_not_found");
  if (!channel.hasBot) return failed("not_in_channel");
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.cursor ?? args.latest ?? Number.MAX_SAFE_INTEGER);
  const isInclusive = args.inclusive === "true";
  const limit = Math.min(historyLimit, Number(args.limit ?? DEFAULT_HISTORY_LIMIT));
  const all = workspaces.messages(channel.channelId);
  const wanted = all
    .filter(({ ts }) => Number(ts) > oldest || (isInclusive && Number(ts) === oldest))
    .filter(({ ts }) => Number(ts) < latest)
    .filter(isWanted)
    .reverse();
  const messages = wanted.slice(0, limit);
  const hasMore = wanted.length > limit;
  const withPayload = args.include_all_metadata === "true";
  return {
    ok: true,
    messages: messages.map((one) => ({ ...messageJson(one, withPayload), ...threadOf(one, all) })),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? (messages.at(-1)?.ts ?? "") : "" },
  };
}

/** What a message on which a thread hangs tells of it. */
function threadOf({ ts }: LocalMessage, all: readonly LocalMessage[]): Record<string, unknown> {
  const replies = all.filter(({ threadTs }) => threadTs === ts);
  const latest = replies.at(-1);
  if (latest === undefined) return {};
  const users = [...new Set(replies.map(({ userId }) => userId))];
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: latest.ts,
  };
}

function channelInfo(call: Call): Answer {
  const channel = channelOf(call);
  if (channel === null || (channel.isPrivate && !channel.hasBot))
    return failed("channel_not_found");
  if (channel.kind === "dm") {
    const { channelId, userId } = channel;
    return { ok: true, channel: { id: channelId, is_im: true, user: userId, is_archived: false } };
  }
  return {
    ok: true,
    channel: {
      id: channel.channelId,
      name: channel.name,
      is_channel: true,
      is_private: channel.isPrivate,
      is_archived: channel.isArchived,
      is_member: channel.hasBot,
      is_ext_shared: false,
    },
  };
}

/** The app's conversation with one person; conversations of several are not made here. */
function openConversation({ args, team, workspaces }: Call): Answer {
  const ids = (args.users ?? "").split(",").filter((id) => id !== "");
  const [userId] = ids;
  if (userId === undefined) return failed("users_list_not_supplied");
  if (ids.length > 1) return failed("too_many_users");
  const user = workspaces.user(team.teamId, userId);
  if (user === null) return failed("user_not_found");
  if (user.isDeleted) return failed("user_disabled");
  const { channelId } = workspaces.directMessage(user);
  const id = { id: channelId };
  return {
    ok: true,
    channel: args.return_im === "true" ? { ...id, is_im: true, user: userId } : id,
  };
}

function authTest({ team }: Call): Answer {
  return {
    ok: true,
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: "aftercare",
    team_id: team.teamId,
    user_id: team.botUserId,
    bot_id: team.botId,
    is_enterprise_install: false,
  };
}

function revoke({ team, args, workspaces, onRevoked }: Call): Answer {
  if (args.test === "true" || args.test === "1") return { ok: true, revoked: false };
  workspaces.endToken(team.teamId, "token_revoked");
  onRevoked(team);
  return { ok: true, revoked: true };
}
