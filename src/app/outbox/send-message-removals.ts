import { isOn } from "../../domain/governance/mode.ts";
import type { MessageRef, RemovedNotice, SendOutcome } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow, OutboxTarget } from "../../ports/outbox-store.ts";
import type { PostedMessage } from "../../ports/posted-messages.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, postponedBriefly, postponedUntil, retry, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";
import { awayReason, isToWait, tellOfWorkspace } from "./slack-troubles.ts";

type Deps = Pick<OutboxDeps, "store" | "notifier" | "contexts" | "timeSource" | "logger">;

/** Slack's words for a message that may not be edited any more: it may still be taken away. */
const NO_MORE_EDITS: readonly string[] = ["cant_update_message", "edit_window_closed"];
/** Where nothing stands any more nobody is named. */
const GONE = "message_not_found";

/** What asks for the removal of the words of one message. */
export function removalOf({ channelId, messageTs }: MessageRef): OutboxTarget {
  return { kind: "message_removal", subjectId: `${channelId} ${messageTs}` };
}

/**
 * Takes the words out of messages that tell of somebody who was erased. One that is kept up to date
 * loses them by its next edit; any other is edited to say that they are gone, or is deleted where Slack
 * does not let it be edited. What cannot be reached is told with its place.
 */
export function sendMessageRemovals(deps: Deps): Promise<number> {
  return sendRows(deps, {
    kind: "message_removal",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    isParallel: true,
    send: (context, rows) => Promise.all(rows.map((row) => removeWords(deps, context, row))),
  });
}

async function removeWords(
  deps: Deps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const { portalId, subjectId } = row;
  const { postedMessages } = deps.store;
  const [channelId = "", messageTs = ""] = subjectId.split(" ");
  const message = await postedMessages.find(portalId, { channelId, messageTs });
  if (message === null || message.erasureId === null) return sent(row, null);
  const isKept = isOn(context.portal.mode, "escalation");
  const living = isKept ? await postedMessages.living(portalId, message) : null;
  if (living === "due") {
    return postponedBriefly(row, { reason: "edit_first", now: deps.timeSource.now() });
  }
  if (living === "done") {
    await postedMessages.unmark(portalId, message);
    return sent(row, null);
  }
  return blank(deps, context, { row, message });
}

type Turn = { readonly row: OutboxRow; readonly message: PostedMessage };

/** Both may be repeated: a second edit says the same, and what is deleted is not found again. */
async function blank(deps: Deps, context: PortalContext, turn: Turn): Promise<OutboxResult> {
  const { notifier } = deps;
  const notice = noticeOf(deps, context, turn);
  const edited = await notifier.edit(notice, turn.message);
  const isRefused = edited.outcome === "not_sent" && NO_MORE_EDITS.includes(edited.reason);
  const outcome = isRefused ? await notifier.delete(notice, turn.message) : edited;
  return resultOf(deps, turn, outcome);
}

function noticeOf(
  { timeSource }: Deps,
  { portal }: PortalContext,
  { row: { portalId }, message: { teamId, channelId, messageTs } }: Turn,
): RemovedNotice {
  return {
    kind: "removed",
    ...{ portalId, teamId, channelId, threadTs: null, revision: 1, language: portal.language },
    deliveryId: `${portalId}-removed-${messageTs.replace(".", "-")}`,
    now: timeSource.now(),
  };
}

async function resultOf(
  deps: Deps,
  { row, message }: Turn,
  outcome: SendOutcome,
): Promise<OutboxResult> {
  const { portalId } = row;
  const now = deps.timeSource.now();
  if (outcome.outcome === "unknown") return retry(row, { reason: outcome.reason, now });
  if (outcome.outcome === "sent" || outcome.reason === GONE) {
    await deps.store.postedMessages.forget(portalId, message);
    return sent(row, null);
  }
  const away = awayReason(outcome);
  if (away !== null) {
    await tellOfWorkspace(deps, { portalId, teamId: message.teamId }, away);
    return postponed(row, { reason: away, now });
  }
  const { reason, retryAfterMs } = outcome;
  if (retryAfterMs === null) return leave(deps, { row, message }, reason);
  if (isToWait(outcome)) return postponedUntil(row, { reason, until: now + retryAfterMs });
  return retry(row, { reason, now, waitMs: retryAfterMs });
}

/** Whoever may write there, or delete there, finds it by its place. */
async function leave(
  { store, timeSource }: Deps,
  { row, message }: Turn,
  reason: string,
): Promise<OutboxResult> {
  const { portalId } = row;
  const { erasureId, channelId, messageTs, teamId } = message;
  await store.transaction(async () => {
    await store.postedMessages.leave(portalId, message, reason);
    await store.audit.append(portalId, [
      {
        ...{ at: timeSource.now(), actor: "aftercare", action: "message_left" },
        ...{ subject: `erasure:${erasureId}`, detail: { teamId, channelId, messageTs, reason } },
      },
    ]);
  });
  return dead(row, reason);
}
