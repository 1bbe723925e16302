import { z } from "zod";
import { ActionElement, anyText, InputElement, plainText } from "./element-limits.ts";

/**
 * The limits that Slack puts on blocks, for the blocks that Aftercare uses.
 * https://docs.slack.dev/reference/block-kit/blocks
 */

const BlockId = z.string().min(1).max(255).optional();

const Actions = z
  .strictObject({
    type: z.literal("actions"),
    block_id: BlockId,
    elements: z.array(ActionElement).min(1).max(25),
  })
  .refine(({ elements }) => {
    const ids = elements.map((element) => element.action_id).filter((id) => id !== undefined);
    return new Set(ids).size === ids.length;
  }, "action_id already exists");

const SHOWN = [
  z.strictObject({ type: z.literal("header"), block_id: BlockId, text: plainText(150) }),
  z.strictObject({ type: z.literal("divider"), block_id: BlockId }),
  z.strictObject({
    type: z.literal("context"),
    block_id: BlockId,
    elements: z.array(anyText(3000)).min(1).max(10),
  }),
  Actions,
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
      accessory: ActionElement.optional(),
      expand: z.boolean().optional(),
    })
    .refine((block) => block.text !== undefined || block.fields !== undefined, "no text"),
] as const;

const Input = z.strictObject({
  type: z.literal("input"),
  block_id: BlockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: InputElement,
});

function areNamedOnce(blocks: readonly { readonly block_id?: string | undefined }[]): boolean {
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  return new Set(ids).size === ids.length;
}
const NAMED_TWICE = "block_id already exists";

export const MessageBlocks = z
  .array(z.discriminatedUnion("type", SHOWN))
  .max(50)
  .refine(areNamedOnce, NAMED_TWICE);
export const ViewBlocks = z
  .array(z.discriminatedUnion("type", [...SHOWN, Input]))
  .max(100)
  .refine(areNamedOnce, NAMED_TWICE);

/** In Slack's words, each with the place where it was found. */
export function problemsOf(error: z.ZodError, root: string): readonly string[] {
  return error.issues.map(
    ({ message, path }) => `${message} [json-pointer:${[root, ...path].join("/")}]`,
  );
}
