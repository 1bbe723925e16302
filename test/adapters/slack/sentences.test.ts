import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../src/adapters/slack/sentences.ts";
import { translatorOf } from "../../../src/messages/translate.ts";

describe("sentences", () => {
  it.each([
    { name: "are parted", language: "en", said: ["One", "two"], expected: "One. two" },
    { name: "are parted in Chinese", language: "zh-TW", said: ["一", "二"], expected: "一。二" },
    { name: "keep their own end", language: "en", said: ["Which?", "P2"], expected: "Which? P2" },
    { name: "keep it in Chinese", language: "zh-CN", said: ["哪个？", "P2"], expected: "哪个？P2" },
    { name: "keep a narrow one", language: "zh-TW", said: ["P2?", "二"], expected: "P2? 二" },
    { name: "may be one", language: "en", said: ["One"], expected: "One" },
    { name: "may be none", language: "en", said: [], expected: "" },
  ] as const)("$name", ({ language, said, expected }) => {
    expect(sentencesOf(said, translatorOf(language))).toBe(expected);
  });
});
