import { createContext, useContext } from "react";
import { LOCALE_BY_LANGUAGE } from "../../../src/messages/locale.ts";
import { enChat } from "./en-chat.ts";
import { enRecords } from "./en-records.ts";
import { enShell } from "./en-shell.ts";
import { enTour } from "./en-tour.ts";
import { enTroubles } from "./en-troubles.ts";
import { zhCnChat } from "./zh-cn-chat.ts";
import { zhCnRecords } from "./zh-cn-records.ts";
import { zhCnSaid } from "./zh-cn-said.ts";
import { zhCnShell } from "./zh-cn-shell.ts";
import { zhCnTour } from "./zh-cn-tour.ts";
import { zhCnTroubles } from "./zh-cn-troubles.ts";
import { zhTwChat } from "./zh-tw-chat.ts";
import { zhTwRecords } from "./zh-tw-records.ts";
import { zhTwSaid } from "./zh-tw-said.ts";
import { zhTwShell } from "./zh-tw-shell.ts";
import { zhTwTour } from "./zh-tw-tour.ts";
import { zhTwTroubles } from "./zh-tw-troubles.ts";

/** Every word of the sandbox's page. A catalogue that lacks one does not compile. */
export type PageWords = {
  readonly language: PageLanguage;
  /** For dates and numbers. */
  readonly locale: string;
  readonly shell: typeof enShell;
  readonly records: typeof enRecords;
  readonly troubles: typeof enTroubles;
  readonly tour: typeof enTour;
  readonly chat: typeof enChat;
  /** What the local CRM says in English, such as a property's name, in this language. */
  said(text: string): string;
};

/** As HubSpot names the languages of its users. */
export const PAGE_LANGUAGES = [
  { value: "en", label: "English" },
  { value: "zh-tw", label: "繁體中文" },
  { value: "zh-cn", label: "简体中文" },
] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]["value"];

/** What a page says of its own language, for screen readers and for the shapes of letters. */
export const LOCALE_TAGS: Readonly<Record<PageLanguage, string>> = {
  en: "en",
  "zh-tw": "zh-TW",
  "zh-cn": "zh-CN",
};

export const PAGE_WORDS: Readonly<Record<PageLanguage, PageWords>> = {
  en: {
    language: "en",
    locale: LOCALE_BY_LANGUAGE.en,
    shell: enShell,
    records: enRecords,
    troubles: enTroubles,
    tour: enTour,
    chat: enChat,
    said: (text) => text,
  },
  "zh-tw": {
    language: "zh-tw",
    locale: LOCALE_BY_LANGUAGE["zh-TW"],
    shell: zhTwShell,
    records: zhTwRecords,
    troubles: zhTwTroubles,
    tour: zhTwTour,
    chat: zhTwChat,
    said: saidBy(zhTwSaid),
  },
  "zh-cn": {
    language: "zh-cn",
    locale: LOCALE_BY_LANGUAGE["zh-CN"],
    shell: zhCnShell,
    records: zhCnRecords,
    troubles: zhCnTroubles,
    tour: zhCnTour,
    chat: zhCnChat,
    said: saidBy(zhCnSaid),
  },
};

export const WordsContext = createContext<PageWords>(PAGE_WORDS.en);

export function useWords(): PageWords {
  return useContext(WordsContext);
}

export function languageNamed(value: string): PageLanguage {
  return PAGE_LANGUAGES.find((language) => language.value === value)?.value ?? "en";
}

/** A text as a whole, or its label and its value each; several of those are parted by dots. */
function saidBy(dictionary: Readonly<Record<string, string>>): (text: string) => string {
  const word = (text: string) => dictionary[text] ?? text;
  const part = (text: string) => {
    const [label = "", ...rest] = text.split(": ");
    // A person's own words may have a colon too; they are no label, and stay as they are.
    if (rest.length === 0 || dictionary[label] === undefined) return word(text);
    return `${word(label)}：${word(rest.join(": "))}`;
  };
  return (text) => dictionary[text] ?? text.split(" · ").map(part).join(" · ");
}
