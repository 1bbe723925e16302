import { z } from "zod";

/** What the page shows and changes of records beside their lists. Instants are epoch milliseconds. */

const Instant = z.number();
const Id = z.string().min(1).max(64);
const MESSAGE_LIMIT = 10_000;

/** Where a record is on the page. */
export const RecordAddress = z.strictObject({
  view: z.enum(["tickets", "contacts", "companies"]),
  id: Id,
});
export type RecordAddress = z.infer<typeof RecordAddress>;

export const ConversationMessage = z.strictObject({
  messageId: Id,
  at: Instant,
  from: z.enum(["rep", "customer"]),
  /** Null when nobody is known to have written it. */
  author: z.string().nullable(),
  text: z.string(),
});
export type ConversationMessage = z.infer<typeof ConversationMessage>;

/** A ticket is merged into another one and is gone, as HubSpot does it. */
export const Merger = z.strictObject({ intoTicketId: Id });
export type Merger = z.infer<typeof Merger>;

/** Somebody writes on a ticket. */
export const Reply = z.strictObject({
  from: z.enum(["rep", "customer"]),
  text: z.string().trim().min(1).max(MESSAGE_LIMIT),
});
export type Reply = z.infer<typeof Reply>;

/** A property that may be edited; `value` empty when it is unset, `options` empty for free text. */
export const EditableProperty = z.strictObject({
  property: z.string(),
  label: z.string(),
  value: z.string(),
  isLong: z.boolean(),
  options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
});
export type EditableProperty = z.infer<typeof EditableProperty>;

export const TaskLine = z.strictObject({
  taskId: Id,
  subject: z.string(),
  dueAt: Instant.nullable(),
  owner: z.string().nullable(),
  isDone: z.boolean(),
});
export type TaskLine = z.infer<typeof TaskLine>;

/** A task with the customer or ticket on which it hangs. */
export const TaskRow = z.strictObject({
  ...TaskLine.shape,
  about: z.strictObject({ ...RecordAddress.shape, name: z.string() }).nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

/** Open ones first, soonest first; `total` counts all, only the first ones are sent. */
export const TaskList = z.strictObject({
  total: z.int().nonnegative(),
  tasks: z.array(TaskRow),
});
export type TaskList = z.infer<typeof TaskList>;
