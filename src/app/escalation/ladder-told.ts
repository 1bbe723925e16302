import { FIRST_RUNG, reach, rungAfter } from "../../domain/escalation/climb.ts";
import type { Ladder } from "../../domain/governance/ladder.ts";
import type { LadderTold } from "../../ports/notifier.ts";
import { type CaseParts, departmentNameOf, formerCases } from "./case-parts.ts";

/** Where a case stands on its ladder; null where no ladder fits. */
export function ladderTold(parts: CaseParts): LadderTold | null {
  const { escalation, rules } = parts;
  const { id, level, isExhausted, nextAt } = escalation.ladder;
  const ladder = rules.policy.ladders.find((one) => one.id === id);
  if (ladder === undefined) return null;
  const waits = escalation.state === "open" && nextAt !== null;
  const isTaken = escalation.state === "acknowledged" && escalation.snoozedUntil === null;
  return {
    level,
    levels: ladder.levels.length,
    isExhausted,
    next: waits ? { at: nextAt, to: nextOf(parts, ladder) } : null,
    staleAt: isTaken ? nextAt : null,
  };
}

function nextOf(parts: CaseParts, ladder: Ladder): NonNullable<LadderTold["next"]>["to"] {
  const { escalation, rules } = parts;
  const { level, round } = escalation.ladder;
  const rung = level === 0 ? FIRST_RUNG : rungAfter(ladder, { index: level - 1, round });
  const visited = [escalation, ...formerCases(parts)].map(({ department }) => department);
  const reached = reach(ladder, rung, { policy: rules.policy, visited });
  switch (reached?.kind) {
    case "tell": {
      const next = ladder.levels[reached.rung.index];
      return { kind: "people", targets: next !== undefined && "tell" in next ? next.tell : [] };
    }
    case "hand_over":
      return { kind: "department", name: departmentNameOf(parts, reached.department.id) };
    case undefined:
      return { kind: "nobody" };
  }
}
