/** Pages without script: what a person or another server wrote is shown as it is, never as markup. */

const HTML_MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => HTML_MARKS[mark] ?? mark);
}

/** An element with text in it. */
export function element(name: string, text: string): string {
  return `<${name}>${escapeHtml(text)}</${name}>`;
}

export function list(name: "ul" | "ol", items: readonly string[]): string {
  return `<${name}>${items.map((item) => `<li>${item}</li>`).join("\n")}</${name}>`;
}

/** A link that looks like a button, or like a link; the address must be made by us. */
export function link(href: string, text: string, look: "button" | "link" = "link"): string {
  const mark = look === "button" ? ' class="button"' : "";
  return `<a${mark} href="${escapeHtml(href)}" rel="nofollow">${escapeHtml(text)}</a>`;
}
