import { afterEach, describe, expect, it } from "vitest";
import { HOUR, MINUTE, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  ADA,
  BEN,
  CASE_ID,
  HOSTILE,
  startTalkWorld,
  type TalkWorld,
} from "../../support/talk-under-test.ts";
import { CHANNEL_ID } from "./slack-under-test.ts";

const open = useEmbeddedDatabase();
let world: TalkWorld;
afterEach(() => world.stop());

async function start(options: Parameters<typeof startTalkWorld>[1] = {}, subject?: string) {
  world = await startTalkWorld(await open(), options);
  await world.openCase(subject);
}

/** Presses a button of a message; the form that is shown then. */
async function press(actionId: string, ts?: string, userId = ADA) {
  const message = ts ?? (await world.postButtons());
  await world.slack.press({ channelId: CHANNEL_ID, ts: message, actionId, userId });
  await world.slackApp.stop();
  return world.modal(userId);
}

const submit = (fields: Record<string, string>, userId = ADA) =>
  world.slack.submitView({
    userId,
    viewId: world.modal(userId)?.viewId ?? "",
    values: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }])),
  });
const textsOf = (node: unknown) => JSON.stringify(node ?? null);

describe("a form", () => {
  it.each([
    {
      button: "case_ask_back",
      fields: { text: "Which model?" },
      act: "asked_back",
      state: "acknowledged",
    },
    {
      button: "case_hand_over",
      fields: { department: "relations", text: "Upset" },
      act: "handed_over",
      state: "handed_over",
    },
    {
      button: "case_decline",
      fields: { department: "relations", text: "Theirs" },
      act: "handed_over",
      state: "handed_over",
    },
    { button: "case_decline", fields: { text: "Nobody knows" }, act: "declined", state: "open" },
    {
      button: "case_snooze",
      fields: { until: "minutes:30", text: "Part comes" },
      act: "snoozed",
      state: "acknowledged",
    },
  ])("of $button does it with the words: $fields.text", async ({ button, fields, act, state }) => {
    await start();
    expect(await press(button)).not.toBeNull();
    expect(await submit(fields)).toMatchObject({ result: "closed" });
    const found = await world.found();
    expect(found?.state).toBe(state);
    const step = found?.steps.findLast((one) => one.act === act);
    expect(step).toMatchObject({ by: "ada", text: fields.text });
  });

  it("of Reopen opens a case that has ended", async () => {
    await start();
    await press("case_resolve");
    expect((await world.found())?.state).toBe("resolved");
    await press("case_reopen");
    expect(await submit({ text: "It leaks again" })).toMatchObject({ result: "closed" });
    expect(await world.found()).toMatchObject({ state: "open", endedAt: null });
  });

  it("puts a case off until an opening or a time of one's own", async () => {
    await start();
    const modal = await press("case_snooze");
    expect(textsOf(modal?.content.blocks)).toContain(
      "Until the department opens: 9 Jun 2026, 13:00",
    );
    const until = world.app.time.now + 5 * HOUR;
    const fields = { until: "other", at: String(until / 1000), text: "Asked the maker" };
    expect(await submit(fields)).toMatchObject({ result: "closed" });
    expect((await world.found())?.snoozedUntil).toBe(until);
  });

  it.each([
    {
      name: "another time without a time",
      fields: { until: "other" },
      errors: { at: "Choose a time." },
    },
    {
      name: "a time that has gone by",
      fields: { until: "other", at: "1500000000" },
      errors: { at: "This time has gone by. Choose a later one." },
    },
    {
      name: "longer than the policy allows",
      fields: { until: "other", at: "1900000000" },
      errors: { at: "The service policy does not allow so long. Choose an earlier time." },
    },
    {
      name: "words that are only blanks",
      fields: { until: "minutes:30", text: "   " },
      errors: { text: "Write a few words." },
    },
  ])("refuses $name at its field, and changes nothing", async ({ fields, errors }) => {
    await start();
    await press("case_snooze");
    expect(await submit({ text: "Later", ...fields })).toMatchObject({ result: "errors", errors });
    expect((await world.found())?.snoozedUntil).toBeNull();
  });

  it("offers no more snoozes than the policy allows", async () => {
    await start({ policy: { snooze: { maxMinutes: 60, maxTimes: 1 } } });
    const modal = await press("case_snooze");
    const shown = textsOf(modal?.content.blocks);
    expect(shown).toContain("For 1 h");
    expect(shown).not.toContain("For 2 h");
    await submit({ until: "minutes:30", text: "Wait" });
    expect(await press("case_snooze")).toBeNull();
    expect(world.told().at(-1)).toContain("put off as often as the service policy allows");
  });

  it("sent a second time changes nothing", async () => {
    await start();
    await press("case_ask_back");
    const submission = { userId: ADA, viewId: world.modal()?.viewId ?? "" };
    const values = { text: { value: "Which model?" } };
    await Promise.all([
      world.slack.submitView({ ...submission, values }),
      world.slack.submitView({ ...submission, values }),
    ]);
    const acts = await world.app.store.escalations.acts(PORTAL_ID, ["7"]);
    expect(acts).toHaveLength(1);
  });

  it("says how the case stands when somebody was faster", async () => {
    await start();
    const ts = await world.postButtons();
    await press("case_ask_back", ts, ADA);
    await press("case_hand_over", ts, BEN);
    await submit({ department: "relations", text: "Yours" }, BEN);
    expect(await submit({ text: "Which?" }, ADA)).toMatchObject({ result: "updated" });
    expect(textsOf(world.modal()?.content.blocks)).toContain(
      "Nothing was changed. The case was handed over to Customer relations.",
    );
  });

  it("shows a hostile subject literally", async () => {
    await start({}, HOSTILE);
    const modal = await press("case_ask_back");
    expect(modal?.content.blocks[0]).toMatchObject({
      text: { type: "plain_text", text: `Ticket 7: ${HOSTILE}` },
    });
  });

  it("is in the person's own language, whatever the message's", async () => {
    await start();
    await world.command("language zh-TW");
    expect((await press("case_hand_over"))?.content.title).toMatchObject({ text: "轉交" });
    expect(textsOf(world.modal()?.content.blocks)).toContain("客戶關係");
  });

  it("that cannot be read in time is opened empty and filled afterwards", async () => {
    const asked = Promise.withResolvers<void>();
    await start({
      slowAfterMs: 5,
      useCases: (real) => ({
        ...real,
        readCaseForm: async (request) => {
          await asked.promise;
          return real.readCaseForm(request);
        },
      }),
    });
    const ts = await world.postButtons();
    const filled = new Promise<void>((resolve) => {
      world.slack.on("change", () => {
        const shown = textsOf(world.modal()?.content.blocks);
        if (shown.includes("One moment")) asked.resolve();
        if (shown.includes("Which") || shown.includes("have to know")) resolve();
      });
    });
    await world.slack.press({ channelId: CHANNEL_ID, ts, actionId: "case_ask_back", userId: ADA });
    await filled;
    expect(await submit({ text: "Which model?" })).toMatchObject({ result: "updated" });
    await world.slackApp.stop();
    expect(textsOf(world.modal()?.content.blocks)).toContain("Done.");
    expect((await world.found())?.state).toBe("acknowledged");
  });
});

