import type { FindOutcome, SendOutcome } from "../../ports/notifier.ts";
import type { CaseNoticeOf } from "../escalation/case-notice.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** Slack's words for a channel that is gone, closed, or not open to Aftercare; some have endings. */
const UNUSABLE =
  /^(channel_not_found|is_archived|not_in_channel|channel_is_limited_access|restricted_action.*)$/;
/** An admin who did not mend it is told again after so long. */
const TOLD_AGAIN_MS = 86_400_000;

type Refused = (SendOutcome | FindOutcome) & { readonly reason: string };

/** Whether nothing can be written in the channel, now or when it is tried again. */
export function isUnusable(outcome: SendOutcome | FindOutcome): outcome is Refused {
  const isRefused = outcome.outcome === "not_sent" || outcome.outcome === "cannot_tell";
  return isRefused && UNUSABLE.test(outcome.reason);
}

/** Tells those who run the portal that a department's channel has to be mended: once a day. */
export async function noteUnusable(
  { store, logger, timeSource }: Pick<OutboxDeps, "store" | "logger" | "timeSource">,
  { notice, escalation }: CaseNoticeOf,
  { reason, next }: { readonly reason: string; readonly next: string },
): Promise<void> {
  const { portalId, channelId } = notice;
  const subject = `department:${escalation.department}`;
  const now = timeSource.now();
  const [last] = await store.audit.of(portalId, subject, 1);
  const isToldAlready =
    last !== undefined && last.detail["channelId"] === channelId && last.at > now - TOLD_AGAIN_MS;
  if (isToldAlready) return;
  const detail = { channelId, reason, fallbackChannelId: next };
  logger.error({ portalId, department: escalation.department, ...detail }, "a channel is unusable");
  const action = "channel_unusable";
  await store.audit.append(portalId, [{ at: now, actor: "aftercare", action, subject, detail }]);
}
