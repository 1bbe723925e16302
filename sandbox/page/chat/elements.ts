import { z } from "zod";
import { Plain, TextObject } from "./texts.ts";

/** What people use in blocks. https://docs.slack.dev/reference/block-kit/block-elements */

export const Confirm = z.looseObject({
  title: Plain,
  text: TextObject,
  confirm: Plain,
  deny: Plain,
  style: z.enum(["primary", "danger"]).optional(),
});
export type Confirm = z.infer<typeof Confirm>;

export const Option = z.looseObject({
  text: TextObject,
  value: z.string(),
  description: TextObject.optional(),
  url: z.string().optional(),
});
export type Option = z.infer<typeof Option>;

const Group = z.looseObject({ label: Plain, options: z.array(Option) });
const named = { action_id: z.string(), confirm: Confirm.optional() };
const hinted = { ...named, placeholder: Plain.optional() };

export const ButtonElement = z.looseObject({
  ...named,
  type: z.literal("button"),
  text: Plain,
  style: z.enum(["primary", "danger"]).optional(),
  url: z.string().optional(),
  accessibility_label: z.string().optional(),
});
export type ButtonElement = z.infer<typeof ButtonElement>;

const Overflow = z.looseObject({
  ...named,
  type: z.literal("overflow"),
  options: z.array(Option),
});
export type Overflow = z.infer<typeof Overflow>;

const StaticSelect = z.looseObject({
  ...hinted,
  type: z.literal("static_select"),
  options: z.array(Option).optional(),
  option_groups: z.array(Group).optional(),
});
export type StaticSelect = z.infer<typeof StaticSelect>;

const UsersSelect = z.looseObject({ ...hinted, type: z.literal("users_select") });
const PlainTextInput = z.looseObject({
  ...hinted,
  type: z.literal("plain_text_input"),
  multiline: z.boolean().optional(),
  max_length: z.number().optional(),
});
const LineInput = z.looseObject({
  ...hinted,
  type: z.enum(["email_text_input", "number_input"]),
});
const Picker = z.looseObject({
  ...hinted,
  type: z.enum(["datepicker", "timepicker", "datetimepicker"]),
});
const Choices = z.looseObject({
  ...hinted,
  type: z.enum(["radio_buttons", "checkboxes"]),
  options: z.array(Option),
});
export type Choices = z.infer<typeof Choices>;

/** What holds a value. */
export const FieldElement = z.discriminatedUnion("type", [
  StaticSelect,
  UsersSelect,
  PlainTextInput,
  LineInput,
  Picker,
  Choices,
]);
export type FieldElement = z.infer<typeof FieldElement>;

export const UsableElement = z.union([ButtonElement, Overflow, FieldElement]);
export type UsableElement = z.infer<typeof UsableElement>;

/** What somebody did with an element. */
export type Use = {
  readonly actionId: string;
  readonly blockId: string | undefined;
  readonly chosen?: Chosen;
  /** Where a button leads beside what it tells the app. */
  readonly url?: string | undefined;
};
/** What a field holds; several only of checkboxes. */
export type Chosen = string | string[] | null;
