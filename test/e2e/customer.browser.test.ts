import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  DESKTOP,
  describeInBrowser,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const SEEN_WITHIN_MS = 30_000;

describeInBrowser("a customer on the sandbox's page", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  /** The record of a customer, once it is graded, without the chat beside it. */
  const openCustomer = async (view: "Contacts" | "Companies", name: string) => {
    const { page } = await browser.open(sandbox.url, { viewport: DESKTOP });
    await page.getByRole("button", { name: "Chat" }).click();
    await page.getByRole("navigation").getByText(view).click();
    const row = page.locator(".list-pane .row", { hasText: name });
    await row.locator(".chip").waitFor({ timeout: SEEN_WITHIN_MS });
    await row.click();
    await page.locator(".card").getByTestId("headline").waitFor();
    return page;
  };
  const cardOf = (page: Page) => page.locator(".card");
  const choose = (page: Page, language: string) =>
    page.getByLabel("Language of the card").selectOption(language);

  it("shows a company's tier with its reasons and what would change it, in three languages", async () => {
    const page = await openCustomer("Companies", "Northfield Dairy");
    const card = cardOf(page);
    await card.getByText("Why this tier").click();

    await expect.poll(() => card.textContent()).toContain("Revenue so far: 96,000");
    expect(await card.getByTestId("tier").textContent()).toBe("Developing customer");
    expect(await card.textContent()).toContain("104,000 more: Revenue so far → Key customer");
    await shoot(page, "customer-card-en");
    for (const [language, tier] of [
      ["zh-tw", "成長型客戶"],
      ["zh-cn", "潜力客户"],
    ] as const) {
      await choose(page, language);
      await expect.poll(() => card.getByTestId("tier").textContent()).toBe(tier);
      await shoot(page, `customer-card-${language}`);
    }
  });

  it("shows a contact that is a customer itself", async () => {
    const page = await openCustomer("Contacts", "Daniel Okafor");

    await expect.poll(() => cardOf(page).textContent()).toContain("Third wrong delivery");
    expect(await cardOf(page).getByTestId("tier").textContent()).toBe("Developing customer");
    await shoot(page, "customer-card-contact");
  });

  it("uses a benefit, and says what is left of it", async () => {
    const page = await openCustomer("Companies", "苏州远帆包装设备有限公司");
    const benefit = cardOf(page).locator(".uie-tile", { hasText: "Express spare parts" });
    await benefit.getByText("4 of 4 left").waitFor();
    await benefit.getByText(/Use$/).click();
    await benefit.getByRole("textbox").fill("Sensor for the cutter");
    await benefit.getByRole("button", { name: "Record the use" }).click();

    await benefit.getByText("3 of 4 left").waitFor();
    expect(await benefit.textContent()).toContain("“Sensor for the cutter”");
    await shoot(page, "customer-benefit");
  });

  it("shows a company's file page by page and kind by kind, in three languages", async () => {
    const page = await openCustomer("Companies", "Harborline Packaging");
    await page.getByRole("tab", { name: "Customer file" }).click();
    const file = page.locator(".record-tab");
    const entries = file.locator('[data-test-id^="entry-"]');
    // What HubSpot has comes in by itself.
    await file.getByTestId("filter-touch").waitFor({ timeout: SEEN_WITHIN_MS });
    expect(await entries.count()).toBe(15);
    await shoot(page, "customer-file-en");
    await file.getByTestId("more").click();
    await expect.poll(() => entries.count()).toBeGreaterThan(15);
    await file.getByTestId("filter-touch").click();
    await expect.poll(() => entries.count()).toBe(6);
    expect(await file.textContent()).toContain("Visit at the plant");
    await shoot(page, "customer-file-touches");
    await file.getByTestId("filter-purchase").click();
    await expect.poll(() => file.textContent()).toContain("FL-300 third line");
    for (const [language, heading] of [
      ["zh-tw", "每月服務單與聯繫"],
      ["zh-cn", "每月工单与联系"],
    ] as const) {
      await choose(page, language);
      await expect.poll(() => file.textContent()).toContain(heading);
      await cardOf(page).getByTestId("headline").waitFor();
      await shoot(page, `customer-file-${language}`);
    }
  });

  it("is reached from a ticket, and leads back to it", async () => {
    const { page } = await browser.open(sandbox.url, { viewport: DESKTOP });
    await page.locator(".list-pane .row", { hasText: "Filling line FL-200" }).click();
    await page.locator(".record").getByRole("link", { name: "Harborline Packaging" }).click();
    const link = cardOf(page).getByRole("link", { name: /Filling line FL-200/ });
    await link.click();

    await expect
      .poll(() => page.locator(".record h2").textContent())
      .toContain("Filling line FL-200");
  });
});
