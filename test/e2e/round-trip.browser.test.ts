import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  describeInBrowser,
  heardOfAll,
  openBrowser,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const HEARD_WITHIN_MS = 60_000;
const ROUNDS = 15;
/** A click on a card until its answer is drawn: card, worker, page, proxy, plugin, and back. */
const MEDIAN_LIMIT_MS = 100;
/** On a machine that has other things to do, times say little; then this is what may not be passed. */
const BUSY_LIMIT_MS = 3_000;

/**
 * From a start that finds store and bundles as an earlier one has left them, on the machine that limits are
 * meant for.
 */
const WARM_WITHIN_MS = 5_000;
/** 400 are wanted, and 360 to 370 are seen; what a system counts differs a little. */
const RESIDENT_MB = 450;

describeInBrowser("the sandbox, when it was started before", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await openBrowser();
    await (await startSandbox()).stop();
    sandbox = await startSandbox();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  it("is usable in a few seconds", async () => {
    const openedAtMs = performance.now();
    const { page } = await browser.open(`${sandbox.url}/#/tickets`);
    await page.locator(".list-pane .row").first().waitFor();
    const usableAfterMs = Math.round(sandbox.readyAfterMs + performance.now() - openedAtMs);
    const { slowness } = sandbox;
    const machine = sandbox.wasQuiet ? "a quiet machine" : "a busy machine, so without a limit";
    console.log(`usable after ${usableAfterMs} ms on ${machine}, slowness ${slowness.toFixed(2)}`);
    if (sandbox.wasQuiet) expect(usableAfterMs).toBeLessThanOrEqual(WARM_WITHIN_MS * slowness);
    await page.context().close();
  });

  it("draws what a click on a card asked for within 100 ms in the middle", async () => {
    const { page } = await browser.open(`${sandbox.url}/#/tickets`);
    await heardOfAll(page);
    const lastWait = page.locator(".equation");
    await expect
      .poll(() => lastWait.textContent(), { timeout: HEARD_WITHIN_MS })
      .toContain("waiting 0");
    await page.locator(".list-pane").getByRole("link", { name: "Band saw guide" }).click();
    await page.locator(".card").getByTestId("why-resolution-1").waitFor();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await roundTripMs(page));
    const median = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
    const machine = sandbox.wasQuiet ? "a quiet machine" : "a busy machine";
    console.log(`round trip: median ${Math.round(median)} ms on ${machine}`);
    expect(median).toBeLessThanOrEqual(sandbox.wasQuiet ? MEDIAN_LIMIT_MS : BUSY_LIMIT_MS);
  });

  it("takes little memory", ({ skip }) => {
    const residentMb = sandbox.residentMb();
    if (residentMb === null) return skip("this system does not tell what a process takes");
    console.log(`resident: ${residentMb.toFixed(0)} MB`);
    expect(residentMb).toBeLessThanOrEqual(RESIDENT_MB);
  });
});

/** Opens the reasons of a deadline, for which the card asks the plugin, and closes them again. */
async function roundTripMs(page: Page): Promise<number> {
  const tookMs = await page.evaluate(async () => {
    const button = document.querySelector('.card [data-test-id="why-resolution-1"]');
    if (!(button instanceof HTMLElement)) throw new Error("the card has no such button");
    const drawn = new Promise<void>((resolve) => {
      const seen = () => document.querySelector('[data-test-id="trace-facts"]') !== null;
      const observer = new MutationObserver(() => {
        if (!seen()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    const from = performance.now();
    button.click();
    await drawn;
    return performance.now() - from;
  });
  await page.keyboard.press("Escape");
  await page.getByTestId("trace-facts").waitFor({ state: "detached" });
  return tookMs;
}
