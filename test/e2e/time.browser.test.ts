import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInBrowser, openBrowser, shoot, type TestBrowser } from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

describeInBrowser("the time lever of the sandbox", () => {
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

  it("shows what happens next, jumps there, and lets time run faster", async () => {
    const { page } = await browser.open(sandbox.url);
    await page.getByRole("button", { name: "Next …" }).click();
    const ahead = page.getByRole("region", { name: "What happens next" });
    const first = ahead.getByRole("listitem").first();
    await first.waitFor();
    await shoot(page, "page-ahead");
    const told = await first.textContent();
    await first.getByRole("button", { name: /^Jump to/ }).click();
    await expect.poll(() => ahead.getByRole("listitem").first().textContent()).not.toBe(told);

    await page.getByLabel("Speed of time").selectOption("600");
    const clock = page.locator(".time-lever time");
    const minutes = async () => (await clock.textContent())?.slice(0, 5);
    const before = await minutes();
    await expect.poll(minutes).not.toBe(before);
    await page.getByLabel("Speed of time").selectOption("1");
    await page.keyboard.press("Escape");
    expect(await ahead.count()).toBe(0);
  });
});
