import { describe, expect, it } from "vitest";
import { blockErrors } from "../../../sandbox/local-slack/message-limits.ts";
import { caseMessage } from "../../../src/adapters/slack/case-message.ts";
import type { CaseNotice } from "../../../src/ports/notifier.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import { textsOf } from "./message-texts.ts";
import { createSchemaCheck } from "./slack-schema.ts";
import { MINUTE_MS, NOW, noticeOf, taken, withTicket } from "./slack-under-test.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;

function buttonsOf(notice: CaseNotice) {
  return caseMessage(notice).blocks.flatMap((block) =>
    block.type === "actions" ? block.elements : [],
  );
}

const notices: readonly { name: string; notice: CaseNotice }[] = [
  { name: "an overdue case", notice: noticeOf() },
  { name: "a case that somebody took", notice: noticeOf(taken) },
  { name: "a handed over case", notice: noticeOf({ state: "handed_over" }) },
  { name: "a case in the fallback channel", notice: noticeOf({ isInFallback: true }) },
  {
    name: "a resolved case",
    notice: noticeOf({
      state: "resolved",
      acts: [...taken.acts, { act: "resolved", by: "Ben Li", at: NOW, reason: null }],
    }),
  },
  {
    name: "a withdrawn case",
    notice: noticeOf({
      state: "withdrawn",
      acts: [{ act: "withdrawn", by: null, at: NOW, reason: "answered_in_time" }],
    }),
  },
  { name: "a case without clocks and acts", notice: noticeOf({ clocks: [], acts: [] }) },
  {
    name: "a ticket of which little is known",
    notice: withTicket({
      subject: "",
      url: null,
      tierLabel: null,
      priority: null,
      customerName: null,
      ownerName: null,
    }),
  },
  { name: "a subject of 5,000 characters", notice: withTicket({ subject: "W&<".repeat(1667) }) },
  { name: "a subject of emoji", notice: withTicket({ subject: "👨‍👩‍👧‍👦".repeat(200) }) },
  { name: "a Chinese subject", notice: withTicket({ subject: "印表機故障𠮷".repeat(300) }) },
  { name: "names of 5,000 characters", notice: withTicket({ customerName: "客".repeat(5000) }) },
  { name: "a subject of control characters", notice: withTicket({ subject: "\u0000\u202e\n" }) },
  { name: "an address that is none", notice: withTicket({ url: "javascript:alert(1)" }) },
  {
    name: "an address of 5,000 characters",
    notice: withTicket({ url: `https://x.y/${"a".repeat(5000)}` }),
  },
  {
    name: "many acts with long names",
    notice: noticeOf({
      acts: Array.from({ length: 40 }, (_, index) => ({
        act: "acknowledged" as const,
        by: "N".repeat(5000),
        at: NOW + index,
        reason: "r".repeat(5000),
      })),
    }),
  },
];

