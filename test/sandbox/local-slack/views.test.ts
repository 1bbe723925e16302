import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { CHANNEL_ID, otherTeam } from "../../adapters/slack/slack-under-test.ts";
import { ADA, type AppWorld, BEN, STRANGER, startAppWorld } from "./app-under-test.ts";
import { clientOf, errorOf } from "./client-under-test.ts";
import { homeOf, modalOf, section } from "./views-under-test.ts";

let world: AppWorld;
let slack: LocalSlack;
beforeEach(async () => {
  world = await startAppWorld();
  ({ slack } = world);
});
afterEach(() => world.stop());

/** A fresh one for Ada, as a command gives it. */
async function trigger(userId = ADA): Promise<string> {
  await slack.runCommand({ userId, channelId: CHANNEL_ID, command: "/aftercare", text: "" });
  return world.last().trigger_id;
}

/** Whatever a test wants to send, also what Slack's types forbid. */
const call = (method: string, args: Record<string, unknown>) =>
  clientOf(slack).apiCall(`views.${method}`, args);
const open = async (view: object) => call("open", { trigger_id: await trigger(), view });
const titles = () => slack.modals(ADA).map(({ content }) => content.title?.text);

describe("opening a modal", () => {
  it("shows it to the person who did something, and to nobody else", async () => {
    expect(await open(modalOf("One"))).toMatchObject({
      ok: true,
      view: {
        type: "modal",
        title: { text: "One" },
        previous_view_id: null,
        state: { values: {} },
      },
    });
    expect(titles()).toEqual(["One"]);
    expect(slack.modals(BEN)).toEqual([]);
  });

  it.each([
    { name: "three seconds later", waitMs: 3_000, error: null },
    { name: "a millisecond after that", waitMs: 3_001, error: "expired_trigger_id" },
  ])("goes by real time: $name", async ({ waitMs, error }) => {
    const id = await trigger();
    world.moveTime(3_600_000);
    world.waitMs(waitMs);
    expect(await errorOf(call("open", { trigger_id: id, view: modalOf("One") }))).toBe(error);
  });

  it("takes a trigger once, and only of the own workspace", async () => {
    const id = await trigger();
    const view = modalOf("One");
    const stranger = clientOf(slack, otherTeam.botToken);
    expect(await errorOf(stranger.apiCall("views.open", { trigger_id: id, view }))).toBe(
      "invalid_trigger_id",
    );
    expect(await errorOf(call("open", { trigger_id: id, view }))).toBeNull();
    expect(await errorOf(call("open", { trigger_id: id, view }))).toBe("exchanged_trigger_id");
    expect(await errorOf(call("open", { trigger_id: "1.2.3", view }))).toBe("invalid_trigger_id");
  });
});

describe("pushing", () => {
  it("lays up to three modals on each other", async () => {
    const push = async (title: string) =>
      call("push", { trigger_id: await trigger(), view: modalOf(title) });
    expect(await errorOf(push("None below"))).toBe("not_found");
    await open(modalOf("One"));
    await push("Two");
    await push("Three");
    expect(await errorOf(push("Four"))).toBe("push_limit_reached");
    expect(titles()).toEqual(["One", "Two", "Three"]);
    const [first, second, third] = slack.modals(ADA);
    expect(third).toMatchObject({
      rootViewId: first?.viewId,
      previousViewId: second?.viewId,
    });
  });
});

describe("updating a view", () => {
  it("finds it by its id or by the app's own name for it", async () => {
    await open(modalOf("One", { external_id: "case-77" }));
    const [view] = slack.modals(ADA);
    await call("update", {
      view_id: view?.viewId,
      view: modalOf("Two", { external_id: "case-77" }),
    });
    expect(titles()).toEqual(["Two"]);
    await call("update", { external_id: "case-77", view: modalOf("Three") });
    expect(titles()).toEqual(["Three"]);
    expect(await errorOf(call("update", { external_id: "case-77", view: modalOf("x") }))).toBe(
      "not_found",
    );
    expect(await errorOf(call("update", { view: modalOf("x") }))).toBe("not_found");
  });

  it("is stopped by a stale hash", async () => {
    await open(modalOf("One"));
    const [shown] = slack.modals(ADA);
    const update = (title: string) =>
      call("update", { view_id: shown?.viewId, hash: shown?.hash, view: modalOf(title) });
    expect(await errorOf(update("Two"))).toBeNull();
    expect(await errorOf(update("Three"))).toBe("hash_conflict");
    expect(titles()).toEqual(["Two"]);
  });

  it("reaches no view of another workspace, and none that was closed", async () => {
    await open(modalOf("One"));
    const viewId = slack.modals(ADA)[0]?.viewId ?? "";
    const stranger = clientOf(slack, otherTeam.botToken);
    const args = { view_id: viewId, view: modalOf("Two") };
    expect(await errorOf(stranger.apiCall("views.update", args))).toBe("not_found");
    expect(await errorOf(call("update", args))).toBeNull();
    await slack.closeView({ userId: ADA, viewId });
    expect(await errorOf(call("update", args))).toBe("not_found");
  });

  it("keeps an app's own names apart", async () => {
    await open(modalOf("One", { external_id: "case-77" }));
    const named = { external_id: "case-77" };
    expect(
      await errorOf(call("publish", { user_id: BEN, view: homeOf([section("x")], named) })),
    ).toBe("duplicate_external_id");
    expect(
      await errorOf(call("publish", { user_id: BEN, view: homeOf([section("x")]) })),
    ).toBeNull();
  });
});

