import { z } from "zod";

/**
 * The limits that Slack puts on the blocks of a message, for the blocks that Aftercare uses.
 * https://docs.slack.dev/reference/block-kit/blocks
 */

const plainText = (limit: number) =>
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
const anyText = (limit: number) => z.discriminatedUnion("type", [plainText(limit), markup(limit)]);

const BlockId = z.string().min(1).max(255).optional();

const Button = z.strictObject({
  type: z.literal("button"),
  action_id: z.string().min(1).max(255).optional(),
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().max(75).optional(),
  confirm: z
    .strictObject({
      title: plainText(100),
      text: anyText(300),
      confirm: plainText(30),
      deny: plainText(30),
      style: z.enum(["primary", "danger"]).optional(),
    })
    .optional(),
});

const Block = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), block_id: BlockId, text: plainText(150) }),
  z.strictObject({ type: z.literal("divider"), block_id: BlockId }),
  z.strictObject({
    type: z.literal("context"),
    block_id: BlockId,
    elements: z.array(anyText(3000)).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal("actions"),
    block_id: BlockId,
    elements: z.array(Button).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal("rich_text"),
    block_id: BlockId,
    elements: z.array(z.looseObject({ type: z.string(), elements: z.array(z.unknown()) })).min(1),
  }),
  z
    .strictObject({
      type: z.literal("section"),
      block_id: BlockId,
      text: anyText(3000).optional(),
      fields: z.array(anyText(2000)).min(1).max(10).optional(),
    })
    .refine((block) => block.text !== undefined || block.fields !== undefined, "no text"),
]);

const Blocks = z
  .array(Block)
  .max(50)
  .refine((blocks) => {
    const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
    return new Set(ids).size === ids.length;
  }, "block_id already exists");

/** What is wrong with these blocks, in Slack's words; empty when nothing is. */
export function blockErrors(blocks: unknown): readonly string[] {
  const checked = Blocks.safeParse(blocks);
  if (checked.success) return [];
  return checked.error.issues.map(
    ({ message, path }) => `${message} [json-pointer:/blocks/${path.join("/")}]`,
  );
}
