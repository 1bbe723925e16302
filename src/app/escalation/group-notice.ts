import { type CaseState, isLive } from "../../domain/escalation/case.ts";
import { invariant } from "../../domain/invariant.ts";
import type { CaseGroup, CaseRow } from "../../ports/case-store.ts";
import type { GroupNotice } from "../../ports/notifier.ts";
import type { Store } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { departmentOf, quietFor } from "./case-department.ts";
import { channelsOf } from "./case-notice.ts";
import { type ListedCase, listCases, listOf } from "./listed-cases.ts";

/** More lines than that nobody reads. */
const LINES_SHOWN = 20;
/** Slack refuses a list of choices with more. */
const CHOICES_LIMIT = 100;

export type GroupNoticeOf = {
  readonly notice: GroupNotice;
  readonly channelIds: readonly [string, ...string[]];
  /** Until when nobody is to be disturbed by any of its cases; null when one of them may disturb now. */
  readonly quietUntil: number | null;
  readonly hasEnded: boolean;
};

type GroupDeps = { readonly store: Pick<Store, "caseGroups" | "tickets" | "customers"> };

/** All that the message of a group says, as its cases stand now. */
export async function groupNoticeOf(
  { store }: GroupDeps,
  context: PortalContext,
  asked: {
    readonly group: CaseGroup;
    readonly teamId: string;
    readonly revision: number;
    readonly now: number;
  },
): Promise<GroupNoticeOf | "no_cases"> {
  const { portalId } = context.portal;
  const { group, teamId, revision, now } = asked;
  const cases = await store.caseGroups.cases(portalId, group.groupId);
  const [first] = cases;
  if (first === undefined) return "no_cases";
  const listed = await listCases(store, context, cases.filter(isLive));
  const { department } = await ofFirst(store, context, first);
  const [channelId, ...others] = channelsOf(department);
  return {
    channelIds: [channelId, ...others],
    quietUntil: group.message === null ? await quietUntilOf(context, listed, now) : null,
    hasEnded: cases.every(({ endedAt }) => endedAt !== null),
    notice: {
      kind: "group",
      portalId,
      teamId,
      channelId,
      threadTs: null,
      deliveryId: `${portalId}-${group.groupId}`,
      revision,
      language: department.language,
      now,
      groupId: group.groupId,
      occasion: group.kind,
      isInFallback: false,
      departmentName: department.name[department.language],
      startedAt: group.startedAt,
      counts: countsOf(cases),
      live: listOf(listed, LINES_SHOWN),
      choices: listed
        .filter(({ one }) => !one.isShown)
        .slice(0, CHOICES_LIMIT)
        .map(({ line: { caseId, subject, customerName } }) => ({ caseId, subject, customerName })),
    },
  };
}

async function ofFirst(store: GroupDeps["store"], context: PortalContext, first: CaseRow) {
  const row = await store.tickets.find(context.portal.portalId, first.ticketId);
  invariant(row !== null, "a case belongs to a ticket that is known");
  return departmentOf(context, first, row);
}

async function quietUntilOf(
  context: PortalContext,
  listed: readonly ListedCase[],
  now: number,
): Promise<number | null> {
  const openings: number[] = [];
  for (const { one, row } of listed) {
    const quietUntil = quietFor(await departmentOf(context, one, row), row, now);
    if (quietUntil === null) return null;
    openings.push(quietUntil);
  }
  return openings.length === 0 ? null : Math.min(...openings);
}

function countsOf(cases: readonly CaseRow[]): Record<CaseState, number> {
  const counts = { open: 0, acknowledged: 0, handed_over: 0, resolved: 0, withdrawn: 0 };
  for (const { state } of cases) counts[state] += 1;
  return counts;
}
