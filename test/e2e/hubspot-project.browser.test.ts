import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCard } from "../../sandbox/build.ts";
import { writeProject } from "../../src/hubspot-project-folder.ts";
import {
  describeInBrowser,
  heardOfAll,
  LAPTOP,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { make, manifestDocument } from "../support/manifest-under-test.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";
import { repositoryRoot } from "../support/source-files.ts";

/** What the sandbox says its public address is. */
const SANDBOX_URL = "https://aftercare.example";
const FRESH = "Filling line FL-200";
const ENTRIES = [
  "cards/TicketCard",
  "cards/TicketHelpdeskCard",
  "cards/CustomerCard",
  "cards/CustomerFile",
  "settings/SettingsPage",
  "pages/HomePage",
] as const;

/** The cards of the written project, built as HubSpot builds them, in place of the sandbox's own. */
describeInBrowser("the developer project", () => {
  let folder: string;
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    // Below the repository, so that the packages of the cards are found.
    await mkdir(join(repositoryRoot, ".data"), { recursive: true });
    folder = await mkdtemp(join(repositoryRoot, ".data/project-"));
    [browser, sandbox] = await Promise.all([openBrowser(), startSandbox()]);
    await installProject(SANDBOX_URL, ENTRIES);
    ({ page } = await browser.open(sandbox.url, { viewport: LAPTOP }));
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function installProject(baseUrl: string, entries: readonly string[]): Promise<void> {
    const making = make(manifestDocument(), { baseUrl });
    if (!making.ok) throw new Error("the project has problems");
    const project = join(folder, "project");
    writeProject(project, making.files);
    const bundles = join(repositoryRoot, `.data/bundles-${new URL(sandbox.url).port}/cards`);
    for (const entry of entries) {
      const file = join(project, "src/app", `${entry}.tsx`);
      const outputDirectory = join(folder, "bundles");
      await buildCard(file, { root: dirname(file), outputDirectory });
      const bundle = `${basename(entry)}.js`;
      await copyFile(join(outputDirectory, bundle), join(bundles, bundle));
    }
  }
  const openTicket = async (): Promise<void> => {
    await page.locator(".top-bar").getByRole("link", { name: "Tickets" }).click();
    await page.locator(".list-pane").getByRole("link", { name: FRESH }).first().click();
    await page.locator(".record h2", { hasText: FRESH }).waitFor();
  };

  it("draws the card of a ticket, and its clock runs", async () => {
    await heardOfAll(page);
    await openTicket();
    await page.locator(".card").getByTestId("clock-first_response").waitFor();
    await shoot(page, "project-01-ticket");
  });

  it("draws card and file of a customer", async () => {
    await page.locator(".top-bar").getByRole("link", { name: "Contacts" }).click();
    await page.locator(".list-pane").getByRole("link", { name: "Emma Whitfield" }).first().click();
    await page.locator(".card").getByTestId("headline").waitFor();
    await page.getByRole("tab", { name: "Customer file" }).click();
    await page.locator(".record-tab").getByTestId("headline").waitFor();
    await shoot(page, "project-02-customer");
  });

  it("draws the home page and the settings page", async () => {
    await page.locator(".top-bar").getByRole("link", { name: "Home" }).click();
    await page.locator(".app-settings").getByTestId("home-headline").waitFor();
    await shoot(page, "project-03-home");
    await page.goto(`${sandbox.url}/#/settings`);
    await page.locator(".app-settings").getByRole("tab").first().waitFor();
    await shoot(page, "project-04-settings");
  });

  it("asks the address that it was written for and no other", async () => {
    await installProject("https://elsewhere.test", ["cards/TicketCard"]);
    await page.reload();
    const [asked] = await Promise.all([
      page.waitForRequest((request) => request.postData()?.includes("/api/card/ticket") === true),
      openTicket(),
    ]);
    expect(asked.postData()).toContain("https://elsewhere.test/api/card/ticket");
    await page.locator(".card").getByRole("button").first().waitFor();
    expect(await page.locator(".card").getByTestId("clock-first_response").count()).toBe(0);
    await shoot(page, "project-05-elsewhere");
  });
});
