import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  DESKTOP,
  describeInBrowser,
  heardOfAll,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const OTHER = "Band saw guide wears out within a week";
const COMPLAINT = "Third wrong delivery this quarter";
const HEARD_WITHIN_MS = 30_000;
const TOLD_WITHIN_MS = 90_000;

describeInBrowser("the complaint of the demo", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;
  let card: Locator;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page } = await browser.open(sandbox.url, { viewport: DESKTOP }));
    card = page.locator(".card");
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const complaint = () => card.getByTestId("complaint");
  const openTicket = async (subject: string) => {
    await page.locator(".list-pane").getByRole("link", { name: subject }).click();
    await page.locator(".record h2", { hasText: subject }).waitFor();
    await card.getByTestId("headline").waitFor();
  };

  it("is under way, with the search for its cause, in three languages", async () => {
    await heardOfAll(page);
    // The presses of the demo follow one another while the page is looked at already.
    const seen = async () => {
      await openTicket(OTHER);
      await openTicket(COMPLAINT);
      await complaint().getByText("Opened by").first().waitFor();
      return complaint().textContent();
    };
    await expect.poll(seen, { timeout: TOLD_WITHIN_MS }).toContain("Root cause: Two parts");
    for (const [language, words] of [
      ["en", "Acknowledged"],
      ["zh-tw", "分析中"],
      ["zh-cn", "分析中"],
    ] as const) {
      await page.getByLabel("Language of the card").selectOption(language);
      await expect
        .poll(() => complaint().textContent(), { timeout: HEARD_WITHIN_MS })
        .toContain(words);
      await expect
        .poll(() => complaint().textContent(), { timeout: HEARD_WITHIN_MS })
        .toContain("Two parts");
      await expect.poll(() => card.locator(".uie-loading").count()).toBe(0);
      await complaint().evaluate((element) => element.scrollIntoView());
      await shoot(page, `complaints-demo-${language}`);
    }
  });
});
