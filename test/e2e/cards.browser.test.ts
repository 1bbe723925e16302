import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
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
import { STRETCHES, type Stretch, stretchWords } from "../support/stretched-words.ts";
import { tooWide } from "../support/too-wide.ts";

const FRESH = "Filling line FL-200";
const MANY_TICKETS = 200;
const MANY_HEARD_WITHIN_MS = 90_000;
const FIGURES = "/api/home/figures";
const CARD_PROXY = "**/sandbox/card-proxy";

/** What people say on cards, what the home page tells them, and how cards bear what is written on them. */
describeInBrowser("the cards", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;
  let card: Locator;
  let home: Locator;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page } = await browser.open(sandbox.url, { viewport: DESKTOP }));
    card = page.locator(".card");
    home = page.locator(".app-settings");
    await page.getByRole("list").first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const goTo = (label: string) =>
    page.locator(".top-bar").getByRole("link", { name: label }).click();
  const openTicket = async (subject: string) => {
    await goTo("Tickets");
    await page.locator(".list-pane").getByRole("link", { name: subject }).first().click();
    await page.locator(".record h2", { hasText: subject }).waitFor();
    await card.getByTestId("headline").waitFor();
  };
  const openContact = async (name: string) => {
    await goTo("Contacts");
    await page.locator(".list-pane").getByRole("link", { name }).first().click();
    await page.locator(".record h2").waitFor();
    await card.getByTestId("headline").waitFor();
  };
  const openHome = async () => {
    await goTo("Home");
    await home.getByTestId("home-headline").waitFor();
    await home.getByTestId("home-figures").waitFor();
  };
  const chooseLanguage = (label: string) =>
    page.getByLabel("Language of the card").selectOption({ label });
  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: sandbox.url },
      body: JSON.stringify(body),
    });
    expect(response.ok).toBe(true);
    return response.status === 204 ? null : response.json();
  };

  describe("what is said by hand", () => {
    let clock: Locator;
    beforeAll(() => {
      clock = card.getByTestId("clock-first_response");
    });

    it("ends the first response at the time of the call", async () => {
      await heardOfAll(page);
      await openTicket(FRESH);
      await card.getByRole("button", { name: "Log first response by phone" }).click();
      await card.getByTestId("log-note-first_response").fill("Promised to send somebody");
      await card.getByTestId("log-submit-first_response").scrollIntoViewIfNeeded();
      await shoot(page, "cards-01-log-form");
      await card.getByTestId("log-submit-first_response").click();
      await page.getByText("First response by phone is logged").waitFor();
      await clock.getByText("Met", { exact: true }).waitFor();
      await card.getByTestId("logged-text").scrollIntoViewIfNeeded();
      await shoot(page, "cards-02-logged");
      expect(await card.getByTestId("logged-text").textContent()).toMatch(
        /First response by phone .* logged by Mara Lund\. Note: Promised to send somebody/,
      );
    });

    it("is taken back with a second press, and the clock goes on", async () => {
      await card.getByTestId("log-withdraw").click();
      await card.getByTestId("log-withdraw-sure").scrollIntoViewIfNeeded();
      await shoot(page, "cards-03-withdraw");
      await card.getByTestId("log-withdraw-sure").click();
      await page.getByText("It is taken back").waitFor();
      await card.getByTestId("logged-text").waitFor({ state: "detached" });
      await clock.getByText(/Running|At risk|Overdue/).waitFor();
    });

    it("refuses a time that is still ahead", async () => {
      const offer = card.getByRole("button", { name: "Log first response by phone" });
      if (!(await card.getByTestId("log-submit-first_response").isVisible())) await offer.click();
      await card.getByTestId("log-when-first_response").selectOption({ label: "Another time" });
      await card.getByTestId("log-submit-first_response").click();
      await expect.poll(() => card.getByText("Fill this in").count()).toBe(2);
      await card.getByTestId("log-day-first_response").fill("2099-01-01");
      await card.getByTestId("log-time-first_response").fill("09:30");
      await card.getByTestId("log-submit-first_response").scrollIntoViewIfNeeded();
      await shoot(page, "cards-04-other-time");
      await card.getByTestId("log-submit-first_response").click();
      await page.getByText("That time is still ahead").waitFor();
      expect(await card.getByTestId("logged-text").count()).toBe(0);
    });

    it.each([
      { language: "繁體中文", title: "登錄電話首次回應", name: "zh-tw" },
      { language: "简体中文", title: "登记电话首次响应", name: "zh-cn" },
    ])("is asked for in $language", async ({ language, title, name }) => {
      await chooseLanguage(language);
      await card.getByRole("button", { name: title, exact: true }).waitFor();
      await shoot(page, `cards-05-log-${name}`);
    });

    it("ends the on-site arrival of a ticket that needs a visit", async () => {
      await chooseLanguage("English");
      const ticketId = /tickets\/(\d+)/.exec(page.url())?.[1] ?? "";
      await post(`/sandbox/tickets/${ticketId}/properties`, {
        hs_ticket_category: "ON_SITE_SERVICE",
      });
      const arrival = card.getByTestId("clock-on_site_arrival");
      await arrival.waitFor();
      await card.getByRole("button", { name: "Arrived on site" }).click();
      await card.getByTestId("log-submit-on_site_arrival").click();
      await page.getByText("Arrival on site is logged").waitFor();
      await arrival.getByText("Met", { exact: true }).waitFor();
      await arrival.scrollIntoViewIfNeeded();
      await shoot(page, "cards-06-arrived");
    });
  });

  describe("the home page", () => {
    it.each([
      { language: "English", name: "en", figure: "First responses in time" },
      { language: "繁體中文", name: "zh-tw", figure: "首次回應達成率" },
      { language: "简体中文", name: "zh-cn", figure: "首次响应达标率" },
    ])("tells what needs me, how the team stands, and the figures in $language", async (one) => {
      // The page has its own words in the language as well, those of its links among them.
      await chooseLanguage("English");
      await openHome();
      await chooseLanguage(one.language);
      await home.getByText(one.figure, { exact: true }).waitFor();
      await shoot(page, `cards-10-home-${one.name}`);
      await home.getByTestId("board-chart").scrollIntoViewIfNeeded();
      await shoot(page, `cards-11-board-${one.name}`);
      await home.getByTestId("figures-about").scrollIntoViewIfNeeded();
      await shoot(page, `cards-12-figures-${one.name}`);
      const figures = home.locator("[data-test-id^=figure-]");
      expect(await figures.count()).toBe(5);
      expect(await home.textContent()).not.toMatch(/\{\{|home\./);
    });

    it("keeps the rest while the figures do not come, and asks for them again", async () => {
      await chooseLanguage("English");
      await page.route(CARD_PROXY, async (route) => {
        const isFigures = route.request().postData()?.includes(FIGURES) === true;
        return isFigures ? route.fulfill({ json: { status: 502, body: "{}" } }) : route.continue();
      });
      await goTo("Tickets");
      await goTo("Home");
      await home.getByText("The figures could not be loaded.").waitFor();
      await home.getByTestId("board-table").waitFor();
      await home.getByTestId("figures-retry").scrollIntoViewIfNeeded();
      await shoot(page, "cards-13-figures-failed");
      await page.unroute(CARD_PROXY);
      await home.getByTestId("figures-retry").click();
      await home.getByTestId("home-figures").waitFor();
    });

    it("fits on a small laptop", async () => {
      await page.setViewportSize(LAPTOP);
      await openHome();
      await shoot(page, "cards-14-home-laptop");
      expect(await tooWide(page)).toEqual([]);
    });
  });

  describe("whatever is written on them", () => {
    // A test that fails leaves the words of the next one alone.
    afterEach(() => page.unrouteAll({ behavior: "ignoreErrors" }));

    const stretches = Object.keys(STRETCHES).filter((name): name is Stretch => name in STRETCHES);
    it.each(stretches)("fits on a small laptop: %s", async (stretch) => {
      await page.setViewportSize(LAPTOP);
      await goTo("Tickets");
      await stretchWords(page, stretch);
      await openTicket(FRESH);
      await shoot(page, `cards-20-ticket-${stretch}`);
      expect(await tooWide(page)).toEqual([]);
      await openContact("Emma Whitfield");
      await shoot(page, `cards-21-customer-${stretch}`);
      expect(await tooWide(page)).toEqual([]);
      await page.getByRole("tab", { name: "Customer file" }).click();
      await page.locator(".record-tab").getByTestId("headline").waitFor();
      await shoot(page, `cards-22-file-${stretch}`);
      expect(await tooWide(page)).toEqual([]);
      await openHome();
      await shoot(page, `cards-23-home-${stretch}`);
      await home.getByTestId("home-figures").scrollIntoViewIfNeeded();
      await shoot(page, `cards-24-figures-${stretch}`);
      expect(await tooWide(page)).toEqual([]);
    });

    it("stays readable with 200 tickets on one contact", async () => {
      await page.setViewportSize(LAPTOP);
      await openContact("Emma Whitfield");
      const contactId = /contacts\/(\d+)/.exec(page.url())?.[1] ?? "";
      for (let number = 1; number <= MANY_TICKETS; number += 1) {
        const subject = `Question ${number} about the yearly service`;
        const created = await post("/sandbox/tickets", { subject, priority: "LOW", contactId });
        expect(z.object({ ticketId: z.string() }).safeParse(created).success).toBe(true);
      }
      await page.reload();
      await card.getByTestId("headline").waitFor();
      await expect
        .poll(() => card.textContent(), { timeout: MANY_HEARD_WITHIN_MS })
        .toMatch(/20\d|more/);
      await shoot(page, "cards-30-many-tickets");
      expect(await tooWide(page)).toEqual([]);
      await page.getByRole("tab", { name: "Customer file" }).click();
      await page.locator(".record-tab").getByTestId("headline").waitFor();
      await shoot(page, "cards-31-many-tickets-file");
      expect(await tooWide(page)).toEqual([]);
    });
  });
});
