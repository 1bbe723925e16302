import { z } from "zod";

/** Block Kit, as far as the sandbox draws it. https://docs.slack.dev/reference/block-kit/blocks */

const Plain = z.looseObject({ type: z.literal("plain_text"), text: z.string() });
const Mrkdwn = z.looseObject({ type: z.literal("mrkdwn"), text: z.string() });
export const TextObject = z.discriminatedUnion("type", [Plain, Mrkdwn]);
export type TextObject = z.infer<typeof TextObject>;

export const ButtonElement = z.looseObject({
  type: z.literal("button"),
  action_id: z.string(),
  text: Plain,
  style: z.enum(["primary", "danger"]).optional(),
  url: z.string().optional(),
  confirm: z
    .looseObject({ title: Plain, text: TextObject, confirm: Plain, deny: Plain })
    .optional(),
});
export type ButtonElement = z.infer<typeof ButtonElement>;

const Style = z.looseObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
});
export const RichLeaf = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text"), text: z.string(), style: Style.optional() }),
  z.looseObject({ type: z.literal("link"), url: z.string(), text: z.string().optional() }),
  z.looseObject({ type: z.literal("user"), user_id: z.string() }),
  z.looseObject({ type: z.literal("emoji"), name: z.string() }),
  z.looseObject({ type: z.literal("broadcast"), range: z.string() }),
  z.looseObject({
    type: z.literal("date"),
    timestamp: z.number(),
    format: z.string(),
    fallback: z.string().optional(),
  }),
]);
export type RichLeaf = z.infer<typeof RichLeaf>;

const Leaves = z.array(RichLeaf);
const RichPart = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("rich_text_section"), elements: Leaves }),
  z.looseObject({ type: z.literal("rich_text_quote"), elements: Leaves }),
  z.looseObject({ type: z.literal("rich_text_preformatted"), elements: Leaves }),
  z.looseObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["ordered", "bullet"]),
    elements: z.array(z.looseObject({ elements: Leaves })),
  }),
]);
export type RichPart = z.infer<typeof RichPart>;

export const Block = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("header"), text: Plain }),
  z.looseObject({ type: z.literal("divider") }),
  z.looseObject({
    type: z.literal("section"),
    text: TextObject.optional(),
    fields: z.array(TextObject).optional(),
  }),
  z.looseObject({ type: z.literal("context"), elements: z.array(TextObject) }),
  z.looseObject({ type: z.literal("actions"), elements: z.array(ButtonElement) }),
  z.looseObject({ type: z.literal("rich_text"), elements: z.array(RichPart) }),
]);
export type Block = z.infer<typeof Block>;
