/**
 * A person's words on their way into Slack. They go into `plain_text` and `rich_text` only, where
 * Slack parses nothing; the one-line notification, which is mrkdwn, is escaped.
 */

/** Control characters, line separators, and marks that change the direction of what follows. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{feff}]/gu;

/** Slack does not say how it counts; this share of each limit is safe by any way of counting. */
const SAFE_SHARE = 0.95;
const ELLIPSIS = "…";
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The text as one printable line. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, " ").replace(/\s+/gu, " ").trim();
}

/** At most 95 % of `limit`, cut between characters as a reader sees them. */
export function cut(text: string, limit: number): string {
  const safeLimit = Math.floor(limit * SAFE_SHARE);
  if (text.length <= safeLimit) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text.slice(0, safeLimit + 1))) {
    if (kept.length + segment.length > safeLimit - ELLIPSIS.length) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${ELLIPSIS}`;
}

/** The three characters that Slack's markup asks to escape, in this order. */
export function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Slack refuses longer addresses. */
const URL_LIMIT = 3000;

/** Only what a browser may open; anything else would make Slack refuse the whole message. */
export function linkTo(url: string | null): string | null {
  if (url === null || url.length > URL_LIMIT || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
