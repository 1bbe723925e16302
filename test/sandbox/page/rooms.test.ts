import { describe, expect, it } from "vitest";
import { newestPlace, roomAt } from "../../../sandbox/page/chat/rooms.ts";
import { enChat } from "../../../sandbox/page/words/en-chat.ts";
import { channelOf, chatWith, messageOf } from "./chat-samples.ts";
import { NOW } from "./fake-sandbox.ts";

const eyes = { me: "U1", dismissed: new Set<string>(), words: enChat };
const dm = { channelId: "D1", userId: "U1", kind: "dm" as const, messages: [messageOf("1")] };

describe("a room", () => {
  it.each([
    { name: "an open channel", more: {}, closed: null, warning: null },
    {
      name: "an archived channel",
      more: { isArchived: true },
      closed: expect.stringContaining("archived"),
      warning: null,
    },
    {
      name: "a channel without the app",
      more: { hasBot: false },
      closed: null,
      warning: expect.stringContaining("not in this channel"),
    },
  ])("says who can write: $name", ({ more, closed, warning }) => {
    const chat = chatWith({ channels: [channelOf("C1", more)] });
    const room = roomAt(chat, { kind: "channel", channelId: "C1" }, eyes);
    expect(room).toMatchObject({ channelId: "C1", title: "#name-C1", closed, warning });
  });

  it("is the person's own with the app, and nobody can begin it but the app", () => {
    const chat = chatWith({ directMessages: [dm] });
    expect(roomAt(chat, { kind: "app" }, eyes)).toMatchObject({ channelId: "D1", closed: null });
    expect(roomAt(chat, { kind: "app" }, { ...eyes, me: "U2" })).toMatchObject({
      channelId: null,
      messages: [],
      closed: expect.any(String),
    });
  });

  it("is none for Home and for a channel that is gone", () => {
    expect(roomAt(chatWith(), { kind: "home" }, eyes)).toBeNull();
    expect(roomAt(chatWith(), { kind: "channel", channelId: "C9" }, eyes)).toBeNull();
  });
});

describe("the first look", () => {
  it("goes where something happened last", () => {
    const at = (channelId: string, postedAt: number) =>
      channelOf(channelId, { messages: [messageOf("1", { postedAt })] });
    const channels = [at("C1", NOW - 1), at("C2", NOW), channelOf("C3")];
    expect(newestPlace({ channels })).toEqual({ kind: "channel", channelId: "C2" });
  });

  it("goes Home when there are no channels", () => {
    expect(newestPlace({ channels: [] })).toEqual({ kind: "home" });
  });
});
