import { z } from "zod";
import { blockErrors } from "./message-limits.ts";
import { type Answer, type Call, failed, type Method } from "./method.ts";
import { LocalBlock, type LocalChannel, type LocalMessage, LocalMetadata } from "./workspace.ts";

const TEXT_LIMIT = 40_000;

type Content = {
  readonly text: string;
  /** Null when the call did not speak of them. */
  readonly blocks: readonly LocalBlock[] | null;
  readonly metadata: LocalMetadata | null;
};
type Read =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly answer: Answer };

export const CHAT_METHODS: Readonly<Record<string, Method>> = {
  "chat.postMessage": { scopes: () => ["chat:write"], run: postMessage },
  "chat.update": { scopes: () => ["chat:write"], run: update },
  "chat.postEphemeral": { scopes: () => ["chat:write"], run: postEphemeral },
  "chat.getPermalink": { scopes: () => [], run: getPermalink },
};

/** The channel of a call, if it is one of the caller's own workspace. */
export function channelOf({ args, team, workspaces }: Call): LocalChannel | null {
  const channel = workspaces.channel(args.channel ?? "");
  return channel?.teamId === team.teamId ? channel : null;
}

/** A message as the Web API and button presses tell it. */
export function messageJson(message: LocalMessage, withPayload: boolean): Record<string, unknown> {
  const { metadata } = message;
  return {
    type: "message",
    ts: message.ts,
    user: message.userId,
    bot_id: message.botId,
    app_id: message.appId,
    team: message.teamId,
    text: message.text,
    blocks: message.blocks,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.isEdited ? { edited: { user: message.userId, ts: message.ts } } : {}),
    ...(metadata === null
      ? {}
      : { metadata: withPayload ? metadata : { event_type: metadata.event_type } }),
  };
}

function postMessage(call: Call): Answer {
  const { team, args, workspaces } = call;
  const channel = channelOf(call);
  const refusal = refusalOf(channel, team.scopes);
  if (channel === null || refusal !== null) return failed(refusal ?? "channel_not_found");
  const read = readContent(call);
  if (!read.ok) return read.answer;
  const { text, blocks, metadata } = read.content;
  if (text === "" && (blocks ?? []).length === 0) return failed("no_text");
  const message: LocalMessage = {
    ts: workspaces.nextTs(),
    channelId: channel.channelId,
    teamId: team.teamId,
    userId: team.botUserId,
    botId: team.botId,
    appId: team.appId,
    threadTs: args.thread_ts ?? null,
    text,
    blocks: blocks ?? [],
    metadata,
    isEdited: false,
  };
  workspaces.put(message);
  return {
    ok: true,
    channel: channel.channelId,
    ts: message.ts,
    message: messageJson(message, true),
  };
}

function refusalOf(channel: LocalChannel | null, scopes: readonly string[]): string | null {
  if (channel === null || (channel.isPrivate && !channel.hasBot)) return "channel_not_found";
  if (channel.isArchived) return "is_archived";
  return channel.hasBot || scopes.includes("chat:write.public") ? null : "not_in_channel";
}

/** Without `metadata` the old one stays; without `blocks` they are gone, and the message shows "edited". */
function update(call: Call): Answer {
  const { args, team, workspaces } = call;
  const channel = channelOf(call);
  if (channel === null) return failed("channel_not_found");
  if (channel.isArchived) return failed("is_inactive");
  const ts = args.ts ?? "";
  const message = workspaces.message(channel.channelId, ts);
  if (message === null) return failed("message_not_found");
  if (message.botId !== team.botId) return failed("cant_update_message");
  const read = readContent(call);
  if (!read.ok) return read.answer;
  const { text, blocks, metadata } = read.content;
  const isEdited = message.isEdited || blocks === null;
  workspaces.put({
    ...message,
    text,
    blocks: blocks ?? [],
    metadata: metadata ?? message.metadata,
    isEdited,
  });
  return { ok: true, channel: channel.channelId, ts, text };
}

function postEphemeral(call: Call): Answer {
  const { args, team, workspaces } = call;
  const channel = channelOf(call);
  const refusal = refusalOf(channel, team.scopes);
  if (channel === null || refusal !== null) return failed(refusal ?? "channel_not_found");
  const userId = args.user ?? "";
  const isMember = workspaces.users.some(
    (user) => user.userId === userId && user.teamId === team.teamId,
  );
  if (!isMember) return failed("user_not_in_channel");
  const read = readContent(call);
  if (!read.ok) return read.answer;
  const { text, blocks } = read.content;
  const ts = workspaces.nextTs();
  workspaces.whisper({ ts, channelId: channel.channelId, userId, text, blocks: blocks ?? [] });
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

function readContent({ args, workspaces }: Call): Read {
  const text = args.text ?? "";
  if (text.length > TEXT_LIMIT) return refuse(failed("msg_too_long"));
  const blocks = readJson(args.blocks);
  if (blocks === INVALID_JSON) return refuse(failed("invalid_blocks_format"));
  const errors = blocks === null ? [] : blockErrors(blocks);
  if (errors.length > 0) {
    const messages = errors.map((error) => `[ERROR] ${error}`);
    return refuse({
      ...failed("invalid_blocks"),
      errors,
      response_metadata: { messages },
    });
  }
  const metadata = LocalMetadata.nullable().safeParse(readJson(args.metadata));
  if (!metadata.success) return refuse(failed("invalid_metadata_format"));
  const stored =
    blocks === null
      ? null
      : z
          .array(LocalBlock)
          .parse(blocks)
          .map((block) => ({
            ...block,
            block_id: block.block_id ?? workspaces.nextBlockId(),
          }));
  return { ok: true, content: { text, blocks: stored, metadata: metadata.data } };
}

const INVALID_JSON = Symbol("not JSON");

function readJson(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return INVALID_JSON;
  }
}

function refuse(answer: Answer): Read {
  return { ok: false, answer };
}
