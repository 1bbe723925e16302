import type { CaseStep } from "../../domain/escalation/case.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import type { CaseTold } from "../../ports/notifier.ts";
import type { CustomerRow, TicketRow } from "../../ports/store.ts";
import { currentClocks } from "../sla/current-clocks.ts";
import { recordUrl } from "../sla/record-url.ts";
import { customerName } from "../tiering/customer-name.ts";
import { type CaseParts, departmentNameOf } from "./case-parts.ts";

/** What every message about a case says of it. */
export function caseTold(parts: CaseParts): CaseTold {
  const { escalation, department } = parts;
  const [trigger] = escalation.triggers;
  invariant(trigger !== undefined, "something has called for a case");
  return {
    caseId: escalation.caseId,
    departmentName: department.name[department.language],
    state: escalation.state,
    trigger,
    ticket: ticketOf(parts),
    clocks: clocksOf(parts).map(({ kind, state, dueAt, endedAt }) => ({
      kind,
      state,
      dueAt,
      endedAt,
    })),
    acts: escalation.steps.map((step) => namedStep(parts, step)),
  };
}

/** Departments by name. */
export function namedStep(parts: CaseParts, step: CaseStep): CaseStep {
  const { department } = step;
  if (department === undefined) return step;
  return { ...step, department: departmentNameOf(parts, department) };
}

/** An ended case goes on speaking of the cycles that called for it, though newer ones may run. */
function clocksOf({ escalation, row }: CaseParts): readonly Clock[] {
  const current = currentClocks(row.clocks);
  if (escalation.endedAt === null) return current;
  return current.map((clock) => {
    const trigger = escalation.triggers
      .filter((one) => "clock" in one)
      .findLast((one) => one.clock === clock.kind);
    const ofCase = row.clocks.find(
      (one) => one.kind === trigger?.clock && one.cycle === trigger.cycle,
    );
    return ofCase ?? clock;
  });
}

function ticketOf(parts: CaseParts): CaseTold["ticket"] {
  const { row, rules, customers, portal, department, ownerName } = parts;
  const { ticket } = row;
  const tier = rules.policy.tiers.find((entry) => entry.id === ticket.tiers.at(-1)?.id);
  return {
    id: ticket.ticketId,
    subject: ticket.subject,
    url: recordUrl(portal, "ticket", ticket.ticketId),
    tierLabel: tier?.name[department.language] ?? null,
    priority: ticket.priorities.at(-1)?.priority ?? null,
    customerName: nameAmong(customers, ticket.customers),
    ownerName,
  };
}

/** The primary customer's name; else that of the first in the order in which the ticket met them. */
export function nameAmong(
  known: readonly CustomerRow[],
  customers: TicketRow["ticket"]["customers"],
): string | null {
  const names = customers
    .toSorted((one, other) => Number(other.isPrimary) - Number(one.isPrimary))
    .flatMap(({ kind, id }) => known.find((row) => row.kind === kind && row.id === id) ?? [])
    .map(customerName);
  return names.find((name) => name !== null) ?? null;
}
