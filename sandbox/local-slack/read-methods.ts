import { channelOf, messageJson } from "./chat-methods.ts";
import { type Answer, type Call, failed, type Method } from "./method.ts";
import type { LocalMessage, LocalUser } from "./workspace.ts";

const DEFAULT_HISTORY_LIMIT = 100;

const historyScopes = (call: Call) => [
  channelOf(call)?.isPrivate === true ? "groups:history" : "channels:history",
];
const channelScopes = (call: Call) => [
  channelOf(call)?.isPrivate === true ? "groups:read" : "channels:read",
];

export const READ_METHODS: Readonly<Record<string, Method>> = {
  "conversations.history": { scopes: historyScopes, run: history },
  "conversations.replies": { scopes: historyScopes, run: replies },
  "conversations.info": { scopes: channelScopes, run: channelInfo },
  "users.info": { scopes: () => ["users:read"], run: userInfo },
  "users.lookupByEmail": { scopes: () => ["users:read.email"], run: userByEmail },
  "auth.test": { scopes: () => [], run: authTest },
};

/** Newest first, without replies in threads. */
function history(call: Call): Answer {
  return page(call, (message) => message.threadTs === null || message.threadTs === message.ts);
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
  const wanted = workspaces
    .messages(channel.channelId)
    .filter(({ ts }) => Number(ts) > oldest || (isInclusive && Number(ts) === oldest))
    .filter(({ ts }) => Number(ts) < latest)
    .filter(isWanted)
    .reverse();
  const messages = wanted.slice(0, limit);
  const hasMore = wanted.length > limit;
  return {
    ok: true,
    messages: messages.map((one) => messageJson(one, args.include_all_metadata === "true")),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? (messages.at(-1)?.ts ?? "") : "" },
  };
}

function channelInfo(call: Call): Answer {
  const channel = channelOf(call);
  if (channel === null || (channel.isPrivate && !channel.hasBot))
    return failed("channel_not_found");
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

function userInfo({ args, team, workspaces }: Call): Answer {
  const user = workspaces.users.find(
    (one) => one.userId === args.user && one.teamId === team.teamId,
  );
  return user === undefined ? failed("user_not_found") : { ok: true, user: userJson(user) };
}

function userByEmail({ args, team, workspaces }: Call): Answer {
  const email = args.email?.toLowerCase();
  const user = workspaces.users.find(
    (one) => one.email.toLowerCase() === email && one.teamId === team.teamId,
  );
  return user === undefined ? failed("users_not_found") : { ok: true, user: userJson(user) };
}

function userJson(user: LocalUser): Record<string, unknown> {
  return {
    id: user.userId,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    is_bot: false,
    profile: { email: user.email, display_name: user.realName },
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
