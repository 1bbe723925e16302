import { z } from "zod";
import { CustomerRef } from "../tiering/customer.ts";
import { AnswerChannel } from "./complaint-fact.ts";

/** What has happened to a corrective action; its events are only ever added. */

export const MAX_ACTION_TEXT_LENGTH = 2_000;
/** Customers named in one event that adds them. */
export const MAX_NAMED_CUSTOMERS = 500;
/** Customers of one action in all; so many can be told, or left out, in one go. */
export const MAX_AFFECTED = 5_000;
export const MAX_TITLE_LENGTH = 200;
/** Lines of evidence in one event. */
export const MAX_EVIDENCE = 50;
/** Of all events of an action; what comes after is counted by its customers only. */
export const MAX_EVIDENCE_KEPT = 200;
export const MAX_WHYS = 5;

const Text = z.string().max(MAX_ACTION_TEXT_LENGTH);
const SomeText = Text.min(1);
const Person = z.strictObject({ id: z.string(), name: z.string() });
const ActionDate = z.iso.date();
const Customers = z.array(CustomerRef).max(MAX_NAMED_CUSTOMERS);
const SettledCustomers = z.array(CustomerRef).min(1).max(MAX_AFFECTED);

/** Somebody in the CRM whose action it is. */
export const ActionOwner = z.strictObject({
  ownerId: z.string().min(1),
  name: z.string().min(1),
});
export type ActionOwner = z.infer<typeof ActionOwner>;

/** What it was opened for. */
export const ActionOrigin = z.enum([
  "complaint",
  "low_score",
  "exhausted_ladder",
  "recurrence",
  "manual",
]);
export type ActionOrigin = z.infer<typeof ActionOrigin>;

export const ActionEvent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("opened"),
    origin: ActionOrigin,
    title: z.string().min(1).max(MAX_TITLE_LENGTH),
    /** Why it is needed, a line each. */
    evidence: z.array(SomeText).max(MAX_EVIDENCE),
    ticketId: z.string().nullable(),
    department: z.string().min(1),
    owner: ActionOwner.nullable(),
    customers: Customers,
    dueDate: ActionDate,
    /** Null: by itself. */
    by: Person.nullable(),
  }),
  z.strictObject({ kind: z.literal("assigned"), owner: ActionOwner, by: Person }),
  z.strictObject({ kind: z.literal("taken_up"), by: Person }),
  z.strictObject({
    kind: z.literal("analysed"),
    rootCause: SomeText,
    whys: z.array(SomeText).max(MAX_WHYS),
    by: Person,
  }),
  z.strictObject({
    kind: z.literal("planned"),
    corrective: SomeText,
    preventive: SomeText,
    owner: ActionOwner,
    dueDate: ActionDate,
    by: Person,
  }),
  z.strictObject({
    kind: z.literal("carried_out"),
    note: Text,
    /** From which day on its effect can be judged. */
    dueDate: ActionDate,
    by: Person,
  }),
  z.strictObject({
    kind: z.literal("checked"),
    isEffective: z.boolean(),
    note: SomeText,
    dueDate: ActionDate,
    /** Why it was passed before its day, or in spite of recurrences; null where it needed no leave. */
    overrideReason: SomeText.nullable(),
    by: Person,
  }),
  z.strictObject({
    kind: z.literal("recurred"),
    ticketId: z.string().nullable(),
    customers: Customers,
    /** A check that was passed holds no more: by when it is to be made again; null where it holds. */
    checkAgainDate: ActionDate.nullable(),
  }),
  /** More tickets tell of a cause that nobody has removed yet: not again, but still. */
  z.strictObject({
    kind: z.literal("evidence_added"),
    evidence: z.array(SomeText).min(1).max(MAX_EVIDENCE),
    customers: Customers,
  }),
  z.strictObject({ kind: z.literal("customers_added"), customers: Customers.min(1), by: Person }),
  z.strictObject({
    kind: z.literal("informed"),
    customers: SettledCustomers,
    text: SomeText,
    channel: AnswerChannel,
    by: Person,
  }),
  z.strictObject({
    kind: z.literal("excluded"),
    customers: SettledCustomers,
    reason: SomeText,
    by: Person,
  }),
  /** The CRM merged one record into another: whoever was concerned is the other one from then on. */
  z.strictObject({ kind: z.literal("customer_moved"), from: CustomerRef, into: CustomerRef }),
  z.strictObject({
    kind: z.literal("closed"),
    note: Text,
    /** Why it was closed although something was missing; null where nothing was. */
    overrideReason: SomeText.nullable(),
    by: Person,
  }),
  z.strictObject({
    kind: z.literal("overdue_told"),
    dueDate: ActionDate,
    level: z.int().min(1),
  }),
]);
export type ActionEvent = z.infer<typeof ActionEvent>;

export type ActionPerson = z.infer<typeof Person>;

/** An event with its instant, in the order of their writing. */
export type ActionMark = { readonly at: number; readonly event: ActionEvent };
