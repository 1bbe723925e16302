import { beforeEach, describe, expect, it } from "vitest";
import { pageOf } from "../../../src/app/escalation/follow-ups.ts";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { sendCasePages } from "../../../src/app/outbox/send-case-pages.ts";
import type { GroupPageNotice, PageNotice } from "../../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  MINUTE,
  PORTAL_ID,
  resultsOf,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { CASE_ID } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  DEPUTY_USER,
  type LadderUnderTest,
  LEAD,
  LEAD_USER,
  ladderPolicy,
  ladderUnderTest,
} from "../../support/ladder-under-test.ts";
import { berlin } from "../../support/lives.ts";
import { officePolicy } from "../../support/policies.ts";

const QUARTER = 15 * MINUTE;

describe("sendCasePages", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: LadderUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = ladderUnderTest(app);
  });
  const pages = (): (PageNotice | GroupPageNotice)[] =>
    [...app.notifier.messages.values()].filter(
      (notice) => notice.kind === "page" || notice.kind === "group_page",
    );
  const paged = () => pages().map(({ channelId, level }) => `${channelId} ${level}`);
  const results = (email = LEAD.email) => resultsOf(app, `case_page:${pageOf(CASE_ID, email)}`);
  const openInSlack = async () => {
    await one.openCase();
    await sendCaseMessages(app);
  };

  it("calls nobody who wants no direct messages for a while, and calls again after it", async () => {
    const pausedFor = (noticesPausedUntil: number) =>
      app.store.chatPeople.setPreferences(PORTAL_ID, TEAM_ID, {
        userId: LEAD_USER,
        noticesPausedUntil,
      });
    await openInSlack();
    await pausedFor(app.time.now + 1);
    await sendCasePages(app);
    expect(paged()).not.toContain(`${LEAD_USER} 1`);
    expect(results().at(-1)).toContain("sent");
  });

  it("calls whom each level names, once, in their own words", async () => {
    await app.store.chatPeople.setPreferences(PORTAL_ID, TEAM_ID, {
      userId: LEAD_USER,
      language: "zh-TW",
    });
    await openInSlack();
    await sendCasePages(app);
    expect(await sendCasePages(app)).toBe(0);
    expect(pages()).toMatchObject([
      {
        kind: "page",
        channelId: LEAD_USER,
        threadTs: null,
        caseId: CASE_ID,
        level: 1,
        language: "zh-TW",
        message: { channelId: "C0SUPPORT01" },
        ticket: { subject: "Leak" },
      },
    ]);
    await one.after(QUARTER);
    await sendCasePages(app);
    expect(paged()).toEqual([`${LEAD_USER} 1`, `${DEPUTY_USER} 2`]);
    expect(pages()[1]).toMatchObject({ language: "en" });
  });

  it("calls again in the next round", async () => {
    await openInSlack();
    await sendCasePages(app);
    await one.after(2 * QUARTER);
    await sendCasePages(app);
    expect(paged().filter((page) => page.startsWith(LEAD_USER))).toHaveLength(2);
  });

  it.each([
    { name: "has taken the case", act: { act: "acknowledged" } as const },
    { name: "has ended it", act: { act: "resolved" } as const },
    {
      name: "has handed it over",
      act: { act: "handed_over", department: "relations", text: "Theirs" } as const,
    },
  ])("calls nobody once somebody $name", async ({ act }) => {
    await openInSlack();
    await one.act(act);
    await sendCasePages(app);
    expect(pages()).toEqual([]);
    expect(results()).toEqual(["sent"]);
  });

  it("calls nobody while the case is snoozed", async () => {
    await openInSlack();
    await one.act({ act: "snoozed", until: app.time.now + HOUR, text: "Courier" });
    await sendCasePages(app);
    expect(pages()).toEqual([]);
  });

  it("waits a moment for the message of the case, and does not wait for ever", async () => {
    await one.openCase();
    await sendCasePages(app);
    expect(results()).toEqual(["retry no_message_yet"]);
    for (let turn = 0; turn < 6; turn += 1) {
      app.time.now += MINUTE;
      await sendCasePages(app);
    }
    expect(pages()).toMatchObject([{ channelId: LEAD_USER, message: null }]);
  });

  it("waits for the end of the department's quiet hours", async () => {
    const targets = officePolicy().targets.map((one) => ({ ...one, calendarId: "always" }));
    const ladders = [
      { id: "night", levels: [{ tell: ["lead"], waitMinutes: 15 }], priority: "HIGH" },
    ];
    const quiet = { quietHours: { calendarId: "office", except: [{ priority: "URGENT" }] } };
    await one.openCase(ladderPolicy({ targets, ladders }, quiet));
    app.time.now = berlin("06-09 18:00");
    await sendCasePages(app);
    for (let turn = 0; turn < 6; turn += 1) {
      app.time.now += MINUTE;
      await sendCasePages(app);
    }
    expect(results().at(-1)).toBe("retry quiet_hours");
    expect(pages()).toEqual([]);
  });

  describe("when the outcome is unknown", () => {
    it("says so and never repeats it, and calls for the next level all the same", async () => {
      await openInSlack();
      app.notifier.next("post", { outcome: "unknown", reason: "timeout" });
      await sendCasePages(app);
      expect(results()).toEqual(["unknown timeout"]);
      app.time.now += MINUTE;
      expect(await sendCasePages(app)).toBe(0);
      await one.after(2 * QUARTER);
      await sendCasePages(app);
      app.time.now += MINUTE;
      await sendCasePages(app);
      expect(paged()).toContain(`${LEAD_USER} 1`);
    });

    it("asks nobody twice after a crash", async () => {
      await openInSlack();
      app.notifier.next("post", new Error("killed"));
      await sendCasePages(app);
      app.time.now += HOUR;
      await sendCasePages(app);
      expect(results().at(-1)).toBe("unknown outcome_open");
      expect(pages()).toEqual([]);
    });
  });

  it("tries again when Slack asks to wait", async () => {
    await openInSlack();
    const slowDown = { outcome: "not_sent", reason: "rate_limited", retryAfterMs: 30_000 } as const;
    app.notifier.next("post", slowDown);
    await sendCasePages(app);
    app.time.now += 30_000;
    await sendCasePages(app);
    expect(paged()).toEqual([`${LEAD_USER} 1`]);
  });

  describe("of somebody who has no account", () => {
    it("sends nothing, and tells those who run the account once", async () => {
      await one.openCase();
      app.chatDirectory.people.clear();
      await sendCaseMessages(app);
      await sendCasePages(app);
      expect(pages()).toEqual([]);
      expect(results()).toEqual(["sent"]);
      const notes = await app.store.audit.of(PORTAL_ID, `person:${LEAD.email}`, 10);
      expect(notes).toMatchObject([
        { action: "person_not_reached", detail: { name: LEAD.name, reason: "no_account" } },
      ]);
      await one.after(2 * QUARTER);
      await sendCasePages(app);
      expect(await app.store.audit.of(PORTAL_ID, `person:${LEAD.email}`, 10)).toHaveLength(1);
      // Where processes log nobody is named.
      const lines = app.logger.lines.filter(({ message }) => message === "person not reached");
      expect(new Set(lines.map(({ level }) => level))).toEqual(new Set(["warn"]));
      expect(lines[0]?.fields).toMatchObject({ reason: "no_account" });
      expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${LEAD.name}|${LEAD.email}`));
    });

    it("names that person in the message", async () => {
      await one.openCase();
      app.chatDirectory.people.clear();
      await sendCaseMessages(app);
      expect([...app.notifier.messages.values()]).toMatchObject([
        { called: [{ name: LEAD.name, userId: null }] },
      ]);
    });

    it("waits while the workspace cannot tell for now", async () => {
      await one.openCase();
      await sendCaseMessages({ ...app, chatDirectory: { findByEmail: async () => busy } });
      app.chatDirectory.people.set(LEAD.email, busy);
      await sendCasePages(app);
      expect(results()).toEqual(["retry rate_limited"]);
      app.chatDirectory.put(LEAD.email, LEAD_USER);
      app.time.now += MINUTE;
      await sendCasePages(app);
      expect(paged()).toEqual([`${LEAD_USER} 1`]);
    });
  });

  it.each(["token_revoked", "slack_not_installed"])(
    "waits for the app when nobody can be looked up after %s, and calls then",
    async (reason) => {
      await one.openCase();
      await sendCaseMessages(app);
      await app.store.chatPeople.saveLookup(PORTAL_ID, TEAM_ID, {
        email: LEAD.email,
        userId: null,
        checkedAt: 0,
      });
      app.chatDirectory.people.set(LEAD.email, { outcome: "cannot_tell", reason });
      await sendCasePages(app);
      expect(results()).toEqual([`retry ${reason}`]);
      expect(await app.store.audit.of(PORTAL_ID, `person:${LEAD.email}`, 10)).toEqual([]);
      expect(await app.store.audit.of(PORTAL_ID, "slack", 5)).toMatchObject([
        { action: "slack_away", detail: { reason } },
      ]);
      app.chatDirectory.put(LEAD.email, LEAD_USER);
      app.time.now += QUARTER;
      await sendCasePages(app);
      expect(paged()).toContain(`${LEAD_USER} 1`);
    },
  );

  it("does not wait where nobody may look anybody up", async () => {
    await one.openCase();
    await sendCaseMessages({ ...app, chatDirectory: { findByEmail: async () => busy } });
    const forbidden = { outcome: "cannot_tell", reason: "missing_scope" } as const;
    app.chatDirectory.people.set(LEAD.email, forbidden);
    await sendCasePages(app);
    expect(results()).toEqual(["sent"]);
    expect(await app.store.audit.of(PORTAL_ID, `person:${LEAD.email}`, 10)).toHaveLength(1);
  });

  describe("to a case in a group", () => {
    const group = { groupId: "support-1", department: "support", startedAt: 1 } as const;
    const join = () => app.store.caseGroups.join(PORTAL_ID, { ...group, kind: "storm" }, [CASE_ID]);

    it("calls each person once a level, for all cases", async () => {
      await one.openCase();
      await join();
      while ((await sendCasePages(app)) > 0);
      expect(pages()).toMatchObject([
        { kind: "group_page", channelId: LEAD_USER, groupId: "support-1", level: 1, openCount: 1 },
      ]);
      const again = [{ kind: "case_page" as const, subjectId: pageOf(group.groupId, LEAD.email) }];
      await app.store.outbox.request(PORTAL_ID, again, app.time.now);
      await sendCasePages(app);
      expect(pages()).toHaveLength(1);
      await one.after(QUARTER);
      while ((await sendCasePages(app)) > 0);
      expect(paged()).toEqual([`${LEAD_USER} 1`, `${DEPUTY_USER} 2`]);
    });

    it("calls nobody once all are taken", async () => {
      await one.openCase();
      await join();
      await sendCasePages(app);
      await one.act({ act: "acknowledged" });
      while ((await sendCasePages(app)) > 0);
      expect(pages()).toEqual([]);
    });
  });

  it("calls a page of a case that is not there dead", async () => {
    const target = { kind: "case_page" as const, subjectId: pageOf("9-1", LEAD.email) };
    await one.openCase();
    await app.store.outbox.request(PORTAL_ID, [target], app.time.now);
    await sendCasePages(app);
    expect(resultsOf(app, `case_page:${target.subjectId}`)).toEqual(["dead case_not_found"]);
  });
});

const busy = { outcome: "cannot_tell", reason: "rate_limited", retryAfterMs: 5_000 } as const;
