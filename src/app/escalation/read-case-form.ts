import { isLive } from "../../domain/escalation/case.ts";
import {
  latestSnooze,
  type SnoozeChoice,
  snoozeChoices,
} from "../../domain/escalation/snooze-choices.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import type { Language, Words } from "../../domain/words.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { CaseDeps, Refusal } from "./act-on-case.ts";
import { type DepartmentNames, departmentNames } from "./case-summaries.ts";
import { type ChatUser, languageOf, personInPortals } from "./chat-person.ts";

/** The acts that need words before they can be done. */
export const FORM_ACTS = ["asked_back", "handed_over", "declined", "snoozed", "reopened"] as const;
export type FormAct = (typeof FORM_ACTS)[number];

export type FormRequest = {
  readonly user: ChatUser;
  readonly portalId: string;
  readonly caseId: string;
  readonly act: FormAct;
};

/** What a person is shown who wants to do something to a case, in the language of that person. */
export type CaseForm = { readonly language: Language } & (
  | ({ readonly outcome: "form" } & FormContent)
  /** Nothing to do any more: `escalation` shows how it stands. */
  | {
      readonly outcome: "already";
      readonly escalation: CaseRow;
      readonly departmentNames: DepartmentNames;
    }
  | { readonly outcome: "refused"; readonly reason: Refusal | "no_other_department" }
  | { readonly outcome: "not_found" }
);

export type FormContent = {
  readonly ticketId: string;
  readonly subject: string;
  readonly timeZone: string;
  /** To which the case may go. */
  readonly departments: readonly { readonly id: string; readonly name: Words }[];
  readonly snoozes: readonly SnoozeChoice[];
  /** The last instant until which it may be put off. */
  readonly latestAt: number;
};

/** The portal must be one of the workspace: whoever presses could have made up the ids. */
export async function readCaseForm(deps: CaseDeps, request: FormRequest): Promise<CaseForm> {
  const { portalId, user } = request;
  const people = await personInPortals(deps, user);
  const language = languageOf(people);
  const context = people.find((one) => one.context.portal.portalId === portalId)?.context;
  if (context === undefined) return { outcome: "not_found", language };
  return deps.store.within(portalId, () => formIn(deps, request, { context, language }));
}

async function formIn(
  deps: CaseDeps,
  request: FormRequest,
  { context, language }: { readonly context: PortalContext; readonly language: Language },
): Promise<CaseForm> {
  const escalation = await deps.store.escalations.find(request.portalId, request.caseId);
  if (escalation === null) return { outcome: "not_found", language };
  const isOffered = request.act === "reopened" ? escalation.endedAt !== null : isLive(escalation);
  if (!isOffered) {
    return { outcome: "already", language, escalation, departmentNames: departmentNames(context) };
  }
  const snoozedTimes = escalation.steps.filter(({ act }) => act === "snoozed").length;
  if (request.act === "snoozed" && snoozedTimes >= context.current.policy.snooze.maxTimes) {
    return { outcome: "refused", language, reason: "snoozed_too_often" };
  }
  const content = await contentOf(deps, context, escalation);
  if (content === null) return { outcome: "not_found", language };
  return request.act === "handed_over" && content.departments.length === 0
    ? { outcome: "refused", language, reason: "no_other_department" }
    : { outcome: "form", language, ...content };
}

async function contentOf(
  { store, timeSource }: CaseDeps,
  context: PortalContext,
  escalation: CaseRow,
): Promise<FormContent | null> {
  const { portal, current } = context;
  const row = await store.tickets.find(portal.portalId, escalation.ticketId);
  if (row === null) return null;
  // A case keeps the departments of its opening.
  const opening = await context.rulesOf(
    versionAt(row.ticket, row.policyVersion, escalation.openedAt),
  );
  const now = timeSource.now();
  const own = current.policy.departments.find(({ id }) => id === escalation.department);
  return {
    ticketId: row.ticket.ticketId,
    subject: row.ticket.subject,
    timeZone: portal.timeZone,
    departments: departmentsOfBoth(opening, current)
      .filter(({ id }) => id !== escalation.department)
      .map(({ id, name }) => ({ id, name })),
    snoozes: snoozeChoices(own ?? {}, current, now),
    latestAt: latestSnooze(current, now),
  };
}

function departmentsOfBoth(opening: Rules, current: Rules) {
  return current.policy.departments.filter(({ id }) =>
    opening.policy.departments.some((department) => department.id === id),
  );
}
