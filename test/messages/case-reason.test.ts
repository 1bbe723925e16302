import { describe, expect, it } from "vitest";
import { ClockKind } from "../../src/domain/governance/clock-rules.ts";
import { caseReason } from "../../src/messages/case-reason.ts";
import { translatorOf } from "../../src/messages/translate.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
const WORK = ["answered", "arrived", "solved", "complaint_answered", "ticket_closed"];
const REASONS = [
  ...ClockKind.options.flatMap((kind) => [`${kind}_warning`, `${kind}_breach`]),
  ...WORK.flatMap((reason) => [reason, `${reason}_in_time`]),
  "ticket_deleted",
  "ticket_merged",
  "late_news",
];

describe.each(LANGUAGES)("the reason of a step in %s", (language) => {
  const t = translatorOf(language);

  it.each(REASONS)("has words for %s", (reason) => {
    expect(caseReason(reason, t)).toMatch(/^[^{}]+$/);
  });

  it("tells all reasons apart", () => {
    const texts = REASONS.map((reason) => caseReason(reason, t));
    expect(new Set(texts).size).toBe(REASONS.length);
  });
});

it.each<{
  name: string;
  language: (typeof LANGUAGES)[number];
  reason: string;
  text: string | null;
}>([
  {
    name: "is composed of the clock's name",
    language: "en",
    reason: "on_site_arrival_breach",
    text: "on-site arrival overdue",
  },
  {
    name: "uses the word for clocks and not the one for visits",
    language: "zh-TW",
    reason: "first_response_breach",
    text: "首次回應逾時",
  },
  {
    name: "speaks of a reply in general where any reply may be meant",
    language: "zh-CN",
    reason: "answered",
    text: "已回复客户",
  },
  { name: "is silent about an unknown clock", language: "en", reason: "x_breach", text: null },
  { name: "is silent about an unknown code", language: "en", reason: "a_code", text: null },
])("$name", ({ language, reason, text }) => {
  expect(caseReason(reason, translatorOf(language))).toBe(text);
});
