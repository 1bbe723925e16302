import type { Department } from "../../domain/governance/department.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { invariant } from "../../domain/invariant.ts";
import { type SurveyAnswer, withoutRepeats } from "../../domain/surveys/survey-answer.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CustomerRow, Portal, TicketRow } from "../../ports/store.ts";
import type { OutboxDeps } from "../outbox/outbox-deps.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { departmentOf, quietFor } from "./case-department.ts";

/** All that messages about a case are made of, as the store has it at `now`. */
export type CaseParts = {
  readonly escalation: CaseRow;
  /** All cases of its ticket, in the order of their opening. */
  readonly cases: readonly CaseRow[];
  readonly row: TicketRow;
  /** As they were when the case was opened: a later version may not know its department any more. */
  readonly rules: Rules;
  readonly department: Department;
  readonly customers: readonly CustomerRow[];
  readonly ownerName: string | null;
  /** What its customers answered, the newest first. */
  readonly answers: readonly SurveyAnswer[];
  readonly portal: Portal;
  readonly teamId: string;
  readonly now: number;
};

/** Some of them are tellings of one answer. */
const ANSWERS_READ = 20;

export async function readCaseParts(
  { store, timeSource }: Pick<OutboxDeps, "store" | "timeSource">,
  context: PortalContext,
  escalation: CaseRow,
): Promise<CaseParts | "slack_not_connected"> {
  const { portal } = context;
  const { portalId } = portal;
  const teamId = await store.portals.slackTeam(portalId);
  if (teamId === null) return "slack_not_connected";
  const row = await store.tickets.find(portalId, escalation.ticketId);
  invariant(row !== null, "a case belongs to a ticket that is known");
  const { rules, department } = await departmentOf(context, escalation, row);
  const owners = await store.portals.owners(portalId);
  const answers = await store.surveys.of(portalId, {
    customers: row.ticket.customers,
    ticketIds: [row.ticket.ticketId],
    limit: ANSWERS_READ,
  });
  return {
    escalation,
    answers: withoutRepeats(answers),
    cases: await store.escalations.ofTickets(portalId, [escalation.ticketId]),
    row,
    rules,
    department,
    customers: await store.customers.find(portalId, row.ticket.customers),
    ownerName: owners.find(({ ownerId }) => ownerId === row.ticket.ownerId)?.name ?? null,
    portal,
    teamId,
    now: timeSource.now(),
  };
}

/** Until when the department is not to be disturbed by this ticket; null when it may be now. */
export function quietOf(parts: CaseParts): number | null {
  return quietFor(parts, parts.row, parts.now);
}

/** In the language of the case's own department; one that the policy does not know goes by its id. */
export function departmentNameOf({ rules, department }: CaseParts, id: string): string {
  const named = rules.policy.departments.find((entry) => entry.id === id);
  return named?.name[department.language] ?? id;
}

/** The case that this one came from, the one that that one came from, and so on. */
export function formerCases({ escalation, cases }: CaseParts): readonly CaseRow[] {
  const chain: CaseRow[] = [];
  for (let id = escalation.handedFrom; id !== null; ) {
    const former = cases.find(({ caseId }) => caseId === id);
    if (former === undefined || chain.includes(former)) break;
    chain.push(former);
    id = former.handedFrom;
  }
  return chain;
}

/** The case that a handed over one has become by now; null when it was not handed over. */
export function presentCase({ escalation, cases }: CaseParts): CaseRow | null {
  let present: CaseRow | null = null;
  for (let id = escalation.handedTo; id !== null; ) {
    const next = cases.find(({ caseId }) => caseId === id);
    if (next === undefined || next === present) break;
    present = next;
    id = next.handedTo;
  }
  return present;
}
