import { beforeEach, describe, expect, it } from "vitest";
import { takeGroup } from "../../../src/app/escalation/take-group.ts";
import { sendCaseGroups } from "../../../src/app/outbox/send-case-groups.ts";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { sendCasePages } from "../../../src/app/outbox/send-case-pages.ts";
import { sendCaseThreads } from "../../../src/app/outbox/send-case-threads.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  MINUTE,
  PORTAL_ID,
  START,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { hourPolicy, type ManyCases, manyCases } from "../../support/many-cases.ts";

const STORM = { moreThan: 10, withinMinutes: 10 };

describe("a storm of cases", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let many: ManyCases;
  beforeEach(async () => {
    app = appUnderTest(await open());
    many = manyCases(app);
    await app.connect({ policy: hourPolicy({ storm: STORM }) });
  });

  it("of 500 at once is one message", { timeout: 240_000 }, async () => {
    await many.open(500);
    await many.send();
    expect(many.posts()).toBe(1);
    expect(app.notifier.callsOf("edit")).toEqual([]);
    expect(many.roots()).toEqual([]);
    expect(many.groups()).toMatchObject([
      {
        occasion: "storm",
        groupId: `support-${START}`,
        channelId: "C0SUPPORT01",
        counts: { open: 500 },
        live: { total: 500 },
      },
    ]);
    expect(many.groups()[0]?.live.lines).toHaveLength(20);
    expect(many.groups()[0]?.choices).toHaveLength(100);
  });

  it("is listed until its last case has ended, in the same message", async () => {
    const tickets = await many.open(20);
    await many.send();
    app.time.now += 40 * MINUTE;
    await many.answer(tickets.slice(1));
    await many.send();
    expect(many.groups()).toMatchObject([
      { counts: { open: 1, resolved: 19 }, live: { total: 1, lines: [{ subject: "Leak 1" }] } },
    ]);
    await many.answer(tickets.slice(0, 1));
    await many.send();
    expect(many.groups()).toMatchObject([{ counts: { open: 0, resolved: 20 }, choices: [] }]);
    expect(many.posts()).toBe(1);
  });

  it("that is spread over its time leaves the first ones a message each, and has one for all others", async () => {
    for (let turn = 0; turn < 25; turn += 1) {
      await many.open(5);
      await many.send();
      app.time.now += 24_000;
    }
    expect(many.roots()).toHaveLength(STORM.moreThan);
    expect(many.groups()).toMatchObject([{ counts: { open: 115 } }]);
    expect(many.posts()).toBe(STORM.moreThan + 1);
  });

  it.each([
    { name: "is none with as many as the policy allows", count: 10, roots: 10, groups: 0 },
    { name: "begins with one more", count: 11, roots: 0, groups: 1 },
  ])("$name", async ({ count, roots, groups }) => {
    await many.open(count);
    await many.send();
    expect(many.roots()).toHaveLength(roots);
    expect(many.groups()).toHaveLength(groups);
  });

  it("ends by itself: what comes after it has a message of its own, and its list goes on", async () => {
    const tickets = await many.open(11);
    await many.send();
    app.time.now += 10 * MINUTE;
    await many.open(1);
    await many.answer(tickets.slice(0, 1));
    await many.send();
    expect(many.roots()).toEqual(["12-1"]);
    expect(many.groups()).toMatchObject([{ counts: { open: 10, resolved: 1 } }]);
  });

  it("takes in what comes while it lasts, by the last millisecond", async () => {
    await many.open(11);
    await many.send();
    app.time.now += 10 * MINUTE - 2;
    await many.open(1);
    await many.send();
    expect(many.roots()).toEqual([]);
    expect(many.groups()).toMatchObject([{ counts: { open: 12 } }]);
  });

  it("does not reach another department", async () => {
    const routes = [{ priority: "LOW", department: "relations" }, { department: "support" }];
    await app.connect({ policy: hourPolicy({ storm: STORM, routes }) });
    await many.open(11);
    await many.open(2, { properties: { hs_ticket_priority: "LOW" } });
    await many.send();
    expect(many.roots()).toHaveLength(2);
    expect(many.groups()).toMatchObject([{ channelId: "C0SUPPORT01", counts: { open: 11 } }]);
  });

  it("is one group though two processes look at its cases at the same time", async () => {
    await many.open(30);
    for (let turn = 0; turn < 30; turn += 1) {
      await Promise.all([
        sendCaseMessages(app),
        sendCaseMessages(app),
        sendCaseGroups(app),
        sendCaseGroups(app),
      ]);
    }
    expect(new Set((await many.groupOf()).values())).toEqual(new Set([`support-${START}`]));
    expect(many.posts()).toBe(1);
    expect(many.groups()).toMatchObject([{ counts: { open: 30 } }]);
  });

  it("leaves alone a case whose own message is on its way", async () => {
    await many.open(1);
    app.notifier.next("post", "lost");
    await many.send();
    await many.open(11);
    await many.send();
    app.time.now += MINUTE;
    await many.send();
    expect(many.roots()).toEqual(["1-1"]);
    expect((await many.groupOf()).get("1-1")).toBeNull();
    expect(many.groups()).toMatchObject([{ counts: { open: 11 } }]);
  });

  it("edits once for many changes, and not at all for none", async () => {
    await many.open(11);
    await many.send();
    const edits = app.notifier.callsOf("edit").length;
    await app.store.outbox.request(
      PORTAL_ID,
      [{ kind: "case_group", subjectId: `support-${START}` }],
      START,
    );
    await many.send();
    expect(app.notifier.callsOf("edit")).toHaveLength(edits);

    const press = { teamId: TEAM_ID, portalId: PORTAL_ID, groupId: `support-${START}` };
    const by = { id: "U1", name: "ada" };
    const answer = await takeGroup(app, { ...press, by, actKey: "press-1" });
    expect(answer).toEqual({ outcome: "done", taken: 11 });
    while ((await sendCaseMessages(app)) > 0);
    await sendCaseGroups(app);
    expect(app.notifier.callsOf("edit")).toHaveLength(edits + 1);
    expect(many.groups()).toMatchObject([
      {
        counts: { acknowledged: 11 },
        live: { lines: [{ takenBy: ["ada"] }, ...Array(10).fill({})] },
      },
    ]);
  });

  it("shows a case in its thread when somebody asks for it, and edits it there", async () => {
    const [first = ""] = await many.open(11);
    await many.send();
    await app.store.caseGroups.show(PORTAL_ID, "1-1");
    const shown = { kind: "case_message" as const, subjectId: "1-1" };
    await app.store.outbox.request(PORTAL_ID, [shown], app.time.now);
    await many.send();
    const root = await app.store.caseGroups.find(PORTAL_ID, `support-${START}`);
    const threadTs = root?.message?.messageTs;
    const inThread = () =>
      [...app.notifier.messages.values()].filter((notice) => notice.threadTs !== null);
    expect(inThread()).toMatchObject([{ kind: "case", caseId: "1-1", threadTs, state: "open" }]);
    expect(many.groups()[0]?.choices.map(({ caseId }) => caseId)).not.toContain("1-1");
    await many.answer([first]);
    await many.send();
    expect(inThread()).toMatchObject([{ caseId: "1-1", state: "resolved" }]);
    expect(many.groups()).toMatchObject([{ counts: { resolved: 1, open: 10 } }]);
    expect(many.posts()).toBe(2);
  });

  it("calls each person of a level once, not once a case, and says nothing in threads", async () => {
    const [support, ...others] = hourPolicy().departments;
    const lead = { name: "A. Lead", email: "lead@example.com" };
    await app.connect({
      policy: hourPolicy({
        storm: STORM,
        departments: [{ ...support, lead }, ...others],
        ladders: [{ id: "l", levels: [1, 2].map(() => ({ tell: ["lead"], waitMinutes: 30 })) }],
      }),
    });
    const person = { email: lead.email, userId: "U0LEAD", checkedAt: START };
    await app.store.chatPeople.connect(PORTAL_ID, TEAM_ID, person);
    await many.open(30);
    const sendAll = async () => {
      // Pages first: they wait until it is known where their cases are told.
      while ((await sendCasePages(app)) + (await sendCaseThreads(app)) > 0);
      await many.send();
      app.time.now += MINUTE;
      while ((await sendCasePages(app)) + (await sendCaseThreads(app)) > 0);
    };
    const pages = () => [...app.notifier.messages.values()].filter(({ kind }) => kind !== "group");
    await sendAll();
    expect(pages()).toMatchObject([
      { kind: "group_page", channelId: "U0LEAD", level: 1, openCount: 30 },
    ]);
    app.time.now += 30 * MINUTE;
    while ((await sweep(app)) > 0);
    await sendAll();
    expect(pages()).toMatchObject([{ level: 1 }, { kind: "group_page", level: 2, openCount: 30 }]);
  });

  it("is not told when it was over before anybody was told", async () => {
    const tickets = await many.open(11);
    while ((await sendCaseMessages(app)) > 0);
    await many.answer(tickets);
    await many.send();
    expect(app.notifier.calls).toEqual([]);
  });

  it("posts its message anew while one of its cases is open", async () => {
    await many.open(11);
    await many.send();
    const [ts = ""] = app.notifier.messages.keys();
    app.notifier.remove(ts);
    await many.open(1);
    await many.send();
    expect(many.groups()).toMatchObject([{ counts: { open: 12 } }]);
  });
});

