/** What Slack's markup says, without the markup. https://docs.slack.dev/messaging/formatting-message-text */

const MARKED = /<([^<>]*)>/gu;

/** Links keep their address, so that nobody is led where the words do not say. */
export function plainTextOf(markup: string): string {
  const text = markup.replace(MARKED, (_all, inner: string) => shown(inner));
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").trim();
}

function shown(inner: string): string {
  const bar = inner.indexOf("|");
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? "" : inner.slice(bar + 1);
  if (/^[@#]/.test(target)) return `${target.slice(0, 1)}${label || target.slice(1)}`;
  if (target.startsWith("!")) return label || `@${target.slice(1).split("^")[0] ?? ""}`;
  return label === "" || label === target ? target : `${label} (${target})`;
}
