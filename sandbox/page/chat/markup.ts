/**
 * Slack's `mrkdwn`, as far as apps use it: `<…>` tokens, bold, italic, strike, code. Entities are
 * unescaped in text only, never before the tokens are found, so that escaped words stay words.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export type Markup =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike" | "code"; readonly text: string }
  | { readonly kind: "link"; readonly url: string; readonly text: string }
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "mention"; readonly text: string }
  | {
      readonly kind: "date";
      readonly at: number;
      readonly format: string;
      readonly fallback: string;
    };

const PIECES = /<([^<>]+)>|\*([^*\n]+)\*|_([^_\n]+)_|~([^~\n]+)~|`([^`\n]+)`/g;
const WRAPPED = ["bold", "italic", "strike", "code"] as const;

export function parseMarkup(source: string): readonly Markup[] {
  const found: Markup[] = [];
  let end = 0;
  for (const match of source.matchAll(PIECES)) {
    if (match.index > end) found.push(textOf(source.slice(end, match.index)));
    found.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < source.length) found.push(textOf(source.slice(end)));
  return found;
}

/** Slack escapes exactly these three. */
export function unescapeMarkup(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function pieceOf([whole, token, ...wrapped]: RegExpExecArray): Markup {
  if (token !== undefined) return tokenOf(token);
  const index = wrapped.findIndex((inside) => inside !== undefined);
  const kind = WRAPPED[index];
  const inside = wrapped[index];
  if (kind === undefined || inside === undefined) return textOf(whole);
  return { kind, text: unescapeMarkup(inside) };
}

function textOf(text: string): Markup {
  return { kind: "text", text: unescapeMarkup(text) };
}

function tokenOf(token: string): Markup {
  const [head = "", label] = token.split("|", 2);
  if (head.startsWith("!date^")) return dateOf(head, label ?? "");
  if (head.startsWith("@")) return { kind: "user", userId: head.slice(1) };
  if (head.startsWith("!") || head.startsWith("#")) {
    return { kind: "mention", text: label ?? `@${head.slice(1)}` };
  }
  if (!/^(https?:|mailto:)/.test(head)) return textOf(`<${token}>`);
  return { kind: "link", url: unescapeMarkup(head), text: unescapeMarkup(label ?? head) };
}

function dateOf(head: string, fallback: string): Markup {
  const [, seconds, format = ""] = head.split("^");
  const at = Number(seconds) * 1000;
  if (!Number.isFinite(at) || format === "") return textOf(fallback);
  return { kind: "date", at, format, fallback: unescapeMarkup(fallback) };
}
