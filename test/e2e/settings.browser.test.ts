import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Record, TestBrowser } from "../support/browser.ts";
import { DESKTOP, describeInBrowser, heardOfAll, openBrowser, shoot } from "../support/browser.ts";
import { type SandboxProcess, startSandbox } from "../support/sandbox-process.ts";

/** In the language of whoever looks. */
const SIGNED_IN_AS = /^(Signed in as|目前登入者|当前登录者)/;
const NOTE = "Urgent tickets are answered sooner";
/** While the events of the demo are applied. */
const FIRST_ANSWER_WITHIN_MS = 60_000;
const LONG_WORK_WITHIN_MS = 40_000;
const SEALED_WITHIN_MS = 40_000;

const GROUP_OF: { readonly [tab: string]: string } = {
  "Versions and drafts": "Policies",
  Replay: "Policies",
  People: "Administration",
  "Audit log": "Administration",
};

/**
 * A policy on its way from the first word to being in force, as each of the people whom it takes. Each
 * step goes on where the last one ended.
 */
describeInBrowser("the settings page, as each of the people who change a policy", () => {
  let sandbox: SandboxProcess;
  let browser: TestBrowser;
  let page: Page;
  let record: Record;
  let settings: Locator;

  beforeAll(async () => {
    browser = await openBrowser();
    sandbox = await startSandbox();
    ({ page, record } = await browser.open(sandbox.url, { viewport: DESKTOP }));
    await heardOfAll(page);
    await page.getByRole("navigation").getByText("App settings").click();
    settings = page.locator(".app-settings");
    await settings.getByTestId("viewer").waitFor({ timeout: FIRST_ANSWER_WITHIN_MS });
    await page.getByRole("button", { name: "Chat" }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  });

  const signInAs = async (name: string) => {
    await page.getByLabel(SIGNED_IN_AS).selectOption({ label: name });
    await settings.getByTestId("viewer").getByText(name).waitFor();
  };
  /** The group first, unless the tab is one of those that are open. */
  const goTo = async (tab: string, group = GROUP_OF[tab]) => {
    if (group !== undefined) await settings.getByRole("tab", { name: group, exact: true }).click();
    await settings.getByRole("tab", { name: tab, exact: true }).click();
  };
  const text = () => settings.getByTestId("policy-text");
  const change = async (from: RegExp, to: string) => {
    const before = await text().inputValue();
    expect(before).toMatch(from);
    await text().fill(before.replace(from, to));
  };
  const check = async () => {
    await settings.getByTestId("check").click();
    await settings.getByTestId("check-headline").waitFor();
  };
  const lookAt = async (testId: string, name: string) => {
    const found = settings.getByTestId(testId).first();
    await found.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await shoot(page, name);
  };

  it("shows a rep what is in force, and who may change it", async () => {
    await signInAs("Jonas Weck");
    await shoot(page, "settings-01-rep");
    expect(await settings.getByTestId("write").textContent()).toBe("Open");
    const words = await settings.textContent();
    expect(words).toContain("Only department leads, service managers and admins may write drafts");
    expect(words).toContain("Mara Lund");
    await goTo("Audit log");
    await settings.getByText("may read the audit log").first().waitFor();
    await shoot(page, "settings-02-rep-audit");
  });

  it("tells a manager of a mistake: its code, its place, and what to do", async () => {
    await signInAs("Priya Nair");
    await settings.getByTestId("write").click();
    await text().waitFor();
    await change(/calendarId: office\b/, "calendarId: offices");
    await check();
    const findings = settings.getByTestId("findings");
    await lookAt("findings", "settings-03-mistake");
    const found = await findings.textContent();
    for (const words of ["targets[", "calendarId", "offices"]) expect(found).toContain(words);
    await change(/calendarId: offices\b/, "calendarId: office");
  });

  it("tells in words what a mended document says otherwise", async () => {
    await change(/(- priority: URGENT\s+clock: first_response\s+durationMinutes: )30\b/, "$120");
    await settings.getByTestId("policy-note").fill(NOTE);
    await check();
    await lookAt("difference-headline", "settings-04-difference");
    expect(await settings.getByTestId("difference-headline").textContent()).toContain("1 change");
    await settings.getByTestId("save").click();
    await page.getByText("The draft is saved.").waitFor();
  });

  it("looks at the open tickets, and replays the last days", async () => {
    await settings.getByTestId("effect-start").click();
    await settings.getByTestId("effect-headline").waitFor({ timeout: LONG_WORK_WITHIN_MS });
    await lookAt("effect-headline", "settings-05-effect");
    await goTo("Replay");
    await settings.getByTestId("replay-start").click();
    await settings.getByTestId("job-running").waitFor();
    await page.reload();
    await settings.getByTestId("viewer").waitFor();
    await signInAs("Priya Nair");
    await goTo("Replay");
    await settings.getByTestId("replay-headline").waitFor({ timeout: LONG_WORK_WITHIN_MS });
    await shoot(page, "settings-06-replay");
    await lookAt("breaches-avoided", "settings-07-replay-tickets");
    expect(await settings.getByText("tickets were replayed").count()).toBe(1);
  });

  it("puts the draft before another manager", async () => {
    await goTo("Versions and drafts");
    const draft = settings.locator("[data-test-id^='draft-']", { hasText: NOTE });
    await draft.getByRole("button", { name: "Submit" }).click();
    await draft.getByTestId("submit-approver").selectOption({ label: "Ya-Ting Lin" });
    await shoot(page, "settings-08-submit");
    await draft.getByTestId("submit-send").click();
    await draft.getByText("somebody else has to approve it").waitFor();
    expect(await draft.getByRole("button", { name: "Approve" }).count()).toBe(0);
    await shoot(page, "settings-09-submitted");
  });

  it("is approved by the other one, and in force for everybody", async () => {
    await signInAs("Ya-Ting Lin");
    const draft = settings.locator("[data-test-id^='draft-']", { hasText: NOTE });
    await draft.getByRole("button", { name: "Approve" }).click();
    await draft.getByTestId("approve-send").click();
    await settings.getByText("In force: Version 3").waitFor();
    await shoot(page, "settings-10-in-force");
    await signInAs("Jonas Weck");
    expect(await settings.getByTestId("policy-notice").textContent()).toContain(
      "approved by Ya-Ting Lin",
    );
  });

  it("shows an admin all steps in the audit log, and lets roles be given", async () => {
    await signInAs("Mara Lund");
    await goTo("People");
    await settings.getByTestId("add-user").selectOption({ label: "Li Wei" });
    await settings.getByTestId("add-role").selectOption({ label: "Rep" });
    await settings.getByTestId("add-save").click();
    await page.getByText("Li Wei is Rep now.").waitFor();
    await shoot(page, "settings-11-people");
    const isSealed = async () => {
      await goTo("Versions and drafts");
      await goTo("Audit log");
      const rows = settings.getByTestId("audit").locator("tr", { hasText: "Changed a role" });
      await settings.getByTestId("audit").waitFor();
      return rows.count();
    };
    await expect.poll(isSealed, { timeout: SEALED_WITHIN_MS, interval: 3_000 }).toBeGreaterThan(0);
    const log = await settings.getByTestId("audit").textContent();
    for (const words of ["Wrote a draft", "Submitted a draft", "Approved a policy"]) {
      expect(log).toContain(words);
    }
    await shoot(page, "settings-12-audit");
  });

  it.each([
    {
      language: "繁體中文",
      tag: "zh-tw",
      tabs: ["版本與草稿", "檢查與差異", "政策回放", "人員", "稽核紀錄"],
      admin: "管理",
    },
    {
      language: "简体中文",
      tag: "zh-cn",
      tabs: ["版本与草稿", "检查与差异", "策略回放", "人员", "审计日志"],
      admin: "管理",
    },
  ])("reads well in $language", async ({ language, tag, tabs, admin }) => {
    await page.getByLabel("Language of the card").selectOption({ label: language });
    await page.getByLabel(SIGNED_IN_AS).selectOption({ label: "Priya Nair" });
    await settings.getByRole("tab", { name: tabs[0] ?? "", exact: true }).waitFor();
    await shoot(page, `settings-13-${tag}-policies`);
    await settings.locator("[data-test-id^='open-']").first().click();
    await text().waitFor();
    await change(/calendarId: office\b/, "calendarId: offices");
    await check();
    await lookAt("findings", `settings-14-${tag}-mistake`);
    await change(/calendarId: offices\b/, "calendarId: office");
    await check();
    await lookAt("difference-headline", `settings-15-${tag}-difference`);
    await goTo(tabs[2] ?? "");
    await settings.getByTestId("replay-start").click();
    await settings.getByTestId("job-running").waitFor();
    await settings.getByTestId("job-running").waitFor({
      state: "detached",
      timeout: LONG_WORK_WITHIN_MS,
    });
    await settings.getByTestId("replay-headline").waitFor();
    await shoot(page, `settings-16-${tag}-replay`);
    await goTo(tabs[3] ?? "", admin);
    await settings.getByTestId("people").waitFor();
    await shoot(page, `settings-17-${tag}-people`);
    await goTo(tabs[4] ?? "", admin);
    await settings.getByTestId("audit").waitFor();
    await shoot(page, `settings-18-${tag}-audit`);
  });

  it("left nothing unsaid in the console, and this machine", () => {
    expect(record.errors).toEqual([]);
    expect(sandbox.departures()).toEqual([]);
  });
});
