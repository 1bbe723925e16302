import { describe, expect, it } from "vitest";
import { en } from "../src/messages/en.ts";
import { zhCn } from "../src/messages/zh-cn.ts";
import { zhTw } from "../src/messages/zh-tw.ts";

type Message = { readonly key: string; readonly text: string };

/** All texts of a catalogue with their full keys, e.g. `card.words.tier`. */
function messagesOf(catalogue: unknown, prefix = ""): readonly Message[] {
  if (typeof catalogue === "string") return [{ key: prefix, text: catalogue }];
  if (typeof catalogue !== "object" || catalogue === null) {
    throw new Error(`${prefix} is ${typeof catalogue}: expected a text or a group of texts`);
  }
  return Object.entries(catalogue).flatMap(([name, inner]) =>
    messagesOf(inner, prefix === "" ? name : `${prefix}.${name}`),
  );
}

/** English has a singular; where it has `x_one`, the other languages need only `x_other`. */
function neededKeys(messages: readonly Message[]): readonly string[] {
  return messages.map(({ key }) => key.replace(/_(one|other)$/, "")).toSorted();
}

function placeholdersOf(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([, name = ""]) => name.trim())),
  ].toSorted();
}

const english = messagesOf(en);
const catalogues = [
  { language: "en", messages: english },
  { language: "zh-TW", messages: messagesOf(zhTw) },
  { language: "zh-CN", messages: messagesOf(zhCn) },
];

describe.each(catalogues)("the $language catalogue", ({ messages }) => {
  it("has the keys of the English one", () => {
    expect([...new Set(neededKeys(messages))]).toEqual([...new Set(neededKeys(english))]);
  });

  it("leaves no text empty", () => {
    expect(messages.filter(({ text }) => text.trim() === "")).toEqual([]);
  });

  it("fills in the same values as the English one", () => {
    const wanted = new Map(english.map(({ key, text }) => [key, placeholdersOf(text)]));
    const different = messages
      .filter(({ key }) => wanted.has(key) && !key.endsWith("_one"))
      .filter(({ key, text }) => placeholdersOf(text).join() !== wanted.get(key)?.join());

    expect(different).toEqual([]);
  });
});

describe("the Chinese catalogues", () => {
  it("never call a better tier an escalation", () => {
    const wrong = [...messagesOf(zhTw), ...messagesOf(zhCn)].filter(
      ({ key, text }) => key.includes("tier") && /升級|升级/.test(text),
    );

    expect(wrong).toEqual([]);
  });

  it.each([
    { name: "zh-TW", catalogue: zhTw, others: /暫緩|推遲|延期/ },
    { name: "zh-CN", catalogue: zhCn, others: /延后|推迟|延期/ },
  ])("have one word for a snooze ($name)", ({ catalogue, others }) => {
    expect(messagesOf(catalogue).filter(({ text }) => others.test(text))).toEqual([]);
  });
});
