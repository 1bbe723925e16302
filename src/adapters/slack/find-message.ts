import type { webApi } from "@slack/bolt";
import { z } from "zod";
import type { FindOutcome, Notice } from "../../ports/notifier.ts";
import type { SlackInstallation } from "../../ports/slack-installations.ts";
import type { CallSlack } from "./call-slack.ts";
import { deliveryMark, EVENT_TYPE } from "./marks.ts";

/**
 * Looks through a channel's history, or a thread, for a message that may or may not have been posted.
 *
 * Slack gives apps outside its Marketplace 15 messages a minute here, and none without a history
 * scope: then the honest answer is that nobody can tell.
 */
const PAGE_SIZE = 200;
const PAGES_LIMIT = 5;
/** Slack's clock and ours may differ by this much. */
const CLOCK_DIFFERENCE_MS = 60_000;
/** After a lost answer to a question that changes nothing. */
const ASK_AGAIN_MS = 5_000;

const HistoryMessage = z.looseObject({
  ts: z.string(),
  user: z.string().optional(),
  app_id: z.string().optional(),
  metadata: z
    .looseObject({
      event_type: z.string(),
      event_payload: z.looseObject({ delivery_id: z.unknown() }).optional(),
    })
    .optional(),
  blocks: z.array(z.looseObject({ block_id: z.string().optional() })).optional(),
});
type HistoryMessage = z.infer<typeof HistoryMessage>;

const HistoryPage = z.looseObject({
  messages: z.array(HistoryMessage).default([]),
  has_more: z.boolean().default(false),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

const Identity = z.looseObject({ user_id: z.string() });

export async function findMessage(
  call: CallSlack,
  notice: Notice,
  sinceAt: number,
): Promise<FindOutcome> {
  const oldest = (Math.max(0, sinceAt - CLOCK_DIFFERENCE_MS) / 1000).toFixed(6);
  let cursor: string | undefined;
  for (let pageNumber = 0; pageNumber < PAGES_LIMIT; pageNumber += 1) {
    const page = await readPage(call, notice, { oldest, cursor });
    if (!page.ok) return cannotTell(page, pageNumber);
    if (page.value.messageTs !== null) {
      const ref = { channelId: notice.channelId, messageTs: page.value.messageTs };
      return { outcome: "found", ref };
    }
    cursor = page.value.nextCursor;
    if (cursor === undefined) return { outcome: "absent" };
  }
  return { outcome: "cannot_tell", reason: "history_too_long" };
}

type From = { readonly oldest: string; readonly cursor: string | undefined };

/** A reply stands in its thread alone: the history of the channel leaves replies out. */
function readPage(call: CallSlack, notice: Notice, from: From) {
  const { channelId: channel, threadTs: ts } = notice;
  const method = ts === null ? "conversations.history" : "conversations.replies";
  return call(method, notice, async (client, installation) => {
    const asked = {
      channel,
      oldest: from.oldest,
      inclusive: true,
      limit: PAGE_SIZE,
      include_all_metadata: true,
      ...(from.cursor === undefined ? {} : { cursor: from.cursor }),
    };
    const answer =
      ts === null
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts });
    const page = HistoryPage.parse(answer);
    const self = await identify(client, installation);
    const found = page.messages.find((message) => isOf(message, notice, self));
    const nextCursor = page.has_more ? page.response_metadata?.next_cursor || undefined : undefined;
    return { messageTs: found?.ts ?? null, nextCursor };
  });
}

/** An installation by settings does not say who the bot is, and whoever does not know finds nothing. */
async function identify(
  client: webApi.WebClient,
  installation: SlackInstallation,
): Promise<SlackInstallation> {
  if (installation.botUserId !== "" || installation.appId !== "") return installation;
  const { user_id: botUserId } = Identity.parse(await client.auth.test());
  return { ...installation, botUserId };
}

/** Other apps may read our marks and copy them, so the message must be our own as well. */
function isOf(message: HistoryMessage, notice: Notice, installation: SlackInstallation): boolean {
  if (message.user !== installation.botUserId && message.app_id !== installation.appId)
    return false;
  const { metadata } = message;
  if (
    metadata?.event_type === EVENT_TYPE &&
    metadata.event_payload?.delivery_id === notice.deliveryId
  ) {
    return true;
  }
  const mark = deliveryMark(notice.deliveryId);
  const blockId = message.blocks?.[0]?.block_id ?? "";
  return blockId === mark || blockId.startsWith(`${mark}:`);
}

/** Asking again helps only from the start: a limit met half-way would be met there again. */
function cannotTell(
  failure: {
    readonly happened: string;
    readonly reason: string;
    readonly retryAfterMs: number | null;
  },
  pageNumber: number,
): FindOutcome {
  const { reason } = failure;
  const retryAfterMs = failure.happened === "unknown" ? ASK_AGAIN_MS : failure.retryAfterMs;
  if (retryAfterMs === null || pageNumber > 0) return { outcome: "cannot_tell", reason };
  return { outcome: "cannot_tell", reason, retryAfterMs };
}
