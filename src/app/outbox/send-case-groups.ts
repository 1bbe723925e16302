import { checksum } from "../../domain/checksum.ts";
import type { GroupNotice } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { groupNoticeOf } from "../escalation/group-notice.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";

/** Keeps the one living message of each group of cases up to date. */
export function sendCaseGroups(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "case_group",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    send: (context, rows) => Promise.all(rows.map((row) => bringUpToDate(deps, context, row))),
  });
}

async function bringUpToDate(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const { portalId, subjectId: groupId, revision } = row;
  const now = deps.timeSource.now();
  const group = await deps.store.caseGroups.find(portalId, groupId);
  if (group === null) return dead(row, "group_not_found");
  const teamId = await deps.store.portals.slackTeam(portalId);
  if (teamId === null) return postponed(row, { reason: "slack_not_connected", now });
  const built = await groupNoticeOf(deps, context, { group, teamId, revision, now });
  if (built === "no_cases") return dead(row, "group_without_cases");
  const { notice, channelIds, ...standing } = built;
  const { message } = group;
  const fingerprint = fingerprintOf(notice);
  const isUnchanged = message !== null && row.sentFingerprint === fingerprint;
  // Each of hundreds of cases asks for an edit; most of them come to the same.
  if (isUnchanged && row.sendingSince === null) return sent(row, fingerprint);
  return keepMessage(deps, row, {
    ...standing,
    noticeIn: (channelId) => {
      return { ...notice, channelId, isInFallback: channelIds.indexOf(channelId) > 0 };
    },
    channelIds,
    message,
    remember: (ref) => deps.store.caseGroups.setMessage(portalId, groupId, ref),
    readers: `department:${group.department}`,
    fingerprint,
  });
}

/** Of what it says, not of when. */
function fingerprintOf({ now: _at, revision: _as, ...said }: GroupNotice): string {
  return checksum(JSON.stringify(said));
}
