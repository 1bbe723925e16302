import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { graveViolations } from "../support/accessibility.ts";
import {
  DESKTOP,
  describeInBrowser,
  LAPTOP,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";
import { tooWide } from "../support/too-wide.ts";

const HEARD_WITHIN_MS = 60_000;
const PATIENCE_MS = 60_000;
const SMALL = { width: 1024, height: 768 } as const;
const SIZES = [SMALL, LAPTOP, DESKTOP];

describeInBrowser("the shell of the sandbox's page", () => {
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
  // A page that stays open goes on asking, and takes the machine from the next test.
  const openPages: Page[] = [];
  afterEach(async () => {
    await Promise.all(openPages.splice(0).map((page) => page.context().close()));
  });

  const openPage = async (address = "", options: Parameters<TestBrowser["open"]>[1] = {}) => {
    const { page } = await browser.open(`${sandbox.url}/${address}`, options);
    openPages.push(page);
    page.setDefaultTimeout(PATIENCE_MS);
    await page.locator(".equation").waitFor();
    return page;
  };
  const openFirst = async (page: Page) => {
    await page.locator(".list-pane .row").first().click();
    await page.locator(".card").getByTestId("headline").waitFor();
  };
  /** Each page of the shell, by the name of its picture. */
  const pages: readonly { readonly name: string; readonly open: () => Promise<Page> }[] = [
    { name: "tickets", open: () => openPage("#/tickets") },
    {
      name: "ticket",
      open: async () => {
        const page = await openPage("#/tickets");
        await openFirst(page);
        return page;
      },
    },
    { name: "contacts", open: () => openCustomer("contacts", "Emma Whitfield") },
    { name: "companies", open: () => openCustomer("companies", "Harborline") },
    {
      name: "home",
      open: async () => {
        const page = await openPage("#/home");
        await page.locator('[data-mounted="true"] h2, [data-mounted="true"] h4').first().waitFor();
        return page;
      },
    },
    {
      name: "settings",
      open: async () => {
        const page = await openPage("#/settings");
        await page.locator('[data-mounted="true"] button').first().waitFor();
        return page;
      },
    },
    {
      name: "helpdesk",
      open: async () => {
        const page = await openPage("#/helpdesk");
        await openFirst(page);
        return page;
      },
    },
    { name: "tasks", open: () => openPage("#/tasks") },
    {
      name: "search",
      open: async () => {
        const page = await openPage("#/search/harbor");
        await page.locator(".search-results .row").first().waitFor();
        return page;
      },
    },
    {
      name: "troubles-and-log",
      open: async () => {
        const page = await openPage("#/tickets");
        await page.getByRole("button", { name: "What if …" }).click();
        await page.getByRole("button", { name: "Log", exact: true }).click();
        await page.locator(".log-pane tbody tr").first().waitFor();
        return page;
      },
    },
  ];
  const openCustomer = async (view: "contacts" | "companies", name: string) => {
    const page = await openPage(`#/${view}`);
    await page.locator(".list-pane").getByRole("link", { name }).first().click();
    await page.locator('.card [data-mounted="true"]').waitFor();
    return page;
  };

  it.each(pages)("can be used by everybody: $name", async ({ name, open }) => {
    const page = await open();
    await shoot(page, `shell-${name}`);
    expect(await graveViolations(page)).toEqual([]);
  });

  it("would notice a button that says nothing", async () => {
    const page = await openPage();
    await page.evaluate(() => document.body.append(document.createElement("button")));
    expect(await graveViolations(page)).toEqual([expect.stringContaining("button-name")]);
  });

  it.each(pages)("fits on every screen: $name", async ({ name, open }) => {
    const page = await open();
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      if (viewport !== LAPTOP) await shoot(page, `shell-${name}-${viewport.width}`);
      expect({ viewport, tooWide: await tooWide(page) }).toEqual({ viewport, tooWide: [] });
    }
  });

  it("lets rep and customer write to each other, and the card hears of it", async () => {
    const page = await openPage("#/helpdesk");
    await page.locator(".list-pane").getByRole("link", { name: "Kiln door seal" }).click();
    const card = page.locator(".card");
    await card.getByTestId("headline").waitFor();
    const conversation = page.getByRole("region", { name: "Conversation" });
    const box = page.getByRole("textbox", { name: "Message", exact: true });
    await page.getByRole("button", { name: "Write as the customer" }).click();
    await box.fill("The seal <b>leaks</b> again, please call.");
    await page.locator(".reply-box").getByRole("button", { name: "Send" }).click();
    await conversation.getByText("The seal <b>leaks</b> again, please call.").waitFor();
    await card.getByTestId("clock-next_reply").getByText("Running").first().waitFor();
    await page.getByRole("button", { name: "Answer the customer" }).click();
    await box.fill("We come this afternoon.");
    await page.keyboard.press("Control+Enter");
    await conversation.getByText("We come this afternoon.").waitFor();
    await card
      .getByTestId("clock-next_reply")
      .getByText("Running")
      .first()
      .waitFor({ state: "detached" });
    await shoot(page, "helpdesk-conversation");
    expect(await box.inputValue()).toBe("");
  });

  it("edits a company, and shows HubSpot's words when it refuses", async () => {
    const page = await openCustomer("companies", "Harborline");
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const form = page.getByRole("dialog", { name: "Edit properties" });
    await form.getByLabel("City").fill("Rotterdam");
    await shoot(page, "edit-company");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "hidden" });
    await page.locator(".details dd", { hasText: "Rotterdam" }).waitFor();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await form.getByLabel("Annual revenue").fill("a lot");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByRole("alert").getByText("a lot was not a valid number").waitFor();
    await shoot(page, "edit-refused");
  });

  it("works off tasks, and says which are late", async () => {
    const page = await openPage("#/tasks");
    const rows = page.locator("[data-task]");
    await rows.first().waitFor();
    const id = await rows.first().getAttribute("data-task");
    const row = page.locator(`[data-task="${id}"]`);
    await row.getByRole("button", { name: /^Done/ }).click();
    // By its own row: how many there are changes as Aftercare plans.
    await row.waitFor({ state: "detached", timeout: HEARD_WITHIN_MS });
    await page.getByRole("button", { name: /^Done \d/ }).click();
    await page.locator(`[data-task="${id}"].done`).waitFor();
    await shoot(page, "tasks-done");
  });

  it("finds every kind of record by what it is called", async () => {
    const page = await openPage("#/contacts");
    await page.keyboard.press("/");
    await page.keyboard.type("harbor");
    await page.keyboard.press("Enter");
    const results = page.locator(".search-results");
    await results.getByRole("heading", { name: "Results for “harbor”" }).waitFor();
    await results.getByRole("region", { name: "Companies" }).getByRole("link").first().click();
    await page.locator(".record h2", { hasText: "Harborline" }).waitFor();
    await page.getByLabel("Search everything").fill("no such thing");
    await page.keyboard.press("Enter");
    await results.getByText("Nothing is called “no such thing”.").waitFor();
  });

  it("shows what is made to go wrong, and makes it well again", async () => {
    const page = await openPage("#/tickets");
    await page.getByRole("button", { name: "What if …" }).click();
    const board = page.locator(".trouble-board");
    const signs = page.locator(".trouble-signs");
    await board
      .getByRole("group", { name: "HubSpot", exact: true })
      .getByRole("switch", { name: "is down" })
      .click();
    await board.getByRole("switch", { name: "come twice" }).click();
    await signs.getByText("HubSpot is down").waitFor();
    await signs.getByText("Webhooks come twice").waitFor();
    await shoot(page, "troubles-on");
    await signs.getByRole("button", { name: "All well again" }).click();
    await signs.locator(".trouble-sign").first().waitFor({ state: "detached" });
    expect(await board.getByRole("switch", { checked: true }).count()).toBe(0);
  });

  it("loses nothing and shows no false green while Aftercare and its database restart", async () => {
    const page = await openPage("#/tickets");
    await page.locator(".list-pane").getByRole("link", { name: "Band saw guide" }).click();
    const card = page.locator(".card");
    await card.getByTestId("headline").waitFor();
    await page.getByRole("button", { name: "What if …" }).click();
    await page.getByRole("button", { name: "Restart now" }).click();
    const sign = page.locator(".trouble-sign", { hasText: "Aftercare and its database" });
    await sign.waitFor();
    // While nobody is there to hear it, the customer writes.
    await page.getByRole("button", { name: "Customer wrote" }).click();
    await card.getByText("Aftercare does not answer").waitFor();
    await shoot(page, "card-while-restarting");
    expect(await card.getByTestId("age").textContent()).toMatch(/^Last known state/);
    await sign.waitFor({ state: "detached", timeout: 60_000 });
    await card
      .getByText("Aftercare does not answer")
      .waitFor({ state: "detached", timeout: 60_000 });
    await page.getByRole("button", { name: "+15 min" }).click();
    await card.getByTestId("clock-next_reply").first().waitFor({ timeout: 60_000 });
    expect(await page.locator(".equation").getAttribute("data-balanced")).toBe("true");
  });

  it("guides through the stories, by doing or by pressing Next, and remembers it", async () => {
    const page = await openPage("#/tickets");
    await page.locator(".tour-offer").getByRole("button", { name: "tour" }).click();
    const note = page.locator(".tour-note");
    const title = (text: string) => note.getByRole("heading", { name: text }).waitFor();
    const next = note.getByRole("button", { name: "Next" });
    await title("Five minutes with Aftercare");
    await next.click();
    await title("A line stands still");
    await shoot(page, "tour-open");
    await page.locator(".list-pane").getByRole("link", { name: "Filling line FL-200" }).click();
    await title("How long you have, and why");
    await page.locator(".card").getByTestId("headline").waitFor();
    await shoot(page, "tour-card");
    await next.click();
    await page.reload();
    await title("Nobody answers");
    await page.getByRole("button", { name: "+2 h" }).click();
    await title("One message, complete");
    await shoot(page, "tour-take");
    await page.getByLabel("Language of the card").selectOption("繁體中文");
    await title("一則訊息，資訊完整");
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "detached" });
    await page.goto(`${sandbox.url}/#/tickets`);
    await page.reload();
    await page.locator(".nothing").waitFor();
    expect(await page.locator(".tour-offer").count()).toBe(0);
  });

  it.each([
    { language: "繁體中文", title: "沙盒 CRM", stage: "新建立" },
    { language: "简体中文", title: "沙盒 CRM", stage: "新建" },
  ])("speaks $language", async ({ language, title, stage }) => {
    const page = await openPage("#/helpdesk");
    await page.getByLabel("Language of the card").selectOption(language);
    await page.getByRole("heading", { name: title }).waitFor();
    await page.locator(".row-more", { hasText: stage }).first().waitFor();
    await openFirst(page);
    await shoot(page, `helpdesk-${language}`);
    const shell = await page
      .locator(".top-bar, .ledger-strip, .record-head, .choices")
      .allTextContents();
    expect(shell.join(" ")).not.toMatch(/Search|Pause|received|Owner|Priority|Stage|Chat/);
  });
});
