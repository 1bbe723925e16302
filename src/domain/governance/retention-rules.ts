import { z } from "zod";

/** How long a portal keeps what piles up of its customers. What is left out is kept with the account. */

const DAY_MS = 86_400_000;
const MAX_DAYS = 3_650;

const days = (from: number) => z.int().min(from).max(MAX_DAYS).optional();

export const RetentionRules = z.strictObject({
  touchDays: days(90).meta({
    description:
      "days for which contacts with customers are kept; the last real one of each customer stays",
  }),
  surveyDays: days(90).meta({
    description: "days for which survey answers, rating links and who was asked are kept",
  }),
  messageDays: days(30).meta({
    description:
      "days for which copies of messages stay that were put on tickets; the notes in the CRM stay",
  }),
});
export type RetentionRules = z.infer<typeof RetentionRules>;

/** What is kept for a number of days. */
export type RetentionKind = "touches" | "surveys" | "messages";

/** Of this kind goes what is from before that instant. */
export type RetentionCut = { readonly kind: RetentionKind; readonly before: number };

export function retentionCuts(rules: RetentionRules, now: number): readonly RetentionCut[] {
  const kept: readonly (readonly [RetentionKind, number | undefined])[] = [
    ["touches", rules.touchDays],
    ["surveys", rules.surveyDays],
    ["messages", rules.messageDays],
  ];
  return kept.flatMap(([kind, ofKind]) =>
    ofKind === undefined ? [] : [{ kind, before: now - ofKind * DAY_MS }],
  );
}
