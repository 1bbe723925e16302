import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import {
  describeInBrowser,
  LAPTOP,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

/** Cards ask every half a minute. */
const SEEN_WITHIN_MS = 60_000;

/** Somebody merges the ticket that is being looked at into another one. */
describeInBrowser("a ticket that is merged", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page } = await browser.open(sandbox.url, { viewport: LAPTOP }));
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: sandbox.url },
      body: JSON.stringify(body),
    });
    expect(response.ok).toBe(true);
    return response.status === 204 ? null : response.json();
  };
  const newTicket = async (subject: string): Promise<string> => {
    const created = await post("/sandbox/tickets", { subject, priority: "LOW", contactId: null });
    return z.object({ ticketId: z.string() }).parse(created).ticketId;
  };

  it("leads from its card to the other one", async () => {
    const [loser, winner] = [await newTicket("Pump leaks"), await newTicket("Pump leaks again")];
    await page.goto(`${sandbox.url}/#/tickets/${loser}`);
    const card = page.locator(".card");
    await card.getByTestId("headline").waitFor({ timeout: SEEN_WITHIN_MS });
    expect(await card.getByTestId("merged-into").count()).toBe(0);
    await post(`/sandbox/tickets/${loser}/merge`, { intoTicketId: winner });
    const link = card.getByTestId("merged-into");
    await link.waitFor({ timeout: SEEN_WITHIN_MS });
    expect(await card.getByTestId("headline").textContent()).toContain("merged into another");
    await shoot(page, "merged-ticket");
    await link.click();
    await page.locator(".record h2", { hasText: "Pump leaks again" }).waitFor();
    expect(page.url()).toContain(`/tickets/${winner}`);
  });
});
