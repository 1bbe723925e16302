import { beforeEach, describe, expect, it } from "vitest";
import { sendCaseGroups } from "../../../src/app/outbox/send-case-groups.ts";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { sendCaseThreads } from "../../../src/app/outbox/send-case-threads.ts";
import type { Notice, SendOutcome } from "../../../src/ports/notifier.ts";
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
  type LadderUnderTest,
  ladderPolicy,
  ladderUnderTest,
} from "../../support/ladder-under-test.ts";

const OWN = "C0SUPPORT01";
const FALLBACK = "C0FALLBACK1";
const QUARTER = 15 * MINUTE;

describe("a case whose channel takes no reply any more", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: LadderUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = ladderUnderTest(app);
  });
  const refused = (reason: string): SendOutcome => ({
    outcome: "not_sent",
    reason,
    retryAfterMs: null,
  });
  /** The app is not in the department's channel any more: nothing can be posted there. */
  const isOut = (reason: string) => {
    const { post } = app.notifier;
    return {
      ...app,
      notifier: {
        ...app.notifier,
        post: async (notice: Notice) => (notice.channelId === OWN ? refused(reason) : post(notice)),
      },
    };
  };
  const results = () => resultsOf(app, `case_thread:${CASE_ID}`);
  const stands = () =>
    [...app.notifier.messages.values()].map(({ kind, channelId }) => `${kind} ${channelId}`);
  const openIn = async (department: object) => {
    await one.openCase(ladderPolicy({}, department));
    await sendCaseMessages(app);
    await one.after(QUARTER);
  };
  async function tellOn(deps: AppUnderTest | ReturnType<typeof isOut>) {
    for (let turn = 0; turn < 4; turn += 1) {
      await sendCaseThreads(deps);
      await sendCaseMessages(deps);
      await sendCaseGroups(deps);
      app.time.now += MINUTE;
    }
  }

  it.each(["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])(
    "goes on in the fallback channel after %s; the old message says so",
    async (reason) => {
      await openIn({ fallbackChannelId: FALLBACK });
      await tellOn(isOut(reason));
      expect(stands()).toEqual([`moved ${OWN}`, `case ${FALLBACK}`, `thread ${FALLBACK}`]);
      const [moved] = app.notifier.messages.values();
      expect(moved).toMatchObject({ subject: "Leak", fallbackChannelId: FALLBACK });
      expect(results()).toEqual(["retry no_thread", "sent"]);
    },
  );

  it("goes on there although the old message cannot be edited", async () => {
    await openIn({ fallbackChannelId: FALLBACK });
    const deps = isOut("channel_not_found");
    const edit = async () => refused("channel_not_found");
    await tellOn({ ...deps, notifier: { ...deps.notifier, edit } });
    expect(stands()).toEqual([`case ${OWN}`, `case ${FALLBACK}`, `thread ${FALLBACK}`]);
  });

  it("moves only when the last word had its turn", async () => {
    await openIn({ fallbackChannelId: FALLBACK });
    const slowDown = { outcome: "not_sent", reason: "rate_limited", retryAfterMs: 1_000 } as const;
    app.notifier.next("edit", slowDown);
    const deps = isOut("not_in_channel");
    await sendCaseThreads(deps);
    expect(stands()).toEqual([`case ${OWN}`]);
    app.time.now += MINUTE;
    await tellOn(deps);
    expect(stands()).toEqual([`moved ${OWN}`, `case ${FALLBACK}`, `thread ${FALLBACK}`]);
  });

  it.each(["thread_not_found", "cannot_reply_to_message"])(
    "goes on in a new message of the same channel after %s",
    async (reason) => {
      await openIn({});
      app.notifier.next("post", refused(reason));
      await tellOn(app);
      expect(stands()).toEqual([`moved ${OWN}`, `case ${OWN}`, `thread ${OWN}`]);
      expect([...app.notifier.messages.values()][0]).toMatchObject({ fallbackChannelId: null });
    },
  );

  it.each([
    { name: "a department without another channel", fallback: null, act: null },
    { name: "a case that is over", fallback: FALLBACK, act: { act: "resolved" } as const },
  ])("is tried for a day and given up, of $name", async ({ fallback, act }) => {
    await openIn(fallback === null ? {} : { fallbackChannelId: fallback });
    await one.act({ act: "asked_back", text: "Which model?" });
    await one.act({ act: "answered", text: "The P-7" });
    if (act !== null) await one.act(act);
    const deps = isOut("not_in_channel");
    do {
      app.time.now += QUARTER;
      await sendCaseThreads(deps);
    } while (results().at(-1) === "retry no_thread");
    expect(results().at(-1)).toBe("dead no_thread");
    expect(results()).toHaveLength(101);
    expect(stands()).toEqual([`case ${OWN}`]);
  });

  it("says at once that a channel without threads takes none, and posts nothing anew", async () => {
    await openIn({ fallbackChannelId: FALLBACK });
    await tellOn(isOut("restricted_action_non_threadable_channel"));
    expect(results()).toEqual(["dead restricted_action_non_threadable_channel"]);
    expect(stands()).toEqual([`case ${OWN}`]);
  });

  it("takes the list with it in whose thread it stands", async () => {
    const group = { groupId: "support-1", department: "support", startedAt: 1 } as const;
    await one.openCase(ladderPolicy({}, { fallbackChannelId: FALLBACK }));
    await app.store.caseGroups.join(PORTAL_ID, { ...group, kind: "storm" }, [CASE_ID]);
    const target = { kind: "case_group" as const, subjectId: group.groupId };
    await app.store.outbox.request(PORTAL_ID, [target], app.time.now);
    await sendCaseGroups(app);
    await app.store.caseGroups.show(PORTAL_ID, CASE_ID);
    await sendCaseMessages(app);
    await one.act({ act: "asked_back", text: "Which model?" });
    await tellOn(isOut("not_in_channel"));
    expect(stands()).toEqual([
      `moved ${OWN}`,
      `case ${OWN}`,
      `group ${FALLBACK}`,
      `case ${FALLBACK}`,
      `thread ${FALLBACK}`,
    ]);
    const [moved] = app.notifier.messages.values();
    expect(moved).toMatchObject({ subject: null, fallbackChannelId: FALLBACK });
  });
});
