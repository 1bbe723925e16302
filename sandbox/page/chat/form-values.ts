import { z } from "zod";
import type { ChatView } from "../../page-chat-contract.ts";
import { Block, type InputBlock } from "./blocks.ts";
import type { Chosen } from "./elements.ts";
import type { FieldPlace } from "./surface.ts";

/** What a form holds: the app's or Slack's values, and over them what somebody has just written. */

const OptionValue = z.looseObject({ value: z.string() }).nullable();
const Held = z.looseObject({
  value: z.string().nullable().optional(),
  selected_option: OptionValue.optional(),
  selected_options: z.array(z.looseObject({ value: z.string() })).optional(),
  selected_user: z.string().nullable().optional(),
  selected_date: z.string().nullable().optional(),
  selected_time: z.string().nullable().optional(),
  selected_date_time: z.number().nullable().optional(),
});

/** By `block_id`, then `action_id`. */
export type Drafts = Readonly<Record<string, Readonly<Record<string, Chosen>>>>;

export function chosenOf(held: unknown): Chosen {
  const read = Held.safeParse(held);
  if (!read.success) return null;
  const { data } = read;
  if (data.selected_options !== undefined) return data.selected_options.map(({ value }) => value);
  if (typeof data.selected_date_time === "number") return String(data.selected_date_time);
  return (
    data.value ??
    data.selected_option?.value ??
    data.selected_user ??
    data.selected_date ??
    data.selected_time ??
    null
  );
}

export function valueIn(
  view: Pick<ChatView, "values">,
  drafts: Drafts,
  { blockId, actionId }: FieldPlace,
): Chosen {
  const draft = drafts[blockId]?.[actionId];
  return draft === undefined ? chosenOf(view.values[blockId]?.[actionId]) : draft;
}

export function withDraft(
  drafts: Drafts,
  { blockId, actionId }: FieldPlace,
  chosen: Chosen,
): Drafts {
  return { ...drafts, [blockId]: { ...drafts[blockId], [actionId]: chosen } };
}

/** Only what the view still asks for: an update of the view may have taken a field away. */
export function submissionOf(view: Pick<ChatView, "blocks">, drafts: Drafts) {
  const values: Record<string, Record<string, Chosen>> = {};
  for (const { block_id: blockId, element } of inputsOf(view)) {
    const draft = blockId === undefined ? undefined : drafts[blockId]?.[element.action_id];
    if (blockId !== undefined && draft !== undefined)
      values[blockId] = { [element.action_id]: draft };
  }
  return values;
}

export function inputsOf({ blocks }: Pick<ChatView, "blocks">): readonly InputBlock[] {
  return blocks.flatMap((raw) => {
    const block = Block.safeParse(raw);
    return block.success && block.data.type === "input" ? [block.data] : [];
  });
}
