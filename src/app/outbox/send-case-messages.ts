import type { CaseRow } from "../../ports/case-store.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { type CaseNoticeOf, noticeOf } from "../escalation/case-notice.ts";
import { freeCase, placeCase } from "../escalation/place-case.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, retry, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";
import { waitsForTurn } from "./slack-troubles.ts";

/** Keeps the one living message of each case up to date: its own, or the list of its group. */
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
  const escalation = await deps.store.escalations.find(row.portalId, row.subjectId);
  if (escalation === null) return dead(row, "case_not_found");
  const { groupId, isShown, message, endedAt } = escalation;
  // Whoever put it into the group has asked already; what has changed since has raised the revision.
  if (groupId !== null && row.revision > 1) await askForGroup(deps, row, groupId);
  // In a list, unless somebody asked to see it.
  if (groupId !== null && !isShown) return sent(row, null);
  // What is over before anybody was told needs no telling.
  if (endedAt !== null && message === null && row.sendingSince === null) return sent(row, null);
  const built = await noticeOf(deps, context, escalation);
  if (built === "slack_not_connected") {
    return postponed(row, { reason: built, now: deps.timeSource.now() });
  }
  if (groupId !== null) return keepInThread(deps, row, { built, groupId });
  const isNew = message === null && row.sendingSince === null && built.quietUntil === null;
  return isNew ? tellOnce(deps, context, { row, built }) : keep(deps, row, built);
}

function askForGroup({ store, timeSource }: OutboxDeps, { portalId }: OutboxRow, groupId: string) {
  return store.outbox.request(
    portalId,
    [{ kind: "case_group", subjectId: groupId }],
    timeSource.now(),
  );
}

/** Its first message: its own, unless it stands together with others. */
async function tellOnce(
  deps: OutboxDeps,
  context: PortalContext,
  { row, built }: { readonly row: OutboxRow; readonly built: CaseNoticeOf },
): Promise<OutboxResult> {
  const { escalation } = built;
  const placing = { escalation, now: deps.timeSource.now() };
  const place = escalation.standsAlone ? "alone" : await placeCase(deps, context, placing);
  if (place === "in_group") return sent(row, null);
  const kept = await keep(deps, row, built);
  // One that only waits for its turn in the channel keeps its place.
  if (isSurelyNotSent(kept) && !waitsForTurn(kept)) {
    await freeCase(deps, context, escalation.caseId);
  }
  return kept;
}

function isSurelyNotSent({ result }: OutboxResult): boolean {
  return result.state === "dead" || (result.state === "retry" && !result.outcomeOpen);
}

/** A case of a group that somebody asked to see stands in the thread of the group's message. */
async function keepInThread(
  deps: OutboxDeps,
  row: OutboxRow,
  { built, groupId }: { readonly built: CaseNoticeOf; readonly groupId: string },
): Promise<OutboxResult> {
  const group = await deps.store.caseGroups.find(row.portalId, groupId);
  const root = group?.message ?? null;
  if (root === null) {
    return retry(row, { reason: "group_not_posted", now: deps.timeSource.now() });
  }
  const notice = { ...built.notice, threadTs: root.messageTs };
  // Somebody asked for it and waits: that disturbs nobody.
  return keep(deps, row, { ...built, notice, channelIds: [root.channelId], quietUntil: null });
}

function keep(deps: OutboxDeps, row: OutboxRow, built: CaseNoticeOf): Promise<OutboxResult> {
  const { notice, channelIds, quietUntil, escalation } = built;
  const { caseId, message, endedAt, department }: CaseRow = escalation;
  return keepMessage(deps, row, {
    noticeIn: (channelId) => {
      return { ...notice, channelId, isInFallback: channelIds.indexOf(channelId) > 0 };
    },
    channelIds,
    message,
    remember: (ref) => deps.store.escalations.setMessage(row.portalId, caseId, ref),
    hasEnded: endedAt !== null,
    quietUntil,
    readers: `department:${department}`,
    fingerprint: null,
  });
}