describe("after an hour in which Slack was not there", () => {
  const open = useEmbeddedDatabase();
  const unreachable = { outcome: "not_sent", reason: "unreachable", retryAfterMs: 5_000 } as const;

  /** Cases that come one by one while no message reaches Slack. */
  async function outage(count: number): Promise<{ many: ManyCases; app: AppUnderTest }> {
    const app = appUnderTest(await open());
    const many = manyCases(app);
    await app.connect({ policy: hourPolicy({ storm: STORM }) });
    const down = { ...app, notifier: { ...app.notifier, post: async () => unreachable } };
    const sendDown = async () => {
      while ((await sendCaseMessages(down)) + (await sendCaseGroups(down)) > 0);
    };
    for (let minute = 0; minute < 60; minute += 2) {
      if (minute / 2 < count) await many.open(1);
      await sendDown();
      app.time.now += 2 * MINUTE;
    }
    for (let minute = 0; minute < 20; minute += 1) {
      await many.send();
      app.time.now += MINUTE;
    }
    return { many, app };
  }

  it("tells of each case once, with the time at which it opened", async () => {
    const { many, app } = await outage(8);
    expect(many.roots().toSorted()).toEqual(Array.from({ length: 8 }, (_, n) => `${n + 1}-1`));
    expect(many.groups()).toEqual([]);
    expect(app.notifier.callsOf("post")).toHaveLength(8);
    const opened = app.notifier
      .callsOf("post")
      .map(({ notice }) => (notice.kind === "case" ? notice.acts[0]?.at : null));
    expect(opened.toSorted()).toEqual(
      Array.from({ length: 8 }, (_, n) => START + n * 2 * MINUTE - 1),
    );
  });

  it("lists many in one message instead of a burst", async () => {
    const { many } = await outage(30);
    expect(many.posts()).toBe(1);
    expect(many.groups()).toMatchObject([{ counts: { open: 30 } }]);
  });
});
