import { beforeEach, describe, expect, it } from "vitest";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import type { SendOutcome } from "../../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  appUnderTest,
  MINUTE,
  PORTAL_ID,
} from "../../support/app-under-test.ts";
import { CASE_ID, type CaseUnderTest, caseUnderTest } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const SECOND = 1_000;
const LOOK_AFTER = 15 * SECOND;
const LEASE = 180 * SECOND;

describe("sendCaseMessages, when nobody knows what became of a message", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: CaseUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = caseUnderTest(app);
  });

  describe("after the answer to a post was lost", () => {
    beforeEach(async () => {
      await app.connect();
      await one.openCase();
    });

    it("finds the message and goes on editing it", async () => {
      app.notifier.next("post", "lost");
      await sendCaseMessages(app);
      expect(one.results()).toEqual(["retry connection_lost"]);
      expect(await one.sendAfter(LOOK_AFTER - 1)).toBe(0);
      await one.sendAfter(1);
      expect(one.methods()).toEqual(["post", "find", "edit"]);
      expect(app.notifier.messages.size).toBe(1);
      await one.take();
      await sendCaseMessages(app);
      expect(one.states()).toEqual(["acknowledged"]);
    });

    it("posts it again when it is surely not there", async () => {
      app.notifier.next("post", { outcome: "unknown", reason: "timeout" });
      await sendCaseMessages(app);
      await one.sendAfter(LOOK_AFTER);
      expect(one.methods()).toEqual(["post", "find", "post"]);
      expect(app.notifier.messages.size).toBe(1);
    });

    it("tells nobody of a case that is over meanwhile when it is not there", async () => {
      app.notifier.next("post", { outcome: "unknown", reason: "timeout" });
      await sendCaseMessages(app);
      await one.answer();
      await one.sendAfter(LOOK_AFTER);
      expect(app.notifier.messages.size).toBe(0);
      expect(await one.counts()).toMatchObject({ unknown: 0, dead: 0 });
    });

    it("says in the message that the case is over when it is there", async () => {
      app.notifier.next("post", "lost");
      await sendCaseMessages(app);
      await one.answer();
      await one.sendAfter(LOOK_AFTER);
      expect(one.states()).toEqual(["resolved"]);
    });

    it("asks again later when Slack may tell then", async () => {
      app.notifier.next("post", "lost");
      app.notifier.next("find", {
        outcome: "cannot_tell",
        reason: "rate_limited",
        retryAfterMs: 60_000,
      });
      await sendCaseMessages(app);
      await one.sendAfter(LOOK_AFTER);
      expect(await one.sendAfter(60 * SECOND - 1)).toBe(0);
      await one.sendAfter(1);
      expect(app.notifier.messages.size).toBe(1);
      expect(app.notifier.callsOf("post")).toHaveLength(1);
    });

    it("never posts it blindly once nobody can tell, not even when the case changes", async () => {
      const cannotTell = { outcome: "cannot_tell", reason: "missing_scope" } as const;
      app.notifier.next("post", "lost");
      app.notifier.next("find", cannotTell);
      await sendCaseMessages(app);
      await one.sendAfter(LOOK_AFTER);
      expect(await one.counts()).toMatchObject({ unknown: 1 });
      await one.take();
      app.notifier.next("find", cannotTell);
      await sendCaseMessages(app);
      expect(await one.counts()).toMatchObject({ unknown: 1 });
      expect(app.notifier.callsOf("post")).toHaveLength(1);
      // The right to read the channel was given: now it is found.
      await one.answer();
      await sendCaseMessages(app);
      expect(app.notifier.callsOf("post")).toHaveLength(1);
      expect(one.states()).toEqual(["resolved"]);
      expect(await one.counts()).toMatchObject({ unknown: 0 });
    });

    it("looks from a minute before the first try, however many there were", async () => {
      const since: number[] = [];
      const { find } = app.notifier;
      const looking = {
        ...app,
        notifier: {
          ...app.notifier,
          find: (...[notice, sinceAt]: Parameters<typeof find>) => {
            since.push(sinceAt);
            return find(notice, sinceAt);
          },
        },
      };
      const firstTryAt = app.time.now;
      for (let count = 0; count < 2; count += 1) {
        app.notifier.next("post", { outcome: "unknown", reason: "timeout" });
      }
      await sendCaseMessages(looking);
      for (let count = 0; count < 2; count += 1) {
        app.time.now += LOOK_AFTER;
        await sendCaseMessages(looking);
      }
      expect(since).toEqual([firstTryAt - MINUTE, firstTryAt - MINUTE]);
    });
  });

  describe("after a crash", () => {
    beforeEach(async () => {
      await app.connect();
      await one.openCase();
    });
    const crash = () =>
      app.store.outbox.claim({
        kind: "case_message",
        limit: 2,
        now: app.time.now,
        leaseMs: LEASE,
      });

    it("gives Slack the time to store what was on its way before it looks", async () => {
      await crash();
      await app.store.outbox.endLeases();
      await one.sendAfter(SECOND);
      expect(app.notifier.calls).toEqual([]);
      await one.sendAfter(LOOK_AFTER - SECOND);
      expect(one.methods()).toEqual(["find", "post"]);
    });

    it("finds what another process posted before it died", async () => {
      const dying = { ...app.store.outbox, finish: () => Promise.reject(new Error("killed")) };
      const escalations = {
        ...app.store.escalations,
        setMessage: () => Promise.reject(new Error("killed")),
      };
      const store = { ...app.store, outbox: dying, escalations };
      await expect(sendCaseMessages({ ...app, store })).rejects.toThrow("killed");
      expect(app.notifier.callsOf("post")).toHaveLength(1);
      expect(await one.sendAfter(LEASE - 1)).toBe(0);
      await one.sendAfter(1);
      expect(app.notifier.messages.size).toBe(1);
      expect(app.notifier.callsOf("post")).toHaveLength(1);
    });
  });

  describe("when the message is lost", () => {
    const lost = (reason: string): SendOutcome => ({
      outcome: "not_sent",
      reason,
      retryAfterMs: null,
    });

    it.each(["message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"])(
      "posts it anew while the case is open (%s)",
      async (reason) => {
        await one.openCaseInSlack();
        await one.take();
        app.notifier.next("edit", lost(reason));
        await sendCaseMessages(app);
        expect(app.notifier.callsOf("post").map(({ notice }) => notice)).toMatchObject([
          { kind: "case", state: "open" },
          { kind: "case", state: "acknowledged" },
        ]);
        const posted = [...app.notifier.messages.keys()].at(-1);
        expect(await app.store.escalations.find(PORTAL_ID, CASE_ID)).toMatchObject({
          message: { messageTs: posted },
        });
        await one.answer();
        await sendCaseMessages(app);
        expect(one.states().at(-1)).toBe("resolved");
        expect(app.notifier.callsOf("post")).toHaveLength(2);
      },
    );

    it("posts it anew where the department is now", async () => {
      await one.openCaseInSlack();
      await app.store.escalations.setMessage(PORTAL_ID, CASE_ID, {
        channelId: "C0ARCHIVED",
        messageTs: "1.000001",
      });
      await one.take();
      app.notifier.next("edit", lost("is_inactive"));
      await sendCaseMessages(app);
      expect(app.notifier.callsOf("edit")[0]?.notice.channelId).toBe("C0ARCHIVED");
      expect(app.notifier.callsOf("post")[1]?.notice.channelId).toBe("C0SUPPORT01");
    });

    it.each<{ reason: string; expected: string }>([
      { reason: "message_not_found", expected: "sent" },
      { reason: "edit_window_closed", expected: "dead edit_window_closed" },
    ])("posts nothing once the case is over ($reason)", async ({ reason, expected }) => {
      await one.openCaseInSlack();
      await one.answer();
      app.notifier.next("edit", lost(reason));
      await sendCaseMessages(app);
      expect(app.notifier.callsOf("post")).toHaveLength(1);
      expect(one.results().at(-1)).toBe(expected);
    });

    it("looks for the new one when its answer was lost too, and is not misled by the old one", async () => {
      await one.openCaseInSlack();
      await one.take();
      app.notifier.next("edit", lost("edit_window_closed"));
      app.notifier.next("post", { outcome: "unknown", reason: "timeout" });
      await sendCaseMessages(app);
      app.notifier.next("edit", lost("edit_window_closed"));
      // The only message with the case's mark is the old one, so the new one has to be posted.
      await one.sendAfter(LOOK_AFTER);
      expect(app.notifier.messages.size).toBe(2);
      expect(await one.counts()).toMatchObject({ dead: 0, unknown: 0 });
    });

    it("edits the new one when it is found", async () => {
      await one.openCaseInSlack();
      await one.take();
      const [old = ""] = app.notifier.messages.keys();
      app.notifier.remove(old);
      app.notifier.next("post", "lost");
      await sendCaseMessages(app);
      await one.sendAfter(LOOK_AFTER);
      expect(one.states()).toEqual(["acknowledged"]);
      expect(app.notifier.callsOf("post")).toHaveLength(2);
    });
  });
});
