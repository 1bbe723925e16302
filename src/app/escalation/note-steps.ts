import type { CaseStep, EscalationCase } from "../../domain/escalation/case.ts";
import type { AuditEntry } from "../../ports/audit.ts";
import type { CaseRow } from "../../ports/case-store.ts";

/** Cases of one ticket before and after it was looked at. */
export type CaseChange = {
  readonly cases: readonly EscalationCase[];
  readonly casesBefore: readonly CaseRow[];
};

export type NewStep = { readonly one: EscalationCase; readonly step: CaseStep };

/** Steps that were not there before, in their order. */
export function newSteps({ cases, casesBefore }: CaseChange): readonly NewStep[] {
  return cases.flatMap((one) => {
    const known = casesBefore.find(({ caseId }) => caseId === one.caseId)?.steps ?? [];
    return one.steps
      .filter((step) => !known.some(({ act, at }) => act === step.act && at === step.at))
      .map((step) => ({ one, step }));
  });
}

/** What a case did without anybody's act; what people did is noted where they do it. */
export function ownStepEntries(change: CaseChange): readonly AuditEntry[] {
  return newSteps(change)
    .filter(({ step }) => step.by === null)
    .map(({ one, step }) => ({
      at: step.at,
      actor: "aftercare",
      action: `case_${step.act}`,
      from: "aftercare",
      subject: `case:${one.caseId}`,
      detail: {
        ticketId: one.ticketId,
        department: one.department,
        ...(step.reason !== null && { reason: step.reason }),
        ...(step.level !== undefined && { level: step.level }),
        ...(step.department !== undefined && { otherDepartment: step.department }),
      },
    }));
}
