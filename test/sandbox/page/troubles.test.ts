import { describe, expect, it } from "vitest";
import {
  ailmentsOf,
  curesOf,
  type Trouble,
  troublesOf,
} from "../../../sandbox/page/chat/troubles.ts";
import { problemOf } from "../../../sandbox/page/chat/use-doing.ts";
import { enChat } from "../../../sandbox/page/words/en-chat.ts";
import { AppChange, ChannelChange, ChatFaultSwitch } from "../../../sandbox/page-chat-contract.ts";
import type { Chat } from "../../../sandbox/page-contract.ts";
import { channelOf, chatWith } from "./chat-samples.ts";

const CONTRACTS = {
  "/sandbox/slack-fault": ChatFaultSwitch,
  "/sandbox/channel": ChannelChange,
  "/sandbox/slack-app": AppChange,
};
const channel = channelOf("C1", { name: "service" });
const all = (chat: Chat) =>
  troublesOf(chat, chat.channels[0] ?? null, enChat).flatMap(({ troubles }) => troubles);
const isOn = (chat: Chat) =>
  all(chat)
    .filter((one) => one.isOn)
    .map(({ name }) => name);
const well = chatWith({ channels: [channel] });

describe("the switches for trouble", () => {
  it("are all off when all is well", () => {
    expect(all(well)).toHaveLength(8);
    expect(isOn(well)).toEqual([]);
    expect([ailmentsOf(well, enChat), curesOf(well)]).toEqual([[], []]);
  });

  it("have no channel's troubles where there is no channel", () => {
    expect(all(chatWith())).toHaveLength(6);
  });

  it("ask for what the server knows, on and off", () => {
    const asks = all(well).flatMap(({ turnOn, turnOff }) => [turnOn, turnOff]);
    for (const { path, body } of asks) {
      const contract = Object.entries(CONTRACTS).find(([one]) => one === path)?.[1];
      expect(contract?.safeParse(body).success, path).toBe(true);
    }
    const isDifferent = ({ turnOn, turnOff }: Trouble) =>
      JSON.stringify(turnOn.body) !== JSON.stringify(turnOff.body);
    expect(all(well).every(isDifferent)).toBe(true);
  });

  it.each<{ name: string; chat: Chat; on: string; ailment: string }>([
    {
      name: "Slack down",
      chat: { ...well, faults: [{ method: "*", fault: { kind: "down" } }] },
      on: "is down",
      ailment: "Slack is down",
    },
    {
      name: "a slow Slack",
      chat: { ...well, faults: [{ method: "*", fault: { kind: "slow", delayMs: 1 } }] },
      on: "is slow",
      ailment: "Slack is slow",
    },
    {
      name: "lost answers",
      chat: { ...well, faults: [{ method: "chat.postMessage", fault: { kind: "answer_lost" } }] },
      on: "loses the answer after posting",
      ailment: "Answers get lost (chat.postMessage)",
    },
    {
      name: "a limit",
      chat: {
        ...well,
        faults: [{ method: "*", fault: { kind: "rate_limited", retryAfterSeconds: 9 } }],
      },
      on: "says: not so fast",
      ailment: "Slack asks the app to wait",
    },
    {
      name: "an archived channel",
      chat: chatWith({ channels: [{ ...channel, isArchived: true }] }),
      on: "is archived",
      ailment: "#service is archived",
    },
    {
      name: "a channel without the app",
      chat: chatWith({ channels: [{ ...channel, hasBot: false }] }),
      on: "has lost the app",
      ailment: "The app is not in #service",
    },
    {
      name: "a revoked token",
      chat: { ...well, app: "token_revoked" },
      on: "has its token revoked",
      ailment: "The app's token is revoked",
    },
    {
      name: "no app",
      chat: { ...well, app: "uninstalled" },
      on: "is uninstalled",
      ailment: "The app is uninstalled",
    },
  ])("show $name, and one cure ends it", ({ chat, on, ailment }) => {
    expect(isOn(chat)).toEqual([on]);
    expect(ailmentsOf(chat, enChat)).toEqual([ailment]);
    expect(curesOf(chat)).toHaveLength(1);
    const [trouble] = all(chat).filter((one) => one.isOn);
    expect(curesOf(chat)[0]?.path).toBe(trouble?.turnOff.path);
  });

  it("end all at once", () => {
    const chat = chatWith({
      channels: [{ ...channel, isArchived: true, hasBot: false }, channelOf("C2")],
      faults: [{ method: "*", fault: { kind: "down" } }],
      app: "uninstalled",
    });
    expect(curesOf(chat).map(({ body }) => body)).toEqual([
      { method: "*", fault: null },
      { channelId: "C1", isArchived: false, hasBot: true },
      { state: "installed" },
    ]);
  });
});

describe("a failure", () => {
  it.each([
    {
      name: "says what the server said",
      error: new Error("No such person."),
      text: "No such person.",
    },
    {
      name: "leaves open what a lost answer did",
      error: new Error("The plugin did not answer."),
      text: "The plugin did not answer. It may have worked all the same.",
    },
    {
      name: "leaves it open when the sandbox itself is silent",
      error: new DOMException("", "TimeoutError"),
      text: "The sandbox did not answer. It may have worked all the same.",
    },
    { name: "may be anything", error: "odd", text: "odd" },
  ])("$name", ({ error, text }) => {
    expect(problemOf(error, enChat, (said) => said)).toBe(text);
  });
});
