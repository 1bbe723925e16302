import { writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  describeInBrowser,
  heardOfAll,
  LAPTOP,
  openBrowser,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const HEARD_WITHIN_MS = 60_000;
const PATIENCE_MS = 60_000;
const LARGEST_PICTURE_BYTES = 250_000;
const IMAGES = new URL("../../docs/images/", import.meta.url);
const SHOTS = new URL("shots/", import.meta.url);
/** Set it to renew the pictures in docs/images, which else are only tried. */
const UPDATE_PICTURES = process.env["UPDATE_PICTURES"] !== undefined;
/** Narrower than what a bare Linux offers, and the same wherever the picture is made. */
const PICTURE_FONTS = '"Liberation Sans", "Noto Sans CJK TC", sans-serif';
const FLAT = { width: LAPTOP.width, height: 700 } as const;
const SUBJECT = "Filling line FL-200";

/** The pictures of the README, made of the real page: each is of something that works. */
describeInBrowser("the pictures of the documents", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    const page = await openPage("#/tickets");
    await heardOfAll(page);
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const openPage = async (address: string) => {
    const { page } = await browser.open(`${sandbox.url}/${address}`, { viewport: LAPTOP });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.evaluate((fonts) => {
      document.body.style.fontFamily = fonts;
    }, PICTURE_FONTS);
    await page.locator(".equation").waitFor();
    return page;
  };
  const withoutChat = async (page: Page) => {
    await page.getByRole("button", { name: "Chat", exact: true }).click();
    return page;
  };
  const keep = async (page: Page, name: string) => {
    const picture = await page.screenshot({ animations: "disabled" });
    await writeFile(new URL(`${name}.png`, UPDATE_PICTURES ? IMAGES : SHOTS), picture);
    expect(picture.byteLength).toBeLessThanOrEqual(LARGEST_PICTURE_BYTES);
  };
  const openTicket = async (page: Page, subject: string) => {
    await page.locator(".list-pane").getByRole("link", { name: subject }).first().click();
    await page.locator(".card").getByTestId("headline").waitFor();
  };
  const openCompany = async (name: string) => {
    const page = await withoutChat(await openPage("#/companies"));
    const row = page.locator(".list-pane .row", { hasText: name });
    await row.locator(".chip").waitFor({ timeout: HEARD_WITHIN_MS });
    await row.click();
    await page.locator(".card").getByTestId("headline").waitFor();
    return page;
  };

  it("shows a ticket with its clocks", async () => {
    const page = await withoutChat(await openPage("#/tickets"));
    await openTicket(page, SUBJECT);
    await page.locator(".card").getByText("Why this tier").click();
    await keep(page, "ticket-card");
  });

  it("shows why a deadline is what it is", async () => {
    const page = await withoutChat(await openPage("#/tickets"));
    await openTicket(page, "主軸冷卻泵漏水");
    const why = page.locator(".card").getByTestId("why-resolution-1");
    await page.locator(".card").getByTestId("pause-text").waitFor({ timeout: HEARD_WITHIN_MS });
    await why.click();
    await page.getByRole("dialog").getByTestId("trace-facts").waitFor();
    await keep(page, "why-this-deadline");
  });

  it("shows the customer's card and file, and a visit", async () => {
    const page = await openCompany("Harborline Packaging");
    await keep(page, "customer-card");
    await page.getByRole("tab", { name: "Customer file" }).click();
    await page
      .locator(".record-tab")
      .getByTestId("filter-touch")
      .waitFor({ timeout: HEARD_WITHIN_MS });
    await keep(page, "customer-file");
    const other = await openCompany("Northfield Dairy");
    const visits = other.locator(".card").getByTestId("visits");
    await visits.waitFor({ timeout: HEARD_WITHIN_MS });
    await visits.getByText("Record outcome").first().click();
    await visits.evaluate((element) => element.scrollIntoView());
    await keep(other, "visit");
  });

  it("shows a complaint and the search for its cause", async () => {
    const page = await withoutChat(await openPage("#/tickets"));
    const complaint = page.locator(".card").getByTestId("complaint");
    const seen = async () => {
      await openTicket(page, SUBJECT);
      await openTicket(page, "Third wrong delivery");
      await complaint.getByText("Opened by").first().waitFor();
      return complaint.textContent();
    };
    await expect.poll(seen, { timeout: HEARD_WITHIN_MS }).toContain("Root cause: Two parts");
    await complaint.evaluate((element) => element.scrollIntoView());
    await keep(page, "complaint");
  });

  it("shows the app's home page", async () => {
    const page = await withoutChat(await openPage("#/home"));
    await page
      .locator(".app-settings")
      .getByTestId("team-calendar")
      .waitFor({ timeout: HEARD_WITHIN_MS });
    await keep(page, "home");
  });

  it("shows the way to install the app", async () => {
    const { page } = await browser.open(sandbox.url, { viewport: LAPTOP });
    page.setDefaultTimeout(PATIENCE_MS);
    const begin = page.getByRole("link", { name: "Install in another account" });
    await page.goto((await begin.getAttribute("href")) ?? "");
    const inPictureFonts = () =>
      page.evaluate((fonts) => {
        document.body.style.fontFamily = fonts;
      }, PICTURE_FONTS);
    await inPictureFonts();
    await keep(page, "install-page");
    await page.getByRole("link", { name: "Continue to HubSpot" }).first().click();
    await page.getByRole("button", { name: "Allow" }).click();
    await page.getByRole("heading", { name: "Aftercare is connected", exact: true }).waitFor();
    await inPictureFonts();
    await keep(page, "install-connected");
  });

  it("shows what a change of the policy would change", async () => {
    const page = await withoutChat(await openPage("#/settings"));
    const settings = page.locator(".app-settings");
    await settings.getByTestId("viewer").waitFor({ timeout: HEARD_WITHIN_MS });
    await page.getByLabel("Signed in as").selectOption({ label: "Priya Nair" });
    await settings.getByTestId("viewer").getByText("Priya Nair").waitFor();
    await settings.getByTestId("write").click();
    const text = settings.getByTestId("policy-text");
    await text.waitFor();
    const changed = (await text.inputValue()).replace(
      /(- priority: URGENT\s+clock: first_response\s+durationMinutes: )30\b/,
      "$120",
    );
    await text.fill(changed);
    await settings.getByTestId("check").click();
    const difference = settings.getByTestId("difference-headline");
    await difference.waitFor();
    await difference.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await keep(page, "policy-difference");
  });

  it("shows the help desk, and what can be made to go wrong", async () => {
    const page = await withoutChat(await openPage("#/helpdesk"));
    await openTicket(page, SUBJECT);
    await keep(page, "help-desk");
    await page.getByRole("button", { name: "What if …" }).click();
    await page.getByRole("button", { name: "Log", exact: true }).click();
    await page.locator(".log-pane tbody tr").first().waitFor();
    await keep(page, "what-if-and-log");
  });

  it("shows the case in Slack beside the card", async () => {
    const page = await openPage("#/tickets");
    // Four columns full of words are a large picture; a little less of them is enough.
    await page.setViewportSize(FLAT);
    await openTicket(page, SUBJECT);
    await page.getByRole("button", { name: "+2 h" }).click();
    await page.locator(".card").getByTestId("escalation").getByText("Waiting to be taken").waitFor({
      timeout: HEARD_WITHIN_MS,
    });
    await page.getByRole("button", { name: "#customer-relations" }).click();
    const message = page.locator(".message").filter({ hasText: SUBJECT }).last();
    await message.waitFor();
    await message.evaluate((element) => element.scrollIntoView({ block: "start" }));
    await keep(page, "escalation-in-slack");
  });
});
