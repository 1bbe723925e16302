import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { CHANNEL_ID, otherTeam } from "../../adapters/slack/slack-under-test.ts";
import {
  ADA,
  type AppWorld,
  OTHER_CHANNEL_ID,
  respondTo,
  STRANGER,
  startAppWorld,
} from "./app-under-test.ts";
import { section } from "./views-under-test.ts";

let world: AppWorld;
let slack: LocalSlack;
beforeEach(async () => {
  world = await startAppWorld();
  ({ slack } = world);
});
afterEach(() => world.stop());

describe("a slash command", () => {
  const typed = { userId: ADA, channelId: CHANNEL_ID, command: "/aftercare", text: "help" };
  const whispers = () => slack.ephemerals(CHANNEL_ID, ADA).map((message) => message.text);

  it("travels as a form", async () => {
    await slack.runCommand(typed);
    expect(world.last()).toMatchObject({
      command: "/aftercare",
      text: "help",
      team_domain: "acme",
      channel_id: CHANNEL_ID,
      user_id: ADA,
      is_enterprise_install: "false",
    });
    expect(whispers()).toEqual([]);
  });

  it.each([
    { name: "words", body: "one moment", seen: ["one moment"], posted: 0 },
    { name: "JSON", body: { text: "hi", blocks: [section("x")] }, seen: ["hi"], posted: 0 },
    {
      name: "JSON for all",
      body: { text: "hi", response_type: "in_channel" },
      seen: [],
      posted: 1,
    },
  ])("is answered at once with $name", async ({ body, seen, posted }) => {
    world.answerWith(body);
    await slack.runCommand(typed);
    expect(whispers()).toEqual(seen);
    expect(slack.messages(CHANNEL_ID)).toHaveLength(posted);
  });

  it("says that the app failed", async () => {
    world.answerWith("", 500);
    expect(await slack.runCommand(typed)).toEqual({ status: 500, body: "" });
    expect(whispers()).toEqual(['/aftercare failed with the error "dispatch_failed"']);
  });

  it("has an address for later answers, which replaces nothing", async () => {
    await slack.runCommand(typed);
    expect(await respondTo(world.last(), { text: "x", replace_original: true })).toBe(404);
    expect(await respondTo(world.last(), { text: "later" })).toBe(200);
    expect(whispers()).toEqual(["later"]);
  });

  it("is typed in channels of the own workspace", async () => {
    const elsewhere = { ...typed, channelId: OTHER_CHANNEL_ID };
    await expect(slack.runCommand(elsewhere)).rejects.toThrow("No channel");
    await slack.runCommand({ ...elsewhere, userId: STRANGER });
    expect(world.last()["team_id"]).toBe(otherTeam.teamId);
  });
});
