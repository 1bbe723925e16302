import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium, type Page, selectors } from "playwright-core";
import { describe } from "vitest";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const isThere = existsSync(executablePath);
const SHOTS = fileURLToPath(new URL("../e2e/shots/", import.meta.url));
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const ACTION_LIMIT_MS = 20_000;
const HEARD_WITHIN_MS = 90_000;

export const LAPTOP = { width: 1280, height: 800 } as const;
export const DESKTOP = { width: 1600, height: 1000 } as const;

/** What a page did, beside what one can see of it. */
export type Record = {
  /** Every request of the page and of its workers. */
  readonly requests: readonly string[];
  /** Errors that the page let pass, and what it wrote to the console as one. */
  readonly errors: readonly string[];
};
export type TestBrowser = {
  open(
    url: string,
    options?: OpenOptions,
  ): Promise<{ readonly page: Page; readonly record: Record }>;
  close(): Promise<void>;
};
export type OpenOptions = {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of the picture for one of the page. */
  readonly scale?: number;
  /** The language of whoever looks, as the browser says it. */
  readonly locale?: string;
};

/** `describe` that says so when there is no Chromium, and fails in CI, where it must be there. */
export function describeInBrowser(name: string, body: () => void): void {
  if (isThere || process.env["CI"] !== undefined) return void describe(name, body);
  const reason = `skipped: there is no Chromium at ${executablePath} (set CHROMIUM)`;
  console.warn(`${name}: ${reason}`);
  describe.skip(`${name} (${reason})`, body);
}

export async function openBrowser(): Promise<TestBrowser> {
  selectors.setTestIdAttribute("data-test-id");
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  return {
    open: async (url, { viewport = LAPTOP, scale = 1, locale = "en-GB" } = {}) => {
      const context = await browser.newContext({
        viewport,
        deviceScaleFactor: scale,
        reducedMotion: "reduce",
        locale,
      });
      context.setDefaultTimeout(ACTION_LIMIT_MS);
      const record = recordOf(context);
      const page = await context.newPage();
      await page.goto(url);
      return { page, record };
    },
    close: () => browser.close(),
  };
}

/** Waits until the plugin has heard of every ticket of the list, which is shown empty at first. */
export async function heardOfAll(page: Page): Promise<void> {
  const heard = page.locator(".list-pane:not(:has(.dot.none)) .row").first();
  await heard.waitFor({ timeout: HEARD_WITHIN_MS });
}

function recordOf(context: BrowserContext): Record {
  const requests: string[] = [];
  const errors: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("weberror", (error) => errors.push(error.error().message));
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return { requests, errors };
}

/** Saves what the page shows now as `test/e2e/shots/NAME.png`, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${SHOTS}${name}.png`, animations: "disabled" });
}
