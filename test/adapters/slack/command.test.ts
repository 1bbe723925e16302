import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Command, commandOf } from "../../../src/adapters/slack/command-line.ts";
import { HOUR, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  ADA,
  HOSTILE,
  startTalkWorld,
  type TalkWorld,
  ZOE,
} from "../../support/talk-under-test.ts";
import { CHANNEL_ID, team } from "./slack-under-test.ts";

describe("what is typed", () => {
  it.each<{ text: string; command: Command }>([
    { text: "", command: { name: "help" } },
    { text: "  HELP ", command: { name: "help" } },
    { text: "mine", command: { name: "mine" } },
    { text: "mine too", command: { name: "unknown", text: "mine too" } },
    { text: "department", command: { name: "department", department: null } },
    { text: "department  技術支援", command: { name: "department", department: "技術支援" } },
    { text: "status #7", command: { name: "status", ticketId: "7" } },
    {
      text: "status https://app.hubspot.com/contacts/1/record/0-5/77/",
      command: { name: "status", ticketId: "77" },
    },
    { text: "status seven", command: { name: "unknown", text: "status seven" } },
    {
      text: "pause-notices 2h",
      command: { name: "pause", pause: { kind: "minutes", minutes: 120 } },
    },
    {
      text: "pause-notices 7 d",
      command: { name: "pause", pause: { kind: "minutes", minutes: 10_080 } },
    },
    { text: "pause-notices 8d", command: { name: "unknown", text: "pause-notices 8d" } },
    { text: "pause-notices 0h", command: { name: "unknown", text: "pause-notices 0h" } },
    {
      text: "pause-notices until tomorrow",
      command: { name: "pause", pause: { kind: "until_tomorrow" } },
    },
    { text: "pause-notices off", command: { name: "pause", pause: { kind: "off" } } },
    { text: "language zh-tw", command: { name: "language", language: "zh-TW" } },
    { text: "language de", command: { name: "unknown", text: "language de" } },
    { text: "connect AB CD", command: { name: "connect", code: "AB CD" } },
    { text: "connect", command: { name: "unknown", text: "connect" } },
    { text: "dance", command: { name: "unknown", text: "dance" } },
  ])("“$text” is understood", ({ text, command }) => {
    expect(commandOf(text)).toEqual(command);
  });
});

