import { z } from "zod";

/**
 * The limits that Slack puts on what stands in blocks, for the elements that Aftercare uses.
 * https://docs.slack.dev/reference/block-kit/block-elements
 */

export const plainText = (limit: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(limit),
    emoji: z.boolean().optional(),
  });
const markup = (limit: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(limit),
    verbatim: z.boolean().optional(),
  });
export const anyText = (limit: number) =>
  z.discriminatedUnion("type", [plainText(limit), markup(limit)]);

const ActionId = z.string().min(1).max(255).optional();
const Style = z.enum(["primary", "danger"]).optional();
const Confirm = z
  .strictObject({
    title: plainText(100),
    text: anyText(300),
    confirm: plainText(30),
    deny: plainText(30),
    style: Style,
  })
  .optional();

const Button = z.strictObject({
  type: z.literal("button"),
  action_id: ActionId,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: Style,
  accessibility_label: z.string().max(75).optional(),
  confirm: Confirm,
});

const Option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
});
const RichOption = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: anyText(75).optional(),
});
const OverflowOption = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150).optional(),
  description: plainText(75).optional(),
  url: z.url().max(3000).optional(),
});

/** What most elements may have besides their own. */
const shared = { action_id: ActionId, confirm: Confirm };
const focus = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(150).optional() };

const Overflow = z.strictObject({
  type: z.literal("overflow"),
  options: z.array(OverflowOption).min(1).max(5),
  ...shared,
});
const StaticSelect = z
  .strictObject({
    type: z.literal("static_select"),
    options: z.array(Option).min(1).max(100).optional(),
    option_groups: z
      .array(z.strictObject({ label: plainText(75), options: z.array(Option).min(1).max(100) }))
      .min(1)
      .max(100)
      .optional(),
    initial_option: Option.optional(),
    ...shared,
    ...focus,
    ...placeholder,
  })
  .refine(
    ({ options, option_groups: groups }) => (options === undefined) !== (groups === undefined),
    "must have options or option_groups",
  )
  .refine(({ options = [], option_groups: groups = [], initial_option: initial }) => {
    const all = [...options, ...groups.flatMap((group) => group.options)];
    return initial === undefined || all.some(({ value }) => value === initial.value);
  }, "initial_option must be one of the options");
const UsersSelect = z.strictObject({
  type: z.literal("users_select"),
  initial_user: z.string().optional(),
  ...shared,
  ...focus,
  ...placeholder,
});
const ConversationsSelect = z.strictObject({
  type: z.literal("conversations_select"),
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(["im", "mpim", "private", "public"]))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
  ...shared,
  ...focus,
  ...placeholder,
});
const RadioButtons = z.strictObject({
  type: z.literal("radio_buttons"),
  options: z.array(RichOption).min(1).max(10),
  initial_option: RichOption.optional(),
  ...shared,
  ...focus,
});
const Checkboxes = z.strictObject({
  type: z.literal("checkboxes"),
  options: z.array(RichOption).min(1).max(10),
  initial_options: z.array(RichOption).min(1).optional(),
  ...shared,
  ...focus,
});
const DatePicker = z.strictObject({
  type: z.literal("datepicker"),
  initial_date: z.iso.date().optional(),
  ...shared,
  ...focus,
  ...placeholder,
});
const TimePicker = z.strictObject({
  type: z.literal("timepicker"),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
  ...shared,
  ...focus,
  ...placeholder,
});
const DateTimePicker = z.strictObject({
  type: z.literal("datetimepicker"),
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  ...shared,
  ...focus,
});

const textInput = {
  action_id: ActionId,
  dispatch_action_config: z.looseObject({}).optional(),
  ...focus,
  ...placeholder,
};
const PlainTextInput = z.strictObject({
  type: z.literal("plain_text_input"),
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  ...textInput,
});
const EmailInput = z.strictObject({
  type: z.literal("email_text_input"),
  initial_value: z.string().optional(),
  ...textInput,
});
const NumberInput = z.strictObject({
  type: z.literal("number_input"),
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
  ...textInput,
});

const CHOICES = [
  StaticSelect,
  UsersSelect,
  ConversationsSelect,
  RadioButtons,
  Checkboxes,
  DatePicker,
  TimePicker,
  DateTimePicker,
] as const;

/** Beside a section, or in a row of actions: each use of it is told to the app. */
export const ActionElement = z.discriminatedUnion("type", [Button, Overflow, ...CHOICES]);
/** In an input block: told when the modal is submitted. */
export const InputElement = z.discriminatedUnion("type", [
  PlainTextInput,
  EmailInput,
  NumberInput,
  ...CHOICES,
]);
