import { describe, expect, it } from "vitest";
import { recurrenceMessage } from "../../../src/adapters/slack/recurrence-message.ts";
import type { RecurrenceNotice } from "../../../src/ports/recurrence-notice.ts";

function notice(changes: Partial<RecurrenceNotice> = {}): RecurrenceNotice {
  return {
    kind: "recurrence",
    portalId: "1",
    teamId: "T1",
    channelId: "C1",
    threadTs: null,
    deliveryId: "1-recurrence-11",
    revision: 1,
    language: "en",
    now: 1_000,
    category: "REPAIR",
    product: "P 200",
    terms: [
      { term: "seal", tickets: 9 },
      { term: "leak", tickets: 8 },
    ],
    total: 9,
    customers: 7,
    sinceAt: 500,
    tickets: [
      { subject: "*Pump* leaks <@U1>", url: "https://app.hubspot.com/contacts/1/record/0-5/11" },
      { subject: "", url: null },
    ],
    ...changes,
  };
}

describe("the message of a cause that comes back", () => {
  it.each([
    { language: "en", headline: "A cause comes back: 9 tickets", more: "and 7 more" },
    { language: "zh-TW", headline: "同一原因重複發生：9 張服務單", more: "另有 7 張" },
    { language: "zh-CN", headline: "同一原因重复发生：9 张工单", more: "另有 7 张" },
  ] as const)("tells the evidence in $language", ({ language, headline, more }) => {
    const { text, blocks } = recurrenceMessage(notice({ language }));
    const told = JSON.stringify(blocks);
    expect(text).toContain(headline);
    for (const part of [headline, more, "P 200", "REPAIR", "seal", "leak"]) {
      expect(told).toContain(part);
    }
  });

  it("shows what people wrote literally, as links to their tickets", () => {
    const { blocks, text } = recurrenceMessage(notice());
    const written = JSON.stringify(blocks);
    expect(written).toContain(
      '"type":"link","url":"https://app.hubspot.com/contacts/1/record/0-5/11"',
    );
    expect(written).toContain("*Pump* leaks <@U1>");
    expect(written).not.toContain('mrkdwn","text":"*Pump*');
    expect(text).not.toContain("<@U1>");
  });

  it("leaves out what nobody knows", () => {
    const written = JSON.stringify(
      recurrenceMessage(notice({ product: null, category: null })).blocks,
    );
    expect(written).not.toContain("Product");
    expect(written).not.toContain("Category");
  });
});
