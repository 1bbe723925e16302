import type { CaseStep } from "../../domain/escalation/case.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { caseBrief } from "../escalation/case-brief.ts";
import { type CaseParts, quietOf, readCaseParts } from "../escalation/case-parts.ts";
import { caseTold } from "../escalation/case-told.ts";
import { pageOf, partsOfPage } from "../escalation/follow-ups.ts";
import { standingCall } from "../escalation/standing-call.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { type Call, callPerson } from "./call-person.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, postponedBriefly, sent } from "./results.ts";
import { sendGroupPage } from "./send-group-page.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";

/** So often a page waits for the message of its case: about a minute. Then it goes without. */
const WAITS_LIMIT = 5;

/** Calls people to cases by direct messages, each time that a level of the ladder names them. */
export function sendCasePages(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "case_page",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    isParallel: true,
    send: (context, rows) => Promise.all(rows.map((row) => sendPage(deps, context, row))),
  });
}

async function sendPage(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const { caseId: subject, email } = partsOfPage(row.subjectId);
  const escalation = await deps.store.escalations.find(row.portalId, subject);
  if (escalation === null) {
    const group = await deps.store.caseGroups.find(row.portalId, subject);
    if (group === null) return dead(row, "case_not_found");
    return sendGroupPage(deps, context, { row, group, email });
  }
  const told = standingCall(escalation, email);
  if (told === null || row.sentFingerprint === fingerprintOf(told)) {
    return sent(row, row.sentFingerprint);
  }
  const now = deps.timeSource.now();
  const { groupId, isShown, message } = escalation;
  if (groupId !== null && !isShown) {
    // Many cases of a group call the same person: once for all of them.
    const target = { kind: "case_page" as const, subjectId: pageOf(groupId, email) };
    await deps.store.outbox.request(row.portalId, [target], now);
    return sent(row, fingerprintOf(told));
  }
  if (message === null && row.attempts < WAITS_LIMIT) {
    return postponedBriefly(row, { reason: "no_message_yet", now });
  }
  const parts = await readCaseParts(deps, context, escalation);
  if (parts === "slack_not_connected") return postponed(row, { reason: parts, now });
  return callPerson(deps, row, pageCall(parts, { told, email }));
}

function fingerprintOf({ level = 0, at }: CaseStep): string {
  return `${level}@${at}`;
}

function pageCall(
  parts: CaseParts,
  { told, email }: { readonly told: CaseStep; readonly email: string },
): Call {
  const { escalation, department, portal, teamId, now } = parts;
  const person = told.people?.find((one) => one.email === email) ?? { name: email, email };
  const level = told.level ?? 1;
  return {
    person,
    calledAt: told.at,
    quietUntil: quietOf(parts),
    fingerprint: fingerprintOf(told),
    base: {
      portalId: portal.portalId,
      teamId,
      threadTs: null,
      deliveryId: `${portal.portalId}-${escalation.caseId}-p${told.at}`,
      revision: escalation.revision,
      now,
    },
    language: department.language,
    notice: (base) => ({
      ...base,
      ...caseTold(parts),
      kind: "page",
      level,
      ask: caseBrief(parts).ask,
      message: escalation.message,
    }),
  };
}