describe("publishing a Home tab", () => {
  it("keeps one view for each person", async () => {
    await call("publish", { user_id: ADA, view: homeOf([section("one")]) });
    const first = slack.home(ADA);
    await call("publish", { user_id: ADA, hash: first?.hash, view: homeOf([section("two")]) });
    expect(slack.home(ADA)).toMatchObject({
      viewId: first?.viewId,
      content: { blocks: [{ text: { text: "two" } }] },
    });
    expect(
      await errorOf(call("publish", { user_id: ADA, hash: first?.hash, view: homeOf([]) })),
    ).toBe("hash_conflict");
    expect(slack.home(BEN)).toBeNull();
  });

  it.each([
    { name: "nobody", userId: "U9" },
    { name: "a person of another workspace", userId: STRANGER },
  ])("is refused for $name", async ({ userId }) => {
    expect(await errorOf(call("publish", { user_id: userId, view: homeOf([]) }))).toBe(
      "invalid_arguments",
    );
  });
});

const input = (element: object) => ({
  type: "input",
  block_id: "why",
  label: { type: "plain_text", text: "Why" },
  element: { action_id: "text", ...element },
});
const word = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
const option = (value: string) => ({ text: word(3), value });
const select = { type: "static_select", action_id: "s" };
const accessory = (element: object) => ({ ...section("pick"), accessory: element });
const submit = word(6);

describe("a view is checked:", () => {
  it.each<{ name: string; good: object; bad: object }>([
    { name: "title", good: { title: word(24) }, bad: { title: word(25) } },
    { name: "submit", good: { submit: word(24) }, bad: { submit: word(25) } },
    {
      name: "private metadata",
      good: { private_metadata: "x".repeat(3000) },
      bad: { private_metadata: "x".repeat(3001) },
    },
    {
      name: "callback id",
      good: { callback_id: "x".repeat(255) },
      bad: { callback_id: "x".repeat(256) },
    },
    {
      name: "blocks",
      good: { blocks: Array(100).fill({ type: "divider" }) },
      bad: { blocks: Array(101).fill({ type: "divider" }) },
    },
    {
      name: "a submit button where something is put in",
      good: { submit, blocks: [input({ type: "plain_text_input", multiline: true })] },
      bad: { blocks: [input({ type: "plain_text_input", multiline: true })] },
    },
    {
      name: "the length of what is put in",
      good: { submit, blocks: [input({ type: "plain_text_input", max_length: 3000 })] },
      bad: { submit, blocks: [input({ type: "plain_text_input", max_length: 3001 })] },
    },
    {
      name: "options of a select",
      good: { blocks: [accessory({ ...select, options: Array(100).fill(option("a")) })] },
      bad: { blocks: [accessory({ ...select, options: Array(101).fill(option("a")) })] },
    },
    {
      name: "options or groups of a select",
      good: {
        blocks: [
          accessory({ ...select, option_groups: [{ label: word(1), options: [option("a")] }] }),
        ],
      },
      bad: { blocks: [accessory(select)] },
    },
    {
      name: "the first choice of a select",
      good: {
        blocks: [accessory({ ...select, options: [option("a")], initial_option: option("a") })],
      },
      bad: {
        blocks: [accessory({ ...select, options: [option("a")], initial_option: option("b") })],
      },
    },
    {
      name: "options of an overflow menu",
      good: { blocks: [accessory({ type: "overflow", options: Array(5).fill(option("a")) })] },
      bad: { blocks: [accessory({ type: "overflow", options: Array(6).fill(option("a")) })] },
    },
    {
      name: "radio buttons",
      good: {
        submit,
        blocks: [input({ type: "radio_buttons", options: Array(10).fill(option("a")) })],
      },
      bad: {
        submit,
        blocks: [input({ type: "radio_buttons", options: Array(11).fill(option("a")) })],
      },
    },
    {
      name: "a date",
      good: { submit, blocks: [input({ type: "datepicker", initial_date: "2026-03-27" })] },
      bad: { submit, blocks: [input({ type: "datepicker", initial_date: "27.3.2026" })] },
    },
    {
      name: "buttons among what is put in",
      good: { submit, blocks: [input({ type: "number_input", is_decimal_allowed: false })] },
      bad: { submit, blocks: [input({ type: "button", text: word(2) })] },
    },
    {
      name: "two actions of one id",
      good: { blocks: [{ type: "actions", elements: [{ type: "users_select", action_id: "a" }] }] },
      bad: {
        blocks: [
          { type: "actions", elements: Array(2).fill({ type: "users_select", action_id: "a" }) },
        ],
      },
    },
  ])("$name", async ({ good, bad }) => {
    expect(await errorOf(open(modalOf("One", bad)))).toBe("invalid_arguments");
    expect(slack.modals(ADA)).toEqual([]);
    expect(await errorOf(open(modalOf("One", good)))).toBeNull();
  });

  it("says where it is wrong", async () => {
    await expect(open(modalOf("One", { title: word(25) }))).rejects.toMatchObject({
      data: {
        response_metadata: {
          messages: [expect.stringContaining("[json-pointer:/view/title/text]")],
        },
      },
    });
  });

  it("the whole of it", async () => {
    const blocks = Array(100).fill(section("x".repeat(2_600)));
    expect(await errorOf(open(modalOf("One", { blocks })))).toBe("view_too_large");
  });

  it("a Home tab is no modal, and a message takes no input", async () => {
    expect(await errorOf(open(homeOf([])))).toBe("invalid_arguments");
    const blocks = JSON.stringify([input({ type: "plain_text_input" })]);
    const post = clientOf(slack).apiCall("chat.postMessage", {
      channel: CHANNEL_ID,
      text: "x",
      blocks,
    });
    expect(await errorOf(post)).toBe("invalid_blocks");
  });
});
