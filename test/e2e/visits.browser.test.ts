import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SandboxState } from "../../sandbox/page-contract.ts";
import {
  DESKTOP,
  describeInBrowser,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const SEEN_WITHIN_MS = 30_000;
const SETTLED_WITHIN_MS = 60_000;

describeInBrowser("a visit on the card of its customer", () => {
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

  /** The record of a company, once it is graded, without the chat beside it. */
  const openCompany = async (name: string) => {
    const { page } = await browser.open(sandbox.url, { viewport: DESKTOP });
    await page.getByRole("button", { name: "Chat" }).click();
    await page.getByRole("navigation").getByText("Companies").click();
    const row = page.locator(".list-pane .row", { hasText: name });
    await row.locator(".chip").waitFor({ timeout: SEEN_WITHIN_MS });
    await row.click();
    await cardOf(page).getByTestId("visits").waitFor({ timeout: SEEN_WITHIN_MS });
    await hasSettled(page);
    return page;
  };
  const cardOf = (page: Page) => page.locator(".card");
  const visits = (page: Page) => cardOf(page).getByTestId("visits");
  const firstVisit = (page: Page) =>
    visits(page).locator('[data-test-id^="visit-"].uie-tile').first();
  const choose = (page: Page, language: string) =>
    page.getByLabel("Language of the card").selectOption(language);
  const stateOf = async (page: Page) =>
    SandboxState.parse(await (await page.request.get(`${sandbox.url}/sandbox/state`)).json());
  /** Until all that the demo tells of its past is taken in, answers are slow. */
  const hasSettled = (page: Page) =>
    expect
      .poll(async () => (await stateOf(page)).portals[0]?.equation.waiting, {
        timeout: SETTLED_WITHIN_MS,
      })
      .toBeLessThan(5);
  /** A working day within the horizon of tasks, by the time of the sandbox. */
  const comingWorkday = async (page: Page): Promise<string> => {
    const { now } = await stateOf(page);
    const day = new Date(now + 2 * 86_400_000);
    while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
    return day.toISOString().slice(0, 10);
  };
  /** The chosen part of the card at the top of the window. */
  const show = (page: Page) => visits(page).evaluate((element) => element.scrollIntoView());

  it("is planned by hand, recorded with a promise, and the next date appears", async () => {
    const page = await openCompany("Northfield Dairy");
    await visits(page).getByText("Plan a visit").click();
    await show(page);
    await shoot(page, "visits-en");
    const visit = firstVisit(page);
    await visit.getByText("Record outcome").click();
    await visit.getByText("Reached", { exact: true }).click();
    await visit.getByLabel("Suggestion").fill("A second hose in the box");
    await visit.getByRole("combobox").selectOption({ label: "Satisfied" });
    await show(page);
    await shoot(page, "visits-outcome-en");
    await visit.getByRole("button", { name: "Save outcome" }).click();
    await expect.poll(() => page.textContent("body")).toMatch(/Recorded\. Next visit: /);
    await visits(page).getByText("Last outcomes").click();
    await expect.poll(() => visits(page).textContent()).toContain("Satisfied");
    await shoot(page, "visits-recorded-en");
    for (const [language, words] of [
      ["zh-tw", "填寫回訪結果"],
      ["zh-cn", "填写回访结果"],
    ] as const) {
      await choose(page, language);
      await expect.poll(() => visits(page).textContent()).toContain(words);
      await firstVisit(page).getByText(words).click();
      await show(page);
      await shoot(page, `visits-${language}`);
    }
  });

  it("has a task whose moving and deleting in the CRM is seen on the card", async () => {
    const page = await openCompany("Northfield Dairy");
    await visits(page).getByText("Plan a visit").click();
    const day = visits(page).getByTestId("plan-visit-day");
    await day.fill(await comingWorkday(page));
    await visits(page).getByTestId("plan-visit-submit").click();
    await expect.poll(() => page.textContent("body")).toMatch(/Planned for /);
    const tasks = page.getByLabel("Tasks");
    const buttons = (name: string) => tasks.getByRole("button", { name: `${name}: ` });
    await buttons("Move a week").last().waitFor({ timeout: SEEN_WITHIN_MS });
    await buttons("Move a week").last().click();
    const isSeen = { timeout: SEEN_WITHIN_MS };
    await expect.poll(() => visits(page).textContent(), isSeen).toContain("moved by a person");
    await buttons("Delete").last().click();
    await expect
      .poll(() => visits(page).textContent(), isSeen)
      .toContain("The task was deleted in HubSpot");
    await show(page);
    await shoot(page, "visits-deleted-en");
  });

  it("is on the app's home page with the others, in three languages", async () => {
    const { page } = await browser.open(sandbox.url, { viewport: DESKTOP });
    await page.getByRole("button", { name: "Chat" }).click();
    await page.getByRole("navigation").getByText("Home", { exact: true }).click();
    const home = page.locator(".app-settings");
    await home.getByTestId("team-calendar").waitFor({ timeout: SEEN_WITHIN_MS });
    await shoot(page, "home-en");
    for (const [language, words] of [
      ["zh-tw", "即將失聯的客戶"],
      ["zh-cn", "即将失联的客户"],
    ] as const) {
      await choose(page, language);
      await home.getByText(words).waitFor();
      await home.getByTestId("team-calendar").waitFor();
      await shoot(page, `home-${language}`);
    }
  });
});
