import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Record, TestBrowser } from "../support/browser.ts";
import { describeInBrowser, heardOfAll, openBrowser, shoot } from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

/** While the events of the demo are applied. */
const FIRST_ANSWER_WITHIN_MS = 60_000;

/** As wide as a laptop, and as long as what is shown. */
const TALL = { width: 1280, height: 1700 } as const;

/** What the settings page shows of how things are, and the first set-up, in each language. */
describeInBrowser("the settings page, for whoever looks at how things are", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;
  let record: Record;
  let settings: Locator;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page, record } = await browser.open(sandbox.url, { viewport: TALL }));
    await heardOfAll(page);
    await page.getByRole("navigation").getByText("App settings").click();
    settings = page.locator(".app-settings");
    await settings.getByTestId("viewer").waitFor({ timeout: FIRST_ANSWER_WITHIN_MS });
    await page.getByRole("button", { name: "Chat" }).click();
    await page.getByLabel("Signed in as").selectOption({ label: "Mara Lund" });
    await settings.getByTestId("viewer").getByText("Mara Lund").waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const goTo = async (group: string, tab?: string) => {
    await settings.getByRole("tab", { name: group, exact: true }).click();
    if (tab !== undefined) await settings.getByRole("tab", { name: tab, exact: true }).click();
  };
  const shootAll = async (testId: string, name: string) => {
    await settings.getByTestId(testId).first().waitFor();
    await shoot(page, name);
  };

  it.each([
    {
      ...{ language: "English", tag: "en", service: "Service", health: "Health" },
      tabs: ["Departments", "Tiers", "Calendars", "Visit plans"],
      ...{ admin: "Administration", setUp: "Set-up", privacy: "Language and data" },
    },
    {
      ...{ language: "繁體中文", tag: "zh-tw", service: "服務安排", health: "運作狀況" },
      tabs: ["部門與值班", "客戶等級", "行事曆", "回訪計畫"],
      ...{ admin: "管理", setUp: "初次設定", privacy: "語言與資料" },
    },
    {
      ...{ language: "简体中文", tag: "zh-cn", service: "服务安排", health: "运行状况" },
      tabs: ["部门与值班", "客户等级", "日历", "回访计划"],
      ...{ admin: "管理", setUp: "初次设置", privacy: "语言与数据" },
    },
  ])("reads well in $language", async ({ language, tag, service, health, tabs, ...names }) => {
    await page.getByLabel("Language of the card").selectOption({ label: language });
    await settings.getByRole("tab", { name: service, exact: true }).waitFor();
    await goTo(service, tabs[0]);
    await shootAll("departments-headline", `tabs-${tag}-1-departments`);
    await goTo(service, tabs[1]);
    await shootAll("tier-bundles", `tabs-${tag}-2-tiers`);
    await goTo(service, tabs[2]);
    await settings.getByTestId("month-grid").waitFor();
    await settings.locator("[data-test-id^='choose-']").nth(9).click();
    await shootAll("day-verdict", `tabs-${tag}-3-calendar`);
    await goTo(service, tabs[3]);
    await shootAll("cadences", `tabs-${tag}-4-visits`);
    await goTo(health);
    await shootAll("equation", `tabs-${tag}-5-health`);
    await goTo(names.admin, names.privacy);
    await shootAll("stored", `tabs-${tag}-6-privacy`);
    await goTo(names.admin, names.setUp);
    await shootAll("set-up-headline", `tabs-${tag}-7-set-up`);
    await settings.getByTestId("set-up-back").click();
    await shootAll("observed-headline", `tabs-${tag}-8-observed`);
  });

  it("goes to another month and back to this one", async () => {
    await page.getByLabel("Language of the card").selectOption({ label: "English" });
    await goTo("Service", "Calendars");
    const month = await settings.getByTestId("month").textContent();
    await settings.getByTestId("month-after").click();
    await expect.poll(() => settings.getByTestId("month").textContent()).not.toBe(month);
    await settings.getByTestId("month-today").click();
    await expect.poll(() => settings.getByTestId("month").textContent()).toBe(month);
  });

  it("takes the steps of a set-up up to a draft, which is no policy yet", async () => {
    await goTo("Administration", "Set-up");
    for (let step = 0; step < 4; step += 1) await settings.getByTestId("set-up-back").click();
    await shootAll("set-up-begin", "tabs-en-9-preset");
    await settings.getByTestId("set-up-begin").click();
    await page.getByText("Nothing is in force before it is approved").waitFor();
    await settings.getByTestId("set-up-save").waitFor();
    await shootAll("set-up-step", "tabs-en-10-stages");
    await settings.getByTestId("set-up-save").click();
    await settings.getByTestId("channel-managers").waitFor();
    await shootAll("set-up-step", "tabs-en-11-channels");
    expect(await settings.getByTestId("set-up-headline").textContent()).toContain("Draft");
  });

  it("left nothing unsaid in the console, and this machine", () => {
    expect(record.errors).toEqual([]);
    expect(sandbox.departures()).toEqual([]);
  });
});
