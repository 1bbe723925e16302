import { isOn } from "../../domain/governance/mode.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { sent } from "./results.ts";
import { MESSAGES_AT_ONCE, SEND_LEASE_MS } from "./send-rows.ts";

/**
 * Tells the service managers' channel that the CRM takes our access no more. It is the one send of a
 * portal that is away; one that is back by then, or has no such channel, is told nothing.
 */
export async function sendConnectionNotices(deps: OutboxDeps): Promise<number> {
  const { store, timeSource } = deps;
  const now = timeSource.now();
  const rows = await store.outbox.claim({
    ...{ kind: "connection_notice", limit: MESSAGES_AT_ONCE, now, leaseMs: SEND_LEASE_MS },
  });
  const results: OutboxResult[] = [];
  for (const row of rows) results.push(await postOnce(deps, row));
  if (rows.length > 0) await store.outbox.finish(results, timeSource.now());
  return rows.length;
}

async function postOnce(deps: OutboxDeps, row: OutboxRow): Promise<OutboxResult> {
  const { store, timeSource } = deps;
  const { portalId, subjectId } = row;
  const portal = await store.portals.find(portalId);
  const policy = await store.portals.currentPolicy(portalId);
  const management = policy?.policy.serviceManagement;
  const teamId = await store.portals.slackTeam(portalId);
  const isNews = portal?.state === "disconnected" && isOn(portal.mode, "escalation");
  if (!isNews || row.sentRevision > 0 || management === undefined || teamId === null) {
    return sent(row, null);
  }
  const { channelId, language } = management;
  const notice = {
    kind: "connection",
    ...{ portalId, teamId, language, threadTs: null, revision: 1 },
    ...{ deliveryId: `${portalId}-connection-${subjectId}`, now: timeSource.now() },
    disconnectedAt: Number(subjectId),
  } as const;
  return keepMessage(deps, row, {
    noticeIn: (channel) => ({ ...notice, channelId: channel }),
    channelIds: [channelId],
    message: null,
    remember: async () => undefined,
    hasEnded: false,
    quietUntil: null,
    readers: "service_management",
    fingerprint: null,
  });
}
