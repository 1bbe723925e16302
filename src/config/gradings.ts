import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Policy } from "../domain/governance/policy.ts";

/** Ways of grading, each a file in `gradings/`, that replace the one of a policy. */
export const GRADING_NAMES = ["rfm", "contract-value", "points-by-hand"] as const;
export type GradingName = (typeof GRADING_NAMES)[number];

/** The part of a policy that says how customers are graded, without the tiers that they are graded into. */
const Grading = z.strictObject({
  tierInputs: Policy.shape.tierInputs,
  tiering: Policy.shape.tiering,
});
export type Grading = z.infer<typeof Grading>;

export function loadGrading(name: GradingName): Grading {
  return Grading.parse(
    parse(readFileSync(new URL(`./gradings/${name}.yaml`, import.meta.url), "utf8")),
  );
}
