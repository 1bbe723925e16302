import { z } from "zod";
import { Id } from "./department.ts";

/** What makes a ticket a complaint beside its category, what only proposes it, and what closing asks for. */

const MAX_PROPERTIES = 20;
const MAX_VALUES = 50;
const MAX_WORDS = 500;
const MAX_TEXT_PROPERTIES = 5;
const MAX_INFORMED = 20;

/** How heavily a complaint weighs; not the severity of the fault. */
export const ComplaintSeverity = z.enum(["low", "medium", "high", "critical"]);
export type ComplaintSeverity = z.infer<typeof ComplaintSeverity>;

export const ComplaintRules = z.strictObject({
  properties: z
    .array(
      z.strictObject({
        property: z.string().min(1),
        values: z.array(z.string().min(1)).min(1).max(MAX_VALUES),
      }),
    )
    .max(MAX_PROPERTIES)
    .default([])
    .meta({ description: "ticket properties with the values that make a ticket a complaint" }),
  words: z
    .array(z.string().trim().min(2).max(100))
    .max(MAX_WORDS)
    .default([])
    .meta({ description: "words that propose it, in any language; a person confirms" }),
  textProperties: z
    .array(z.string().min(1))
    .max(MAX_TEXT_PROPERTIES)
    .default([])
    .meta({ description: "ticket properties that are searched for the words, beside the subject" }),
  lowScores: z
    .boolean()
    .default(false)
    .meta({ description: "a low score of caseTriggers.lowRatings proposes it" }),
  answerRequired: z.boolean().default(false).meta({
    description:
      "closing the ticket does not end a complaint by category or property: like one that a person has taken up, it needs an outcome and a recorded answer",
  }),
  informs: z
    .array(Id)
    .max(MAX_INFORMED)
    .default([])
    .meta({ description: "departments that hear of every complaint beside the responsible one" }),
});
export type ComplaintRules = z.infer<typeof ComplaintRules>;
