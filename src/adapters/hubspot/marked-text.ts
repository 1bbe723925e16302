/** A text for the CRM, and what it is found again by. */
export type MarkedText = { readonly body: string; readonly marker: string };

/** What HubSpot gets as the body of a task or a note: the text, and a line by which it is found again. */
export function markedBodyOf(text: MarkedText): string {
  return `${htmlOf(text.body)}<br>${markerLine(text)}`;
}

export function isBodyOf(text: Pick<MarkedText, "marker">, body: string | undefined): boolean {
  return body?.includes(markerLine(text)) ?? false;
}

/** In brackets, so that the marker `visit-1` is not found in `visit-12`. */
function markerLine({ marker }: Pick<MarkedText, "marker">): string {
  return `[${htmlOf(marker)}]`;
}

/** The body is rich text, and people's words in it are to be seen as they are. */
function htmlOf(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "<br>");
}
