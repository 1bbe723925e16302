import type { EscalationCase } from "../../domain/escalation/case.ts";
import type { CaseRow } from "../../ports/store.ts";

/**
 * All cases of a ticket, oldest first. Stored ones for which the facts, as now known, give no reason
 * any more (an answer was told late) are withdrawn, so that their message says so, and stay as part
 * of the history.
 */
export function withdrawUnfounded(
  derived: readonly EscalationCase[],
  stored: readonly CaseRow[],
  now: number,
): readonly EscalationCase[] {
  const founded = new Set(derived.map((entry) => entry.caseId));
  const unfounded = stored
    .filter((row) => !founded.has(row.caseId))
    .map(({ revision: _revision, message: _message, ...row }): EscalationCase => {
      if (row.endedAt !== null) return row;
      const step = { act: "withdrawn", by: null, at: now, reason: "late_news" } as const;
      return { ...row, state: "withdrawn", endedAt: now, steps: [...row.steps, step] };
    });
  return [...derived, ...unfounded].sort((a, b) => a.openedAt - b.openedAt);
}
