import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Record, TestBrowser } from "../support/browser.ts";
import { DESKTOP, describeInBrowser, heardOfAll, openBrowser, shoot } from "../support/browser.ts";
import { shootInEach, shootReopenForms } from "../support/form-shots.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

const FRESH = "Filling line FL-200 stopped";
const OTHER = "Kiln door seal";
const THIRD = "Band saw guide";
const ASK = "Send somebody who knows the pressure sensor";
const QUESTION = "感測器是 P1 還是 P2？";
const ANSWER = "P2, serial FL2-0931";
const NOTE = "零件已備妥，下午一點出發";

/**
 * A case on its way through three departments, each of which reads another language; every button is
 * pressed by one of the people whose it is. Each step goes on where the last one ended.
 */
describeInBrowser("a case, as each of the people whom it concerns", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;
  let record: Record;
  let card: Locator;
  let chat: Locator;
  let modal: Locator;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page, record } = await browser.open(sandbox.url, { viewport: DESKTOP }));
    card = page.locator(".card");
    chat = page.getByRole("complementary", { name: "Sandbox chat" });
    modal = page.locator("dialog.modal");
    await page.getByRole("link", { name: FRESH }).first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const openTicket = async (subject: string) => {
    await page.locator(".list-pane").getByRole("link", { name: subject }).click();
    await page.locator(".record h2", { hasText: subject }).waitFor();
    await card.getByTestId("headline").waitFor();
  };
  const actAs = (name: string) => chat.getByLabel("Acting as").selectOption({ label: name });
  const goTo = (place: string) => chat.locator(".places").getByText(place, { exact: true }).click();
  /** The message of a ticket's case in the place that is shown; lists name the ticket in other letters. */
  const message = (subject = FRESH) =>
    chat
      .locator(".message:not(.private)", { has: page.locator(".bold", { hasText: subject }) })
      .last();
  const press = (name: string) => message().getByRole("button", { name, exact: true }).click();
  const send = async () => {
    await modal.locator("button[type=submit]").click();
    await modal.waitFor({ state: "detached" });
  };
  const command = async (words: string) => {
    const box = chat.getByLabel(/^Message to #/);
    const answers = chat.locator(".message.private");
    const before = await answers.count();
    await box.fill(`/aftercare ${words}`);
    await box.press("Enter");
    await expect.poll(() => answers.count()).toBe(before + 1);
    return answers.last();
  };
  const shootForms = (name: string, languages: readonly string[], open: () => Promise<void>) =>
    shootInEach(page, languages, { name, open, choose: (one) => command(`language ${one}`) });
  const escalate = async (department: string, ask: string) => {
    await card.getByRole("button", { name: "Escalate", exact: true }).first().click();
    await card.getByTestId("escalate-department").selectOption({ label: department });
    await card.getByTestId("escalate-reason").selectOption({ label: "An expert is needed" });
    await card.getByTestId("escalate-ask").fill(ask);
    await card.getByTestId("escalate-submit").click();
  };

  const allWellAgain = async () => {
    const button = chat.getByRole("button", { name: "All well again" });
    await button.click();
    await button.waitFor({ state: "detached" });
  };

  it("connects who sits at the card with an account in Slack", async () => {
    await heardOfAll(page);
    await openTicket(FRESH);
    await goTo("#technical-support");
    await actAs("Mara Lund");
    await card.getByRole("button", { name: "Slack: connect my account" }).click();
    await card.getByTestId("connect-submit").click();
    const code = String(await card.getByTestId("connect-command").textContent());
    await shoot(page, "cases-01-connect-card");
    expect(code).toMatch(/^\/aftercare connect \S+$/);
    const answer = await command(code.replace("/aftercare ", ""));
    expect(await answer.textContent()).toContain("You are connected as Mara Lund");
    expect(await (await command("help")).textContent()).toContain("/aftercare status");
    expect(await (await command("mine")).textContent()).toContain("You have no open case.");
    await shoot(page, "cases-02-commands");
  });

  it("calls a department by hand, after what is missing was said", async () => {
    await card.getByRole("button", { name: "Escalate", exact: true }).first().click();
    await card.getByTestId("escalate-submit").click();
    await expect.poll(() => card.getByText("Fill this in").count()).toBe(3);
    await shoot(page, "cases-03-escalate-missing");
    await card.getByRole("button", { name: "Escalate", exact: true }).first().click();
    await escalate("Field service", ASK);
    await page.getByText("The case is with Field service.").waitFor();
    await goTo("#field-service");
    await actAs("Chih-Ming Chen");
    await message().waitFor();
    await shoot(page, "cases-04-called-zh-tw");

    expect(await message().locator("h4").textContent()).toBe("需要專家協助");
    for (const words of ["客戶", "服務承諾", "處理經過", "最近評分", `Mara Lund 請求：${ASK}`]) {
      expect(await message().textContent()).toContain(words);
    }
    expect(await card.getByTestId("escalate-submit").isVisible()).toBe(false);
  });

  it("is found in Home, in the language that a person chooses there", async () => {
    await goTo("Home");
    await chat.getByText("Open cases: Field service").waitFor();
    await shoot(page, "cases-05-home-en");
    await chat.getByLabel("Language", { exact: true }).selectOption({ label: "繁體中文" });
    await chat.getByText("待處理案件：現場服務部").waitFor();
    await shoot(page, "cases-06-home-zh-tw");
    await goTo("Aftercare");
    await message().waitFor();
    await shoot(page, "cases-07-direct-zh-tw");
    expect(await message().textContent()).toContain("#field-service");
  });

  it("is asked about, and the answer of the card is in the thread", async () => {
    await goTo("#field-service");
    await press("提問");
    await modal.getByRole("textbox").fill(QUESTION);
    await shoot(page, "cases-08-ask-zh-tw");
    await send();
    await card.getByText(`Chih-Ming Chen asks: ${QUESTION}`).waitFor();
    await shoot(page, "cases-09-asked");
    await card.getByLabel("Your answer").fill(ANSWER);
    await card.getByRole("button", { name: "Answer", exact: true }).last().click();
    // The question and its answer may share a reply.
    const replies = message().getByRole("button", { name: /\d repl/ });
    await replies.click();
    const thread = chat.getByRole("region", { name: "Thread" });
    await thread.locator("blockquote", { hasText: ANSWER }).waitFor();
    expect(await thread.textContent()).toContain("Mara Lund 答覆");
  });

  it("has what is said in its thread put on the ticket", async () => {
    const thread = chat.getByRole("region", { name: "Thread" });
    await thread.getByLabel("Reply in the thread").fill(NOTE);
    await thread.getByLabel("Reply in the thread").press("Enter");
    const reply = thread.locator(".message").filter({ hasText: NOTE });
    await reply.getByRole("button", { name: "Message menu" }).click();
    await page.getByRole("menuitem", { name: "To ticket" }).click();
    const note = page.getByRole("region", { name: "Timeline" }).locator("li.note");
    await note.waitFor();
    await shoot(page, "cases-10-thread-and-note");

    expect(await note.textContent()).toContain(`From the thread of Field service: ${NOTE}`);
    expect(await note.textContent()).toContain("Chih-Ming Chen");
    await thread.getByRole("button", { name: "Close thread" }).click();
    await thread.waitFor({ state: "detached" });
  });

  it("is snoozed, though not into the past, nor longer than the policy allows", async () => {
    await press("延後");
    const until = modal.getByLabel("延後到什麼時候？");
    const at = modal.getByLabel("其他時間");
    await until.selectOption({ label: "其他時間" });
    await modal.getByLabel("您在等什麼？").fill("等備品送達現場");
    await at.fill("2020-01-02T10:00");
    await modal.locator("button[type=submit]").click();
    await modal.getByText("此時間已過，請選擇較晚的時間。").waitFor();
    await shoot(page, "cases-11-snooze-past-zh-tw");
    await at.fill("2037-01-02T10:00");
    await modal.locator("button[type=submit]").click();
    await modal.getByText("服務政策不允許").waitFor();
    await shoot(page, "cases-12-snooze-long-zh-tw");
    expect(await at.getAttribute("aria-invalid")).toBe("true");
    await until.selectOption({ label: "1 小時後" });
    await send();
    await message().getByText("Chih-Ming Chen 已延後").waitFor();
    await openTicket(OTHER);
    await openTicket(FRESH);
    await card.getByText("Snoozed", { exact: true }).waitFor();
    await shoot(page, "cases-13-snoozed-zh-tw");
  });

  it("is handed over: one message there, and where it went here", async () => {
    await shootForms("cases-14-hand-over", ["en", "zh-CN", "zh-TW"], () => press("轉交"));
    await modal.locator("select").selectOption({ label: "備品部" });
    await modal.getByRole("textbox").fill("需要 P2 感測器一只");
    await send();
    await message().getByText("已轉交「備品部」").waitFor();
    expect(await message().getByRole("button", { name: "轉交" }).count()).toBe(0);
    await goTo("#spare-parts");
    await actAs("Li Wei");
    await message().waitFor();
    await shoot(page, "cases-15-handed-over-zh-cn");

    expect(await message().locator("h4").textContent()).toBe("需要专家协助");
    expect(await message().textContent()).toContain("此前由“现场服务部”处理");
  });

  it("is said to be not theirs, and goes to whose it is", async () => {
    await shootForms("cases-16-not-ours", ["en", "zh-TW", "zh-CN"], () => press("非本部门"));
    await modal.locator("select").selectOption({ label: "技术支持部" });
    await modal.getByRole("textbox").fill("P2 没有库存，请确认替代型号");
    await send();
    await message().getByText("已转交“技术支持部”").waitFor();
    const answer = await command("department");
    expect(await answer.textContent()).toContain("技术支持部 · 待认领");
    await shoot(page, "cases-17-department-zh-cn");
    await goTo("#technical-support");
    await actAs("Mei-Ling Chen");
    await message().getByRole("button", { name: "Take it" }).waitFor();
    await shoot(page, "cases-18-came-en");

    expect(await message().textContent()).toContain("Spare parts had it before: P2 没有库存");
  });

  it("is taken, and known as the case of who took it", async () => {
    await press("Take it");
    await message().getByText("Taken by Mei-Ling Chen").waitFor();
    await card.getByText("With Mei-Ling Chen").waitFor();
    expect(await (await command("mine")).textContent()).toContain("Mei-Ling Chen has it");
    const ticketId = /\d+$/.exec(page.url())?.[0] ?? "";
    const status = await command(`status ${ticketId}`);
    await shoot(page, "cases-19-status");
    expect(await status.textContent()).toContain("First response · Running");
    await goTo("Home");
    await chat.getByText("Mei-Ling Chen has it").first().waitFor();
    await shoot(page, "cases-20-home-mine");
    await goTo("#technical-support");
  });

  it("is resolved after a question, and opened again", async () => {
    await press("Resolve");
    const dialog = page.getByRole("dialog", { name: "Resolve this case?" });
    await shoot(page, "cases-21-confirm");
    await dialog.getByRole("button", { name: "Resolve" }).click();
    await message().getByText("Resolved by Mei-Ling Chen").waitFor();
    await shoot(page, "cases-22-resolved");
    await shootReopenForms(page);
    await shootForms("cases-23-reopen", ["zh-TW", "zh-CN", "en"], () => press("Reopen"));
    await modal.getByRole("textbox").fill("The substitute failed after an hour");
    await send();
    await message().getByRole("button", { name: "Take it" }).waitFor();
    await shoot(page, "cases-24-open-again");
    expect(await message().textContent()).toContain("Mei-Ling Chen opened it again");
    expect(await card.textContent()).toContain("Waiting to be taken");
  });

  it("is told elsewhere while its channel is archived", async () => {
    await openTicket(OTHER);
    await goTo("#spare-parts");
    await chat.getByRole("button", { name: "What if" }).click();
    await chat.getByRole("switch", { name: "is archived" }).click();
    await chat.getByText("#spare-parts is archived").first().waitFor();
    await shoot(page, "cases-25-archived");
    await chat.getByRole("button", { name: "What if" }).click();
    await escalate("Spare parts", "Is there a seal for the K-80 on stock?");
    await goTo("#technical-support");
    await message(OTHER).getByText("改发于此").waitFor();
    await shoot(page, "cases-26-elsewhere-zh-cn");
    await allWellAgain();
  });

  it("is told once though the answer to its message is lost", async () => {
    await openTicket(THIRD);
    await goTo("#field-service");
    await chat.getByRole("button", { name: "What if" }).click();
    await chat.getByRole("switch", { name: "loses the answer after posting" }).click();
    await chat.getByRole("button", { name: "What if" }).click();
    await escalate("Field service", "Look at the guide on the next visit");
    await message(THIRD).waitFor();
    await allWellAgain();
    await actAs("Chih-Ming Chen");
    await message(THIRD).getByRole("button", { name: "接手" }).click();
    // An edit proves that the app has found its message again.
    await message(THIRD).getByText("Chih-Ming Chen 已接手").waitFor();
    await shoot(page, "cases-27-told-once");
    const subjects = chat.locator(".message:not(.private) .bold", { hasText: THIRD });
    expect(await subjects.count()).toBe(1);
  });

  it("leaves no error, and nothing that left the machine", async () => {
    const hosts = new Set(record.requests.map((request) => new URL(request).hostname));
    expect(record.errors).toEqual([]);
    expect([...hosts]).toEqual(["127.0.0.1"]);
    expect(sandbox.departures()).toEqual([]);
  });
});
