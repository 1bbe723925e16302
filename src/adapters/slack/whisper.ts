import type { RespondFn } from "@slack/bolt";
import type { Logger } from "../../ports/logger.ts";
import type { Said } from "./talk-blocks.ts";
import { cut, escapeMarkup } from "./text.ts";

const TEXT_LIMIT = 3000;

/** An answer as Slack wants it: to the person alone. */
export function ephemeral({ text, blocks }: Said) {
  return {
    response_type: "ephemeral" as const,
    replace_original: false,
    text: escapeMarkup(cut(text, TEXT_LIMIT)),
    blocks,
  };
}

/** Not worth more than a line in the log when it fails: what was done is done. */
export async function whisper(respond: RespondFn, answer: Said, logger: Logger): Promise<void> {
  try {
    await respond(ephemeral(answer));
  } catch (error) {
    logger.warn({ error }, "an answer did not reach Slack");
  }
}
