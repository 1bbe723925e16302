import type { Page } from "playwright-core";
import { shoot } from "./browser.ts";

/** What opens a case again on the card. */
const CARD_LANGUAGES = [
  { value: "zh-tw", title: "重新開啟" },
  { value: "zh-cn", title: "重新打开" },
  { value: "en", title: "Reopen" },
] as const;

/** A form of the chat in each of the languages that its reader chooses; the last one stays open. */
export async function shootInEach(
  page: Page,
  languages: readonly string[],
  form: {
    readonly name: string;
    choose(language: string): Promise<unknown>;
    open(): Promise<void>;
  },
): Promise<void> {
  const modal = page.locator("dialog.modal");
  for (const [index, language] of languages.entries()) {
    await form.choose(language);
    await form.open();
    await modal.getByRole("textbox").first().waitFor();
    await shoot(page, `${form.name}-${language.toLowerCase()}`);
    if (index === languages.length - 1) return;
    await page.keyboard.press("Escape");
    await modal.waitFor({ state: "detached" });
  }
}

/** The card's form that opens an ended case again, in each of the card's languages. */
export async function shootReopenForms(page: Page): Promise<void> {
  const card = page.locator(".card");
  const language = page.getByLabel("Language of the card");
  const words = card.locator("[data-test-id^=reopen-][data-test-id$=-text]").first();
  for (const { value, title } of CARD_LANGUAGES) {
    await language.selectOption(value);
    const opener = card.getByRole("button", { name: title, exact: true }).first();
    await opener.waitFor();
    if (!(await words.isVisible())) await opener.click();
    await words.scrollIntoViewIfNeeded();
    await shoot(page, `cases-22-card-reopen-${value}`);
  }
}
