/**
 * The emoji that the app uses, by Slack's names for them, in signs that every font has: not every machine
 * has coloured ones. https://docs.slack.dev/messaging/formatting-message-text#emoji
 */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["red_circle", "●"],
  ["raised_hand", "◐"],
  ["arrow_right", "➜"],
  ["white_check_mark", "✔"],
  ["heavy_minus_sign", "–"],
  ["zzz", "z"],
]);

/** Null for one that the sandbox does not draw. */
export function emojiOf(name: string): string | null {
  return SIGNS.get(name) ?? null;
}
