import { type EscalationCase, NO_LADDER } from "../../src/domain/escalation/case.ts";
import type { CaseRow } from "../../src/ports/case-store.ts";

/** A case that has just opened, with what a test says of it. */
export function escalationCase(changes: Partial<EscalationCase> = {}): EscalationCase {
  return {
    caseId: "7-1",
    ticketId: "7",
    department: "support",
    state: "open",
    openedAt: 0,
    endedAt: null,
    triggers: [],
    takenBy: [],
    snoozedUntil: null,
    ladder: NO_LADDER,
    handedFrom: null,
    handedTo: null,
    steps: [],
    ...changes,
  };
}

/** The same as the store has it before anybody was told. */
export function caseRow(changes: Partial<CaseRow> = {}): CaseRow {
  return {
    ...escalationCase(),
    revision: 1,
    message: null,
    groupId: null,
    isShown: false,
    standsAlone: false,
    ...changes,
  };
}
