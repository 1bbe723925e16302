import { describe, expect, it } from "vitest";
import { withdrawUnfounded } from "../../../src/app/escalation/withdraw-unfounded.ts";
import type { EscalationCase } from "../../../src/domain/escalation/case.ts";
import type { CaseRow } from "../../../src/ports/case-store.ts";
import { caseRow, escalationCase } from "../../support/escalation-cases.ts";

const NOW = 900;

function caseOf(ordinal: number, changes: Partial<EscalationCase> = {}): EscalationCase {
  const openedAt = ordinal * 100;
  return escalationCase({
    caseId: `7-${ordinal}`,
    openedAt,
    triggers: [{ clock: "first_response", cycle: 1, kind: "breach", at: openedAt }],
    steps: [{ act: "opened", by: null, at: openedAt, reason: "first_response_breach" }],
    ...changes,
  });
}

const stored = (one: EscalationCase): CaseRow => caseRow({ ...one, revision: 3 });
const over: Partial<EscalationCase> = { state: "resolved", endedAt: 150 };

describe("withdrawUnfounded", () => {
  it("leaves alone what the facts give reason for", () => {
    expect(withdrawUnfounded([caseOf(1)], [stored(caseOf(1))], NOW)).toEqual([caseOf(1)]);
  });

  it("withdraws an open case without a reason, and says why", () => {
    const [withdrawn] = withdrawUnfounded([], [stored(caseOf(1))], NOW);
    expect(withdrawn).toEqual({
      ...caseOf(1),
      state: "withdrawn",
      endedAt: NOW,
      steps: [...caseOf(1).steps, { act: "withdrawn", by: null, at: NOW, reason: "late_news" }],
    });
  });

  it("keeps as it was a case that is over", () => {
    expect(withdrawUnfounded([], [stored(caseOf(1, over))], NOW)).toEqual([caseOf(1, over)]);
  });

  it("gives all in the order in which they were opened", () => {
    const all = withdrawUnfounded([caseOf(2)], [stored(caseOf(1, over)), stored(caseOf(3))], NOW);
    expect(all.map(({ caseId }) => caseId)).toEqual(["7-1", "7-2", "7-3"]);
  });
});
