import fc from "fast-check";
import type { Scoring } from "../../src/domain/tiering/score.ts";
import { type Standing, stepStanding } from "../../src/domain/tiering/standing.ts";
import type { TierRules } from "../../src/domain/tiering/tier.ts";
import { reasonOf } from "./grades.ts";

export const DAY = 86_400_000;

/** A score of whom something is known. */
export function scored(score: number): Scoring {
  return { score, reasons: [reasonOf("a", "a", { value: 1, points: score })], missing: [] };
}

export const NOTHING_KNOWN: Scoring = { score: 0, reasons: [], missing: ["a"] };

export type Look = { readonly at: number; readonly score: number };
export type Step = Look & { readonly before: Standing | null; readonly after: Standing };

/** What became of the standing at each look. */
export function walk(rules: TierRules, looks: readonly Look[]): readonly Step[] {
  const steps: Step[] = [];
  for (const look of looks) {
    const before = steps.at(-1)?.after ?? null;
    const after = stepStanding(rules, before, { scoring: scored(look.score), now: look.at });
    steps.push({ ...look, before, after });
  }
  return steps;
}

/** Scores at looks that are at most some weeks apart, whole days or not, sometimes at the same instant. */
export function looksFrom(score: fc.Arbitrary<number>): fc.Arbitrary<readonly Look[]> {
  const pause = fc.oneof(
    fc.integer({ min: 0, max: 25 }).map((days) => days * DAY),
    fc.integer({ min: 0, max: 25 * DAY }),
  );
  return fc.array(fc.record({ pause, score }), { minLength: 1, maxLength: 25 }).map((drawn) => {
    let at = 0;
    return drawn.map((look) => {
      at += look.pause;
      return { at, score: look.score };
    });
  });
}

export function rankIn({ tiers }: Pick<TierRules, "tiers">, tierId: string): number {
  return tiers.findIndex(({ id }) => id === tierId);
}
