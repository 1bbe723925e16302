import { beforeEach, describe, expect, it } from "vitest";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import type { SendOutcome } from "../../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import {
  CASE_ID,
  type CaseUnderTest,
  caseNotices,
  caseUnderTest,
} from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const OWN = "C0SUPPORT01";
const FALLBACK = "C0FALLBACK1";
const LOOK_AFTER = 15_000;
const DAY = 24 * HOUR;
const refused = (reason: string): SendOutcome => ({
  outcome: "not_sent",
  reason,
  retryAfterMs: null,
});

describe("sendCaseMessages, when a department's channel cannot be used", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: CaseUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = caseUnderTest(app);
    const departments = officePolicy().departments.map((department) =>
      department.id === "support" ? { ...department, fallbackChannelId: FALLBACK } : department,
    );
    await app.connect({ policy: officePolicy({ departments }) });
    await one.openCase();
  });

  const stands = () =>
    caseNotices(app.notifier).map(({ channelId, isInFallback, state }) => ({
      channelId,
      isInFallback,
      state,
    }));
  const notes = () => app.store.audit.of(PORTAL_ID, "department:support", 10);

  it.each([
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "channel_is_limited_access",
    "restricted_action_read_only_channel",
  ])("posts the case in the fallback channel after %s, and says that it is one", async (reason) => {
    app.notifier.next("post", refused(reason));
    await sendCaseMessages(app);
    expect(stands()).toEqual([{ channelId: FALLBACK, isInFallback: true, state: "open" }]);
    expect(await app.store.escalations.find(PORTAL_ID, CASE_ID)).toMatchObject({
      message: { channelId: FALLBACK },
    });
    expect(one.results()).toEqual(["sent"]);
  });

  it("goes on editing it there", async () => {
    app.notifier.next("post", refused("is_archived"));
    await sendCaseMessages(app);
    await one.take();
    await sendCaseMessages(app);
    expect(stands()).toEqual([{ channelId: FALLBACK, isInFallback: true, state: "acknowledged" }]);
  });

  it("tells those who run the account, once a day while nobody mends it", async () => {
    app.notifier.next("post", refused("is_archived"));
    await sendCaseMessages(app);
    const expected = {
      at: START + 2 * HOUR,
      actor: "aftercare",
      action: "channel_unusable",
      from: "aftercare",
      subject: "department:support",
      detail: { channelId: OWN, reason: "is_archived", fallbackChannelId: FALLBACK },
    };
    expect(await notes()).toEqual([expected]);
    const again = async () => {
      app.notifier.next("edit", refused("message_not_found"));
      app.notifier.next("post", refused("is_archived"));
      app.time.now += 1;
      await one.touch();
      await sendCaseMessages(app);
    };
    await again();
    expect(one.methods().slice(-3)).toEqual(["edit", "post", "post"]);
    expect(await notes()).toHaveLength(1);
    app.time.now += DAY;
    await again();
    expect(await notes()).toHaveLength(2);
  });

  it("does not fall back for what is wrong with the message, or for the moment", async () => {
    app.notifier.next("post", {
      outcome: "not_sent",
      reason: "rate_limited",
      retryAfterMs: 30_000,
    });
    await sendCaseMessages(app);
    expect(one.results()).toEqual(["retry rate_limited"]);
    await one.sendAfter(30_000);
    expect(stands()).toEqual([{ channelId: OWN, isInFallback: false, state: "open" }]);
    expect(await notes()).toEqual([]);
  });

  it("gives up where the fallback channel cannot be used either", async () => {
    app.notifier.next("post", refused("is_archived"));
    app.notifier.next("post", refused("channel_not_found"));
    await sendCaseMessages(app);
    expect(one.results()).toEqual(["dead channel_not_found"]);
    expect(stands()).toEqual([]);
  });

  it("moves an open case whose channel was archived", async () => {
    await sendCaseMessages(app);
    app.notifier.next("edit", refused("channel_not_found"));
    app.notifier.next("post", refused("channel_not_found"));
    await one.take();
    await sendCaseMessages(app);
    expect(stands()).toEqual([
      { channelId: OWN, isInFallback: false, state: "open" },
      { channelId: FALLBACK, isInFallback: true, state: "acknowledged" },
    ]);
  });

  it.each(["is_inactive", "not_in_channel"])(
    "waits for the channel of a case that is over, so that nothing untrue stands there (%s)",
    async (reason) => {
      await sendCaseMessages(app);
      await one.answer();
      app.notifier.next("edit", refused(reason));
      await sendCaseMessages(app);
      expect(one.results().at(-1)).toBe(`retry ${reason}`);
      expect(stands()).toEqual([{ channelId: OWN, isInFallback: false, state: "open" }]);
      await one.sendAfter(HOUR);
      expect(stands()).toEqual([{ channelId: OWN, isInFallback: false, state: "resolved" }]);
      expect(one.results().at(-1)).toBe("sent");
    },
  );

  it("gives up a channel that stays closed for a day", async () => {
    await sendCaseMessages(app);
    await one.answer();
    let tries = 0;
    do {
      app.notifier.next("edit", refused("is_inactive"));
      await one.sendAfter(HOUR);
      tries += 1;
    } while (one.results().at(-1) === "retry is_inactive");
    expect(one.results().at(-1)).toBe("dead is_inactive");
    expect(tries).toBe(101);
  });

  describe("and the answer to the post in the fallback channel was lost", () => {
    beforeEach(async () => {
      app.notifier.next("post", refused("not_in_channel"));
      app.notifier.next("post", "lost");
      await sendCaseMessages(app);
    });

    it("finds the message there instead of posting another one", async () => {
      app.notifier.next("find", { outcome: "cannot_tell", reason: "not_in_channel" });
      await one.sendAfter(LOOK_AFTER);
      expect(stands()).toEqual([{ channelId: FALLBACK, isInFallback: true, state: "open" }]);
      expect(app.notifier.callsOf("post")).toHaveLength(2);
    });

    it("posts again when it is in neither", async () => {
      const [message = ""] = app.notifier.messages.keys();
      app.notifier.remove(message);
      await one.sendAfter(LOOK_AFTER);
      expect(app.notifier.callsOf("find").map(({ notice }) => notice.channelId)).toEqual([
        OWN,
        FALLBACK,
      ]);
      expect(stands()).toEqual([{ channelId: OWN, isInFallback: false, state: "open" }]);
    });

    it("says that it does not know when nobody may read the fallback channel", async () => {
      app.notifier.next("find", { outcome: "absent" });
      app.notifier.next("find", { outcome: "cannot_tell", reason: "missing_scope" });
      await one.sendAfter(LOOK_AFTER);
      expect(one.results().at(-1)).toBe("unknown missing_scope");
      expect(app.notifier.callsOf("post")).toHaveLength(2);
    });
  });
});

