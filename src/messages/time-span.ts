import type { MessageLanguage } from "./translate.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

type Words = {
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly underOneMinute: string;
};

const WORDS: Readonly<Record<MessageLanguage, Words>> = {
  en: { day: "d", hour: "h", minute: "min", second: "s", underOneMinute: "less than 1 min" },
  "zh-TW": { day: "天", hour: "小時", minute: "分鐘", second: "秒", underOneMinute: "不到 1 分鐘" },
  "zh-CN": { day: "天", hour: "小时", minute: "分钟", second: "秒", underOneMinute: "不到 1 分钟" },
};

/**
 * A length of time for people, in its two largest units: `2 h 15 min`, `3 天 4 小時`. Rounded down, so
 * that it never promises time that is not there; a negative length counts as none.
 */
export function timeSpan(ms: number, language: MessageLanguage): string {
  const words = WORDS[language];
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS);
  if (minutes === 0) return words.underOneMinute;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / MINUTES_PER_DAY), words.day],
    [Math.floor((minutes % MINUTES_PER_DAY) / MINUTES_PER_HOUR), words.hour],
    [minutes % MINUTES_PER_HOUR, words.minute],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** The same to the second, for lists whose lengths have to add up: `27 h 15 min`, `29 min 47 s`. */
export function exactSpan(ms: number, language: MessageLanguage): string {
  const words = WORDS[language];
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 3600), words.hour],
    [Math.floor((seconds % 3600) / 60), words.minute],
    [seconds % 60, words.second],
  ];
  const shown = parts.filter(([count]) => count > 0);
  return (shown.length === 0 ? [[0, words.minute]] : shown).map((part) => part.join(" ")).join(" ");
}
