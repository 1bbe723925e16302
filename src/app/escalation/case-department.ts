import { quietUntil } from "../../domain/escalation/quiet-hours.ts";
import type { Department } from "../../domain/governance/department.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { invariant } from "../../domain/invariant.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import { traitsAt } from "../../domain/sla/traits.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { TicketRow } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/** The department of a case under the rules that governed its ticket when it was opened. */
export type CaseDepartment = { readonly department: Department; readonly rules: Rules };

/** A later version may not know the department any more. */
export async function departmentOf(
  context: PortalContext,
  { department: id, openedAt }: Pick<CaseRow, "department" | "openedAt">,
  { ticket, policyVersion }: TicketRow,
): Promise<CaseDepartment> {
  const rules = await context.rulesOf(versionAt(ticket, policyVersion, openedAt));
  const department = rules.policy.departments.find((entry) => entry.id === id);
  invariant(department !== undefined, "a case belongs to a department of its ticket's policy");
  return { department, rules };
}

/** Until when a department is not to be disturbed by this ticket; null when it may be at `at`. */
export function quietFor(
  { department, rules }: CaseDepartment,
  { ticket }: TicketRow,
  at: number,
): number | null {
  return quietUntil(department, { rules, traits: traitsAt(ticket, rules.policy, at) }, at);
}