describe("ids of somebody else's portal", () => {
  it.each(["case_ask_back", "case_take", "group_take", "group_show_case"])(
    "in the value of %s lead nowhere",
    async (actionId) => {
      await start();
      const ts = await world.postButtons(`4242009:${CASE_ID}`);
      expect(await press(actionId, ts)).toBeNull();
      expect(world.told()).toEqual(["This case is not known here any more. Nothing was changed."]);
    },
  );
});

describe("an outdated message", () => {
  it.each(["case_ask_back", "case_hand_over", "case_decline", "case_snooze"])(
    "says at %s how the case has ended",
    async (actionId) => {
      await start();
      const ts = await world.postButtons();
      await press("case_resolve", ts, BEN);
      expect(await press(actionId, ts)).toBeNull();
      expect(world.told()).toEqual(["Nothing was changed. The case is closed: Resolved by ben."]);
    },
  );

  it("says at Reopen that somebody has the case, whom a second person may join", async () => {
    await start();
    const ts = await world.postButtons();
    await press("case_take", ts, BEN);
    await press("case_reopen", ts);
    await press("case_take", ts);
    expect(world.told()).toEqual([
      "Nothing was changed. ben has the case.",
      "You have taken this case too. ben had it before.",
    ]);
    expect((await world.found())?.takenBy).toHaveLength(2);
  });

  it("says at Take it where the case went", async () => {
    await start();
    const ts = await world.postButtons();
    await press("case_hand_over", ts, BEN);
    await submit({ department: "relations", text: "Yours" }, BEN);
    await press("case_take", ts);
    expect(world.told()).toEqual([
      "Nothing was changed. The case was handed over to Customer relations.",
    ]);
  });

  it("acknowledges a button that is not known any more", async () => {
    await start();
    const ts = await world.postButtons();
    const answer = await world.slack.use({
      channelId: CHANNEL_ID,
      ts,
      actionId: "case_of_the_future",
      userId: ADA,
    });
    expect(answer.status).toBe(200);
    expect(world.told()).toEqual([]);
  });
});

describe("a group", () => {
  async function group(): Promise<string> {
    await start();
    const { store, time } = world.app;
    const startedAt = time.now - MINUTE;
    await store.caseGroups.join(
      PORTAL_ID,
      { groupId: "g1", department: "support", kind: "storm", startedAt },
      [CASE_ID],
    );
    return world.postButtons(`${PORTAL_ID}:g1`);
  }

  it("is taken with one press, and a second finds nothing", async () => {
    const ts = await group();
    await press("group_take", ts);
    await press("group_take", ts, BEN);
    expect(world.told()).toEqual(["You have taken 1 case."]);
    expect(world.told(BEN)).toEqual(["None of these cases waits any more."]);
    expect((await world.found())?.takenBy).toEqual([{ id: ADA, name: "ada" }]);
  });

  it("shows one of its cases in the thread, once", async () => {
    await group();
    const ts = await world.postButtons();
    await press("group_show_case", ts);
    await press("group_show_case", ts);
    expect(world.told()).toEqual([
      "The case will appear in the thread.",
      "The case has a message of its own already.",
    ]);
    expect((await world.found())?.isShown).toBe(true);
  });
});
