import type { EscalationCase } from "../../domain/escalation/case.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import { caseOf } from "./case-of.ts";

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
    .map((row): EscalationCase => {
      const one = caseOf(row);
      if (one.endedAt !== null) return one;
      const step = { act: "withdrawn", by: null, at: now, reason: "late_news" } as const;
      const ladder = { ...one.ladder, nextAt: null };
      return { ...one, state: "withdrawn", endedAt: now, ladder, steps: [...one.steps, step] };
    });
  return [...derived, ...unfounded].sort((a, b) => a.openedAt - b.openedAt);
}
