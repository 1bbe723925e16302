import type { FindOutcome, MessageRef, Notice, SendOutcome } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, postponedUntil, retry, sent, unknown } from "./results.ts";
import {
  awayReason,
  isToWait,
  mayOpenAgain,
  tellOfChannel,
  tellOfWorkspace,
  unusableReason,
} from "./slack-troubles.ts";

/** After a lost answer Slack may still be storing the message: no sooner is it looked for. */
const LOOK_AFTER_MS = 15_000;
/** How far before the first try the search for a lost message begins; the two clocks may differ. */
const SEARCH_MARGIN_MS = 60_000;

/** Slack's words for a message that cannot be edited any more: it is gone, not ours, too old, or archived. */
const LOST_MESSAGE: readonly string[] = [
  "message_not_found",
  "cant_update_message",
  "edit_window_closed",
  "is_inactive",
];

/** One message that is posted once and edited from then on, as it has to be now. */
export type LivingMessage = {
  /** What it says; the channel matters only where it tells why it stands there. */
  readonly noticeIn: (channelId: string) => Notice;
  /** Where it may be posted, the next one while the one before cannot be used. */
  readonly channelIds: readonly [string, ...string[]];
  /** Where it stands; null before it was posted. */
  readonly message: MessageRef | null;
  /** Whoever keeps the reference: called before anything else once it stands. */
  readonly remember: (ref: MessageRef) => Promise<void>;
  /** Its matter is over: nothing is posted any more, what stands is edited a last time. */
  readonly hasEnded: boolean;
  /** Until when nobody is to be disturbed by a post; null when it may be posted now. */
  readonly quietUntil: number | null;
  /** Whose channel it is, as operators are told of trouble with it, e.g. `department:support`. */
  readonly readers: string;
  /** Kept with the row once it is sent; null where nothing needs it. */
  readonly fingerprint: string | null;
};

/**
 * Brings one living message up to date: posts it once, edits it from then on. A post whose answer was
 * lost is looked for before anything is posted again; a channel that cannot be used is left for the next.
 */
export async function keepMessage(
  deps: KeepDeps,
  row: OutboxRow,
  living: LivingMessage,
): Promise<OutboxResult> {
  const { message, channelIds } = living;
  const notice = living.noticeIn(message?.channelId ?? channelIds[0]);
  const turn = { deps, row, living, notice };
  return message === null ? postOnce(turn, null) : edit(turn, message);
}

export type KeepDeps = Pick<OutboxDeps, "store" | "notifier" | "timeSource" | "logger">;

/** One row with its message as it has to be in one channel. */
type Turn = {
  readonly deps: KeepDeps;
  readonly row: OutboxRow;
  readonly living: LivingMessage;
  readonly notice: Notice;
};

/** `lost` is a message that cannot be edited any more: finding it again is no news. */
async function postOnce(turn: Turn, lost: MessageRef | null): Promise<OutboxResult> {
  const { sendingSince } = turn.row;
  return sendingSince === null ? post(turn) : recover(turn, { sendingSince, lost });
}

async function post(turn: Turn): Promise<OutboxResult> {
  const { deps, row, living, notice } = turn;
  if (living.hasEnded) return sent(row, living.fingerprint);
  if (living.quietUntil !== null) {
    return postponedUntil(row, { reason: "quiet_hours", until: living.quietUntil });
  }
  const outcome = await deps.notifier.post(notice);
  if (outcome.outcome === "sent") await living.remember(outcome.ref);
  const next = living.channelIds[living.channelIds.indexOf(notice.channelId) + 1];
  const reason = unusableReason(outcome);
  if (next === undefined || reason === null) return resultOf(turn, outcome, { mayRepeat: false });
  await tellOfChannel(deps, notice, { readers: living.readers, reason, next });
  return post(inChannel(turn, next));
}

function inChannel(turn: Turn, channelId: string): Turn {
  return { ...turn, notice: turn.living.noticeIn(channelId) };
}

async function edit(turn: Turn, message: MessageRef): Promise<OutboxResult> {
  const outcome = await turn.deps.notifier.edit(turn.notice, message);
  const lost = outcome.outcome === "not_sent" && LOST_MESSAGE.includes(outcome.reason);
  const reason = lost ? outcome.reason : unusableReason(outcome);
  return reason === null
    ? resultOf(turn, outcome, { mayRepeat: true })
    : replace(turn, message, reason);
}

