import { z } from "zod";

/** What a person does to a case, in Slack or on the card. */

export const MAX_ACT_TEXT_LENGTH = 1_000;
const Text = z.string().max(MAX_ACT_TEXT_LENGTH);
const SomeText = Text.min(1);
const Instant = z.number();

/** Why somebody calls another department by hand. */
export const EscalationReason = z.enum([
  "needs_expert",
  "needs_parts",
  "needs_decision",
  "customer_upset",
  "safety",
  "other",
]);
export type EscalationReason = z.infer<typeof EscalationReason>;

/**
 * The acts with what they need. `escalated` opens the case or joins the one that the department has
 * already; `declined` says that it is not the department's own, and whose it is if that is known.
 */
export const CaseActDetail = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("acknowledged") }),
  z.strictObject({ act: z.literal("resolved") }),
  z.strictObject({
    act: z.literal("escalated"),
    department: z.string(),
    reason: EscalationReason,
    text: Text,
    /** What the department is to do, e.g. "confirm part 7A-113 today". */
    ask: SomeText,
    wantedAt: Instant.nullable(),
  }),
  z.strictObject({ act: z.literal("asked_back"), text: SomeText }),
  z.strictObject({ act: z.literal("answered"), text: SomeText }),
  z.strictObject({ act: z.literal("handed_over"), department: z.string(), text: SomeText }),
  z.strictObject({
    act: z.literal("declined"),
    department: z.string().nullable(),
    text: SomeText,
  }),
  z.strictObject({ act: z.literal("snoozed"), until: Instant, text: SomeText }),
  z.strictObject({ act: z.literal("de_escalated"), text: SomeText }),
  z.strictObject({ act: z.literal("reopened"), text: SomeText }),
]);
export type CaseActDetail = z.infer<typeof CaseActDetail>;

export type CaseAct = CaseActDetail & {
  readonly caseId: string;
  readonly ticketId: string;
  /** The same press told twice has the same key. */
  readonly actKey: string;
  readonly by: Actor;
  readonly at: number;
};

/** The id is of the place where it was done: a Slack user, or a HubSpot user. */
export type Actor = { readonly id: string; readonly name: string };
