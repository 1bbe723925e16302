import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEMO_ZONE } from "../../sandbox/scenarios/demo.ts";
import {
  DESKTOP,
  describeInBrowser,
  heardOfAll,
  openBrowser,
  shoot,
  type TestBrowser,
} from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const TICKET = "主軸冷卻泵漏水，備件待到貨";
const SAID = "Third repair of the same pump, and it leaks again";
const HEARD_WITHIN_MS = 90_000;
const DAY_MS = 86_400_000;
/** The effect can be checked 30 days after the steps were carried out, on the next working day. */
const UNTIL_CHECK_MS = 34 * DAY_MS;
const WEEKDAY = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: DEMO_ZONE });
const LANGUAGES = [
  { value: "zh-tw", title: "矯正措施" },
  { value: "zh-cn", title: "纠正措施" },
  { value: "en", title: "Corrective actions" },
] as const;

type Values = Readonly<Record<string, string>>;

/**
 * A complaint of a customer who reads traditional Chinese, from its confirmation on the card to its end. The
 * department that is responsible reads it in Slack; each step goes on where the last one ended.
 */
describeInBrowser("a complaint and its cause, from the card through Slack to their end", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;
  let card: Locator;
  let chat: Locator;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page } = await browser.open(sandbox.url, { viewport: DESKTOP }));
    card = page.locator(".card");
    chat = page.getByRole("complementary", { name: "Sandbox chat" });
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const complaint = () => card.getByTestId("complaint");
  const action = () => complaint().locator('[data-test-id^="action-manual"].uie-tile');
  const openTicket = async () => {
    await page.locator(".list-pane").getByRole("link", { name: TICKET }).click();
    await page.locator(".record h2", { hasText: TICKET }).waitFor();
    await card.getByTestId("headline").waitFor();
  };
  const shows = (words: string) =>
    expect.poll(() => complaint().textContent(), { timeout: HEARD_WITHIN_MS }).toContain(words);
  const says = (words: string) => page.locator(".toast", { hasText: words }).waitFor();
  /** Once nothing is loading any more. */
  const shootCard = async (name: string, top = complaint()) => {
    await expect.poll(() => card.locator(".uie-loading").count()).toBe(0);
    await top.evaluate((element) => element.scrollIntoView());
    await shoot(page, `complaint-way-${name}`);
  };
  const shootInEach = async (name: string, top?: Locator) => {
    for (const { value, title } of LANGUAGES) {
      await page.getByLabel("Language of the card").selectOption(value);
      await shows(title);
      await shootCard(`${name}-${value}`, top);
    }
  };
  /** Titles begin with a mark that says whether they are folded. */
  const unfold = async (within: Locator, title: string) => {
    const opener = within.getByRole("button", { name: title, exact: true }).first();
    if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
  };
  const fill = async (form: string, values: Values) => {
    for (const [name, value] of Object.entries(values)) {
      const field = card.getByTestId(`${form}-${name}`);
      const isChoice = await field.evaluate((element) => element.tagName === "SELECT");
      await (isChoice ? field.selectOption({ label: value }) : field.fill(value));
    }
  };
  const record = async (within: Locator, title: string, [form, values]: [string, Values]) => {
    await unfold(within, title);
    await fill(form, values);
    await card.getByTestId(`${form}-submit`).click();
  };
  const now = async () => {
    const state: { readonly now: number } = await (
      await page.request.get(`${sandbox.url}/sandbox/state`)
    ).json();
    return state.now;
  };

  it("is of a ticket that Aftercare has heard of", async () => {
    await heardOfAll(page);
    await openTicket();
  });

  it("begins with a person who says on the card that the ticket is one", async () => {
    await card.getByTestId("complaint-open").click();
    await complaint().getByText("This is a complaint").click();
    await card.getByTestId("complaint-confirmed-submit").click();
    await complaint().getByText("Please fill this in.").first().waitFor();
    await shootCard("01-confirm-missing");
    await fill("complaint-confirmed", {
      severity: "high",
      department: "Field service",
      text: SAID,
    });
    await card.getByTestId("complaint-confirmed-submit").click();
    await says("It is a complaint now; its clocks run.");
    await shows(`The customer says: ${SAID}`);
    await shootInEach("02-open");
  });

  it("is heard of in the channel of the responsible department, and taken there", async () => {
    await chat.locator(".places").getByText("#field-service", { exact: true }).click();
    await chat.getByLabel("Acting as").selectOption({ label: "Chih-Ming Chen" });
    const message = chat
      .locator(".message", { has: page.locator("h4", { hasText: "客訴" }) })
      .last();
    await message.waitFor({ timeout: HEARD_WITHIN_MS });
    await shoot(page, "complaint-way-03-slack-notice");
    expect(await message.textContent()).toContain(TICKET);
    await message.getByRole("button", { name: "接手", exact: true }).click();
    await message.getByText("Chih-Ming Chen").first().waitFor();
    await card.getByText("With Chih-Ming Chen").waitFor();
    const acknowledge = card.getByTestId("complaint-acknowledged");
    const day = WEEKDAY.format(await now());
    await acknowledge.click();
    await acknowledge.waitFor({ state: "detached" });
    await shows(`Acknowledged ${day}`);
    await shootCard("04-acknowledged");
  });

  it("cannot be closed before an outcome and the final answer are recorded", async () => {
    await card.getByTestId("complaint-closed").click();
    await says("It cannot be closed yet.");
    await shootCard("05-close-refused");
    await record(complaint(), "Record an answer", [
      "complaint-answered",
      {
        stage: "First answer",
        channel: "by phone",
        text: "We look into it and call you on Thursday",
      },
    ]);
    await shows("First answer by phone");
    await record(complaint(), "Record an answer", [
      "complaint-answered",
      { stage: "Final answer", channel: "by e-mail", text: "The pump is replaced free of charge" },
    ]);
    await shows("Final answer by e-mail");
    await chat
      .getByRole("button", { name: /\d+ repl/ })
      .last()
      .click();
    const thread = chat.getByRole("region", { name: "Thread" });
    await thread.getByText("The pump is replaced free of charge").waitFor();
    await shootInEach("06-answered");
  });

  it("has its cause looked for, and something done about it", async () => {
    await record(complaint(), "Open a corrective action", [
      "action-open",
      { title: "The pump leaks again", evidence: "Three repairs in a quarter" },
    ]);
    await action().waitFor();
    await record(action(), "Root cause", [
      "action-analyse",
      {
        rootCause: "The seal does not stand the new coolant",
        whys: "The pump leaks\nThe seal swells\nThe coolant was changed",
      },
    ]);
    await shows("Root cause: The seal does not stand");
    const due = new Date((await now()) + 7 * DAY_MS).toISOString().slice(0, 10);
    await unfold(action(), "Plan the steps");
    await fill("action-plan", {
      corrective: "Seals of another material in all pumps of this kind",
      preventive: "Seals are tested with each new coolant",
      owner: "Chih-Ming Chen",
      dueDate: due,
    });
    await shootCard("07-plan");
    await card.getByTestId("action-plan-submit").click();
    await shows("Owner: Chih-Ming Chen");
    await shootInEach("08-acting");
    await record(action(), "Carried out", ["action-carry_out", { note: "Done at 14 machines" }]);
    await shows("Its effect can be checked from");
  });

  it("ends only when its effect is seen and each customer is told or left out", async () => {
    await record(action(), "Close the action", ["action-close", {}]);
    await says("Its effect has to be verified first.");
    await shootCard("09-close-refused");
    const move = { data: { advanceMs: UNTIL_CHECK_MS }, timeout: HEARD_WITHIN_MS };
    await page.request.post(`${sandbox.url}/sandbox/time`, move);
    await record(action(), "Check the effect", [
      "action-check",
      { result: "Effective", note: "No leak at any of the machines" },
    ]);
    await shows("Effective since");
    await shows("Traditional Chinese, for 1 customer");
    const letters = action().locator('[data-test-id^="letter-"]');
    await expect.poll(() => letters.count()).toBe(2);
    await shootInEach("10-letters", letters.first());
    await unfold(action(), "Customers concerned");
    await record(action(), "Leave a customer out", [
      "action-exclude",
      { customer: "青禾精密股份有限公司", reason: "Its plant manager is told in person" },
    ]);
    await shows("left out: Its plant manager");
    await record(action(), "Customers were told", [
      "action-inform",
      { text: "All seals were changed; no leak since", channel: "by e-mail" },
    ]);
    await shows("王雅婷: told");
    await record(action(), "Close the action", ["action-close", { note: "Done" }]);
    await shows("Customers told");
    await shootInEach("11-told", action());
  });

  it("is closed with its outcome", async () => {
    await record(complaint(), "Record the outcome", [
      "complaint-concluded",
      { outcome: "justified", note: "Our fault" },
    ]);
    await shows("Outcome: justified");
    await card.getByTestId("complaint-closed").click();
    await says("The complaint is closed.");
    await shootInEach("12-closed");
    const thread = chat.getByRole("region", { name: "Thread" });
    await thread.getByText("客訴已結案").first().waitFor({ timeout: HEARD_WITHIN_MS });
    await shoot(page, "complaint-way-13-slack-closed");
  });
});
