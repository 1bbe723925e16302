import type { MessageRef, MovedNotice } from "../../ports/notifier.ts";
import type { CaseParts } from "../escalation/case-parts.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { isToWait } from "./slack-troubles.ts";

/**
 * Lets a case go on in a new message, together with its list if it is in one: wherever its department can
 * be told now. The message that was left says so, where it can still be edited; otherwise it would look
 * alive to those who are left with it.
 */
export async function moveCase(
  deps: OutboxDeps,
  parts: CaseParts,
  from: MessageRef,
): Promise<void> {
  const { store, notifier } = deps;
  const { portalId } = parts.portal;
  const { caseId, groupId, message } = parts.escalation;
  const word = await notifier.edit(lastWord(parts, from), from);
  // Its turn comes; until then nothing is moved.
  if (isToWait(word)) return;
  await store.transaction(async () => {
    if (message !== null) await store.escalations.forgetMessage(portalId, caseId, message);
    if (groupId !== null) await store.caseGroups.forgetMessage(portalId, groupId, from);
    const ofCase = { kind: "case_message", subjectId: caseId } as const;
    const ofGroup = groupId === null ? [] : [{ kind: "case_group", subjectId: groupId } as const];
    await store.outbox.request(portalId, [ofCase, ...ofGroup], parts.now);
  });
}

function lastWord(parts: CaseParts, { channelId }: MessageRef): MovedNotice {
  const { escalation, department, portal, teamId, now } = parts;
  const { fallbackChannelId } = department;
  return {
    kind: "moved",
    portalId: portal.portalId,
    teamId,
    channelId,
    threadTs: null,
    // Another id: whoever looks for the message of the case must not find this one.
    deliveryId: `${portal.portalId}-${escalation.groupId ?? escalation.caseId}-moved`,
    revision: escalation.revision,
    language: department.language,
    now,
    about: [{ object: "case", id: escalation.caseId }],
    subject: escalation.groupId === null ? parts.row.ticket.subject : null,
    fallbackChannelId:
      fallbackChannelId === undefined || fallbackChannelId === channelId ? null : fallbackChannelId,
  };
}
