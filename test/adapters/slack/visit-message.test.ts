import { describe, expect, it } from "vitest";
import { blockErrors } from "../../../sandbox/local-slack/message-limits.ts";
import { messageOf } from "../../../src/adapters/slack/message.ts";
import type {
  VisitDayNotice,
  VisitLine,
  VisitList,
  VisitNotice,
} from "../../../src/ports/visit-told.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import { leavesOf } from "./message-texts.ts";
import { createSchemaCheck } from "./slack-schema.ts";
import { NOW } from "./slack-under-test.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
const LONG = "長 W&<".repeat(1_000);
const base = {
  portalId: "1001",
  teamId: "T1",
  channelId: "U0000000001",
  threadTs: null,
  deliveryId: "1001-visit-day",
  revision: 1,
  now: NOW,
  language: "en",
} as const;
const line: VisitLine = {
  customerName: "Nordwind",
  url: "https://crm.example/contacts/1001/record/0-2/7",
  care: "visit",
  channel: "phone",
  dueAt: NOW,
  colour: "green",
  overdueDays: 0,
  ownerName: "Rosa Rep",
};
const red: VisitLine = { ...line, customerName: "Südwind", colour: "red", overdueDays: 3 };
const none: VisitList = { lines: [], total: 0 };

function day(changes: Partial<VisitDayNotice> = {}): VisitDayNotice {
  const due = { lines: [red, { ...line, colour: "yellow" as const }, line], total: 23 };
  return {
    ...base,
    kind: "visit_day",
    role: "owner",
    date: "2026-06-09",
    due,
    overdue: none,
    ...changes,
  };
}

const single = (occasion: VisitNotice["occasion"], changes: Partial<VisitNotice> = {}) => {
  const { customerName, url, care, channel, dueAt } = line;
  const told = { customerName, url, care, channel, dueAt, colour: "red" as const, attempts: 3 };
  return { ...base, kind: "visit" as const, occasion, ...told, ...changes };
};
const longLine = { ...red, customerName: LONG, ownerName: LONG, url: "no address" };
const notices: readonly { readonly name: string; readonly notice: VisitDayNotice | VisitNotice }[] =
  [
    { name: "the day of an owner", notice: day() },
    {
      name: "a lead",
      notice: day({ role: "lead", due: none, overdue: { lines: [red], total: 1 } }),
    },
    {
      name: "a manager, with long words",
      notice: day({
        role: "manager",
        due: none,
        overdue: { lines: Array.from({ length: 20 }, () => longLine), total: 500 },
      }),
    },
    {
      name: "visits without names",
      notice: day({
        role: "lead",
        overdue: { lines: [{ ...red, customerName: null, ownerName: null, url: null }], total: 1 },
      }),
    },
    { name: "a task that was deleted", notice: single("deleted", { colour: "green" }) },
    { name: "a customer nobody reached", notice: single("unreachable", { customerName: null }) },
  ];

const textsOf = (notice: VisitDayNotice | VisitNotice) => {
  const { blocks, text } = messageOf(notice);
  return [text, ...leavesOf(blocks).map((leaf) => leaf.text)];
};

describe.each(LANGUAGES)("messages of visits in %s", (language) => {
  itWithFixtures("are what Slack accepts", () => {
    const errors = createSchemaCheck();
    const refused = notices.filter(({ notice }) => errors({ ...notice, language }).length > 0);
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  it.each(notices)("to $name are what the local Slack accepts, in words", ({ notice }) => {
    const { blocks, text } = messageOf({ ...notice, language });
    expect(blockErrors(blocks)).toEqual([]);
    expect(text.length).toBeLessThan(4_000);
    const odd = textsOf({ ...notice, language }).filter((one) =>
      /slack\w*\.|visitPlan\.|\{\{|undefined/.test(one),
    );
    expect(odd).toEqual([]);
  });
});

describe("the message of an owner's day", () => {
  it("lists what is due, how late it is, and how many more there are", () => {
    const texts = textsOf(day());
    expect(texts[0]).toBe("Your visits · Tuesday, 9 June 2026 · Due today: 23");
    const expected = [
      "Südwind",
      "⛔ 3 days past the latest day",
      "⚠ Past the ideal day",
      "and 20 more",
    ];
    expect(texts).toEqual(expect.arrayContaining(expected));
    expect(texts).not.toContain("Rosa Rep");
  });

  it("has no list for what is not there, and says to a lead whose the visits are", () => {
    const texts = textsOf(day({ role: "lead", due: none, overdue: { lines: [red], total: 1 } }));
    expect(texts).toContain("Overdue: 1");
    expect(texts).toContain("Rosa Rep");
    expect(texts.some((one) => one.startsWith("Due today"))).toBe(false);
    expect(texts.some((one) => one.startsWith("and "))).toBe(false);
  });
});
