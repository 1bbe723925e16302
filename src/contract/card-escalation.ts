import { z } from "zod";
import { ActKey, Variant } from "./card-parts.ts";

/** The part of the ticket card that is about other departments, and what it sends. */

const MAX_TEXT_LENGTH = 1_000;

export const CardCase = z.strictObject({
  caseId: z.string(),
  state: z.enum(["open", "acknowledged", "handed_over", "resolved", "withdrawn"]),
  stateLabel: z.string(),
  variant: Variant,
  icon: z.enum(["notification", "contact", "right", "success", "remove", "clock"]),
  department: z.string(),
  /** Who has it, what is asked, where its ladder stands, until when it rests; a sentence each. */
  facts: z.array(z.string()),
  /** What the department asked back and nobody has answered yet, with who asked. */
  question: z.string().nullable(),
  /** Who did what when, newest first, one sentence each; the last one may say that there is more. */
  timeline: z.array(z.string()),
  mayLift: z.boolean(),
  mayReopen: z.boolean(),
});
export type CardCase = z.infer<typeof CardCase>;

export const CardEscalationReason = z.enum([
  "needs_expert",
  "needs_parts",
  "needs_decision",
  "customer_upset",
  "safety",
  "other",
]);

/** Calls a department to the ticket. */
export const CardEscalateForm = z.strictObject({
  /** What it does. */
  text: z.string(),
  departments: z.array(z.strictObject({ value: z.string(), label: z.string() })).min(1),
  reasons: z.array(z.strictObject({ value: CardEscalationReason, label: z.string() })),
  words: z.strictObject({
    title: z.string(),
    department: z.string(),
    reason: z.string(),
    text: z.string(),
    ask: z.string(),
    wantedDate: z.string(),
    /** With the zone that it is meant in. */
    wantedTime: z.string(),
    wantedHalf: z.string(),
    submit: z.string(),
  }),
});
export type CardEscalateForm = z.infer<typeof CardEscalateForm>;

const ActWords = z.strictObject({ title: z.string(), text: z.string(), submit: z.string() });

export const CardEscalation = z.strictObject({
  /** Why nobody is told of cases; null when somebody is. */
  notice: z.string().nullable(),
  /** Those that matter, the most important first. */
  cases: z.array(CardCase),
  /** How many more there are, in words. */
  more: z.string().nullable(),
  /** Null when the ticket is over. */
  form: CardEscalateForm.nullable(),
  words: z.strictObject({
    none: z.string(),
    question: z.string(),
    timeline: z.string(),
    answer: ActWords,
    lift: ActWords,
    reopen: ActWords,
    /** What has to be filled in. */
    missing: z.string(),
    failed: z.string(),
  }),
});
export type CardEscalation = z.infer<typeof CardEscalation>;

/** For whom Slack is connected but not yet known who they are there. */
export const CardConnect = z.strictObject({
  text: z.string(),
  words: z.strictObject({ title: z.string(), submit: z.string(), failed: z.string() }),
});
export type CardConnect = z.infer<typeof CardConnect>;

const SomeText = z.string().trim().min(1).max(MAX_TEXT_LENGTH);

export const EscalateRequest = z.strictObject({
  actKey: ActKey,
  department: z.string().min(1).max(200),
  reason: CardEscalationReason,
  text: z.string().trim().max(MAX_TEXT_LENGTH).default(""),
  ask: SomeText,
  /** On the wall clock that the form names. */
  wanted: z
    .strictObject({
      date: z.iso.date(),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected HH:MM"),
    })
    .nullable(),
});
export type EscalateRequest = z.infer<typeof EscalateRequest>;

/** An answer, the reason of a lifting, or why a case is opened again. */
export const CaseTextRequest = z.strictObject({
  actKey: ActKey,
  caseId: z.string().min(1).max(200),
  text: SomeText,
});
export type CaseTextRequest = z.infer<typeof CaseTextRequest>;

export const ConnectCodeRequest = z.strictObject({ actKey: ActKey });
export type ConnectCodeRequest = z.infer<typeof ConnectCodeRequest>;

export const ConnectCodeAnswer = z.strictObject({
  /** False: no code was made, `message` says why. */
  isDone: z.boolean(),
  /** What to do with the command, and until when. */
  message: z.string(),
  /** To be typed in Slack. */
  command: z.string().nullable(),
});
export type ConnectCodeAnswer = z.infer<typeof ConnectCodeAnswer>;
