import type { Page } from "playwright-core";
import { z } from "zod";

/** In the page's own words, as nothing else here knows of a document. A table may be scrolled in its frame. */
const TOO_WIDE = `
  [...document.querySelectorAll(
    "html, .columns > *, .panel, .card, .card *, .record-tab *, .app-settings, .app-settings *, .message, .top-bar",
  )]
    .filter((box) => box.closest(".uie-table-frame") === null)
    .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0)
    .filter((box) => !["hidden", "clip"].includes(getComputedStyle(box).overflowX))
    .filter((box) => getComputedStyle(box).display !== "inline")
    .map((box) => box.tagName.toLowerCase() + "." + box.className)`;

/** What would have to be scrolled sideways: the page, a column, a panel or a part of the card. */
export async function tooWide(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(await page.evaluate(TOO_WIDE));
}
