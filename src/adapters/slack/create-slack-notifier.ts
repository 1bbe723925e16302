import { z } from "zod";
import type { MessageRef, Notice, Notifier, SendOutcome } from "../../ports/notifier.ts";
import {
  type Called,
  createCallSlack,
  type SlackCallDeps,
  type SlackCallSettings,
} from "./call-slack.ts";
import { findMessage } from "./find-message.ts";
import type { Message } from "./marks.ts";
import { messageOf } from "./message.ts";
import { linkTo } from "./text.ts";

/** Slack refuses the look of a message, not its sense: then the words alone have to do. */
const REFUSED_LOOK: readonly string[] = [
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
];

/** Markup in names is escaped already; this keeps Slack from finding links and mentions by itself. */
const LITERAL = { parse: "none", unfurl_links: false, unfurl_media: false } as const;

const Linked = z.looseObject({ permalink: z.string() });
const Posted = z.looseObject({ channel: z.string(), ts: z.string() });

/** Posts and edits messages. When to try again is the caller's to decide. */
export function createSlackNotifier(
  deps: SlackCallDeps,
  settings: SlackCallSettings = {},
): Notifier {
  const call = createCallSlack(deps, settings);

  function post(notice: Notice, message: Look): Promise<Called<MessageRef>> {
    return call("chat.postMessage", notice, async (client) => {
      const { channelId: channel, threadTs } = notice;
      const place = { channel, ...(threadTs === null ? {} : { thread_ts: threadTs }) };
      const answer = Posted.parse(
        await client.chat.postMessage({ ...place, ...message, ...LITERAL }),
      );
      return { channelId: answer.channel, messageTs: answer.ts };
    });
  }

  function edit(notice: Notice, ref: MessageRef, message: Look): Promise<Called<MessageRef>> {
    return call("chat.update", notice, async (client) => {
      const place = { channel: ref.channelId, ts: ref.messageTs };
      await client.chat.update({ ...place, ...message, parse: "none" });
      return ref;
    });
  }

  function remove(notice: Notice, ref: MessageRef): Promise<Called<MessageRef>> {
    return call("chat.delete", notice, async (client) => {
      await client.chat.delete({ channel: ref.channelId, ts: ref.messageTs });
      return ref;
    });
  }

  /** A person is called without the link rather than later: only the message itself may wait. */
  async function linkOf(notice: Notice): Promise<string | null> {
    const isPage = notice.kind === "page" || notice.kind === "group_page";
    if (!isPage || notice.message === null) return null;
    const { channelId: channel, messageTs: message_ts } = notice.message;
    const called = await call("chat.getPermalink", notice, async (client) =>
      Linked.parse(await client.chat.getPermalink({ channel, message_ts })),
    );
    return called.ok ? linkTo(called.value.permalink) : null;
  }

  /** An ugly message is better than none; the error in the log is for us to mend. */
  async function send(
    notice: Notice,
    attempt: (message: Look) => Promise<Called<MessageRef>>,
  ): Promise<SendOutcome> {
    const message = messageOf(notice, await linkOf(notice));
    const called = await attempt(message);
    if (called.ok || !REFUSED_LOOK.includes(called.reason)) return outcomeOf(called);
    deps.logger.error(
      { reason: called.reason, deliveryId: notice.deliveryId },
      "Slack refused our blocks",
    );
    return outcomeOf(await attempt({ text: message.text, metadata: message.metadata }));
  }

  return {
    post: (notice) => send(notice, (message) => post(notice, message)),
    edit: (notice, ref) => send(notice, (message) => edit(notice, ref, message)),
    delete: async (notice, ref) => outcomeOf(await remove(notice, ref)),
    find: (notice, sinceAt) => findMessage(call, notice, sinceAt),
  };
}

type Look = Pick<Message, "text" | "metadata"> & Partial<Pick<Message, "blocks">>;

function outcomeOf(called: Called<MessageRef>): SendOutcome {
  if (called.ok) return { outcome: "sent", ref: called.value };
  const { happened, reason, retryAfterMs } = called;
  return happened === "unknown"
    ? { outcome: "unknown", reason }
    : { outcome: "not_sent", reason, retryAfterMs };
}
