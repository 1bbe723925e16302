import { z } from "zod";

/** How content customers are, what counts as low, and whether Aftercare asks by itself. */

/**
 * `csat`: how content with what was done. `nps`: whether one would recommend, 0 to 10. `ces`: how easy it
 * was, 1 to 7, 7 the easiest. Of every kind more is better.
 */
export const SurveyKind = z.enum(["csat", "nps", "ces"]);
export type SurveyKind = z.infer<typeof SurveyKind>;

/** A score of so many or fewer is followed up. */
const Low = z.strictObject({
  csat: z.number().min(1).max(100).default(2),
  nps: z.number().min(0).max(10).default(6).meta({ description: "6 is the highest detractor" }),
  ces: z.number().min(1).max(7).default(3),
});

const Ask = z.strictObject({
  isOn: z.boolean().default(false).meta({
    description: "make a rating link for each closed ticket; see docs/surveys.md for who sends it",
  }),
  kind: SurveyKind.default("csat"),
  afterDays: z.int().min(0).max(60).default(1).meta({ description: "days from closing" }),
  untilDays: z
    .int()
    .min(1)
    .max(90)
    .default(14)
    .meta({ description: "who could not be asked by then is not asked about this ticket" }),
  validDays: z
    .int()
    .min(1)
    .max(90)
    .default(14)
    .meta({ description: "how long a link can be used" }),
  everyDays: z
    .int()
    .min(0)
    .max(365)
    .default(30)
    .meta({ description: "the same customer is not asked again before" }),
  notAfterStages: z.array(z.string().min(1)).max(50).default([]).meta({
    description: "stages in which tickets are closed automatically, e.g. for want of an answer",
  }),
});

export const SurveyRules = z.strictObject({
  csatScale: z
    .int()
    .min(2)
    .max(100)
    .default(5)
    .meta({ description: "highest score of a satisfaction survey; the lowest is 1" }),
  low: Low.prefault({}),
  proposesComplaint: z
    .boolean()
    .default(true)
    .meta({ description: "a low score proposes that its ticket is a complaint" }),
  plansFollowUp: z
    .boolean()
    .default(true)
    .meta({ description: "a low score plans a call to the customer" }),
  followUpDays: z
    .int()
    .min(1)
    .max(60)
    .default(3)
    .meta({ description: "days within which that call is made; red after it" }),
  ask: Ask.prefault({}),
});
export type SurveyRules = z.infer<typeof SurveyRules>;

export type Scale = { readonly from: number; readonly to: number };

export function scaleOf(kind: SurveyKind, { csatScale }: Pick<SurveyRules, "csatScale">): Scale {
  switch (kind) {
    case "csat":
      return { from: 1, to: csatScale };
    case "nps":
      return { from: 0, to: 10 };
    case "ces":
      return { from: 1, to: 7 };
  }
}
