import { z } from "zod";

/** Text in Block Kit. https://docs.slack.dev/reference/block-kit/composition-objects */

export const Plain = z.looseObject({ type: z.literal("plain_text"), text: z.string() });
const Mrkdwn = z.looseObject({ type: z.literal("mrkdwn"), text: z.string() });
export const TextObject = z.discriminatedUnion("type", [Plain, Mrkdwn]);
export type TextObject = z.infer<typeof TextObject>;
