import { MessageBlocks, problemsOf } from "./block-limits.ts";

/** What is wrong with the blocks of a message, in Slack's words; empty when nothing is. */
export function blockErrors(blocks: unknown): readonly string[] {
  const checked = MessageBlocks.safeParse(blocks);
  return checked.success ? [] : problemsOf(checked.error, "/blocks");
}
