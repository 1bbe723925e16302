import { z } from "zod";
import type { CaseNotice, MessageRef, Notifier, SendOutcome } from "../../ports/notifier.ts";
import {
  type Called,
  createCallSlack,
  type SlackCallDeps,
  type SlackCallSettings,
} from "./call-slack.ts";
import { type CaseMessage, caseMessage } from "./case-message.ts";
import { findCaseMessage } from "./find-case-message.ts";

/** Slack refuses the look of a message, not its sense: then the words alone have to do. */
const REFUSED_LOOK: readonly string[] = [
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
];

/** Markup in names is escaped already; this keeps Slack from finding links and mentions by itself. */
const LITERAL = { parse: "none", unfurl_links: false, unfurl_media: false } as const;

const Posted = z.looseObject({ channel: z.string(), ts: z.string() });

/** Posts and edits the living message of a case. When to try again is the caller's to decide. */
export function createSlackNotifier(
  deps: SlackCallDeps,
  settings: SlackCallSettings = {},
): Notifier {
  const call = createCallSlack(deps, settings);

  function post(notice: CaseNotice, message: Look): Promise<Called<MessageRef>> {
    return call("chat.postMessage", notice, async (client) => {
      const place = { channel: notice.channelId };
      const answer = Posted.parse(
        await client.chat.postMessage({ ...place, ...message, ...LITERAL }),
      );
      return { channelId: answer.channel, messageTs: answer.ts };
    });
  }

  function edit(notice: CaseNotice, ref: MessageRef, message: Look): Promise<Called<MessageRef>> {
    return call("chat.update", notice, async (client) => {
      const place = { channel: ref.channelId, ts: ref.messageTs };
      await client.chat.update({ ...place, ...message, parse: "none" });
      return ref;
    });
  }

  /** An ugly message is better than none; the error in the log is for us to mend. */
  async function send(
    notice: CaseNotice,
    attempt: (message: Look) => Promise<Called<MessageRef>>,
  ): Promise<SendOutcome> {
    const message = caseMessage(notice);
    const called = await attempt(message);
    if (called.ok || !REFUSED_LOOK.includes(called.reason)) return outcomeOf(called);
    deps.logger.error({ reason: called.reason, caseId: notice.caseId }, "Slack refused our blocks");
    return outcomeOf(await attempt({ text: message.text, metadata: message.metadata }));
  }

  return {
    post: (notice) => send(notice, (message) => post(notice, message)),
    edit: (notice, ref) => send(notice, (message) => edit(notice, ref, message)),
    find: (notice, sinceAt) => findCaseMessage(call, notice, sinceAt),
  };
}

type Look = Pick<CaseMessage, "text" | "metadata"> & Partial<Pick<CaseMessage, "blocks">>;

function outcomeOf(called: Called<MessageRef>): SendOutcome {
  if (called.ok) return { outcome: "sent", ref: called.value };
  const { happened, reason, retryAfterMs } = called;
  return happened === "unknown"
    ? { outcome: "unknown", reason }
    : { outcome: "not_sent", reason, retryAfterMs };
}