describe("/aftercare", () => {
  const open = useEmbeddedDatabase();
  let world: TalkWorld;
  beforeEach(async () => {
    world = await startTalkWorld(await open());
  });
  afterEach(() => world.stop());

  /** What the command shows: its one line, and all of its blocks. */
  async function ask(text: string, userId = ADA, channelId = CHANNEL_ID) {
    const command = { userId, channelId, command: "/aftercare", text };
    expect((await world.slack.runCommand(command)).status).toBe(200);
    const shown = world.slack.ephemerals(channelId, userId).at(-1);
    return { text: shown?.text ?? "", blocks: JSON.stringify(shown?.blocks) };
  }
  const preferences = () => world.app.store.chatPeople.preferences(PORTAL_ID, team.teamId, ADA);

  it("shows how it is used, also to who typed something else, literally", async () => {
    expect((await ask("help")).blocks).toContain("/aftercare status TICKET NUMBER");
    const { blocks } = await ask(HOSTILE);
    expect(blocks).toContain(`Aftercare does not understand “${HOSTILE}”.`);
    expect(blocks).toContain("/aftercare mine");
    expect(blocks).not.toContain("mrkdwn");
  });

  it("lists the cases that a person has", async () => {
    await world.openCase(HOSTILE);
    expect((await ask("mine")).text).toBe("You have no open case.");
    const ts = await world.postButtons();
    await world.slack.press({ channelId: CHANNEL_ID, ts, actionId: "case_take", userId: ADA });
    const { blocks } = await ask("mine");
    expect(blocks).toContain(`7: ${HOSTILE}`);
    expect(blocks).toContain("Technical support · ada has it · ");
    expect(blocks).toContain("overdue since ");
    expect(blocks).not.toContain("mrkdwn");
  });

  it("lists the open cases of a department by its name in any language", async () => {
    await world.openCase();
    expect((await ask("department 技術支援")).blocks).toContain("7: Leak");
    expect((await ask("department Customer Relations")).blocks).toContain("No open case.");
    const { text } = await ask("department nobody");
    expect(text).toContain("Which department?");
    expect(text).toContain("• Technical support");
  });

  it("lists those of the person's own department once the person is connected", async () => {
    await world.openCase();
    expect((await ask("department")).text).toContain("Which department?");
    await world.connectAda();
    expect(world.told().at(-1)).toBe("You are connected as Ada Wong (ada@example.com).");
    expect((await ask("department")).blocks).toContain("7: Leak");
  });

  it("tells how a ticket stands, and nothing of one of another workspace", async () => {
    await world.openCase();
    const { blocks } = await ask("status 7");
    expect(blocks).toContain("First response · Overdue · due ");
    expect(blocks).toContain("waits for somebody to take it");
    expect((await ask("status 8")).text).toBe("There is no ticket 8 here that Aftercare knows.");
    const elsewhere = await ask("status 7", ZOE, "C0000000009");
    expect(elsewhere.text).toBe("此处没有 Aftercare 所知的工单 7。");
  });

  it("stops direct messages for a while", async () => {
    const { now } = world.app.time;
    await ask("pause-notices 2h");
    expect(await preferences()).toMatchObject({ noticesPausedUntil: now + 2 * HOUR });
    await ask("pause-notices until tomorrow");
    expect(await preferences()).toMatchObject({
      noticesPausedUntil: Date.parse("2026-06-10T09:00:00+02:00"),
    });
    expect((await ask("pause-notices off")).text).toBe("You get direct messages again.");
    expect(await preferences()).toMatchObject({ noticesPausedUntil: null });
  });

  it("answers in the chosen language from then on", async () => {
    expect((await ask("language zh-TW")).text).toBe("Aftercare 今後以繁體中文回答您。");
    expect((await ask("mine")).text).toBe("您沒有處理中的案件。");
  });

  it("connects with a code once, and takes it back", async () => {
    const { code } = await world.makeCode("Ada@Example.com");
    expect(
      (await ask(`connect ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)).text,
    ).toContain("(ada@example.com)");
    expect((await ask(`connect ${code}`)).text).toContain("This code is not valid.");
    expect(await world.app.store.chatPeople.ofUser(PORTAL_ID, team.teamId, ADA)).toMatchObject([
      { email: "ada@example.com", source: "connected" },
    ]);
    expect((await ask("disconnect")).text).toBe("You are not connected any more.");
    expect((await ask("disconnect")).text).toBe("You were not connected.");
  });

  it.each([
    { name: "that is ten minutes old", afterMs: 10 * 60_000, word: "You are connected" },
    { name: "one millisecond older", afterMs: 10 * 60_000 + 1, word: "This code is not valid." },
  ])("judges a code $name", async ({ afterMs, word }) => {
    const { code } = await world.makeCode("ada@example.com");
    world.app.time.now += afterMs;
    expect((await ask(`connect ${code}`)).text).toContain(word);
  });

  it("connects nobody with a code of another workspace", async () => {
    const { code } = await world.makeCode("ada@example.com");
    await ask(`connect ${code}`, ZOE, "C0000000009");
    expect(await world.app.store.chatPeople.ofUser(PORTAL_ID, team.teamId, ZOE)).toEqual([]);
    expect((await ask(`connect ${code}`)).text).toContain("You are connected");
  });
});

describe("/aftercare when something is wrong", () => {
  const open = useEmbeddedDatabase();
  let world: TalkWorld;
  afterEach(() => world.stop());
  const typed = { userId: ADA, channelId: CHANNEL_ID, command: "/aftercare", text: "mine" };

  it("answers afterwards when the answer takes long", async () => {
    const late = Promise.withResolvers<void>();
    world = await startTalkWorld(await open(), {
      slowAfterMs: 5,
      useCases: (real) => ({
        ...real,
        readOwnCases: async (user) => {
          await late.promise;
          return real.readOwnCases(user);
        },
      }),
    });
    expect(await world.slack.runCommand(typed)).toEqual({ status: 200, body: "" });
    late.resolve();
    await world.slackApp.stop();
    expect(world.told()).toEqual(["You have no open case."]);
  });

  it("says that it could not be done", async () => {
    world = await startTalkWorld(await open(), {
      useCases: (real) => ({
        ...real,
        readOwnCases: async () => {
          throw new Error("the store is away");
        },
      }),
    });
    await world.slack.runCommand(typed);
    expect(world.told()).toEqual(["This could not be done. Please try again."]);
  });
});
