import { z } from "zod";
import type { CustomerRef } from "../tiering/customer.ts";

/** What came of a visit, as whoever made it tells. */

export const Mood = z.enum(["good", "neutral", "bad"]);
export type Mood = z.infer<typeof Mood>;

export const MAX_WORDS = 1_000;
const Words = z.string().trim().max(MAX_WORDS).default("");

export const OutcomeForm = z.strictObject({
  isReached: z.boolean(),
  mood: Mood.nullable().default(null),
  /** What the customer thinks of product and service. */
  opinion: Words,
  /** What the customer wishes; goes into the weekly digest. */
  suggestion: Words,
  nextStep: Words,
  /** What the customer answered to an invitation. */
  reply: z.enum(["yes", "no", "open"]).nullable().default(null),
  /** What was promised, and until which day; becomes a visit of its own. */
  promise: z
    .strictObject({ text: z.string().trim().min(1).max(500), byDate: z.iso.date() })
    .nullable()
    .default(null),
});
export type OutcomeForm = z.infer<typeof OutcomeForm>;

export type Person = { readonly id: string; readonly name: string };

/** The outcome of one attempt of one visit. */
export type VisitOutcome = {
  readonly visitId: string;
  readonly attempt: number;
  readonly customer: CustomerRef | null;
  readonly ownerId: string | null;
  /** When the visit ended, as far as anybody said. */
  readonly at: number;
  /** Null while it is only asked for: the task was done in the CRM, and nobody has told what came of it. */
  readonly told: {
    readonly form: OutcomeForm;
    readonly by: Person;
    readonly at: number;
    /** The same for every telling of one press. */
    readonly actKey: string;
  } | null;
};
