import type { CaseStep } from "../../domain/escalation/case.ts";
import type { CaseGroup, CaseRow } from "../../ports/case-store.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { type CaseParts, quietOf, readCaseParts } from "../escalation/case-parts.ts";
import { standingCall } from "../escalation/standing-call.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { type Call, callPerson } from "./call-person.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { postponed, sent } from "./results.ts";

/** More than any ladder has, so that a call's number tells round and level. */
const LEVELS_BOUND = 100;

/** Calls one person to all open cases of a group: once a level, however many cases climb to it. */
export async function sendGroupPage(
  deps: OutboxDeps,
  context: PortalContext,
  page: { readonly row: OutboxRow; readonly group: CaseGroup; readonly email: string },
): Promise<OutboxResult> {
  const { row, group, email } = page;
  const cases = await deps.store.caseGroups.cases(row.portalId, group.groupId);
  const [first] = callsOf(cases, email);
  const isNews = first !== undefined && first.number > Number(row.sentFingerprint ?? "0");
  if (!isNews) return sent(row, row.sentFingerprint);
  const parts = await readCaseParts(deps, context, first.one);
  if (parts === "slack_not_connected") {
    return postponed(row, { reason: parts, now: deps.timeSource.now() });
  }
  const openCount = cases.filter(({ state }) => state === "open").length;
  return callPerson(deps, row, groupCall(parts, { ...page, called: first, openCount }));
}

type Called = { readonly one: CaseRow; readonly told: CaseStep; readonly number: number };

/** The highest call first, and of several the oldest. */
function callsOf(cases: readonly CaseRow[], email: string): readonly Called[] {
  return cases
    .flatMap((one) => {
      const told = standingCall(one, email);
      const number = one.ladder.round * LEVELS_BOUND + (told?.level ?? 1);
      return told === null ? [] : [{ one, told, number }];
    })
    .toSorted((a, b) => b.number - a.number || a.told.at - b.told.at);
}

function groupCall(
  parts: CaseParts,
  of: {
    readonly group: CaseGroup;
    readonly email: string;
    readonly called: Called;
    readonly openCount: number;
  },
): Call {
  const { department, portal, teamId, now } = parts;
  const { group, email, called, openCount } = of;
  const { told, number } = called;
  return {
    person: told.people?.find((one) => one.email === email) ?? { name: email, email },
    calledAt: told.at,
    quietUntil: quietOf(parts),
    fingerprint: String(number),
    base: {
      portalId: portal.portalId,
      teamId,
      threadTs: null,
      deliveryId: `${portal.portalId}-${group.groupId}-p${number}`,
      revision: number,
      now,
    },
    language: department.language,
    notice: (base) => ({
      ...base,
      kind: "group_page",
      groupId: group.groupId,
      departmentName: department.name[base.language],
      level: told.level ?? 1,
      openCount,
      message: group.message,
    }),
  };
}
