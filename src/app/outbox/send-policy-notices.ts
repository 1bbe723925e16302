import type { Draft } from "../../domain/governance/draft.ts";
import type { ServiceManagement } from "../../domain/governance/ladder.ts";
import type { PolicyNotice } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { changeSummary } from "../governance/change-summary.ts";
import { partsOfNotice } from "../governance/request-notice.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { postponed, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";

/** Tells the service managers' channel of policies that were approved or came into force, each once. */
export async function sendPolicyNotices(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "policy_notice",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    send: (context, rows) => Promise.all(rows.map((row) => postOnce(deps, context, row))),
  });
}

async function postOnce(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const { store, timeSource } = deps;
  const { portalId } = row;
  const management = context.current.policy.serviceManagement;
  if (row.sentRevision > 0 || management === undefined) return sent(row, null);
  const told = await toldBy(deps, row);
  // It was withdrawn, or what it would announce has come in the meantime.
  if (told === null) return sent(row, null);
  const teamId = await store.portals.slackTeam(portalId);
  const now = timeSource.now();
  if (teamId === null) return postponed(row, { reason: "slack_not_connected", now });
  const notice = { ...told, ...placeOf(row, management), teamId, now };
  return keepMessage(deps, row, {
    noticeIn: (channelId) => ({ ...notice, channelId }),
    channelIds: [management.channelId],
    message: null,
    remember: async () => undefined,
    hasEnded: false,
    quietUntil: null,
    readers: "service_management",
    fingerprint: null,
  });
}

function placeOf(
  { portalId, subjectId }: OutboxRow,
  { channelId, language }: Pick<ServiceManagement, "channelId" | "language">,
) {
  const deliveryId = `${portalId}-policy-${subjectId.replace(" ", "-")}`;
  return { portalId, channelId, language, threadTs: null, deliveryId, revision: 1 };
}

type Told = Pick<
  PolicyNotice,
  "kind" | "occasion" | "version" | "approvedBy" | "effectiveAt" | "appliesTo" | "note" | "summary"
>;

/** Null when the draft does not stand where the notice says any more. */
async function toldBy({ store }: OutboxDeps, row: OutboxRow): Promise<Told | null> {
  const { portalId } = row;
  const { draftId, occasion } = partsOfNotice(row.subjectId);
  const draft = await store.policyDrafts.find(portalId, draftId);
  const { standing } = draft ?? {};
  if (draft === null || standing === undefined || standing.state !== occasion) return null;
  const { approval } = standing;
  const isEffective = standing.state === "effective";
  return {
    kind: "policy",
    occasion,
    version: isEffective ? standing.version : null,
    approvedBy: approval.by.name,
    effectiveAt: isEffective ? standing.at : approval.effectiveAt,
    appliesTo: approval.appliesTo,
    note: draft.note,
    summary: await summaryOf(store, portalId, draft),
  };
}

async function summaryOf(
  { portals }: OutboxDeps["store"],
  portalId: string,
  { baseVersion, policy }: Draft,
) {
  const base = await portals.policy(portalId, baseVersion);
  return changeSummary(base?.policy ?? policy, policy);
}
