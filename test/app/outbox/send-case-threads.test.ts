import { beforeEach, describe, expect, it } from "vitest";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { sendCaseThreads } from "../../../src/app/outbox/send-case-threads.ts";
import type { ThreadNotice } from "../../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  appUnderTest,
  MINUTE,
  PORTAL_ID,
  resultsOf,
} from "../../support/app-under-test.ts";
import { CASE_ID } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  DEPUTY,
  DEPUTY_USER,
  type LadderUnderTest,
  ladderUnderTest,
} from "../../support/ladder-under-test.ts";

const QUARTER = 15 * MINUTE;

describe("sendCaseThreads", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: LadderUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = ladderUnderTest(app);
    await one.openCase();
  });
  const replies = (): ThreadNotice[] =>
    [...app.notifier.messages.values()].filter((notice) => notice.kind === "thread");
  const said = () =>
    replies().map(({ steps }) => steps.map(({ act, level }) => `${act}${level ?? ""}`).join());
  const results = () => resultsOf(app, `case_thread:${CASE_ID}`);
  const message = async () =>
    (await app.store.escalations.find(PORTAL_ID, CASE_ID))?.message ?? null;

  it("says nothing of the first level, which the message itself tells", async () => {
    await sendCaseMessages(app);
    expect(await sendCaseThreads(app)).toBe(0);
    expect(replies()).toEqual([]);
  });

  it("says the second level in the thread of the message and calls its people", async () => {
    await sendCaseMessages(app);
    await one.after(QUARTER);
    await sendCaseThreads(app);
    expect(replies()).toMatchObject([
      {
        threadTs: (await message())?.messageTs,
        channelId: "C0SUPPORT01",
        deliveryId: `${PORTAL_ID}-${CASE_ID}-t1`,
        subject: "Leak",
        called: [{ name: DEPUTY.name, userId: DEPUTY_USER }],
      },
    ]);
    expect(said()).toEqual(["told2"]);
  });

  it("says each thing once, and what is new together", async () => {
    await sendCaseMessages(app);
    await one.after(QUARTER);
    await sendCaseThreads(app);
    await one.act({ act: "asked_back", text: "Which model?" });
    await one.act({ act: "answered", text: "The P-7" });
    await sendCaseThreads(app);
    expect(await sendCaseThreads(app)).toBe(0);
    expect(said()).toEqual(["told2", "asked_back,answered"]);
    expect(replies()[1]?.deliveryId).toBe(`${PORTAL_ID}-${CASE_ID}-t2`);
  });

  it("does not call for anybody once somebody has taken the case", async () => {
    await sendCaseMessages(app);
    await one.after(QUARTER);
    await one.act({ act: "acknowledged" });
    await sendCaseThreads(app);
    expect(replies()).toEqual([]);
    expect(results()).toEqual(["sent"]);
  });

  it("waits for the message of the case, and speaks below it", async () => {
    await one.after(QUARTER);
    await sendCaseThreads(app);
    expect(results()).toEqual(["retry no_message_yet"]);
    expect(replies()).toEqual([]);
    await sendCaseMessages(app);
    app.time.now += 10_000;
    await sendCaseThreads(app);
    expect(said()).toEqual(["told2"]);
  });

  it("says nothing of a case that ended before anybody was told", async () => {
    await one.after(QUARTER);
    await one.act({ act: "resolved" });
    await sendCaseThreads(app);
    expect(results()).toEqual(["sent"]);
    expect(replies()).toEqual([]);
  });

  it("answers who asked although the case has ended meanwhile", async () => {
    await sendCaseMessages(app);
    await one.act({ act: "asked_back", text: "Which model?" });
    await one.act({ act: "answered", text: "The P-7" });
    await one.act({ act: "resolved" });
    await sendCaseThreads(app);
    expect(said()).toEqual(["answered"]);
  });

  it("is silent about a case in a group, until somebody asks to see it", async () => {
    const group = { groupId: "support-1", department: "support", startedAt: 1 } as const;
    await app.store.caseGroups.join(PORTAL_ID, { ...group, kind: "storm" }, [CASE_ID]);
    await one.after(QUARTER);
    await sendCaseThreads(app);
    expect(results()).toEqual(["sent"]);
    await app.store.caseGroups.setMessage(PORTAL_ID, group.groupId, {
      channelId: "C0SUPPORT01",
      messageTs: "1.000100",
    });
    await app.store.caseGroups.show(PORTAL_ID, CASE_ID);
    await app.store.escalations.setMessage(PORTAL_ID, CASE_ID, {
      channelId: "C0SUPPORT01",
      messageTs: "2.000100",
    });
    await one.act({ act: "asked_back", text: "Which model?" });
    await sendCaseThreads(app);
    expect(said()).toEqual(["asked_back"]);
    expect(replies()).toMatchObject([{ threadTs: "1.000100" }]);
  });

  describe("when the answer to a reply is lost", () => {
    beforeEach(async () => {
      await sendCaseMessages(app);
      await one.after(QUARTER);
      app.notifier.next("post", "lost");
      await sendCaseThreads(app);
      expect(results()).toEqual(["retry connection_lost"]);
    });

    it("looks for it in the thread and does not say it twice", async () => {
      app.time.now += QUARTER - MINUTE;
      await sendCaseThreads(app);
      expect(said()).toEqual(["told2"]);
      expect(app.notifier.callsOf("find")).toMatchObject([{ notice: { kind: "thread" } }]);
      expect(results().at(-1)).toBe("sent");
    });

    it("says that nobody knows where nobody may look", async () => {
      app.notifier.next("find", { outcome: "cannot_tell", reason: "missing_scope" });
      app.time.now += QUARTER - MINUTE;
      await sendCaseThreads(app);
      expect(results().at(-1)).toBe("unknown missing_scope");
      expect(said()).toEqual(["told2"]);
    });
  });

  it("waits for the message to be posted anew when its thread is gone", async () => {
    await sendCaseMessages(app);
    const former = await message();
    app.notifier.remove(former?.messageTs ?? "");
    await one.after(QUARTER);
    const refused = {
      outcome: "not_sent",
      reason: "thread_not_found",
      retryAfterMs: null,
    } as const;
    app.notifier.next("post", refused);
    await sendCaseThreads(app);
    expect(results()).toEqual(["retry no_thread"]);
    await sendCaseMessages(app);
    app.time.now += MINUTE;
    await sendCaseThreads(app);
    expect((await message())?.messageTs).not.toBe(former?.messageTs);
    expect(replies()).toMatchObject([{ threadTs: (await message())?.messageTs }]);
  });

  it("calls a reply of a case that is not there dead", async () => {
    const target = { kind: "case_thread" as const, subjectId: "9-1" };
    await app.store.outbox.request(PORTAL_ID, [target], app.time.now);
    await sendCaseThreads(app);
    expect(resultsOf(app, "case_thread:9-1")).toEqual(["dead case_not_found"]);
  });
});
