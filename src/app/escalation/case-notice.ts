import type { CaseStep } from "../../domain/escalation/case.ts";
import type { Department } from "../../domain/governance/department.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CalledPerson, CaseNotice } from "../../ports/notifier.ts";
import type { OutboxDeps } from "../outbox/outbox-deps.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { caseBrief } from "./case-brief.ts";
import {
  type CaseParts,
  departmentNameOf,
  presentCase,
  quietOf,
  readCaseParts,
} from "./case-parts.ts";
import { caseTold } from "./case-told.ts";
import { knownPeople } from "./known-people.ts";
import { ladderTold } from "./ladder-told.ts";

export type CaseNoticeOf = {
  readonly notice: CaseNotice;
  readonly escalation: CaseRow;
  /** Where a message of this case is posted, the next one while the one before cannot be used. */
  readonly channelIds: readonly [string, ...string[]];
  /** Until when the department is not to be disturbed; null when it may be now. */
  readonly quietUntil: number | null;
};
export type NoticeDeps = Pick<OutboxDeps, "store" | "timeSource" | "chatDirectory">;

/** All that the message of a case says, as it stands now. */
export async function noticeOf(
  deps: NoticeDeps,
  context: PortalContext,
  escalation: CaseRow,
): Promise<CaseNoticeOf | "slack_not_connected"> {
  const parts = await readCaseParts(deps, context, escalation);
  if (parts === "slack_not_connected") return parts;
  const told = escalation.steps.findLast(({ act }) => act === "told");
  return {
    escalation,
    channelIds: channelsOf(parts.department),
    quietUntil: quietOf(parts),
    notice: { ...compose(parts), called: await calledBy(deps, parts, told) },
  };
}

/** Those whom a level calls, with their accounts as far as they are known. */
export async function calledBy(
  deps: NoticeDeps,
  { portal, teamId }: CaseParts,
  told: CaseStep | undefined,
): Promise<readonly CalledPerson[]> {
  const people = await knownPeople(deps, { portalId: portal.portalId, teamId }, told?.people ?? []);
  return people.map((person) => ({
    name: person.name,
    userId: person.account === "linked" ? person.userId : null,
  }));
}

export function channelsOf({
  channelId,
  fallbackChannelId,
}: Department): readonly [string, ...string[]] {
  return fallbackChannelId === undefined ? [channelId] : [channelId, fallbackChannelId];
}

function compose(parts: CaseParts): Omit<CaseNotice, "called"> {
  const { escalation, department, portal, teamId, now } = parts;
  const channelId = escalation.message?.channelId ?? department.channelId;
  return {
    ...caseTold(parts),
    kind: "case",
    threadTs: null,
    portalId: portal.portalId,
    teamId,
    now,
    deliveryId: `${portal.portalId}-${escalation.caseId}`,
    revision: escalation.revision,
    channelId,
    isInFallback: channelId === department.fallbackChannelId,
    language: department.language,
    takenBy: escalation.takenBy.map(({ name }) => name),
    snoozedUntil: escalation.snoozedUntil,
    handedTo: handedToOf(parts),
    ladder: ladderTold(parts),
    brief: caseBrief(parts),
  };
}

function handedToOf(parts: CaseParts): CaseNotice["handedTo"] {
  const present = presentCase(parts);
  if (present === null) return null;
  return {
    departmentName: departmentNameOf(parts, present.department),
    state: present.state,
    takenBy: present.takenBy.map(({ name }) => name),
  };
}
