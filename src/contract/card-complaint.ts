import { z } from "zod";
import { ActKey, Variant } from "./card-parts.ts";

/** The part of the ticket card that is about its complaint and its corrective actions. */

/** What the card itself says; the rest is read when it is opened, or at once when there is something. */
export const CardComplaintSummary = z.strictObject({
  title: z.string(),
  /** Null for a ticket that is no complaint and was not proposed as one. */
  stateLabel: z.string().nullable(),
  variant: Variant,
  words: z.strictObject({
    open: z.string(),
    loading: z.string(),
    failed: z.string(),
    retry: z.string(),
  }),
});
export type CardComplaintSummary = z.infer<typeof CardComplaintSummary>;

/** A field of a form; its value travels as text, a day as `2026-03-27`. */
export const CardFormField = z.strictObject({
  name: z.string(),
  label: z.string(),
  kind: z.enum(["text", "choice", "date"]),
  isRequired: z.boolean(),
  options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  /** Chosen or written before anybody does; may be empty. */
  initial: z.string(),
});
export type CardFormField = z.infer<typeof CardFormField>;

/** Something that may be done now. Without fields it is a button. */
export const CardActForm = z.strictObject({
  act: z.string(),
  /** Above the fields; null for a button. */
  title: z.string().nullable(),
  fields: z.array(CardFormField),
  submit: z.string(),
});
export type CardActForm = z.infer<typeof CardActForm>;

export const CardCorrectiveAction = z.strictObject({
  actionId: z.string(),
  title: z.string(),
  stateLabel: z.string(),
  variant: Variant,
  /** A sentence each. */
  facts: z.array(z.string()),
  /** Who is concerned, and whether they were told; the last one may say that there are more. */
  customers: z.array(z.string()),
  /** Drafts for those who still have to be told, one a language; a person changes and sends them. */
  letters: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  forms: z.array(CardActForm),
});
export type CardCorrectiveAction = z.infer<typeof CardCorrectiveAction>;

export const CardComplaint = z.strictObject({
  state: z.enum(["shown", "not_tracked"]),
  facts: z.array(z.string()),
  forms: z.array(CardActForm),
  /** The oldest first. */
  actions: z.array(CardCorrectiveAction),
  /** Opens one; null where the ticket is gone. */
  openAction: CardActForm.nullable(),
  words: z.strictObject({
    actions: z.string(),
    noActions: z.string(),
    customers: z.string(),
    letters: z.string(),
    copy: z.string(),
    copied: z.string(),
    /** What has to be filled in. */
    missing: z.string(),
    failed: z.string(),
  }),
});
export type CardComplaint = z.infer<typeof CardComplaint>;

const MAX_VALUE_LENGTH = 2_000;
const Values = z.record(z.string().max(50), z.string().trim().max(MAX_VALUE_LENGTH));

export const ComplaintActRequest = z.strictObject({
  actKey: ActKey,
  act: z.string().max(50),
  values: Values,
});
export type ComplaintActRequest = z.infer<typeof ComplaintActRequest>;

export const ActionActRequest = ComplaintActRequest.extend({
  /** Null to open one. */
  actionId: z.string().min(1).max(300).nullable(),
});
export type ActionActRequest = z.infer<typeof ActionActRequest>;
