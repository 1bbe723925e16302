import { type EscalationCase, isLive } from "./case.ts";

type Standing = Pick<EscalationCase, "state" | "endedAt" | "openedAt">;

/**
 * What a reader of the ticket has to know of: those that wait for somebody, then those that somebody
 * has, then those that wait for another department, the newest first each; last the one that ended last.
 */
export function casesThatMatter<Case extends Standing>(cases: readonly Case[]): readonly Case[] {
  const open = cases
    .filter(({ endedAt }) => endedAt === null)
    .toSorted((one, other) => rankOf(one) - rankOf(other) || other.openedAt - one.openedAt);
  const lastEnded = cases.reduce<Case | null>(
    (last, one) => ((one.endedAt ?? -1) >= (last?.endedAt ?? 0) ? one : last),
    null,
  );
  return lastEnded === null ? open : [...open, lastEnded];
}

function rankOf(one: Standing): number {
  if (!isLive(one)) return 2;
  return one.state === "open" ? 0 : 1;
}
