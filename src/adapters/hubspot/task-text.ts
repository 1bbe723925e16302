import type { NewTask } from "../../ports/crm.ts";

/** What HubSpot gets as the body of a task: the text, and a line by which the task is found again. */
export function taskBodyOf(task: NewTask): string {
  return `${htmlOf(task.body)}<br>${markerLine(task)}`;
}

export function isBodyOf(task: NewTask, body: string | undefined): boolean {
  return body?.includes(markerLine(task)) ?? false;
}

/** In brackets, so that the marker `visit-1` is not found in `visit-12`. */
function markerLine({ marker }: NewTask): string {
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
