import { expect, it } from "vitest";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { settledTier } from "../../../src/domain/tiering/settle-grade.ts";
import type { Standing } from "../../../src/domain/tiering/standing.ts";
import { gradeOf, reasonOf } from "../../support/grades.ts";
import { policyDocument } from "../../support/small-policy.ts";

const rules = Policy.parse({ ...policyDocument, tiering: { graceDays: 30 } });
const drop = (to: string) => ({ to, since: 0, dueAt: 1_000 });
const override = {
  tier: "standard",
  reason: "x",
  by: { id: "1", name: "Rosa" },
  at: 0,
  untilAt: 9,
};

it.each<{ name: string; score: number; standing: Partial<Standing>; tier: string }>([
  { name: "keeps a tier that nothing takes away", score: 80, standing: {}, tier: "key" },
  {
    name: "takes one step where that is enough",
    score: 40,
    standing: { pendingDrop: drop("developing") },
    tier: "developing",
  },
  {
    name: "takes every step that the score takes",
    score: 0,
    standing: { pendingDrop: drop("developing") },
    tier: "standard",
  },
  { name: "sees the end of an override", score: 80, standing: { override }, tier: "key" },
])("$name", ({ score, standing, tier }) => {
  const reasons = [reasonOf("company_revenue", "total_revenue", { value: 1, points: score })];
  const grade = gradeOf("key", score, { reasons });
  expect(settledTier(rules, { ...grade, standing: { ...grade.standing, ...standing } })).toBe(tier);
});
