import { describe, expect, it } from "vitest";
import { blockErrors } from "../../../sandbox/local-slack/message-limits.ts";
import { messageOf } from "../../../src/adapters/slack/message.ts";
import type { PolicyDifference } from "../../../src/domain/governance/policy-difference.ts";
import type { PolicyNotice } from "../../../src/ports/notifier.ts";
import { leavesOf } from "./message-texts.ts";
import { NOW } from "./slack-under-test.ts";

const LONG = "長 W&<!channel>".repeat(1_000);
const changeOf = (subject: string): PolicyDifference => ({
  ...{ area: "storm", subject: [{ key: subject, name: null, entry: null }], detail: "moreThan" },
  ...{ change: "changed", before: 15, after: 10 },
});
const storm: PolicyDifference = { ...changeOf(""), subject: [] };
const notice: PolicyNotice = {
  ...{ portalId: "1", teamId: "T1", channelId: "C1", threadTs: null, deliveryId: "1-policy-d1" },
  ...{ revision: 1, language: "en", now: NOW, kind: "policy", occasion: "effective", version: 4 },
  ...{ approvedBy: "Ben Li", effectiveAt: NOW, appliesTo: "open", note: "Faster for key" },
  summary: { changes: [storm], more: 2, policies: [] },
};
const textsOf = (one: PolicyNotice) => leavesOf(messageOf(one).blocks).map(({ text }) => text);

describe("the notice of a policy", () => {
  it.each<{ name: string; changes: Partial<PolicyNotice>; expected: readonly string[] }>([
    {
      name: "that is in force",
      changes: {},
      expected: [
        "Service policy version 4 is in force",
        "In force since ",
        "Approved by Ben Li",
        "For new tickets, and from then on for open ones",
        "About: Faster for key",
        "• Escalation storm, more than: 15 → 10",
        "and 2 more",
      ],
    },
    {
      name: "that is approved for later",
      changes: { occasion: "approved", version: null, appliesTo: "new", note: "" },
      expected: [
        "A new service policy is approved",
        "In force from ",
        "For new tickets; open ones keep their promises",
      ],
    },
    {
      name: "that says the same as before",
      changes: { summary: { changes: [], more: 0, policies: [] } },
      expected: ["It promises what the version before promised."],
    },
    {
      name: "in Traditional Chinese",
      changes: { language: "zh-TW" },
      expected: [
        "服務政策第 4 版已生效",
        "核准人：Ben Li",
        "• 升級風暴，超過：15 → 10",
        "另有 2 項",
      ],
    },
    {
      name: "in Simplified Chinese",
      changes: { language: "zh-CN" },
      expected: ["服务策略第 4 版已生效", "批准人：Ben Li", "另有 2 项"],
    },
  ])("$name says what changes, from when, and who approved it", ({ changes, expected }) => {
    const texts = textsOf({ ...notice, ...changes });
    for (const text of expected) expect(texts).toContain(text);
  });

  it("keeps Slack's limits and shows words of people literally", () => {
    const changes = Array.from({ length: 10 }, () => changeOf(LONG));
    const summary = { changes, more: 999, policies: [] };
    const long = { ...notice, approvedBy: LONG, note: LONG, summary };
    const { blocks, text } = messageOf(long);
    expect(blockErrors(blocks)).toEqual([]);
    expect(text).not.toContain("<!channel>");
  });
});
