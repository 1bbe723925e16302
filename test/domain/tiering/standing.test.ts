import { describe, expect, it } from "vitest";
import {
  nextLookAt,
  type Standing,
  stepStanding,
  tierOf,
} from "../../../src/domain/tiering/standing.ts";
import { DAY, type Look, NOTHING_KNOWN, scored, walk } from "../../support/score-paths.ts";
import { rulesOf } from "../../support/tier-rules.ts";

const rules = rulesOf([], { hysteresisPoints: 5, graceDays: 30 });
const noGrace = rulesOf([], { hysteresisPoints: 5 });
const [TOP, MIDDLE, LAST] = ["tier_0", "tier_1", "tier_2"];
const holding = (earned: string): Standing => ({ earned, pendingDrop: null, override: null });

describe("stepStanding", () => {
  it.each<{
    name: string;
    looks: readonly (readonly [day: number, score: number])[];
    earned: string;
  }>([
    { name: "the first score says the tier", looks: [[0, 70]], earned: TOP },
    {
      name: "the band keeps a tier at its lower edge",
      looks: [
        [0, 70],
        [99, 65],
      ],
      earned: TOP,
    },
    {
      name: "below the band the grace period begins",
      looks: [
        [0, 70],
        [1, 64],
      ],
      earned: TOP,
    },
    {
      name: "and lasts",
      looks: [
        [0, 70],
        [1, 64],
        [30.9, 64],
      ],
      earned: TOP,
    },
    {
      name: "and ends with the tier",
      looks: [
        [0, 70],
        [1, 64],
        [31, 64],
      ],
      earned: MIDDLE,
    },
    {
      name: "a score back in the band ends it",
      looks: [
        [0, 70],
        [1, 64],
        [9, 65],
        [31, 64],
      ],
      earned: TOP,
    },
    {
      name: "however low, it is one step",
      looks: [
        [0, 70],
        [1, 0],
        [400, 0],
      ],
      earned: MIDDLE,
    },
    {
      name: "the next one waits as long",
      looks: [
        [0, 70],
        [1, 0],
        [31, 0],
        [60, 0],
      ],
      earned: MIDDLE,
    },
    {
      name: "and is taken then",
      looks: [
        [0, 70],
        [1, 0],
        [31, 0],
        [61, 0],
      ],
      earned: LAST,
    },
    {
      name: "the way up is as wide as it is",
      looks: [
        [0, 0],
        [1, 100],
      ],
      earned: TOP,
    },
    {
      name: "the lower edge is no way up",
      looks: [
        [0, 0],
        [1, 69],
      ],
      earned: MIDDLE,
    },
  ])("$name", ({ looks, earned }) => {
    const walked = walk(
      rules,
      looks.map(([day, score]): Look => ({ at: day * DAY, score })),
    );
    expect(walked.at(-1)?.after.earned).toBe(earned);
  });

  it("without a grace period takes a step at once, and the next one a day later", () => {
    const looks = [0, 1, 1.5, 2].map((day) => ({ at: day * DAY, score: day === 0 ? 70 : 0 }));
    expect(walk(noGrace, looks).map(({ after }) => after.earned)).toEqual([
      TOP,
      MIDDLE,
      MIDDLE,
      LAST,
    ]);
    const pendingDrop = { to: LAST, since: DAY, dueAt: 2 * DAY };
    expect(walk(noGrace, looks)[1]?.after).toEqual({ earned: MIDDLE, pendingDrop, override: null });
  });

  it("without a grace period rests where the band holds", () => {
    const looks = [
      { at: 0, score: 70 },
      { at: DAY, score: 25 },
    ];
    expect(walk(noGrace, looks).at(-1)?.after).toEqual(holding(MIDDLE));
  });

  it.each<{
    name: string;
    tiering: object;
    before: Standing | null;
    earned: string;
    to: string | null;
  }>([
    { name: "is new", tiering: {}, before: null, earned: LAST, to: null },
    {
      name: "is new under a default",
      tiering: { defaultTier: MIDDLE },
      before: null,
      earned: MIDDLE,
      to: null,
    },
    {
      name: "was better",
      tiering: { graceDays: 1 },
      before: holding(TOP),
      earned: TOP,
      to: MIDDLE,
    },
    {
      name: "was better than the default",
      tiering: { graceDays: 1, defaultTier: MIDDLE },
      before: holding(TOP),
      earned: TOP,
      to: MIDDLE,
    },
    {
      name: "had the default",
      tiering: { defaultTier: MIDDLE },
      before: holding(MIDDLE),
      earned: MIDDLE,
      to: null,
    },
    {
      name: "was worse",
      tiering: { defaultTier: MIDDLE },
      before: holding(LAST),
      earned: MIDDLE,
      to: null,
    },
    {
      name: "had a tier that is no more",
      tiering: {},
      before: holding("gold"),
      earned: LAST,
      to: null,
    },
  ])("of whom nothing is known goes to the default tier, in steps: who $name", (row) => {
    const look = { scoring: NOTHING_KNOWN, now: 0 };
    const after = stepStanding(rulesOf([], row.tiering), row.before, look);
    expect(after.earned).toBe(row.earned);
    expect(after.pendingDrop?.to ?? null).toBe(row.to);
  });

  it("keeps to the default tier once it is reached, although it scores nothing", () => {
    const known = rulesOf([], { graceDays: 0, defaultTier: MIDDLE });
    const look = { scoring: NOTHING_KNOWN, now: 0 };
    expect(stepStanding(known, holding(TOP), look)).toEqual(holding(MIDDLE));
  });

  it("begins anew when the rules lost the tier, and keeps the override", () => {
    const override = {
      tier: TOP,
      reason: "a fair",
      by: { id: "1", name: "Li" },
      at: 0,
      untilAt: 9,
    };
    const before = { ...holding("gold"), override };
    const after = stepStanding(rules, before, { scoring: scored(40), now: 8 });
    expect(after).toEqual({ ...holding(MIDDLE), override });
  });
});

describe("the tier that counts", () => {
  const override = { reason: "a fair", by: { id: "1", name: "Li" }, at: 0, untilAt: 9 };

  it.each<{ name: string; tier: string | null; expected: string }>([
    { name: "is the earned one", tier: null, expected: MIDDLE },
    { name: "is that of an override, a better one", tier: TOP, expected: TOP },
    { name: "is that of an override, a worse one", tier: LAST, expected: LAST },
    { name: "is not one that the rules no longer have", tier: "gold", expected: MIDDLE },
  ])("$name", ({ tier, expected }) => {
    const standing = { ...holding(MIDDLE), override: tier === null ? null : { ...override, tier } };
    expect(tierOf(rules, standing)).toBe(expected);
  });

  it("is not looked at again where nothing is pending", () => {
    expect(nextLookAt(holding(MIDDLE))).toBeNull();
  });
});
