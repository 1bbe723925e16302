import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  DESKTOP,
  describeInBrowser,
  heardOfAll,
  LAPTOP,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";
import { tooWide } from "../support/too-wide.ts";

const CARD_PROXY = "**/sandbox/card-proxy";
const LAST_KNOWN = /^Last known state, as of \d+ seconds? ago$/;
const ASKS_AGAIN_WITHIN_MS = 10_000;
const SEEN_WITHIN_MS = 20_000;
/** What the proxy says when nobody listens where the plugin should. */
const PLUGIN_AWAY = { status: 502, body: '{"category":"BAD_GATEWAY"}' };

describeInBrowser("the sandbox's page", () => {
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

  const openPage = async (options: Parameters<TestBrowser["open"]>[1] = {}) => {
    const { page } = await browser.open(sandbox.url, options);
    await heardOfAll(page);
    return page;
  };
  const openTicket = async (page: Page, subject: string) => {
    await page.locator(".list-pane").getByRole("link", { name: subject }).click();
    await page.locator(".card").getByTestId("headline").waitFor();
  };

  it("says what to do first, and leads there", async () => {
    const page = await openPage();
    await shoot(page, "page-first-steps");
    await page.locator(".nothing").getByRole("link").click();
    await page.locator(".card").getByTestId("headline").waitFor();

    expect(await page.locator(".record h2").textContent()).toContain("Filling line FL-200");
  });

  it("shows the card in each language", async () => {
    const page = await openPage();
    await openTicket(page, "Filling line FL-200");
    const language = page.getByLabel("Language of the card");
    const clock = page.locator(".card").getByTestId("clock-first_response");
    await page.locator(".card").getByText("Why this tier").click();
    await shoot(page, "card-en");
    await language.selectOption("繁體中文");
    await clock.getByText("首次回應").waitFor();
    await shoot(page, "card-zh-tw");
    await language.selectOption("简体中文");
    await clock.getByText("首次响应").waitFor();
    await shoot(page, "card-zh-cn");

    expect(await page.locator(".card").textContent()).not.toMatch(/First response|首次回應/);
  });

  it("explains a deadline to the minute, in the reader's language", async () => {
    const page = await openPage({ viewport: DESKTOP });
    const card = page.locator(".card");
    await openTicket(page, "主軸冷卻泵漏水");
    await card.getByTestId("pause-text").getByText("Mara Lund").waitFor();
    await shoot(page, "card-paused");
    await card.getByTestId("why-resolution-1").click();
    const trace = page.getByRole("dialog");
    await trace.getByText("Paused by Mara Lund: waiting for spare parts").waitFor();
    await shoot(page, "card-trace-en");
    expect(await trace.getByTestId("trace-facts").textContent()).toMatch(/ of 8 h counted/);
    await page.keyboard.press("Escape");

    await page.getByLabel("Language of the card").selectOption("繁體中文");
    await card.getByTestId("clock-resolution").getByText("解決").first().waitFor();
    await card.getByTestId("why-resolution-1").click();
    await trace.getByText(/等待備品/).waitFor();
    await shoot(page, "card-trace-zh-tw");
    expect(await trace.textContent()).not.toMatch(/[Cc]ounted|Paused/);
  });

  it("pauses a ticket by hand, and lets it run again", async () => {
    const page = await openPage();
    const card = page.locator(".card");
    const clock = card.getByTestId("clock-resolution");
    await openTicket(page, "Band saw guide");
    await card.getByRole("button", { name: "Pause", exact: true }).click();
    await card.getByTestId("pause-submit").click();
    await card.getByText("Choose a reason").waitFor();
    await card.getByLabel("Reason").selectOption({ label: "Waiting for the agreed date" });
    await card.getByLabel("Note").fill("Visit on Friday at ten");
    await shoot(page, "pause-form");
    await card.getByTestId("pause-submit").click();
    await clock.getByText("Paused", { exact: true }).waitFor();
    await shoot(page, "pause-done");
    expect(await card.getByTestId("pause-text").textContent()).toMatch(
      /Mara Lund.*Visit on Friday at ten/,
    );
    await card.getByTestId("resume").click();
    await clock.getByText("Running").waitFor();

    expect(await card.getByTestId("pause-text").count()).toBe(0);
  });

  it("promises something else on one ticket", async () => {
    const page = await openPage();
    const card = page.locator(".card");
    await openTicket(page, "Kiln door seal");
    await card.getByRole("button", { name: "Change a promise" }).click();
    await card.getByLabel("Clock").selectOption({ label: "Resolution (now 40 h)" });
    await card.getByLabel("Minutes of service time").fill("960");
    await card.getByLabel("Holds for").selectOption({ label: "7 d" });
    await card.getByLabel("Reason").last().fill("Promised on the phone");
    await shoot(page, "override-form");
    await card.getByTestId("override-submit").click();
    const note = card.getByTestId("clock-resolution").getByText("Changed for this ticket");
    await note.waitFor();
    await shoot(page, "override-done");

    expect(await note.textContent()).toMatch(/by Mara Lund until .*: Promised on the phone$/);
  });

  it("keeps the last known state, with its age, while the plugin is away", async () => {
    const page = await openPage();
    const card = page.locator(".card");
    const notice = card.getByText("Aftercare does not answer");
    const countdown = card.getByTestId("countdown-resolution");
    const look = () => countdown.evaluate((node) => getComputedStyle(node).fontStyle);
    await openTicket(page, "Is the new gasket food safe?");
    const lookBefore = await look();
    let asked = 0;
    await page.route(CARD_PROXY, async (route) => {
      asked += 1;
      await route.fulfill({ json: PLUGIN_AWAY });
    });
    await page.getByRole("button", { name: "+15 min" }).click();
    await notice.waitFor();
    // The card asks once more by itself a little after each change; from then on only the button does.
    await expect.poll(() => asked, { timeout: ASKS_AGAIN_WITHIN_MS }).toBe(2);
    await shoot(page, "card-last-known");

    expect(await card.getByTestId("age").textContent()).toMatch(LAST_KNOWN);
    expect([lookBefore, await look()]).toEqual(["normal", "italic"]);
    await card.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => asked, { timeout: SEEN_WITHIN_MS }).toBe(3);
    expect(await notice.count()).toBe(1);
    await page.unroute(CARD_PROXY);
    await card.getByRole("button", { name: "Try again" }).click();
    await notice.waitFor({ state: "detached" });
    expect(await look()).toBe("normal");
  });

  it("says so when nothing was ever known", async () => {
    const page = await openPage();
    await page.route(CARD_PROXY, (route) => route.fulfill({ json: PLUGIN_AWAY }));
    await page.locator(".list-pane").getByRole("link", { name: "Kiln door seal" }).click();
    await page.locator(".card").getByText("Nothing is known of this ticket yet.").waitFor();
    await shoot(page, "card-nothing-known");
    await page.unroute(CARD_PROXY);
    await page.getByRole("button", { name: "Try again" }).click();

    await page.locator(".card").getByTestId("headline").waitFor();
  });

  it("cuts a card off from the network, as HubSpot does", async () => {
    const page = await openPage();
    await openTicket(page, "Filling line FL-200");
    const tryFetch = () =>
      fetch("/sandbox/state").then(
        (response) => response.status,
        () => "blocked",
      );
    const [worker] = page.workers();

    expect(await worker?.evaluate(tryFetch)).toBe("blocked");
    expect(await page.evaluate(tryFetch)).toBe(200);
  });

  it("asks before a case is resolved by hand", async () => {
    const page = await openPage();
    await page.getByRole("button", { name: "#customer-relations" }).click();
    // Digests name the ticket too, in other letters.
    const subject = page.locator(".bold", { hasText: "Dust extractor" });
    const message = page.locator(".message", { has: subject }).last();
    const dialog = page.getByRole("dialog");
    await message.getByRole("button", { name: "Resolve" }).click();
    await dialog.waitFor();
    await shoot(page, "chat-confirm");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await message.getByRole("button", { name: "Take it" }).count()).toBe(1);
    await message.getByRole("button", { name: "Resolve" }).click();
    await dialog.locator(".button.primary").click();
    await message.getByText("Resolved by").first().waitFor();
    await shoot(page, "chat-resolved");
    expect(await message.getByRole("button", { name: "Take it" }).count()).toBe(0);
    await message.getByRole("button", { name: "Open ticket" }).click();
    await page.locator(".record h2", { hasText: "Dust extractor" }).waitFor();
  });

  it("makes a new ticket, and its clocks start", async () => {
    const page = await openPage();
    await page.getByRole("button", { name: "New", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "New ticket" });
    await dialog.getByLabel("Subject").fill("Conveyor belt <b>squeaks</b> & smells");
    await dialog
      .getByLabel("Customer")
      .selectOption({ label: "Emma Whitfield (Harborline Packaging)" });
    await dialog.getByLabel("Priority").selectOption("HIGH");
    await shoot(page, "ticket-new");
    await dialog.getByRole("button", { name: "Create ticket" }).click();
    await page.locator(".card").getByTestId("countdown-first_response").waitFor();
    await shoot(page, "ticket-made");

    expect(await page.locator(".record h2").textContent()).toBe(
      "Conveyor belt <b>squeaks</b> & smells",
    );
    expect(await page.locator(".card").textContent()).toContain("Key customer");
  });

  it("can be used from the keyboard", async () => {
    const page = await openPage();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    const rows = page.locator(".list-pane .row");
    const others = rows.filter({ hasNotText: "Harborline" });
    await others.first().waitFor();
    await page.getByLabel("Search tickets").focus();
    await page.keyboard.type("harbor");
    await expect.poll(() => others.count(), { timeout: SEEN_WITHIN_MS }).toBe(0);
    await rows.first().waitFor();
    for (let tabs = 0; tabs < 4 && !(await focused()).includes("Filling line"); tabs += 1) {
      await page.keyboard.press("Tab");
    }
    await shoot(page, "keyboard-focus");
    await page.keyboard.press("Enter");
    await page.locator(".card").getByTestId("headline").waitFor();
    const why = page.locator(".card").getByRole("button", { name: "Why this tier" });
    await why.focus();
    await page.keyboard.press("Enter");

    expect(await why.getAttribute("aria-expanded")).toBe("true");
    expect(page.url()).toMatch(/#\/tickets\/\d+$/);
  });

  it("says what is not there", async () => {
    const page = await openPage();
    await page.getByLabel("Search tickets").fill("no such ticket");
    await page.getByText("Nothing matches.").waitFor();
    await page.getByRole("button", { name: "#customer-relations" }).click();
    await page.goto(`${sandbox.url}/#/tickets/1`);
    await page.getByText("There is no such record.").waitFor();
    await shoot(page, "page-nothing-there");
  });

  it.each([
    { name: "a small laptop", viewport: LAPTOP },
    { name: "a desktop screen", viewport: DESKTOP },
  ])("fits on $name", async ({ name, viewport }) => {
    const page = await openPage({ viewport });
    const shot = name.replaceAll(" ", "-").replace("a-", "");
    await openTicket(page, "Filling line FL-200");
    await shoot(page, `size-${shot}`);
    expect(await tooWide(page)).toEqual([]);
    await page.getByRole("button", { name: "Chat", exact: true }).click();
    await shoot(page, `size-${shot}-without-chat`);
    expect(await tooWide(page)).toEqual([]);
    await page.getByRole("link", { name: "Contacts" }).click();
    await page.locator(".list-pane").getByRole("link", { name: "Emma Whitfield" }).click();
    await page.locator(".record h2").waitFor();
    await shoot(page, `size-${shot}-contact`);
    expect(await tooWide(page)).toEqual([]);
  });

  it("would notice what does not fit", async () => {
    const page = await openPage();
    await page.setViewportSize({ width: 700, height: 800 });

    expect(await tooWide(page)).not.toEqual([]);
  });
});
