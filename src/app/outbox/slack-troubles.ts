import type { FindOutcome, NoticeBase, SendOutcome } from "../../ports/notifier.ts";
import type { OutboxResult } from "../../ports/outbox-store.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { tellOperators } from "./tell-operators.ts";

/** Slack's words for a channel that is gone, closed, or not open to Aftercare; some have endings. */
const UNUSABLE_CHANNEL =
  /^(channel_not_found|is_archived|not_in_channel|channel_is_limited_access|restricted_action.*)$/;
/** Its words, and ours, for a workspace that Aftercare has no right to write to any more. */
const WORKSPACE_AWAY =
  /^(slack_not_installed|invalid_auth|account_inactive|token_revoked|not_authed|team_access_not_granted)$/;

/** Why nothing can be written in the channel, now or when it is tried again; null when that is not so. */
export function unusableReason(outcome: SendOutcome | FindOutcome): string | null {
  return refusalIn(UNUSABLE_CHANNEL, outcome);
}

/** Its word for an edit in an archived channel. */
const CHANNEL_IS_CLOSED = "is_inactive";

/** Whether what was refused may be possible again one day, without anybody's doing here. */
export function mayOpenAgain(reason: string): boolean {
  return reason === CHANNEL_IS_CLOSED || UNUSABLE_CHANNEL.test(reason);
}

/** Why nothing can be written until somebody installs the app again; null when that is not so. */
export function awayReason(outcome: SendOutcome | FindOutcome): string | null {
  return refusalIn(WORKSPACE_AWAY, outcome);
}

/** Slack's words, and ours, for a call that was not made because its turn has not come. */
const NOT_ITS_TURN = /^(not_its_turn|rate_limited|ratelimited|message_limit_exceeded)$/;

/** It was not sent only for its turn to come: however often that is so, nothing is wrong. */
export function isToWait(outcome: SendOutcome | FindOutcome): boolean {
  return refusalIn(NOT_ITS_TURN, outcome) !== null;
}

/** Its words for a reply whose thread is gone with its first message. */
const LOST_THREAD = /^(thread_not_found|cannot_reply_to_message|message_not_found)$/;

/** Its words for a channel that has messages and no threads. */
const WITHOUT_THREADS = /^restricted_action_(non_threadable_channel|thread_locked)$/;

/** Why a reply cannot stand where its thread was: the channel, or only the thread; null when it can. */
export function misplacedReply({ result }: OutboxResult): "channel" | "thread" | null {
  if (result.state !== "dead" || WITHOUT_THREADS.test(result.reason)) return null;
  if (UNUSABLE_CHANNEL.test(result.reason)) return "channel";
  return LOST_THREAD.test(result.reason) ? "thread" : null;
}

/** The same of what is noted with the row. */
export function waitsForTurn({ result }: OutboxResult): boolean {
  return result.state === "retry" && NOT_ITS_TURN.test(result.reason);
}

function refusalIn(words: RegExp, outcome: SendOutcome | FindOutcome): string | null {
  const isRefused = outcome.outcome === "not_sent" || outcome.outcome === "cannot_tell";
  return isRefused && words.test(outcome.reason) ? outcome.reason : null;
}

type Deps = Pick<OutboxDeps, "store" | "logger" | "timeSource">;

type Place = Pick<NoticeBase, "portalId" | "teamId" | "channelId">;

/** `readers`: whose channel it is, e.g. `department:support`. */
export function tellOfChannel(
  deps: Deps,
  { portalId, channelId }: Place,
  trouble: { readonly readers: string; readonly reason: string; readonly next: string },
): Promise<void> {
  const { readers, reason, next } = trouble;
  return tellOperators(deps, portalId, {
    action: "channel_unusable",
    subject: readers,
    detail: { channelId, reason, fallbackChannelId: next },
  });
}

export function tellOfWorkspace(
  deps: Deps,
  { portalId, teamId }: Pick<Place, "portalId" | "teamId">,
  reason: string,
): Promise<void> {
  return tellOperators(deps, portalId, {
    action: "slack_away",
    subject: "slack",
    detail: { teamId, reason },
  });
}