/** While it matters its readers must be able to see and press: the message is posted anew. */
async function replace(turn: Turn, lost: MessageRef, reason: string): Promise<OutboxResult> {
  const { deps, row, living } = turn;
  if (!living.hasEnded) return postOnce(inChannel(turn, living.channelIds[0]), lost);
  // Where nothing stands any more nothing wrong stands either.
  if (reason === "message_not_found") return sent(row, living.fingerprint);
  // Once the channel is open again its readers would find what is no longer so.
  if (mayOpenAgain(reason)) return retry(row, { reason, now: deps.timeSource.now() });
  return dead(row, reason);
}

/** After a crash or a lost answer: is the message there? */
async function recover(
  turn: Turn,
  { sendingSince, lost }: { readonly sendingSince: number; readonly lost: MessageRef | null },
): Promise<OutboxResult> {
  const { deps, row, living } = turn;
  const now = deps.timeSource.now();
  const tooSoonMs = sendingSince + LOOK_AFTER_MS - now;
  if (tooSoonMs > 0) {
    return retry(row, { reason: "outcome_open", now, waitMs: tooSoonMs, outcomeOpen: true });
  }
  const { ref, outcome } = await find(turn, sendingSince - SEARCH_MARGIN_MS, lost);
  if (ref !== null) {
    await living.remember(ref);
    return edit(inChannel(turn, ref.channelId), ref);
  }
  if (outcome.outcome !== "cannot_tell") return post(turn);
  const away = awayReason(outcome);
  if (away !== null) return waitForWorkspace(turn, away);
  const { reason, retryAfterMs } = outcome;
  if (retryAfterMs === undefined) return unknown(row, reason);
  return retry(row, { reason, now, waitMs: retryAfterMs, outcomeOpen: true });
}

/**
 * In every channel where it may have been posted. One that cannot be used refused the post as well, if
 * there is another one to fall back to.
 */
async function find(
  turn: Turn,
  sinceAt: number,
  lost: MessageRef | null,
): Promise<{ readonly ref: MessageRef | null; readonly outcome: FindOutcome }> {
  const { channelIds } = turn.living;
  let outcome: FindOutcome = { outcome: "absent" };
  for (const channelId of new Set([...channelIds, turn.notice.channelId])) {
    outcome = await turn.deps.notifier.find(inChannel(turn, channelId).notice, sinceAt);
    if (outcome.outcome === "found" && outcome.ref.messageTs !== lost?.messageTs) {
      return { ref: outcome.ref, outcome };
    }
    if (channelIds.length > 1 && unusableReason(outcome) !== null) outcome = { outcome: "absent" };
    if (outcome.outcome === "cannot_tell") break;
  }
  return { ref: null, outcome };
}

/** For somebody to install the app again: what has to be said then is what holds then. */
async function waitForWorkspace(
  { deps, row, notice }: Turn,
  reason: string,
): Promise<OutboxResult> {
  await tellOfWorkspace(deps, notice, reason);
  return postponed(row, { reason, now: deps.timeSource.now() });
}

async function resultOf(
  turn: Turn,
  outcome: SendOutcome,
  { mayRepeat }: { readonly mayRepeat: boolean },
): Promise<OutboxResult> {
  const away = awayReason(outcome);
  if (away !== null) return waitForWorkspace(turn, away);
  const { deps, row, living } = turn;
  const now = deps.timeSource.now();
  switch (outcome.outcome) {
    case "sent":
      return sent(row, living.fingerprint);
    case "not_sent": {
      const { reason, retryAfterMs } = outcome;
      if (retryAfterMs === null) return dead(row, reason);
      if (isToWait(outcome)) return postponedUntil(row, { reason, until: now + retryAfterMs });
      return retry(row, { reason, now, waitMs: retryAfterMs });
    }
    case "unknown":
      return mayRepeat
        ? retry(row, { reason: outcome.reason, now })
        : retry(row, { reason: outcome.reason, now, waitMs: LOOK_AFTER_MS, outcomeOpen: true });
  }
}