describe("sendCaseMessages, while the app is not installed in the workspace", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: CaseUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = caseUnderTest(app);
    await app.connect();
    await one.openCase();
  });

  it.each([
    "slack_not_installed",
    "invalid_auth",
    "account_inactive",
    "token_revoked",
    "not_authed",
    "team_access_not_granted",
  ])("waits after %s, however long, and tells those who run the account", async (reason) => {
    app.notifier.next("post", refused(reason));
    await sendCaseMessages(app);
    expect(one.results()).toEqual([`retry ${reason}`]);
    expect(await app.store.audit.of(PORTAL_ID, "slack", 5)).toMatchObject([
      { action: "slack_away", detail: { teamId: "T0TEST", reason } },
    ]);
    expect(await one.sendAfter(LOOK_AFTER * 60 - 1)).toBe(0);
    await one.sendAfter(1);
    expect(one.states()).toEqual(["open"]);
  });

  it("waits with an edit and with a search too", async () => {
    app.notifier.next("post", "lost");
    await sendCaseMessages(app);
    const away = { outcome: "cannot_tell", reason: "token_revoked" } as const;
    app.notifier.next("find", away);
    await one.sendAfter(LOOK_AFTER);
    expect(await one.counts()).toMatchObject({ unknown: 0, dead: 0 });
    app.notifier.next("edit", refused("account_inactive"));
    await one.sendAfter(LOOK_AFTER * 60);
    expect(await one.counts()).toMatchObject({ unknown: 0, dead: 0 });
    await one.sendAfter(LOOK_AFTER * 60);
    expect(app.notifier.messages.size).toBe(1);
    expect(one.results().at(-1)).toBe("sent");
  });
});
