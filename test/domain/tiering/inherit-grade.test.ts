import { describe, expect, it } from "vitest";
import { inheritGrade } from "../../../src/domain/tiering/inherit-grade.ts";
import type { TierOverride } from "../../../src/domain/tiering/standing.ts";
import { gradeOf, reasonOf } from "../../support/grades.ts";
import { testPolicy } from "../../support/small-policy.ts";

const ref = { kind: "company", id: "7" } as const;
const reasons = [reasonOf("company_revenue", "total_revenue", { value: 100_000, points: 70 })];
const override: TierOverride = {
  tier: "standard",
  reason: "Pays late",
  by: { id: "1", name: "Rosa" },
  at: 0,
  untilAt: 2_000,
};
const company = {
  ref,
  grade: {
    ...gradeOf("key", 70, { reasons, missing: ["num_associated_deals"] }),
    standing: {
      earned: "key",
      pendingDrop: { to: "developing", since: 1, dueAt: 9_000 },
      override: null,
    },
  },
};

describe("inheritGrade", () => {
  it("gives the company's tier with its reasons, but not its pending drop", () => {
    expect(inheritGrade(testPolicy, company, { before: null, now: 1_000 })).toEqual({
      tier: "key",
      score: 70,
      reasons,
      missing: ["num_associated_deals"],
      standing: { earned: "key", pendingDrop: null, override: null },
      inheritedFrom: ref,
    });
  });

  it.each<{ name: string; now: number; tier: string }>([
    { name: "lets the contact's own override hold before its end", now: 1_999, tier: "standard" },
    { name: "lets the company's tier count again at its end", now: 2_000, tier: "key" },
  ])("$name", ({ now, tier }) => {
    const standing = { earned: "key", pendingDrop: null, override };
    const before = { tier: "standard", standing };
    expect(inheritGrade(testPolicy, company, { before, now }).tier).toBe(tier);
  });
});
