import { beforeEach, describe, expect, it } from "vitest";
import { noticeOf } from "../../../src/app/escalation/case-notice.ts";
import { escalateTicket } from "../../../src/app/escalation/escalate-ticket.ts";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import type { CaseNotice } from "../../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { CASE_ID, caseNotices } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  type LadderUnderTest,
  LEAD,
  LEAD_USER,
  ladderPolicy,
  ladderUnderTest,
} from "../../support/ladder-under-test.ts";

describe("the notice of a case", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: LadderUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = ladderUnderTest(app);
  });

  async function notice(caseId = CASE_ID): Promise<CaseNotice> {
    const context = await app.contexts(PORTAL_ID);
    const escalation = await app.store.escalations.find(PORTAL_ID, caseId);
    if (context === null || escalation === null) throw new Error(`there is no case ${caseId}`);
    const built = await noticeOf(app, context, escalation);
    if (built === "slack_not_connected") throw new Error(built);
    return built.notice;
  }

  const handOver = () =>
    one.act({ act: "handed_over", department: "relations", text: "A matter of tone" });

  describe("tells where the ladder stands", () => {
    it("at its first level, and who is next", async () => {
      await one.openCase();
      const { ladder, called } = await notice();
      expect(ladder).toEqual({
        level: 1,
        levels: 2,
        isExhausted: false,
        next: {
          at: app.time.now + 15 * MINUTE,
          to: { kind: "people", targets: ["deputies"] },
        },
        staleAt: null,
      });
      expect(called).toEqual([{ name: LEAD.name, userId: LEAD_USER }]);
    });

    it("that nobody is left after the last one, and then that it is exhausted", async () => {
      await one.openCase();
      await one.after(45 * MINUTE);
      expect((await notice()).ladder?.next?.to).toEqual({ kind: "nobody" });
      await one.after(15 * MINUTE);
      expect((await notice()).ladder).toMatchObject({ isExhausted: true, next: null });
    });

    it("before a hand-over", async () => {
      const levels = [{ tell: ["lead"], waitMinutes: 15 }, { handOver: "relations" }];
      await one.openCase(ladderPolicy({ ladders: [{ id: "short", levels }] }));
      expect((await notice()).ladder?.next?.to).toEqual({
        kind: "department",
        name: "Customer relations",
      });
    });

    it("that taking it ceases to count without progress", async () => {
      const levels = [{ tell: ["lead"], waitMinutes: 15 }];
      const ladders = [{ id: "short", levels, staleAfterMinutes: 60 }];
      await one.openCase(ladderPolicy({ ladders }));
      await one.act({ act: "acknowledged" });
      const { ladder, takenBy } = await notice();
      expect(ladder).toMatchObject({ next: null, staleAt: app.time.now + HOUR });
      expect(takenBy).toEqual(["ada"]);
    });

    it("not at all without one", async () => {
      await one.openCase(ladderPolicy({ ladders: [] }));
      expect(await notice()).toMatchObject({ ladder: null, called: [] });
    });
  });

  describe("after a hand-over", () => {
    beforeEach(async () => {
      await one.openCase();
      await sendCaseMessages(app);
      await handOver();
    });

    it("briefs the other department in its own language", async () => {
      expect(await notice(`${CASE_ID}.2`)).toMatchObject({
        language: "zh-TW",
        acts: [{ act: "opened", department: "Technical support" }, { act: "told" }],
        brief: {
          isWhole: true,
          before: [
            {
              departmentName: "Technical support",
              by: "ada",
              reason: null,
              text: "A matter of tone",
            },
          ],
          ask: { text: "A matter of tone", by: "ada" },
        },
      });
    });

    it("goes on telling the former one how it stands there", async () => {
      expect((await notice()).handedTo).toEqual({
        departmentName: "Customer relations",
        state: "open",
        takenBy: [],
      });
      await sendCaseMessages(app);
      await one.act({ act: "acknowledged" }, `${CASE_ID}.2`);
      while ((await sendCaseMessages(app)) > 0);
      expect(caseNotices(app.notifier)[0]).toMatchObject({
        state: "handed_over",
        handedTo: { state: "acknowledged", takenBy: ["ada"] },
      });
    });
  });

  describe("briefs of a case", () => {
    it("by hand in all that is known", async () => {
      const lowRatings = [{ property: "csat", atMost: 1 }];
      app.crm.putCustomer(PORTAL_ID, {
        kind: "company",
        id: "c1",
        properties: { name: "Nordwind", total_revenue: "1000", csat: "4" },
      });
      await app.connect({ policy: ladderPolicy({ caseTriggers: { lowRatings } }) });
      await app.newTicket({ companyId: "c1" });
      const told = (minute: number, name: string, value: string) =>
        app.tell(eventOf({ occurredAt: START + minute * MINUTE, change: setTo(name, value) }));
      await told(1, "csat", "5");
      await told(2, "csat", "3");
      await told(3, "first_agent_reply_date", String(START + 3 * MINUTE));
      const answer = await escalateTicket(app, {
        portalId: PORTAL_ID,
        ticketId: "7",
        by: { id: "31", name: "Rosa Rep" },
        actKey: "card-1",
        detail: {
          act: "escalated",
          department: "support",
          reason: "needs_parts",
          text: "In the lobby",
          ask: "Send a pump",
          wantedAt: START + HOUR,
        },
      });
      expect(answer.outcome).toBe("done");
      const { trigger, brief } = await notice("7-m1");
      expect(trigger).toMatchObject({ kind: "manual", reason: "needs_parts" });
      expect(brief).toEqual({
        isWhole: true,
        tierReasons: [{ label: "Revenue", value: 1000, points: 10 }],
        complaint: null,
        replies: { count: 1, lastAt: START + 3 * MINUTE },
        before: [],
        scores: [
          { property: "csat", value: "3", at: START + 2 * MINUTE },
          { property: "csat", value: "5", at: START + MINUTE },
          { property: "csat", value: "4", at: null },
        ],
        ask: {
          text: "Send a pump",
          by: "Rosa Rep",
          reason: "needs_parts",
          note: "In the lobby",
          wantedAt: START + HOUR,
        },
      });
    });

    it("of a clock in what is new alone", async () => {
      await one.openCase();
      expect((await notice()).brief).toMatchObject({ isWhole: false, scores: [], ask: null });
    });
  });
});
