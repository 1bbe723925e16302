import type { OutboxResult, OutboxRow } from "../../ports/store.ts";
import { noticeOf } from "../escalation/case-notice.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";

/** Keeps the one living message of each case up to date. */
export function sendCaseMessages(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "case_message",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    isParallel: true,
    send: (context, rows) => Promise.all(rows.map((row) => bringUpToDate(deps, context, row))),
  });
}

async function bringUpToDate(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const { portalId, subjectId: caseId } = row;
  const escalation = await deps.store.escalations.find(portalId, caseId);
  if (escalation === null) return dead(row, "case_not_found");
  const { message, endedAt } = escalation;
  // What is over before anybody was told needs no telling.
  if (endedAt !== null && message === null && row.sendingSince === null) return sent(row, null);
  const built = await noticeOf(deps, context, escalation);
  if (built === "slack_not_connected") {
    return postponed(row, { reason: built, now: deps.timeSource.now() });
  }
  const { notice, channelIds, quietUntil } = built;
  return keepMessage(deps, row, {
    noticeIn: (channelId) => {
      return { ...notice, channelId, isInFallback: channelIds.indexOf(channelId) > 0 };
    },
    channelIds,
    message,
    remember: (ref) => deps.store.escalations.setMessage(portalId, caseId, ref),
    hasEnded: endedAt !== null,
    quietUntil,
    readers: `department:${escalation.department}`,
    fingerprint: null,
  });
}
