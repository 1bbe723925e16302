import { type CaseStep, isLive } from "../../domain/escalation/case.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { MessageRef, ThreadNotice } from "../../ports/notifier.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { calledBy, channelsOf } from "../escalation/case-notice.ts";
import { type CaseParts, quietOf, readCaseParts } from "../escalation/case-parts.ts";
import { namedStep } from "../escalation/case-told.ts";
import {
  disturbs,
  saidOf,
  saidText,
  type ThreadSaying,
  unsaidSteps,
} from "../escalation/thread-steps.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { keepMessage } from "./keep-message.ts";
import { moveCase } from "./move-case.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, postponedBriefly, retry, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";
import { misplacedReply } from "./slack-troubles.ts";

/** Where replies are refused again and again it is not for want of another message. */
const MOVES_LIMIT = 10;

/**
 * Says in the threads of cases what has happened, all that is new in one reply. A thread begins with the
 * message of its case, so it waits for that.
 */
export function sendCaseThreads(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "case_thread",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    isParallel: true,
    send: (context, rows) => Promise.all(rows.map((row) => sayWhatIsNew(deps, context, row))),
  });
}

async function sayWhatIsNew(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const escalation = await deps.store.escalations.find(row.portalId, row.subjectId);
  if (escalation === null) return dead(row, "case_not_found");
  const said = saidOf(row.sentFingerprint);
  const saying = unsaidSteps(escalation, said);
  const dealtWith = sent(row, saidText(saying.after));
  // A case of a group that nobody asked to see is silent.
  const isSilent = escalation.groupId !== null && !escalation.isShown;
  if (isSilent || saying.steps.length === 0) return dealtWith;
  const now = deps.timeSource.now();
  const root = await rootOf(deps, row.portalId, escalation);
  if (root === null) {
    // What ended before anybody was told needs no telling.
    if (escalation.endedAt !== null) return dealtWith;
    return postponedBriefly(row, { reason: "no_message_yet", now });
  }
  const parts = await readCaseParts(deps, context, escalation);
  if (parts === "slack_not_connected") return postponed(row, { reason: parts, now });
  const quietUntil = disturbs(saying.steps) ? quietOf(parts) : null;
  return reply(deps, row, { parts, root, saying, quietUntil });
}

/** The first message of the thread; a shown case of a group speaks in the thread of its group. */
async function rootOf(
  { store }: OutboxDeps,
  portalId: string,
  { message, groupId }: CaseRow,
): Promise<MessageRef | null> {
  if (groupId === null || message === null) return message;
  const group = await store.caseGroups.find(portalId, groupId);
  return group?.message ?? message;
}

type Reply = {
  readonly parts: CaseParts;
  readonly root: MessageRef;
  readonly saying: ThreadSaying;
  readonly quietUntil: number | null;
};

async function reply(
  deps: OutboxDeps,
  row: OutboxRow,
  { parts, root, saying, quietUntil }: Reply,
): Promise<OutboxResult> {
  const told = saying.steps.findLast(({ act }) => act === "told");
  const notice: ThreadNotice = {
    kind: "thread",
    portalId: row.portalId,
    teamId: parts.teamId,
    channelId: root.channelId,
    threadTs: root.messageTs,
    // By its number: one that was lost is found again although more has happened since.
    deliveryId: `${row.portalId}-${row.subjectId}-t${saying.after.replies}`,
    revision: row.revision,
    language: parts.department.language,
    now: parts.now,
    caseId: row.subjectId,
    subject: parts.row.ticket.subject,
    steps: saying.steps.map((step: CaseStep) => namedStep(parts, step)),
    called: quietUntil === null ? await calledBy(deps, parts, told) : [],
  };
  const result = await keepMessage(deps, row, {
    noticeIn: () => notice,
    channelIds: [root.channelId],
    message: null,
    remember: async () => undefined,
    hasEnded: false,
    quietUntil,
    readers: `department:${parts.escalation.department}`,
    fingerprint: saidText(saying.after),
  });
  const misplaced = misplacedReply(result);
  return misplaced === null ? result : findPlace(deps, row, { parts, root, misplaced });
}

/**
 * A thread that takes no reply any more goes on below another message. What is over, or has nowhere else to
 * go, is tried for about a day: somebody may open the channel again.
 */
async function findPlace(
  deps: OutboxDeps,
  row: OutboxRow,
  { parts, root, misplaced }: Pick<Reply, "parts" | "root"> & { misplaced: "channel" | "thread" },
): Promise<OutboxResult> {
  const { department, escalation, now } = parts;
  const hasPlace =
    misplaced === "thread" || channelsOf(department).some((id) => id !== root.channelId);
  const isToMove = hasPlace && isLive(escalation) && row.attempts < MOVES_LIMIT;
  if (isToMove) await moveCase(deps, parts, root);
  return retry(row, { reason: "no_thread", now });
}