describe.each(LANGUAGES)("a case message in %s", (language) => {
  itWithFixtures("is what Slack accepts, whatever it is of", () => {
    const schemaErrors = createSchemaCheck();
    const refused = notices.filter(
      ({ notice }) => schemaErrors({ ...notice, language }).length > 0,
    );
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  it.each(notices)("of $name is what the local Slack accepts", ({ notice }) => {
    expect(blockErrors(caseMessage({ ...notice, language }).blocks)).toEqual([]);
  });

  it("has words for everything", () => {
    for (const { notice } of notices) {
      const texts = textsOf({ ...notice, language });
      expect(texts.filter((text) => /slack\.|clock\.|\{\{/.test(text))).toEqual([]);
    }
  });
});

itWithFixtures("is refused by the schema when a limit is broken", () => {
  const schemaErrors = createSchemaCheck();
  expect(schemaErrors(noticeOf())).toEqual([]);
  expect(schemaErrors(noticeOf({ portalId: "1".repeat(2001) }))).not.toEqual([]);
});

describe("a case message", () => {
  it("says who, tier, what, time, and where", () => {
    const texts = textsOf(noticeOf()).join("\n");
    expect(texts).toContain("First response overdue");
    expect(texts).toContain("Printer on floor 3 is down");
    expect(texts).toContain("Acme GmbH (Key customer)");
    expect(texts).toContain("15 min overdue");
    expect(texts).toContain("2 h 15 min left");
    expect(texts).toContain("High");
    expect(texts).toContain("Ada Wong");
    expect(texts).toContain("Service");
    expect(texts).toContain("Waiting for somebody to take it");
    expect(texts).toContain("Case opened: first response overdue");
  });

  it.each([
    {
      language: "en" as const,
      expected:
        "First response overdue: Printer on floor 3 is down · Acme GmbH (Key customer) · 15 min overdue",
    },
    {
      language: "zh-TW" as const,
      expected:
        "首次回應逾時：Printer on floor 3 is down · Acme GmbH（Key customer） · 已逾時 15 分鐘",
    },
    {
      language: "zh-CN" as const,
      expected:
        "首次响应超时：Printer on floor 3 is down · Acme GmbH（Key customer） · 已超时 15 分钟",
    },
  ])("notifies in one line in $language", ({ language, expected }) => {
    expect(caseMessage(noticeOf({ language })).text).toBe(expected);
  });

  it("says why it stands in another channel, and only there", () => {
    const reason =
      "Posted here because Slack does not let Aftercare write in the channel of Service";
    expect(textsOf(noticeOf({ isInFallback: true }))).toContain(reason);
    expect(textsOf(noticeOf())).not.toContain(reason);
  });

  it("carries its delivery in the metadata and in the first block", () => {
    const { metadata, blocks } = caseMessage(noticeOf({ revision: 3 }));
    expect(metadata).toEqual({
      event_type: "aftercare_case",
      event_payload: { delivery_id: "1001-77-1", case_id: "77-1" },
    });
    expect(blocks[0]).toMatchObject({ type: "header", block_id: "dlv:1001-77-1:3" });
  });

  it("gives every block a new id with every revision", () => {
    const ids = (revision: number) =>
      caseMessage(noticeOf({ revision })).blocks.map((block) => block.block_id);
    expect(ids(2).filter((id) => ids(3).includes(id))).toEqual([]);
    expect(new Set(ids(2)).size).toBe(ids(2).length);
  });

  it("shows the due time in the reader's zone and in UTC where that cannot be", () => {
    expect(textsOf(noticeOf()).join()).toContain(
      `<!date^${(NOW - 15 * MINUTE_MS) / 1000}^{date_short_pretty}, {time}|2026-03-27 15:15 UTC>`,
    );
  });
});

describe("the buttons", () => {
  it.each<{ state: CaseNotice["state"]; expected: readonly string[] }>([
    {
      state: "open",
      expected: [
        "case_take",
        "case_ask_back",
        "case_hand_over",
        "case_decline",
        "case_snooze",
        "case_resolve",
        "case_open_record",
      ],
    },
    {
      state: "acknowledged",
      expected: [
        "case_ask_back",
        "case_hand_over",
        "case_snooze",
        "case_resolve",
        "case_open_record",
      ],
    },
    { state: "handed_over", expected: ["case_open_record"] },
    { state: "resolved", expected: ["case_open_record"] },
    { state: "withdrawn", expected: ["case_open_record"] },
  ])("of a case that is $state", ({ state, expected }) => {
    expect(buttonsOf(noticeOf({ state })).map((button) => button.action_id)).toEqual(expected);
  });

  it("name the portal and the case, and the revision they show", () => {
    const message = caseMessage(noticeOf({ revision: 7 }));
    const actions = message.blocks.find((block) => block.type === "actions");
    expect(actions?.block_id).toBe("case:77-1:7");
    expect(actions?.elements[0]).toMatchObject({ value: "1001:77-1", style: "primary" });
    expect(actions?.elements[0]).not.toHaveProperty("confirm");
    expect(actions?.elements[5]).toMatchObject({ value: "1001:77-1", confirm: expect.anything() });
    expect(actions?.elements[6]).toMatchObject({
      url: "https://app.hubspot.com/contacts/1001/record/0-5/77",
    });
  });

  it.each([null, "javascript:alert(1)", "not an address", `https://x.y/${"a".repeat(3000)}`])(
    "do not link to %s",
    (url) => {
      const { ticket } = withTicket({ url });
      expect(buttonsOf(noticeOf({ state: "resolved", ticket }))).toEqual([]);
    },
  );
});
