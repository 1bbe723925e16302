import type { FindOutcome, MessageRef, SendOutcome } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow } from "../../ports/store.ts";
import { type CaseNoticeOf, noticeOf } from "../escalation/case-notice.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, postponedUntil, retry, sent, unknown } from "./results.ts";
import { sendRows } from "./send-rows.ts";
import { awayReason, tellOfChannel, tellOfWorkspace, unusableReason } from "./slack-troubles.ts";

/** Few, because each may wait for its channel's turn and all must be done within the lease. */
const ROWS_AT_ONCE = 2;
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

/**
 * Keeps the one living message of each case up to date: posts it once, edits it from then on. A post
 * whose answer was lost is looked for before anything is posted again. One after another: the pace of
 * a channel is slower than we are anyway.
 */
export function sendCaseMessages(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "case_message",
    limit: ROWS_AT_ONCE,
    portion: 1,
    send: (context, rows) => Promise.all(rows.map((row) => bringUpToDate(deps, context, row))),
  });
}

/** One row with what its case says now. */
type Turn = { readonly deps: OutboxDeps; readonly row: OutboxRow; readonly built: CaseNoticeOf };

async function bringUpToDate(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const escalation = await deps.store.escalations.find(row.portalId, row.subjectId);
  if (escalation === null) return dead(row, "case_not_found");
  const { message, endedAt } = escalation;
  // What is over before anybody was told needs no telling.
  if (endedAt !== null && message === null && row.sendingSince === null) return sent(row, null);
  const built = await noticeOf(deps, context, escalation);
  if (built === "slack_not_connected") {
    return postponed(row, { reason: built, now: deps.timeSource.now() });
  }
  const turn = { deps, row, built };
  return message === null ? postOnce(turn, null) : edit(turn, message);
}

/** `lost` is a message of this case that cannot be edited any more: finding it again is no news. */
async function postOnce(turn: Turn, lost: MessageRef | null): Promise<OutboxResult> {
  const { sendingSince } = turn.row;
  return sendingSince === null ? post(turn) : recover(turn, { sendingSince, lost });
}

async function post(turn: Turn): Promise<OutboxResult> {
  const { deps, row, built } = turn;
  if (built.escalation.endedAt !== null) return sent(row, null);
  if (built.quietUntil !== null) {
    return postponedUntil(row, { reason: "quiet_hours", until: built.quietUntil });
  }
  const outcome = await deps.notifier.post(built.notice);
  if (outcome.outcome === "sent") await remember(turn, outcome.ref);
  const next = nextChannel(built);
  const reason = unusableReason(outcome);
  if (next === undefined || reason === null) return resultOf(turn, outcome, { mayRepeat: false });
  await tellOfChannel(deps, built, { reason, next });
  return post(inChannel(turn, next));
}

function nextChannel({ channelIds, notice }: CaseNoticeOf): string | undefined {
  return channelIds[channelIds.indexOf(notice.channelId) + 1];
}

function inChannel(turn: Turn, channelId: string): Turn {
  const isInFallback = channelId !== turn.built.channelIds[0];
  const notice = { ...turn.built.notice, channelId, isInFallback };
  return { ...turn, built: { ...turn.built, notice } };
}

async function edit(turn: Turn, message: MessageRef): Promise<OutboxResult> {
  const outcome = await turn.deps.notifier.edit(turn.built.notice, message);
  const lost = outcome.outcome === "not_sent" && LOST_MESSAGE.includes(outcome.reason);
  const reason = lost ? outcome.reason : unusableReason(outcome);
  return reason === null
    ? resultOf(turn, outcome, { mayRepeat: true })
    : replace(turn, message, reason);
}

/** While the case is open its department must be able to see and press: the message is posted anew. */
async function replace(turn: Turn, lost: MessageRef, reason: string): Promise<OutboxResult> {
  const { row, built } = turn;
  if (built.escalation.endedAt === null) {
    return postOnce(inChannel(turn, built.channelIds[0]), lost);
  }
  // Where nothing stands any more nothing wrong stands either.
  return reason === "message_not_found" ? sent(row, null) : dead(row, reason);
}

/** After a crash or a lost answer: is the message there? */
async function recover(
  turn: Turn,
  { sendingSince, lost }: { readonly sendingSince: number; readonly lost: MessageRef | null },
): Promise<OutboxResult> {
  const { deps, row } = turn;
  const now = deps.timeSource.now();
  const tooSoonMs = sendingSince + LOOK_AFTER_MS - now;
  if (tooSoonMs > 0) {
    return retry(row, { reason: "outcome_open", now, waitMs: tooSoonMs, outcomeOpen: true });
  }
  const { ref, outcome } = await find(turn, sendingSince - SEARCH_MARGIN_MS, lost);
  if (ref !== null) {
    await remember(turn, ref);
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
  const { channelIds, notice } = turn.built;
  let outcome: FindOutcome = { outcome: "absent" };
  for (const channelId of new Set([...channelIds, notice.channelId])) {
    outcome = await turn.deps.notifier.find(inChannel(turn, channelId).built.notice, sinceAt);
    if (outcome.outcome === "found" && outcome.ref.messageTs !== lost?.messageTs) {
      return { ref: outcome.ref, outcome };
    }
    if (channelIds.length > 1 && unusableReason(outcome) !== null) outcome = { outcome: "absent" };
    if (outcome.outcome === "cannot_tell") break;
  }
  return { ref: null, outcome };
}

async function remember({ deps, row }: Turn, ref: MessageRef): Promise<void> {
  await deps.store.escalations.setMessage(row.portalId, row.subjectId, ref);
}

/** For somebody to install the app again: what has to be said then is what holds then. */
async function waitForWorkspace({ deps, row, built }: Turn, reason: string): Promise<OutboxResult> {
  await tellOfWorkspace(deps, built, reason);
  return postponed(row, { reason, now: deps.timeSource.now() });
}

async function resultOf(
  turn: Turn,
  outcome: SendOutcome,
  { mayRepeat }: { readonly mayRepeat: boolean },
): Promise<OutboxResult> {
  const away = awayReason(outcome);
  if (away !== null) return waitForWorkspace(turn, away);
  const { deps, row } = turn;
  const now = deps.timeSource.now();
  switch (outcome.outcome) {
    case "sent":
      return sent(row, null);
    case "not_sent":
      return outcome.retryAfterMs === null
        ? dead(row, outcome.reason)
        : retry(row, { reason: outcome.reason, now, waitMs: outcome.retryAfterMs });
    case "unknown":
      return mayRepeat
        ? retry(row, { reason: outcome.reason, now })
        : retry(row, { reason: outcome.reason, now, waitMs: LOOK_AFTER_MS, outcomeOpen: true });
  }
}
