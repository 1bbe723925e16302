import { isDigestTime } from "../../domain/escalation/digest.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";
import type { DigestNotice, ManagerDigestNotice } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { channelsOf } from "../escalation/case-notice.ts";
import { type Digest, digestNoticeOf, managerDigestNoticeOf } from "../escalation/digest-notice.ts";
import { partsOfDigest } from "../escalation/request-digests.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { postponed, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";
import { tellOperators } from "./tell-operators.ts";

/**
 * Posts the digests of departments and of the service managers, each once: one that may have gone out
 * is looked for, and none is edited later.
 */
export async function sendDigests(deps: OutboxDeps): Promise<number> {
  let taken = 0;
  for (const kind of ["department_digest", "manager_digest"] as const) {
    taken += await sendRows(deps, {
      kind,
      limit: MESSAGES_AT_ONCE,
      portion: 1,
      send: (context, rows) => Promise.all(rows.map((row) => postOnce(deps, context, row))),
    });
  }
  return taken;
}

/** A digest with where it goes. */
type Built = {
  readonly notice: DigestNotice | ManagerDigestNotice;
  readonly channelIds: readonly [string, ...string[]];
  readonly quietUntil: number | null;
  readonly readers: string;
};

async function postOnce(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  // Asked for again though it was posted, e.g. by a job that ran twice.
  if (row.sentRevision > 0) return sent(row, null);
  const now = deps.timeSource.now();
  const { calendar, build } = plannedOf(deps, context, row.subjectId);
  const { date } = partsOfDigest(row.subjectId);
  const isTimely = calendar !== null && isDigestTime(calendar, date, now);
  if (row.sendingSince === null && !isTimely) return sent(row, null);
  const teamId = await deps.store.portals.slackTeam(row.portalId);
  if (teamId === null) return postponed(row, { reason: "slack_not_connected", now });
  const built = await build({ subjectId: row.subjectId, date, teamId, now });
  if (built === null) return sent(row, null);
  const { notice, channelIds, ...standing } = built;
  const kept = await keepMessage(deps, row, {
    ...standing,
    noticeIn: (channelId) => inChannel(notice, channelId, channelIds.indexOf(channelId) > 0),
    channelIds,
    message: null,
    remember: async () => undefined,
    hasEnded: !isTimely,
    fingerprint: null,
  });
  // There is no other until tomorrow: somebody may look, or ask.
  if (kept.result.state === "unknown") {
    const detail = { date, channelId: channelIds[0], reason: kept.result.reason };
    await tellOperators(deps, row.portalId, {
      action: "digest_unknown",
      subject: `${standing.readers}:digest`,
      detail,
    });
  }
  return kept;
}

type Planned = {
  readonly calendar: BusinessTime | null;
  readonly build: (digest: Digest) => Promise<Built | null>;
};

/** Nothing where the policy has no such digest any more. */
const NOT_PLANNED: Planned = { calendar: null, build: async () => null };

function plannedOf(deps: OutboxDeps, context: PortalContext, subjectId: string): Planned {
  const { policy, calendars } = context.current;
  const { department: id } = partsOfDigest(subjectId);
  if (id === null) {
    const management = policy.serviceManagement;
    if (management === undefined) return NOT_PLANNED;
    return {
      calendar: calendars(management.calendarId),
      build: async (digest) => {
        const notice = await managerDigestNoticeOf(deps, context, { ...digest, management });
        const channelIds = [management.channelId] as const;
        return notice && { notice, channelIds, quietUntil: null, readers: "service_management" };
      },
    };
  }
  const department = policy.departments.find((entry) => entry.id === id);
  if (department?.calendarId === undefined || !department.dailyDigest) return NOT_PLANNED;
  const calendar = calendars(department.calendarId);
  const quiet = calendars(department.quietHours?.calendarId ?? department.calendarId);
  return {
    calendar,
    build: async (digest) => {
      const notice = await digestNoticeOf(deps, context, { ...digest, department, calendar });
      const openAt = quiet.nextOpen(digest.now);
      const quietUntil = openAt === digest.now ? null : openAt;
      const channelIds = channelsOf(department);
      return notice && { notice, channelIds, quietUntil, readers: `department:${id}` };
    },
  };
}

function inChannel(notice: Built["notice"], channelId: string, isInFallback: boolean) {
  switch (notice.kind) {
    case "digest":
      return { ...notice, channelId, isInFallback };
    case "manager_digest":
      return { ...notice, channelId };
  }
}
