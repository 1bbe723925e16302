import { postedBy } from "./bot-post.ts";
import { readContent } from "./message-content.ts";
import { messageJson } from "./message-json.ts";
import type { LocalMessage } from "./message-store.ts";
import { type Answer, type Call, failed, type Method, readJson } from "./method.ts";
import type { LocalChannel } from "./workspace.ts";

export const CHAT_METHODS: Readonly<Record<string, Method>> = {
  "chat.postMessage": { scopes: () => ["chat:write"], run: postMessage },
  "chat.update": { scopes: () => ["chat:write"], run: update },
  "chat.delete": { scopes: () => ["chat:write"], run: deleteMessage },
  "chat.postEphemeral": { scopes: () => ["chat:write"], run: postEphemeral },
  "chat.getPermalink": { scopes: () => [], run: getPermalink },
};

/** The channel of a call, if it is one of the caller's own workspace. */
export function channelOf({ args, team, workspaces }: Call): LocalChannel | null {
  return workspaces.channelIn(team, args.channel ?? "");
}

/** A person's id stands for the app's conversation with that person. */
function targetOf(call: Call): LocalChannel | null {
  const user = call.workspaces.user(call.team.teamId, call.args.channel ?? "");
  if (user === null) return channelOf(call);
  return user.isDeleted ? null : call.workspaces.directMessage(user);
}

function postMessage(call: Call): Answer {
  const { team, args, workspaces } = call;
  const channel = targetOf(call);
  const refusal = refusalOf(channel, team.scopes);
  if (channel === null || refusal !== null) return failed(refusal ?? "channel_not_found");
  const { channelId } = channel;
  const threadRefusal = threadRefusalOf(call, channelId);
  if (threadRefusal !== null) return failed(threadRefusal);
  const read = contentOf(call);
  if (!read.ok) return read.answer;
  const { text, blocks, metadata } = read.content;
  if (text === "" && (blocks ?? []).length === 0) return failed("no_text");
  const message: LocalMessage = {
    ...postedBy(team, channel),
    ts: workspaces.nextTs(),
    threadTs: args.thread_ts ?? null,
    isBroadcast: args.thread_ts !== undefined && args.reply_broadcast === "true",
    text,
    blocks: blocks ?? [],
    metadata,
  };
  workspaces.put(message);
  return { ok: true, channel: channelId, ts: message.ts, message: messageJson(message, true) };
}

function refusalOf(channel: LocalChannel | null, scopes: readonly string[]): string | null {
  if (channel === null || (channel.isPrivate && !channel.hasBot)) return "channel_not_found";
  if (channel.isArchived) return "is_archived";
  return channel.hasBot || scopes.includes("chat:write.public") ? null : "not_in_channel";
}

/** A thread hangs on a message of the channel, never on a reply. */
function threadRefusalOf({ args, workspaces }: Call, channelId: string): string | null {
  if (args.thread_ts === undefined) return null;
  const parent = workspaces.message(channelId, args.thread_ts);
  if (parent === null) return "thread_not_found";
  return parent.threadTs === null ? null : "cannot_reply_to_message";
}

/** Without `metadata` the old one stays; without `blocks` they are gone, and the message shows "edited". */
function update(call: Call): Answer {
  const own = ownMessageOf(call, "cant_update_message");
  if (!own.ok) return own.answer;
  const { message } = own;
  const read = contentOf(call);
  if (!read.ok) return read.answer;
  const { text, blocks, metadata } = read.content;
  const isEdited = message.isEdited || blocks === null;
  call.workspaces.put({
    ...message,
    text,
    blocks: blocks ?? [],
    metadata: metadata ?? message.metadata,
    isEdited,
  });
  return { ok: true, channel: message.channelId, ts: message.ts, text };
}

/** Replies to it stay. */
function deleteMessage(call: Call): Answer {
  const own = ownMessageOf(call, "cant_delete_message");
  if (!own.ok) return own.answer;
  const { channelId, ts } = own.message;
  call.workspaces.drop(own.message);
  return { ok: true, channel: channelId, ts };
}

type OwnMessage =
  | { readonly ok: true; readonly message: LocalMessage }
  | { readonly ok: false; readonly answer: Answer };

/** An app may touch what it wrote itself, while the channel is open. */
function ownMessageOf(call: Call, notOwn: string): OwnMessage {
  const channel = channelOf(call);
  const refuse = (error: string): OwnMessage => ({ ok: false, answer: failed(error) });
  if (channel === null) return refuse("channel_not_found");
  if (channel.isArchived) return refuse("is_inactive");
  const message = call.workspaces.message(channel.channelId, call.args.ts ?? "");
  if (message === null) return refuse("message_not_found");
  return message.botId === call.team.botId ? { ok: true, message } : refuse(notOwn);
}

function postEphemeral(call: Call): Answer {
  const { args, team, workspaces } = call;
  const channel = channelOf(call);
  const refusal = refusalOf(channel, team.scopes);
  if (channel === null || refusal !== null) return failed(refusal ?? "channel_not_found");
  const user = workspaces.user(team.teamId, args.user ?? "");
  if (user === null) return failed("user_not_in_channel");
  const read = contentOf(call);
  if (!read.ok) return read.answer;
  const { text, blocks } = read.content;
  const ts = workspaces.nextTs();
  const { channelId } = channel;
  const threadTs = args.thread_ts ?? null;
  workspaces.whisper({ ts, channelId, userId: user.userId, threadTs, text, blocks: blocks ?? [] });
  return { ok: true, message_ts: ts };
}

function getPermalink(call: Call): Answer {
  const channel = channelOf(call);
  if (channel === null) return failed("channel_not_found");
  const ts = call.args.message_ts ?? "";
  if (call.workspaces.message(channel.channelId, ts) === null) return failed("message_not_found");
  const permalink = `https://${call.team.domain}.slack.com/archives/${channel.channelId}/p${ts.replace(".", "")}`;
  return { ok: true, channel: channel.channelId, permalink };
}

function contentOf({ args, workspaces }: Call) {
  const text = args.text ?? "";
  return readContent(
    { text, blocks: readJson(args.blocks), metadata: readJson(args.metadata) },
    workspaces.nextBlockId,
  );
}
