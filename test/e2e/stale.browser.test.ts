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
/** Of opening three pages, and twice until what each shows has changed. */
const TEST_MS = 4 * SEEN_WITHIN_MS;
/** A progress bar is green as well unless it is told otherwise. */
const GREEN = "[class*='-success'], .uie-trend, .uie-progress";

type Watched = {
  readonly name: string;
  readonly mark: string;
  open(): Promise<[Page, Locator]>;
};

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

  const turn = async (act: "stop" | "start") => {
    const response = await fetch(`${sandbox.url}/sandbox/trouble`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: sandbox.url },
      body: JSON.stringify({ of: "plugin", act }),
    });
    expect(response.ok).toBe(true);
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

  const open = async ({ name, open, mark }: Watched) => {
    const [page, part] = await open();
    // Figures and charts come after the rest.
    await expect.poll(() => part.locator(GREEN).count()).toBeGreaterThan(0);
    return { name, page, part, mark };
  };
  const seesItGo = async ({ name, page, part, mark }: Awaited<ReturnType<typeof open>>) => {
    // From here on nobody answers.
    await page.locator(".ledger-strip.last-known").waitFor();
    const known = await part.getByTestId(mark).textContent();
    await part.getByTestId("age").waitFor({ timeout: SEEN_WITHIN_MS });
    expect(await part.getByTestId("age").textContent()).toMatch(/^Last known state.* ago$/);
    expect(await part.getByTestId("retry").count()).toBe(1);
    expect(await part.locator(GREEN).count()).toBe(0);
    expect(await part.getByText("All is well", { exact: true }).count()).toBe(0);
    expect(await part.getByTestId(mark).textContent()).toBe(known);
    const account = page.locator(".account-switch option:checked");
    expect(await account.textContent()).toBe("Demo account");
    await shoot(page, `stale-${name}`);
  };
  /** Nobody presses anything. */
  const seesItComeBack = async ({ page, part }: Awaited<ReturnType<typeof open>>) => {
    await part.getByTestId("age").waitFor({ state: "hidden", timeout: SEEN_WITHIN_MS });
    await expect.poll(() => part.locator(GREEN).count()).toBeGreaterThan(0);
    expect(await page.locator(".ledger-strip.last-known").count()).toBe(0);
  };

  // Each page asks twice in a minute: all are watched at once.
  it("is the last known state of each page with its age, nothing green, and comes back", {
    timeout: TEST_MS,
  }, async () => {
    const customer = await open({ name: "customer", open: openCustomer, mark: "headline" });
    const home = await open({
      ...{ name: "home", mark: "home-headline" },
      open: () => openPage("Home", "home-figures"),
    });
    const health = await open({
      ...{ name: "health", mark: "equation" },
      open: () => openPage("Settings", "ledger"),
    });
    const pages = [customer, home, health];
    await turn("stop");
    await Promise.all(pages.map(seesItGo));
    await turn("start");
    await Promise.all(pages.map(seesItComeBack));
  });
});
