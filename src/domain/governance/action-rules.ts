import { z } from "zod";
import { ComplaintSeverity } from "./complaint-rules.ts";

/** When corrective actions are opened by themselves, and by when their steps are to be done. */

const MAX_DAYS = 365;
const Days = z.int().min(1).max(MAX_DAYS);

export const ActionRules = z.strictObject({
  opensFor: z
    .strictObject({
      complaintSeverities: z
        .array(ComplaintSeverity)
        .max(ComplaintSeverity.options.length)
        .default([])
        .meta({ description: "complaints of these severities open one" }),
      lowScores: z
        .boolean()
        .default(false)
        .meta({ description: "a low score of caseTriggers.lowRatings opens one" }),
      exhaustedLadders: z
        .boolean()
        .default(false)
        .meta({ description: "a case that nobody took on any level opens one" }),
    })
    .prefault({}),
  analyseWithinDays: Days.default(5).meta({ description: "days for the root cause" }),
  checkAfterDays: Days.default(30).meta({
    description: "days from the last step to the effectiveness check",
  }),
  informWithinDays: Days.default(5).meta({
    description: "days from the effectiveness check until every customer is told",
  }),
  maxRecurrences: z.int().min(0).max(1_000).default(0).meta({
    description: "recurrences since the steps were done with which a check may still be passed",
  }),
});
export type ActionRules = z.infer<typeof ActionRules>;
