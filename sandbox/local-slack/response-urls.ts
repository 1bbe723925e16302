import { randomUUID } from "node:crypto";
import { z } from "zod";
import { postedBy } from "./bot-post.ts";
import { readContent } from "./message-content.ts";
import type { LocalBlock } from "./message-store.ts";
import { type Answer, failed } from "./method.ts";
import type { Workspaces } from "./workspace.ts";

/**
 * The addresses to which an app answers what a person did: five times within thirty minutes, to that
 * person unless it says otherwise. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
const USES_LIMIT = 5;
const LIFETIME_MS = 30 * 60_000;
const ADDRESSES_LIMIT = 1000;

export const AppResponse = z.looseObject({
  response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral"),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().nullable().default(null),
  text: z.string().default(""),
  blocks: z.unknown().optional(),
});
type AppResponse = z.infer<typeof AppResponse>;

export type ResponseAddress = {
  readonly channelId: string;
  readonly userId: string;
  /** The message in which something was pressed, if one was. */
  readonly originalTs: string | null;
};
type Address = ResponseAddress & { readonly madeAt: number; usesLeft: number };
type Shown = { readonly text: string; readonly blocks: readonly LocalBlock[] };

export type ResponseUrls = ReturnType<typeof createResponseUrls>;

export function createResponseUrls(workspaces: Workspaces) {
  const addresses = new Map<string, Address>();
  return {
    /** The path of a new address. */
    make(address: ResponseAddress): string {
      const id = randomUUID();
      addresses.set(id, { ...address, madeAt: workspaces.now(), usesLeft: USES_LIMIT });
      const [oldest] = addresses.keys();
      if (addresses.size > ADDRESSES_LIMIT && oldest !== undefined) addresses.delete(oldest);
      return `/response/${id}`;
    },
    take(path: string, body: unknown): Answer {
      const address = addresses.get(path.replace("/response/", ""));
      if (address === undefined || workspaces.now() > address.madeAt + LIFETIME_MS)
        return failed("expired_url");
      if (address.usesLeft === 0) return failed("used_url");
      const response = AppResponse.safeParse(body);
      if (!response.success) return failed("invalid_payload");
      const answer = respond(workspaces, address, response.data);
      if (answer.ok) address.usesLeft -= 1;
      return answer;
    },
  };
}

/** Shows what an app answered to something that a person did. */
export function respond(
  workspaces: Workspaces,
  address: ResponseAddress,
  response: AppResponse,
): Answer {
  const { channelId, originalTs } = address;
  const isOnOriginal = response.delete_original || response.replace_original;
  if (isOnOriginal && originalTs === null) return failed("no_original");
  if (response.delete_original && originalTs !== null) {
    workspaces.drop({ channelId, ts: originalTs });
    return { ok: true };
  }
  const { text } = response;
  const raw = { text, blocks: response.blocks ?? null, metadata: null };
  const read = readContent(raw, workspaces.nextBlockId);
  if (!read.ok) return read.answer;
  const shown = { text, blocks: read.content.blocks ?? [] };
  if (text === "" && shown.blocks.length === 0) return failed("no_text");
  if (originalTs !== null && response.replace_original) {
    return replaceOriginal(workspaces, { channelId, ts: originalTs }, shown);
  }
  return response.response_type === "in_channel"
    ? postInChannel(workspaces, address, { ...shown, threadTs: response.thread_ts })
    : whisper(workspaces, address, { ...shown, threadTs: response.thread_ts });
}

function replaceOriginal(
  workspaces: Workspaces,
  { channelId, ts }: { readonly channelId: string; readonly ts: string },
  shown: Shown,
): Answer {
  const message = workspaces.message(channelId, ts);
  const ephemeral = workspaces.ephemeral(ts);
  if (message !== null) workspaces.put({ ...message, ...shown });
  else if (ephemeral !== null) workspaces.whisper({ ...ephemeral, ...shown });
  else return failed("message_not_found");
  return { ok: true };
}

type Reply = Shown & { readonly threadTs: string | null };

/** Works where the bot is not a member, too. */
function postInChannel(workspaces: Workspaces, address: ResponseAddress, reply: Reply): Answer {
  const channel = workspaces.channel(address.channelId);
  const team = channel === null ? null : workspaces.team(channel.teamId);
  if (channel === null || team === null) return failed("channel_not_found");
  workspaces.put({
    ...postedBy(team, channel),
    ...reply,
    ts: workspaces.nextTs(),
  });
  return { ok: true };
}

function whisper(
  workspaces: Workspaces,
  { channelId, userId }: ResponseAddress,
  reply: Reply,
): Answer {
  workspaces.whisper({ ...reply, ts: workspaces.nextTs(), channelId, userId });
  return { ok: true };
}
