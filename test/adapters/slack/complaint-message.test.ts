import { describe, expect, it } from "vitest";
import { actionMessage } from "../../../src/adapters/slack/action-message.ts";
import { complaintMessage } from "../../../src/adapters/slack/complaint-message.ts";
import type { ActionEvent } from "../../../src/domain/complaints/action-event.ts";
import type { ActionNotice, ComplaintNotice } from "../../../src/ports/complaint-notices.ts";
import { MEI, OWNER, opened } from "../../support/action-story.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
const base = {
  ...{ portalId: "1", teamId: "T1", channelId: "C1", threadTs: null, deliveryId: "1-x" },
  ...{ revision: 1, language: "en" as const, now: Date.parse("2026-06-09T08:00:00Z") },
};
const complaint: ComplaintNotice = {
  ...base,
  kind: "complaint",
  occasion: "left_open",
  subject: "<!here> leaks",
  url: "https://crm.example/7",
  severity: "high",
  text: "The third time\nthis week",
  by: null,
  missing: ["outcome", "final_answer"],
  dueAt: base.now,
  called: [{ name: "A. Lead", userId: "U1" }],
};
const action: ActionNotice = {
  ...base,
  kind: "action",
  event: opened,
  title: "The pump leaks",
  url: null,
  owner: "Otto",
  overdueDays: 3,
  recurrences: 2,
  customersWaiting: 2,
  called: [],
};
const EVENTS: readonly ActionEvent[] = [
  opened,
  { kind: "analysed", rootCause: "Seal", whys: [], by: MEI },
  {
    kind: "planned",
    corrective: "A",
    preventive: "B",
    owner: OWNER,
    dueDate: "2026-06-20",
    by: MEI,
  },
  { kind: "carried_out", note: "", dueDate: "2026-07-20", by: MEI },
  {
    kind: "checked",
    isEffective: true,
    note: "ok",
    dueDate: "2026-07-25",
    overrideReason: null,
    by: MEI,
  },
  {
    kind: "checked",
    isEffective: false,
    note: "no",
    dueDate: "2026-07-25",
    overrideReason: null,
    by: MEI,
  },
  { kind: "recurred", ticketId: "9", customers: [], checkAgainDate: null },
  { kind: "closed", note: "", overrideReason: "sold out", by: MEI },
  { kind: "overdue_told", dueDate: "2026-06-20", level: 1 },
];

/** Every text in a message, as one. */
const textOf = (message: object) => JSON.stringify(message);

describe("what a department reads of a complaint", () => {
  it.each(LANGUAGES)("has a word for each occasion: %s", (language) => {
    for (const occasion of ["confirmed", "left_open", "answered", "closed", "reopened"] as const) {
      const text = textOf(complaintMessage({ ...complaint, occasion, language }));
      expect(text).not.toMatch(/slackComplaint\.|complaint\.\w+\.|\{\{/);
    }
  });

  it("calls the lead and says what is missing, with people's words literally", () => {
    const text = textOf(complaintMessage(complaint));
    expect(text).toContain('"user_id":"U1"');
    expect(text).toContain("an outcome, a recorded final answer");
    expect(complaintMessage(complaint).text).toContain("&lt;!here&gt;");
    expect(text).toContain("The third time\\nthis week");
  });

  it("leaves out what is not known", () => {
    const bare = {
      ...complaint,
      severity: null,
      text: " ",
      missing: [],
      dueAt: null,
      called: [],
      subject: "",
    };
    const { blocks } = complaintMessage({ ...bare, by: "Rosa" });
    expect(JSON.stringify(blocks)).toContain("Ticket without a name");
    expect(JSON.stringify(blocks)).not.toContain("rich_text_quote");
  });
});

describe("what a department reads of its corrective action", () => {
  it.each(LANGUAGES)("has words for each event: %s", (language) => {
    for (const event of EVENTS) {
      const text = textOf(actionMessage({ ...action, event, language }));
      expect(text).not.toMatch(/slackAction\.|action\.(?:origin|state)\.|\{\{/);
    }
  });

  it("calls those whom an overdue level tells", () => {
    const event = { kind: "overdue_told" as const, dueDate: "2026-06-20", level: 1 };
    const message = actionMessage({ ...action, event, called: [{ name: "Otto", userId: "U2" }] });
    expect(textOf(message)).toContain('"user_id":"U2"');
    expect(message.text).toBe("Corrective action 3 days overdue · The pump leaks");
  });
});
