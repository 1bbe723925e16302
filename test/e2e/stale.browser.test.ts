import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  DESKTOP,
  describeInBrowser,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

/** Cards ask every half a minute. */
const SEEN_WITHIN_MS = 90_000;
/** A progress bar is green as well unless it is told otherwise. */
const GREEN = "[class*='-success'], .uie-trend, .uie-progress";

/** Aftercare and its database go away while somebody looks at a page that nothing happens on. */
describeInBrowser("what is shown while Aftercare is away", () => {
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

  const restart = async () => {
    const response = await fetch(`${sandbox.url}/sandbox/trouble`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: sandbox.url },
      body: JSON.stringify({ of: "plugin", isOn: true }),
    });
    expect(response.ok).toBe(true);
  };
  /** Stops it again and again until the page has noticed. */
  const isNoticed = async (part: Locator): Promise<boolean> => {
    if (await part.getByTestId("age").isVisible()) return true;
    await restart();
    return false;
  };
  const openCustomer = async (): Promise<[Page, Locator]> => {
    const { page } = await browser.open(sandbox.url, { viewport: DESKTOP });
    await page.getByRole("navigation").getByText("Companies").click();
    const row = page.locator(".list-pane .row", { hasText: "Northfield Dairy" });
    await row.locator(".chip").waitFor({ timeout: SEEN_WITHIN_MS });
    await row.click();
    const card = page.locator(".card");
    await card.getByTestId("headline").waitFor();
    return [page, card];
  };
  const openPage = async (name: string, mark: string): Promise<[Page, Locator]> => {
    const { page } = await browser.open(sandbox.url, { viewport: DESKTOP });
    await page.locator(".top-bar").getByRole("link", { name }).click();
    const part = page.locator(".app-settings");
    if (name === "Settings") await part.getByRole("tab", { name: "Health", exact: true }).click();
    await part.getByTestId(mark).waitFor();
    return [page, part];
  };

  // All at once: each waits for half a minute until its page asks again, and then once more.
  it.concurrent.each<{ name: string; open: () => Promise<[Page, Locator]>; mark: string }>([
    { name: "customer", open: openCustomer, mark: "headline" },
    { name: "home", open: () => openPage("Home", "home-figures"), mark: "home-headline" },
    { name: "health", open: () => openPage("Settings", "ledger"), mark: "equation" },
  ])("is the last known state of the $name page with its age, and nothing green", async (one) => {
    const [page, part] = await one.open();
    const greenAtFirst = await part.locator(GREEN).count();
    expect(greenAtFirst).toBeGreaterThan(0);
    const known = await part.getByTestId(one.mark).textContent();
    await restart();
    await expect.poll(() => isNoticed(part), { timeout: SEEN_WITHIN_MS }).toBe(true);
    expect(await part.getByTestId("age").textContent()).toMatch(/^Last known state.* ago$/);
    expect(await part.getByTestId("retry").count()).toBe(1);
    expect(await part.locator(GREEN).count()).toBe(0);
    expect(await part.getByTestId(one.mark).textContent()).toBe(known);
    await shoot(page, `stale-${one.name}`);
    // Nobody presses anything.
    const greenAgain = async () =>
      (await part.getByTestId("age").isVisible()) ? null : part.locator(GREEN).count();
    await expect.poll(greenAgain, { timeout: SEEN_WITHIN_MS }).toBe(greenAtFirst);
    await page.context().close();
  });
});
