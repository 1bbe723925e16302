import { z } from "zod";
import { ComplaintSeverity } from "../governance/complaint-rules.ts";

/** What is said and done about a complaint, as facts of its ticket. */

export const MAX_COMPLAINT_TEXT_LENGTH = 2_000;
const MAX_WORDS = 50;
const Text = z.string().max(MAX_COMPLAINT_TEXT_LENGTH);
const SomeText = Text.min(1);
const Person = z.strictObject({ id: z.string(), name: z.string() });
export type ComplaintPerson = z.infer<typeof Person>;

export const AnswerChannel = z.enum(["phone", "email", "chat", "letter", "on_site", "other"]);
export type AnswerChannel = z.infer<typeof AnswerChannel>;

/** What came of it for the customer. */
export const ComplaintOutcome = z.enum([
  "justified",
  "partly_justified",
  "not_justified",
  "goodwill",
  "withdrawn",
]);
export type ComplaintOutcome = z.infer<typeof ComplaintOutcome>;

export const ComplaintFact = z.discriminatedUnion("kind", [
  /** Something looks like a complaint; a person says whether it is one. */
  z.strictObject({
    kind: z.literal("proposed"),
    source: z.enum(["words", "low_score"]),
    /** The words that were found, or the score. */
    evidence: z.array(z.string()).max(MAX_WORDS),
  }),
  z.strictObject({
    kind: z.literal("confirmed"),
    severity: ComplaintSeverity,
    /** Null: the department that the ticket is routed to. */
    department: z.string().nullable(),
    /** What the customer says. */
    text: Text,
    by: Person,
  }),
  z.strictObject({ kind: z.literal("dismissed"), reason: SomeText, by: Person }),
  z.strictObject({ kind: z.literal("acknowledged"), by: Person }),
  z.strictObject({
    kind: z.literal("answered"),
    stage: z.enum(["first", "final"]),
    text: SomeText,
    channel: AnswerChannel,
    by: Person,
  }),
  z.strictObject({
    kind: z.literal("concluded"),
    outcome: ComplaintOutcome,
    note: Text,
    by: Person,
  }),
  z.strictObject({ kind: z.literal("closed"), by: Person }),
  z.strictObject({ kind: z.literal("reopened"), reason: SomeText, by: Person }),
]);
export type ComplaintFact = z.infer<typeof ComplaintFact>;

/** A fact with its instant; the same press told twice has the same key. */
export type ComplaintMark = {
  readonly at: number;
  readonly factKey: string;
  readonly fact: ComplaintFact;
};

/** Whether somebody has taken it up: from then on it is a complaint whatever becomes of its category. */
export function isTakenUp({ fact }: ComplaintMark): boolean {
  return fact.kind !== "proposed" && fact.kind !== "dismissed";
}
