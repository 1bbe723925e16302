import { z } from "zod";
import { FieldElement, UsableElement } from "./elements.ts";
import { Plain, TextObject } from "./texts.ts";

/** Block Kit, as far as the sandbox draws it. https://docs.slack.dev/reference/block-kit/blocks */

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
  z.looseObject({ type: z.literal("channel"), channel_id: z.string() }),
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

/** Apps may leave the id out; it is needed where two blocks have elements of one name. */
const named = { block_id: z.string().optional() };
export const InputBlock = z.looseObject({
  ...named,
  type: z.literal("input"),
  label: Plain,
  hint: Plain.optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: FieldElement,
});
export type InputBlock = z.infer<typeof InputBlock>;

const Image = z.looseObject({ type: z.literal("image"), alt_text: z.string().optional() });

export const Block = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("header"), text: Plain }),
  z.looseObject({ type: z.literal("divider") }),
  z.looseObject({
    ...named,
    type: z.literal("section"),
    text: TextObject.optional(),
    fields: z.array(TextObject).optional(),
    // A picture beside the text is not drawn.
    accessory: z.union([UsableElement, Image]).optional(),
  }),
  z.looseObject({
    type: z.literal("context"),
    elements: z.array(z.discriminatedUnion("type", [...TextObject.options, Image])),
  }),
  z.looseObject({ ...named, type: z.literal("actions"), elements: z.array(UsableElement) }),
  z.looseObject({ type: z.literal("rich_text"), elements: z.array(RichPart) }),
  InputBlock,
  Image,
]);
export type Block = z.infer<typeof Block>;
