import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tierOfScore } from "../../../src/domain/tiering/score.ts";
import {
  lostBelow,
  nextLookAt,
  type Standing,
  stepStanding,
  type TierOverride,
  tierOf,
} from "../../../src/domain/tiering/standing.ts";
import { DAY, looksFrom, rankIn, type Step, scored, walk } from "../../support/score-paths.ts";
import { tierRules } from "../../support/tier-rules.ts";

const anyScore = fc.integer({ min: 0, max: 100 });

describe("what a customer has earned", () => {
  it("rises at once to what the score reaches, and never without reaching it", () => {
    fc.assert(
      fc.property(tierRules, looksFrom(anyScore), (rules, looks) => {
        for (const { before, after, score } of walk(rules, looks)) {
          const reached = rankIn(rules, tierOfScore(rules, score));
          const held = before === null ? reached : rankIn(rules, before.earned);
          if (reached <= held) expect(rankIn(rules, after.earned)).toBe(reached);
          else expect(rankIn(rules, after.earned)).toBeGreaterThanOrEqual(held);
        }
      }),
    );
  });

  it("falls one step at a time, only when every look of a whole grace period was below the band", () => {
    fc.assert(
      fc.property(tierRules, looksFrom(anyScore), (rules, looks) => {
        const steps = walk(rules, looks);
        for (const [index, { before, after, at }] of steps.entries()) {
          if (before === null) continue;
          const fallen = rankIn(rules, after.earned) - rankIn(rules, before.earned);
          expect(fallen).toBeLessThanOrEqual(1);
          const since = belowSince(rules, steps.slice(0, index + 1), before.earned);
          const graceMs = rules.tiering.graceDays * DAY;
          if (fallen === 1) expect(since !== null && at - since >= graceMs).toBe(true);
          // Without grace a second step waits for the next day.
          const isOver = since !== null && at - since >= Math.max(DAY, graceMs);
          if (isOver) expect(fallen).toBe(1);
        }
      }),
    );
  });

  it("never flips back while the score stays within a band as wide as the hysteresis", () => {
    const within = tierRules.chain((rules) => {
      const { hysteresisPoints } = rules.tiering;
      const lowest = fc.integer({ min: 0, max: 100 - hysteresisPoints });
      const looks = lowest.chain((min) =>
        looksFrom(fc.integer({ min, max: min + hysteresisPoints })),
      );
      return fc.record({ rules: fc.constant(rules), looks, from: fc.constantFrom(...rules.tiers) });
    });
    fc.assert(
      fc.property(within, ({ rules, looks, from }) => {
        // It had some tier before, so that it may fall into the band as well as climb into it.
        const start = { at: 0, score: from.fromScore };
        const ranks = walk(rules, [start, ...looks]).map(({ after }) =>
          rankIn(rules, after.earned),
        );
        const moves = ranks.slice(1).map((rank, index) => Math.sign(rank - (ranks[index] ?? rank)));
        expect(new Set(moves.filter((move) => move !== 0)).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("does not change when the same is looked at again", () => {
    fc.assert(
      fc.property(tierRules, looksFrom(anyScore), (rules, looks) => {
        for (const { after, score, at } of walk(rules, looks)) {
          expect(stepStanding(rules, after, { scoring: scored(score), now: at })).toEqual(after);
        }
      }),
    );
  });

  it("needs no look between those that it asks for while the score is the same", () => {
    const start = fc.record({ first: anyScore, later: anyScore });
    fc.assert(
      fc.property(tierRules, start, (rules, { first, later }) => {
        const daily = Array.from({ length: 300 }, (_, day) => ({ at: day * DAY, score: later }));
        const often = walk(rules, [{ at: 0, score: first }, ...daily]);
        const asked = walk(rules, [
          { at: 0, score: first },
          { at: 0, score: later },
        ]);
        let standing = asked.at(-1)?.after ?? null;
        const seldom = daily.map(({ at }) => {
          const isDue = standing !== null && (nextLookAt(standing) ?? Infinity) <= at;
          if (isDue) standing = stepStanding(rules, standing, { scoring: scored(later), now: at });
          return standing?.earned;
        });
        expect(seldom).toEqual(often.slice(1).map(({ after }) => after.earned));
      }),
    );
  });

  it("announces a pending drop of one step with the day on which it is taken", () => {
    fc.assert(
      fc.property(tierRules, looksFrom(anyScore), (rules, looks) => {
        for (const { after, score } of walk(rules, looks)) {
          const { earned, pendingDrop } = after;
          expect(pendingDrop !== null).toBe(score < lostBelow(rules, earned));
          if (pendingDrop === null) continue;
          expect(rankIn(rules, pendingDrop.to)).toBe(rankIn(rules, earned) + 1);
          const before = { scoring: scored(score), now: pendingDrop.dueAt - 1 };
          expect(stepStanding(rules, after, before).earned).toBe(earned);
          const due = { scoring: scored(score), now: pendingDrop.dueAt };
          expect(stepStanding(rules, after, due).earned).toBe(pendingDrop.to);
        }
      }),
    );
  });
});

describe("an override", () => {
  const by = { id: "7", name: "Lin Ya-ting" };

  it("wins at every look before its end, and ends at that, whatever the score does meanwhile", () => {
    const drawn = fc.record({ rank: fc.nat(), untilAt: fc.integer({ min: 1, max: 200 * DAY }) });
    fc.assert(
      fc.property(tierRules, looksFrom(anyScore), drawn, (rules, looks, { rank, untilAt }) => {
        const tier = rules.tiers[rank % rules.tiers.length]?.id ?? "";
        const override: TierOverride = { tier, reason: "a fair", by, at: 0, untilAt };
        const plain = walk(rules, looks);
        let standing: Standing | null = null;
        for (const { at, score, after } of plain) {
          const before: Standing | null =
            standing === null ? { ...after, override } : { ...standing };
          standing = stepStanding(rules, before, { scoring: scored(score), now: at });
          expect(tierOf(rules, standing)).toBe(at < untilAt ? tier : standing.earned);
          expect(standing).toEqual({ ...after, override: at < untilAt ? override : null });
        }
      }),
    );
  });

  it("is looked at on its end without anything having changed", () => {
    fc.assert(
      fc.property(tierRules, looksFrom(anyScore), fc.nat(), (rules, looks, untilAt) => {
        const override: TierOverride = { tier: "tier_0", reason: "a fair", by, at: 0, untilAt };
        for (const { after } of walk(rules, looks)) {
          const at = nextLookAt({ ...after, override });
          expect(at).toBe(Math.min(untilAt, after.pendingDrop?.dueAt ?? untilAt));
        }
      }),
    );
  });
});

/**
 * Since which look the customer has held the tier and been below its band without a break; a look that took
 * a step from the tier above counts for this one as well.
 */
function belowSince(
  rules: Parameters<typeof lostBelow>[0],
  steps: readonly Step[],
  tierId: string,
): number | null {
  const limit = lostBelow(rules, tierId);
  let since: number | null = null;
  for (const step of steps.toReversed()) {
    if (step.score >= limit) return since;
    since = step.at;
    if (step.before?.earned !== tierId) return since;
  }
  return since;
}
