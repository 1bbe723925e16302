import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../../src/adapters/slack/message.ts";
import type { CaseLine, Notice } from "../../../src/ports/notifier.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import {
  digestNotice,
  EMPTY,
  endedGroup,
  groupNotice,
  lineOf,
  listOf,
  managerDigest,
  manyLines,
} from "./list-notices.ts";
import { leavesOf } from "./message-texts.ts";
import { MINUTE_MS, NOW } from "./slack-under-test.ts";

const SCHEMA_URL = new URL(
  "../../../../shared/openapi/slack/block-kit.schema.json",
  import.meta.url,
);
const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;

/** Says what is wrong with a message by the written limits of Slack. */
function createSchemaCheck(): (notice: Notice) => readonly unknown[] {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  ajv.addSchema(JSON.parse(readFileSync(SCHEMA_URL, "utf8")), "slack");
  const validate = ajv.getSchema("slack#/definitions/chatPostMessage");
  if (validate === undefined) throw new Error("the schema has no chatPostMessage");
  return (notice) => {
    validate({ channel: notice.channelId, ...messageOf(notice) });
    return validate.errors ?? [];
  };
}

const textsOf = (notice: Notice) => leavesOf(messageOf(notice).blocks).map(({ text }) => text);
const saidBy = (notice: Notice) => textsOf(notice).join("|");

const odd: Partial<CaseLine> = {
  subject: "印表機故障𠮷 👨‍👩‍👧‍👦 &<".repeat(300),
  customerName: "客".repeat(5000),
  takenBy: Array.from({ length: 50 }, () => "N".repeat(500)),
};
const bare: Partial<CaseLine> = { subject: "\u0000\u202e\n", customerName: "", url: "no address" };
const exhausted = (line: Partial<CaseLine>) => ({
  ...lineOf(line),
  departmentName: "部".repeat(500),
  exhaustedAt: NOW,
  told: Array.from({ length: 99 }, () => "W".repeat(300)),
});

const notices: readonly { name: string; notice: Notice }[] = [
  { name: "a storm", notice: groupNotice() },
  { name: "an opening", notice: groupNotice({ occasion: "opening" }) },
  { name: "a storm that is over", notice: groupNotice(endedGroup) },
  { name: "a group in the fallback channel", notice: groupNotice({ isInFallback: true }) },
  {
    name: "a group as long as it gets, of long words",
    notice: groupNotice({
      departmentName: "客".repeat(5000),
      isInFallback: true,
      counts: { open: 500, acknowledged: 500, handed_over: 500, resolved: 500, withdrawn: 500 },
      live: { lines: manyLines(20, odd), total: 1_000 },
      choices: manyLines(100, odd),
    }),
  },
  {
    name: "a group of which little is known",
    notice: groupNotice({ live: listOf(lineOf(bare)), choices: [lineOf(bare)] }),
  },
  { name: "a digest", notice: digestNotice() },
  { name: "a digest in the fallback channel", notice: digestNotice({ isInFallback: true }) },
  {
    name: "a digest of a quiet day",
    notice: digestNotice({ open: EMPTY, waiting: EMPTY, stale: EMPTY }),
  },
  {
    name: "a digest as long as it gets, of long words",
    notice: digestNotice({
      departmentName: "客".repeat(5000),
      open: { lines: manyLines(20, odd), total: 1_000 },
      waiting: { lines: manyLines(10, { ...odd, snoozedUntil: NOW }), total: 500 },
      stale: { lines: manyLines(10, odd), total: 11 },
      solved: { lines: manyLines(10, bare), total: 500 },
    }),
  },
  { name: "a managers' digest", notice: managerDigest() },
  {
    name: "a managers' digest with suggestions alone",
    notice: managerDigest({
      exhausted: { lines: [], total: 0 },
      suggestions: {
        lines: [{ customerName: null, text: "A darker <blue>", by: "Rosa" }],
        total: 3,
      },
    }),
  },
  {
    name: "a managers' digest as long as it gets, of long words",
    notice: managerDigest({
      exhausted: { lines: Array.from({ length: 20 }, () => exhausted(odd)), total: 999 },
    }),
  },
  {
    name: "a managers' digest of which little is known",
    notice: managerDigest({ exhausted: listOf({ ...exhausted(bare), told: [] }) }),
  },
];

