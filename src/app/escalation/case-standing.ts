import { isLive } from "../../domain/escalation/case.ts";
import { casesThatMatter } from "../../domain/escalation/cases-that-matter.ts";
import { type NextStep, nextStep } from "../../domain/escalation/next-step.ts";
import { quietUntil } from "../../domain/escalation/quiet-hours.ts";
import type { Department } from "../../domain/governance/department.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import { traitsAt } from "../../domain/sla/traits.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { TicketRow } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/** How one case stands, by the policy under which it was opened. */
export type CaseStanding = {
  readonly escalation: CaseRow;
  /** Null when its policy does not name it, which only a broken store brings about. */
  readonly department: Department | null;
  /** How many levels its ladder has; 0 without one. */
  readonly levels: number;
  readonly next: NextStep | null;
  /** Which department it went to. */
  readonly handedTo: string | null;
  /** Until when its department is not told of it; null when it is told, or was, or never will be. */
  readonly quietUntil: number | null;
  /** Whether a person may open it again. */
  readonly mayReopen: boolean;
};

/** Whether somebody is told of cases, or why not. */
export type CaseReach = "told" | "observe" | "no_slack";

type Around = {
  readonly row: TicketRow;
  readonly cases: readonly CaseRow[];
  readonly reach: CaseReach;
  readonly isOver: boolean;
  readonly now: number;
};

/** The cases of a ticket that matter, in the order in which they do. */
export function standingsOf(
  context: PortalContext,
  around: Around,
): Promise<readonly CaseStanding[]> {
  return Promise.all(
    casesThatMatter(around.cases).map((escalation) => standingOf(context, escalation, around)),
  );
}

async function standingOf(
  context: PortalContext,
  escalation: CaseRow,
  around: Around,
): Promise<CaseStanding> {
  const { row, cases } = around;
  const version = versionAt(row.ticket, row.policyVersion, escalation.openedAt);
  const rules = await context.rulesOf(version);
  const { policy } = rules;
  const department = policy.departments.find(({ id }) => id === escalation.department) ?? null;
  const ladder = policy.ladders.find(({ id }) => id === escalation.ladder.id) ?? null;
  const visited = visitedBefore(escalation, cases);
  const successor = cases.find(({ caseId }) => caseId === escalation.handedTo);
  return {
    escalation,
    department,
    levels: ladder?.levels.length ?? 0,
    next: department && nextStep(escalation, { ladder, department, policy, visited }),
    handedTo: successor?.department ?? null,
    quietUntil: department && toldAfter(escalation, { department, rules, around }),
    mayReopen: mayReopen(escalation, around),
  };
}

/** The departments that have had the case, from the first to this one. */
function visitedBefore(escalation: CaseRow, cases: readonly CaseRow[]): readonly string[] {
  const former = cases.find(({ caseId }) => caseId === escalation.handedFrom);
  const own = [escalation.department];
  return former === undefined ? own : [...visitedBefore(former, cases), ...own];
}

/** Of a case that nobody was told of; where nothing is posted nobody will be. */
function toldAfter(
  { state, message, groupId }: CaseRow,
  of: { readonly department: Department; readonly rules: Rules; readonly around: Around },
): number | null {
  const { department, rules, around } = of;
  if (state !== "open" || message !== null || groupId !== null) return null;
  if (around.reach !== "told") return null;
  const traits = traitsAt(around.row.ticket, rules.policy, around.now);
  return quietUntil(department, { rules, traits }, around.now);
}

/** A department has one live case of a ticket at most. */
function mayReopen({ endedAt, department }: CaseRow, { cases, isOver }: Around): boolean {
  if (endedAt === null || isOver) return false;
  return !cases.some((other) => isLive(other) && other.department === department);
}
