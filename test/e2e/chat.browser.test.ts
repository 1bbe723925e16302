import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { buildSandbox } from "../../sandbox/build.ts";
import { createPageServer } from "../../sandbox/page-server.ts";
import { type ChatSandbox, startChatSandbox } from "../sandbox/page/chat-sandbox.ts";
import {
  describeInBrowser,
  LAPTOP,
  openBrowser,
  type Record,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { listen, type TestServer } from "../support/listen.ts";

const SCREEN = { width: 1600, height: 900 } as const;
/** The browser notes every answer that is no success. */
const REFUSED = "Failed to load resource";
const FIELDS_OF_FORM = 12;
const SMALL = { width: 1024, height: 768 } as const;

describeInBrowser("the sandbox's chat", () => {
  let bundles: string;
  let browser: TestBrowser;
  let sandbox: ChatSandbox;
  let server: TestServer;
  let record: Record | null;

  beforeAll(async () => {
    bundles = await mkdtemp(join(tmpdir(), "sandbox-chat-"));
    await buildSandbox(bundles);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(bundles, { recursive: true, force: true });
  });
  beforeEach(async () => {
    record = null;
    sandbox = await startChatSandbox(bundles);
    server = await listen(express().use(createPageServer(sandbox.deps)));
  });
  afterEach(async () => {
    await server.close();
    await sandbox.stop();
    expect(record?.errors.filter((error) => !error.startsWith(REFUSED))).toEqual([]);
  });

  const openChat = async (viewport: { width: number; height: number } = LAPTOP) => {
    const opened = await browser.open(server.url, { viewport });
    record = opened.record;
    const { page } = opened;
    const chat = page.getByRole("complementary", { name: "Sandbox chat" });
    await chat.getByText("First response overdue").waitFor();
    return { page, chat };
  };
  const message = (chat: Locator) => chat.locator(".message").filter({ hasText: "FL-200" }).first();
  const typeIn = async (box: Locator, words: string) => {
    await box.fill(words);
    await box.press("Enter");
  };

  it("opens a thread, and a reply is folded under its beginning", async () => {
    const { page, chat } = await openChat();
    await chat.getByRole("button", { name: "2 replies" }).click();
    const thread = chat.getByRole("region", { name: "Thread" });
    await thread.getByText("I ring them").waitFor();
    expect(await thread.getByRole("button", { name: "Close thread" }).evaluate(isFocused)).toBe(
      true,
    );
    await typeIn(thread.getByLabel("Reply in the thread"), "On my way");
    await thread.getByText("On my way").waitFor();
    await shoot(page, "chat-thread");
    await thread.getByLabel("Reply in the thread").fill("/aftercare help");
    await thread.getByText("Commands cannot be used in threads.").waitFor();
    await page.keyboard.press("Escape");
    await chat.getByRole("button", { name: "3 replies" }).waitFor();

    expect(await chat.getByText("On my way").count()).toBe(0);
  });

  it("fills in a form, which says what is wrong, and takes the correction", async () => {
    const { page, chat } = await openChat();
    await message(chat).getByRole("button", { name: "Add a note" }).click();
    const modal = page.getByRole("dialog", { name: "Add a note" });
    const note = modal.getByLabel("Note", { exact: true });
    await expect.poll(() => note.evaluate(isFocused)).toBe(true);
    await note.fill("short");
    await modal.getByLabel("Needs spare parts").check();
    await modal.getByRole("button", { name: "Save" }).click();
    await modal.getByText("Say it so that a colleague").waitFor();
    expect(await note.getAttribute("aria-invalid")).toBe("true");
    expect(await note.inputValue()).toBe("short");
    await shoot(page, "chat-form-error");
    await note.fill("The seal is worn, a new one comes on Monday");
    await modal.getByRole("button", { name: "Save" }).click();
    await modal.waitFor({ state: "detached" });

    await chat.getByRole("button", { name: "3 replies" }).click();
    await chat.getByText("noted: The seal is worn").waitFor();
  });

  it("keeps a form whose answer was lost, and sends it again", async () => {
    const { page, chat } = await openChat();
    await message(chat).getByRole("button", { name: "Add a note" }).click();
    const modal = page.getByRole("dialog", { name: "Add a note" });
    await modal.getByLabel("Note", { exact: true }).fill("The seal is worn, a new one comes");
    sandbox.app.beSilent(true);
    await modal.getByRole("button", { name: "Save" }).click();
    await modal.getByRole("alert").getByText("It may have worked all the same.").waitFor();
    await shoot(page, "chat-form-lost");
    sandbox.app.beSilent(false);
    await modal.getByRole("button", { name: "Try again" }).click();
    await modal.waitFor({ state: "detached" });
  });

  it("closes a form with Escape, and the focus is where it was", async () => {
    const { page, chat } = await openChat();
    const button = message(chat).getByRole("button", { name: "Add a note" });
    await button.focus();
    await page.keyboard.press("Enter");
    const modal = page.getByRole("dialog", { name: "Add a note" });
    await modal.waitFor();
    const outside = () =>
      page.evaluate(() => document.activeElement?.closest(".list-pane, .chat-head, .message"));
    for (let tabs = 0; tabs < FIELDS_OF_FORM; tabs += 1) {
      await page.keyboard.press("Tab");
      expect(await outside()).toBeFalsy();
    }
    await page.keyboard.press("Escape");
    await modal.waitFor({ state: "detached" });

    expect(sandbox.slack.modals(sandbox.people[0])).toEqual([]);
    expect(await button.evaluate(isFocused)).toBe(true);
  });

  it("shows Home to each person, and what is used there works", async () => {
    const { page, chat } = await openChat();
    await chat.getByRole("button", { name: "Home" }).click();
    await chat.getByText("Good morning").waitFor();
    await chat.getByText("@Mei-Ling Chen").waitFor();
    await chat.getByRole("button", { name: "Read again" }).click();
    await chat.getByText("Your cases, just read").waitFor();
    await chat.getByLabel("Direct messages").selectOption({ label: "Never" });
    await expect.poll(() => chat.getByLabel("Direct messages").inputValue()).toBe("none");
    await shoot(page, "chat-home");
    await chat.getByLabel("Acting as").selectOption({ label: "Jonas Weck" });
    await chat.getByText("@Jonas Weck").waitFor();

    expect(await chat.getByText("@Mei-Ling Chen").count()).toBe(0);
  });

  it("runs a command, whose answer one person sees until it is dismissed", async () => {
    const { page, chat } = await openChat();
    const box = chat.getByLabel("Message to #technical-support");
    await box.fill("/af");
    await chat.getByRole("list", { name: "Commands" }).waitFor();
    expect(await chat.getByText("There is no command").count()).toBe(0);
    await shoot(page, "chat-command-hint");
    await box.press("Tab");
    expect(await box.inputValue()).toBe("/aftercare ");
    await box.pressSequentially("help");
    await box.press("Enter");
    await chat.getByText("Only visible to you").waitFor();
    await shoot(page, "chat-command");
    await chat.getByLabel("Acting as").selectOption({ label: "Jonas Weck" });
    await expect.poll(() => chat.getByText("Only visible to you").count()).toBe(0);
    await chat.getByLabel("Acting as").selectOption({ label: "Mei-Ling Chen" });
    await chat.getByRole("button", { name: "Dismiss" }).click();
    expect(await chat.getByText("Only visible to you").count()).toBe(0);
    await box.fill("/other");
    await chat.getByText("There is no command /other here.").waitFor();
  });

  it("makes a message a note with the message's menu, from the keyboard", async () => {
    const { page, chat } = await openChat();
    await message(chat).getByRole("button", { name: "Message menu" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "To ticket" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await shoot(page, "chat-menu");
    await page.keyboard.press("Enter");

    await chat.getByText("The message is now a note on ticket 4711.").waitFor();
  });

  it("tells a person what the app wrote to this person alone", async () => {
    const { page, chat } = await openChat();
    const app = chat.getByRole("button", { name: "Aftercare" });
    await app.getByRole("img", { name: "unread" }).waitFor();
    await app.click();
    await chat.getByText("Ticket 4711 waits for you").waitFor();
    await shoot(page, "chat-direct");
    expect(await app.getByRole("img", { name: "unread" }).count()).toBe(0);
    expect(await chat.getByText("(edited)").count()).toBe(0);
    await sandbox.correct("Ticket 4711 waits for you no longer.");
    await chat.locator(".message", { hasText: "no longer" }).getByText("(edited)").waitFor();
    await chat.getByLabel("Acting as").selectOption({ label: "陳志明" });
    await chat.getByText("Aftercare has not written to you").waitFor();
    await shoot(page, "chat-direct-empty");

    expect(await chat.getByText("Ticket 4711 waits for you").count()).toBe(0);
  });

  it("takes a case as the person who is chosen", async () => {
    const { page, chat } = await openChat();
    expect(await message(chat).locator(".mention.me").count()).toBe(1);
    await chat.getByLabel("Acting as").selectOption({ label: "Jonas Weck" });
    expect(await message(chat).locator(".mention.me").count()).toBe(0);
    await message(chat).getByRole("button", { name: "Take it" }).click();
    await chat.getByText("Taken by @Jonas Weck").waitFor();
    await shoot(page, "chat-taken");
  });

  it("makes Slack fail until all is well again", async () => {
    const { page, chat } = await openChat();
    await chat.getByRole("button", { name: "What if" }).click();
    await chat.getByRole("switch", { name: "is down" }).click();
    await chat.getByRole("switch", { name: "is archived" }).click();
    await chat.getByText("Slack is down · #technical-support is archived").waitFor();
    await chat.getByRole("switch", { name: "is uninstalled" }).click();
    await expect.poll(() => switchedOn(chat)).toBe(3);
    await shoot(page, "chat-trouble");
    await chat.getByRole("button", { name: "What if" }).click();
    await message(chat).getByRole("button", { name: "Take it" }).click();
    await chat.getByRole("alert").first().waitFor();
    await shoot(page, "chat-trouble-press");
    expect(sandbox.slack.faults.standing()).toHaveLength(1);
    await chat.getByRole("button", { name: "All well again" }).click();
    await chat.getByRole("button", { name: "All well again" }).waitFor({ state: "detached" });
    expect(sandbox.slack.faults.standing()).toEqual([]);

    await chat.getByRole("alert").getByRole("button", { name: "Try again" }).click();
    await chat.getByText("Taken by @Mei-Ling Chen").waitFor();
  });

  it.each([
    { name: "1280", viewport: LAPTOP },
    { name: "1600", viewport: SCREEN },
    { name: "1024", viewport: SMALL },
  ])("fits on a screen of $name pixels, narrow and wide", async ({ name, viewport }) => {
    const { page, chat } = await openChat(viewport);
    await page.locator(".list-pane").getByRole("link", { name: "Printer on fire" }).click();
    await page.locator(".record h2").waitFor();
    await shoot(page, `chat-${name}`);
    expect(await tooWide(page)).toEqual([]);
    await chat.getByRole("button", { name: "What if" }).click();
    await shoot(page, `chat-${name}-trouble`);
    expect(await tooWide(page)).toEqual([]);
    await chat.getByRole("button", { name: "What if" }).click();
    await chat.getByRole("button", { name: "Wide" }).click();
    await chat.getByRole("button", { name: "2 replies" }).click();
    await chat.getByText("I ring them").waitFor();
    await shoot(page, `chat-${name}-wide`);
    expect(await tooWide(page)).toEqual([]);
    await chat.getByRole("button", { name: "What if" }).click();
    await chat.getByRole("button", { name: "Home" }).click();
    await chat.getByText("Good morning").waitFor();
    await shoot(page, `chat-${name}-wide-home`);
    expect(await tooWide(page)).toEqual([]);
  });

  it("would notice what does not fit", async () => {
    const { page, chat } = await openChat();
    await chat.evaluate((pane) => {
      const header = pane.querySelector<HTMLElement>(".block-header");
      if (header !== null) header.style.width = "900px";
    });

    expect(await tooWide(page)).not.toEqual([]);
  });
});

function switchedOn(chat: Locator): Promise<number> {
  return chat.getByRole("switch", { checked: true }).count();
}

const isFocused = (node: Element) => node === document.activeElement;

/** What would have to be scrolled sideways in the page or in the chat. */
function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("html, .columns > *, .chat-pane *, .top-bar")]
      .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0)
      .filter((box) => !["hidden", "clip"].includes(getComputedStyle(box).overflowX))
      .filter((box) => getComputedStyle(box).display !== "inline")
      .map((box) => `${box.tagName.toLowerCase()}.${box.className}`),
  );
}