describe.each(LANGUAGES)("a message of many cases in %s", (language) => {
  itWithFixtures("is what Slack accepts, whatever it is of", () => {
    const schemaErrors = createSchemaCheck();
    const refused = notices.filter(
      ({ notice }) => schemaErrors({ ...notice, language }).length > 0,
    );
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  it.each(notices)("of $name has words for everything, and few enough blocks", ({ notice }) => {
    const texts = textsOf({ ...notice, language });
    expect(texts.filter((text) => /slack\.|slackDigest|\{\{|undefined|null/.test(text))).toEqual(
      [],
    );
    expect(messageOf({ ...notice, language }).blocks.length).toBeLessThanOrEqual(10);
    const ids = messageOf({ ...notice, language }).blocks.map(({ block_id: id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(new RegExp(`^dlv:${notice.deliveryId}:`));
    expect(ids.at(-1)).toBe(`lang:${language}:1`);
  });
});

itWithFixtures("is refused by the schema when a limit is broken", () => {
  const schemaErrors = createSchemaCheck();
  expect(schemaErrors(groupNotice())).toEqual([]);
  expect(schemaErrors(groupNotice({ choices: manyLines(101) }))).not.toEqual([]);
});

describe("the message of a group", () => {
  it("says how many, what is due first, when, and who has it", () => {
    const said = saidBy(groupNotice());
    expect(said).toContain("Escalation storm: 3 cases");
    expect(said).toContain("1 waiting for somebody · 1 taken · 1 resolved");
    expect(said).toContain("Printer on floor 3 is down| · |Acme GmbH| · |due | · |waiting");
    expect(said).toContain("Leak| · |unknown| · |taken by Ben Li, Ada Wong");
    expect(said).not.toContain("more");
  });

  it("gives due times to every reader in their own zone", () => {
    expect(JSON.stringify(messageOf(groupNotice()).blocks)).toContain(
      `{"type":"date","timestamp":${(NOW - 15 * MINUTE_MS) / 1000},"format":"{date_short_pretty}, {time}","fallback":"2026-03-27 15:15 UTC"}`,
    );
  });

  it("says how many more there are", () => {
    expect(saidBy(groupNotice({ live: { lines: manyLines(20), total: 500 } }))).toContain(
      "and 480 more",
    );
  });

  it("says that it is over when nothing is left to do, and offers nothing any more", () => {
    const notice = groupNotice(endedGroup);
    expect(saidBy(notice)).toContain("Over: all 500 cases have ended");
    expect(messageOf(notice).blocks.map(({ type }) => type)).not.toContain("actions");
  });

  it("is not over while a case is with another department", () => {
    const notice = groupNotice({ ...endedGroup, counts: { ...endedGroup.counts, handed_over: 1 } });
    expect(saidBy(notice)).toContain("Escalation storm: 501 cases");
  });

  it("has a press for all of them, and a choice for each", () => {
    const actions = messageOf(groupNotice()).blocks.find((block) => block.type === "actions");
    expect(actions?.elements).toMatchObject([
      { type: "button", action_id: "group_take", value: `1001:support-${NOW}`, style: "primary" },
      {
        type: "static_select",
        action_id: "group_show_case",
        options: [
          { text: { text: "Printer on floor 3 is down · Acme GmbH" }, value: "1001:77-1" },
          { text: { text: "Leak · unknown" }, value: "1001:78-1" },
        ],
      },
    ]);
  });

  it("has no press for all when somebody has each of them", () => {
    const counts = { ...endedGroup.counts, acknowledged: 2 };
    const actions = messageOf(groupNotice({ counts })).blocks.find(
      ({ type }) => type === "actions",
    );
    expect(JSON.stringify(actions)).not.toContain("group_take");
  });

  it("notifies in one line", () => {
    expect(messageOf(groupNotice({ language: "zh-TW" })).text).toBe(
      "升級風暴：3 個案件 · 待接手 1 · 已接手 1 · 已解決 1",
    );
  });

  it("carries its delivery and its group in the metadata", () => {
    expect(messageOf(groupNotice()).metadata.event_payload).toEqual({
      delivery_id: `1001-support-${NOW}`,
      group_id: `support-${NOW}`,
    });
  });
});

describe("a digest", () => {
  it("names the day and says in each part what there is, with the time left", () => {
    const said = saidBy(digestNotice());
    expect(said).toContain("Service: Friday, 27 March 2026");
    expect(said).toContain("Open: 2");
    expect(said).toContain("|due | (15 min overdue)| · |waiting for somebody to take it");
    expect(said).toContain("|due | (2 h 15 min left)|");
    expect(said).toContain("Taken, but without progress: 1");
    expect(said).toContain("Waiting for others: 1");
    expect(said).toContain("snoozed until ");
    expect(said).toContain("Resolved since the last opening: 12");
    expect(said).toContain("and 11 more");
  });

  it("leaves out what there is none of", () => {
    const said = saidBy(digestNotice({ waiting: EMPTY, stale: EMPTY }));
    expect(said).not.toContain("Waiting for others");
    expect(said).not.toContain("without progress");
  });

  it("says on the due instant that no time is left, not that it is overdue", () => {
    expect(saidBy(digestNotice({ open: listOf(lineOf({ dueAt: NOW })) }))).toContain(
      "(less than 1 min left)",
    );
  });

  it("of the managers says since when, where, and whom it told", () => {
    const said = saidBy(managerDigest());
    expect(said).toContain("1 case that nobody took on any level (Friday, 27 March 2026)");
    expect(said).toContain("| · |Technical support| · |since | · |told: Mei-ling Chen, Ada Wong");
  });
});

describe("a person's words in a list", () => {
  const evil =
    "<!channel> <@U1> <https://evil|R> & *b* _i_ `c` @here :smile:\n> x $t(slack.due) {{name}}";
  const shown = "<!channel> <@U1> <https://evil|R> & *b*";
  const line = { subject: evil, customerName: evil, takenBy: [evil] };
  const all: readonly Notice[] = [
    groupNotice({
      departmentName: evil,
      isInFallback: true,
      live: listOf(lineOf(line)),
      choices: [lineOf(line)],
    }),
    digestNotice({ departmentName: evil, isInFallback: true, open: listOf(lineOf(line)) }),
    managerDigest({
      exhausted: listOf({ ...lineOf(line), departmentName: evil, exhaustedAt: NOW, told: [evil] }),
    }),
  ];

  it.each(all)("are shown literally, in objects that Slack does not parse ($kind)", (notice) => {
    const leaves = leavesOf(messageOf(notice).blocks);
    const holding = leaves.filter(({ text }) => text.includes("evil"));
    expect(holding.length).toBeGreaterThanOrEqual(3);
    const kinds = new Set(holding.map(({ kind }) => kind));
    expect([...kinds].filter((kind) => !["text", "link", "plain_text"].includes(kind))).toEqual([]);
    expect(holding.filter(({ text }) => text.includes(shown)).length).toBeGreaterThanOrEqual(2);
  });

  it.each(all)(
    "reach neither markup nor metadata, and are escaped in the notification ($kind)",
    (notice) => {
      const { blocks, metadata, text } = messageOf(notice);
      const markup = leavesOf(blocks).filter(({ kind }) => kind === "mrkdwn");
      expect(markup.filter((leaf) => /evil|U1|channel/.test(leaf.text))).toEqual([]);
      expect(JSON.stringify(metadata)).not.toContain("evil");
      expect(text).not.toMatch(/[<>\n]/);
    },
  );
});
