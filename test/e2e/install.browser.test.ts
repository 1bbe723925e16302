import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Record, TestBrowser } from "../support/browser.ts";
import { describeInBrowser, LAPTOP, openBrowser, shoot } from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const FIRST_ANSWER_WITHIN_MS = 60_000;
/** From the listing to a clock on a card. */
const WHOLE_WAY_WITHIN_MS = 120_000;
const CHANNELS = ["C0SECONDSV1", "C0SECONDRL1", "C0SECONDMG1"] as const;

const IN_WORDS = [
  { tag: "en", title: "Install Aftercare", go: "Continue to HubSpot", lacks: "Missing: tickets" },
  { tag: "zh-TW", title: "安裝 Aftercare", go: "前往 HubSpot", lacks: "缺少：tickets" },
  { tag: "zh-CN", title: "安装 Aftercare", go: "前往 HubSpot", lacks: "缺少：tickets" },
] as const;

const SLACK_TROUBLES = [
  { trouble: "no_right", says: "You may not add apps to this workspace" },
  { trouble: "expired_code", says: "The installation did not succeed" },
  { trouble: "used_code", says: "The installation did not succeed" },
  { trouble: "whole_organisation", says: "Please choose one workspace" },
] as const;

/** An admin's way, in a browser, over the sandbox's CRM and Slack. */
describeInBrowser("an admin installs the app", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;
  let record: Record;
  let settings: Locator;
  let installUrl: string;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page, record } = await browser.open(sandbox.url, { viewport: LAPTOP }));
    settings = page.locator(".app-settings");
    const link = page.getByRole("link", { name: "Install in another account" });
    await link.waitFor({ timeout: FIRST_ANSWER_WITHIN_MS });
    installUrl = (await link.getAttribute("href")) ?? "";
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  it.each(IN_WORDS)("and is told in $tag what is missing", async ({ tag, title, go, lacks }) => {
    const visit = await browser.open(`${installUrl}?lang=${tag}`, { viewport: LAPTOP });
    await visit.page.getByRole("heading", { name: title }).waitFor();
    await shoot(visit.page, `install-${tag}-1-listing`);
    await visit.page.getByRole("link", { name: go }).first().click();
    await visit.page.locator("select[name=trouble]").selectOption("missing_scope");
    await visit.page.locator("button[value=allow]").click();
    await visit.page.getByText(lacks).waitFor();
    await shoot(visit.page, `install-${tag}-2-missing`);
    await visit.page.context().close();
  });

  it("and comes from the listing to a clock on a card in under two minutes", async () => {
    const startedAt = performance.now();
    await page.goto(installUrl);
    await page.getByRole("link", { name: "Continue to HubSpot" }).first().click();
    await shoot(page, "install-en-3-consent");
    await page.getByLabel("Second account").check();
    await page.getByRole("button", { name: "Allow" }).click();
    await page.getByRole("heading", { name: "Aftercare is connected", exact: true }).waitFor();
    await shoot(page, "install-en-4-connected");
    await connectSlack();
    await page.getByRole("link", { name: "Go on with the set-up" }).click();
    await settings.getByTestId("viewer").getByText("Admin").waitFor();
    await walkTheSetUp();
    await approveTheDraft();
    await switchOn();
    await seeAClock();
    expect(performance.now() - startedAt).toBeLessThan(WHOLE_WAY_WITHIN_MS);
  });

  it("without an error of the pages, and without leaving this machine", () => {
    expect(record.errors).toEqual([]);
    expect(sandbox.departures()).toEqual([]);
  });

  /** After everything that can go wrong did, and says so. */
  async function connectSlack(): Promise<void> {
    const link = await page.getByRole("link", { name: "Connect Slack" }).getAttribute("href");
    for (const { trouble, says } of SLACK_TROUBLES) {
      const visit = await browser.open(link ?? "", { viewport: LAPTOP });
      await visit.page.locator("select[name=trouble]").selectOption(trouble);
      await visit.page.getByRole("button", { name: "Allow" }).click();
      await visit.page.getByRole("heading", { name: says }).waitFor();
      await shoot(visit.page, `install-en-slack-${trouble}`);
      await visit.page.context().close();
    }
    const cancelled = await browser.open(link ?? "", { viewport: LAPTOP });
    await cancelled.page.getByRole("button", { name: "Cancel" }).click();
    await cancelled.page.getByRole("heading", { name: "The installation was cancelled" }).waitFor();
    await cancelled.page.context().close();
    await page.goto(link ?? "");
    await shootQuestion("zh-TW");
    await shootQuestion("zh-CN");
    await page.getByLabel("Second workspace").check();
    await shoot(page, "install-en-5-slack");
    await page.getByRole("button", { name: "Allow" }).click();
    await page.getByRole("heading", { name: "Slack is connected" }).waitFor();
  }

  async function shootQuestion(locale: string): Promise<void> {
    const visit = await browser.open(page.url(), { viewport: LAPTOP, locale });
    await visit.page.getByRole("button", { name: locale === "zh-TW" ? "允許" : "允许" }).waitFor();
    await shoot(visit.page, `install-${locale}-5-slack`);
    await visit.page.context().close();
  }

  async function walkTheSetUp(): Promise<void> {
    await settings.getByTestId("set-up-begin").click();
    await settings.locator("[data-test-id^='stage-']").first().waitFor();
    await settings.getByTestId("set-up-save").click();
    await settings.getByTestId("channel-managers").waitFor();
    const inputs = settings.locator(
      "input[data-test-id^='channel-'], [data-test-id^='channel-'] input",
    );
    for (const [index, input] of (await inputs.all()).entries()) {
      await input.fill(CHANNELS[index] ?? "");
    }
    await settings.getByTestId("set-up-save").click();
    await settings.getByTestId("set-up-step").getByText("What it would have done").waitFor();
  }

  async function approveTheDraft(): Promise<void> {
    await settings.getByRole("tab", { name: "Policies", exact: true }).first().click();
    const draft = settings.locator("[data-test-id^='draft-']").first();
    await draft.getByRole("button", { name: "Submit" }).click();
    await draft.getByTestId("submit-send").click();
    await draft.getByRole("button", { name: "Approve" }).click();
    await draft.getByTestId("approve-send").click();
    await settings.getByText("In force: Version 2").waitFor();
  }

  async function switchOn(): Promise<void> {
    await settings.getByRole("tab", { name: "Administration", exact: true }).click();
    await settings.getByTestId("set-up-next").click();
    await settings.getByTestId("switch-all-on").click();
    await page.locator(".mode.live").waitFor();
    await shoot(page, "install-en-6-live");
  }

  async function seeAClock(): Promise<void> {
    await page.getByRole("navigation").getByText("Tickets").click();
    await page.getByRole("button", { name: "New", exact: true }).click();
    await page.locator("form.new-ticket input[name=subject]").fill("Pump leaks");
    await page.locator("form.new-ticket select[name=priority]").selectOption("URGENT");
    await page.getByRole("button", { name: "Create ticket" }).click();
    await page.locator(".card").getByTestId("headline").getByText("due").waitFor();
    await shoot(page, "install-en-7-clock");
  }
});
