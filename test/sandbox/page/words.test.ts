import { expect, it } from "vitest";
import { PAGE_LANGUAGES, PAGE_WORDS } from "../../../sandbox/page/words/page-words.ts";
import { zhCnSaid } from "../../../sandbox/page/words/zh-cn-said.ts";
import { zhTwSaid } from "../../../sandbox/page/words/zh-tw-said.ts";
import { OWN_PROPERTIES } from "../../../src/adapters/hubspot/own-properties.ts";

/** Names that stay as they are in every language. */
const NAMES = /HubSpot|Slack|Aftercare|CRM|API|webhook|Webhook|APP|App|Take it|ms/;

function textsOf(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return [String(words("N", "N", "N"))];
  if (typeof words !== "object" || words === null) return [];
  return Object.values(words).flatMap(textsOf);
}

const chinese = PAGE_LANGUAGES.filter(({ value }) => value !== "en");

it.each(chinese)("has no word of English left in $label", ({ value }) => {
  const { shell, records, troubles, tour, chat } = PAGE_WORDS[value];
  const left = [shell, records, troubles, tour, chat]
    .flatMap(textsOf)
    .filter((text) => /[A-Za-z]{3,}/.test(text.replaceAll(new RegExp(NAMES, "g"), "")));
  expect(left).toEqual([]);
});

it("says in both what the CRM says in English", () => {
  expect(Object.keys(zhCnSaid)).toEqual(Object.keys(zhTwSaid));
});

it("says what Aftercare's own properties and their choices are called", () => {
  const labels = Object.values(OWN_PROPERTIES)
    .flat()
    .flatMap(({ label, choices = [] }) => [label, ...choices.map((choice) => choice.label)]);
  const said = PAGE_WORDS["zh-cn"].said;
  expect(labels.filter((label) => /[A-Za-z]{3,}/.test(said(label)))).toEqual([]);
});

it.each([
  { text: "Waiting on us", said: "等待我方" },
  { text: "Stage: Closed", said: "階段：已結案" },
  { text: "First response: Met · Severity: Minor", said: "首次回應：已達成 · 嚴重程度：輕微" },
  { text: "Filling line FL-200: stopped", said: "Filling line FL-200: stopped" },
])("translates what it knows and leaves the rest: $text", ({ text, said }) => {
  expect(PAGE_WORDS["zh-tw"].said(text)).toBe(said);
  expect(PAGE_WORDS.en.said(text)).toBe(text);
});
