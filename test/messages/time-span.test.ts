import { describe, expect, it } from "vitest";
import { exactSpan, timeSpan } from "../../src/messages/time-span.ts";
import type { MessageLanguage } from "../../src/messages/translate.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe("a time span", () => {
  it.each<{ name: string; ms: number; language: MessageLanguage; expected: string }>([
    {
      name: "names hours and minutes",
      ms: 135 * MINUTE_MS,
      language: "en",
      expected: "2 h 15 min",
    },
    { name: "leaves out empty minutes", ms: 2 * HOUR_MS, language: "en", expected: "2 h" },
    { name: "leaves out empty hours", ms: DAY_MS + MINUTE_MS, language: "en", expected: "1 d" },
    {
      name: "has two units at most",
      ms: 3 * DAY_MS + 4 * HOUR_MS + 5 * MINUTE_MS,
      language: "en",
      expected: "3 d 4 h",
    },
    { name: "rounds down", ms: 2 * MINUTE_MS - 1, language: "en", expected: "1 min" },
    { name: "is one minute at 60 s", ms: MINUTE_MS, language: "en", expected: "1 min" },
    { name: "says so below one minute", ms: 59_999, language: "en", expected: "less than 1 min" },
    { name: "takes no time", ms: 0, language: "en", expected: "less than 1 min" },
    { name: "takes a negative time as none", ms: -1, language: "en", expected: "less than 1 min" },
    { name: "is one hour at 60 min", ms: HOUR_MS, language: "en", expected: "1 h" },
    { name: "is one day at 24 h", ms: DAY_MS, language: "en", expected: "1 d" },
    {
      name: "speaks zh-TW",
      ms: 135 * MINUTE_MS,
      language: "zh-TW",
      expected: "2 小時 15 分鐘",
    },
    { name: "speaks zh-CN", ms: 27 * HOUR_MS, language: "zh-CN", expected: "1 天 3 小时" },
  ])("$name", ({ ms, language, expected }) => {
    expect(timeSpan(ms, language)).toBe(expected);
  });
});

it.each<{ name: string; ms: number; language: "en" | "zh-TW" | "zh-CN"; text: string }>([
  { name: "hours beyond a day", ms: 27 * 3_600_000 + 900_000, language: "en", text: "27 h 15 min" },
  { name: "seconds", ms: 1_787_000, language: "en", text: "29 min 47 s" },
  { name: "only what is there", ms: 3_601_000, language: "zh-TW", text: "1 小時 1 秒" },
  { name: "nothing", ms: 999, language: "zh-CN", text: "0 分钟" },
  { name: "no negative length", ms: -1, language: "en", text: "0 min" },
])("an exact length tells $name", ({ ms, language, text }) => {
  expect(exactSpan(ms, language)).toBe(text);
});
