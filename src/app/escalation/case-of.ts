import type { EscalationCase } from "../../domain/escalation/case.ts";
import type { CaseRow } from "../../ports/case-store.ts";

/** What follows from facts; the rest of a row is about sending. */
export function caseOf(row: CaseRow): EscalationCase {
  const { revision: _r, message: _m, groupId: _g, isShown: _i, standsAlone: _s, ...one } = row;
  return one;
}
