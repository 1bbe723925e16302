import { beforeEach, describe, expect, it } from "vitest";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import type { SendOutcome } from "../../../src/ports/notifier.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { CASE_ID, type CaseUnderTest, caseUnderTest } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const SECOND = 1_000;
const slowDown: SendOutcome = { outcome: "not_sent", reason: "rate_limited", retryAfterMs: 30_000 };

describe("sendCaseMessages", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: CaseUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = caseUnderTest(app);
  });

  it("posts the message of a case once, with all that the department must know", async () => {
    await app.connect();
    app.crm.putCustomer(PORTAL_ID, {
      kind: "company",
      id: "c1",
      properties: { name: "Nordwind", total_revenue: "1000" },
    });
    await app.newTicket({
      properties: { hs_ticket_priority: "HIGH", hubspot_owner_id: "31" },
      companyId: "c1",
    });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    expect(await sendCaseMessages(app)).toBe(1);
    expect(await sendCaseMessages(app)).toBe(0);
    expect([...app.notifier.messages.values()]).toMatchObject([
      {
        portalId: PORTAL_ID,
        caseId: CASE_ID,
        deliveryId: `${PORTAL_ID}-${CASE_ID}`,
        teamId: TEAM_ID,
        channelId: "C0SUPPORT01",
        language: "en",
        departmentName: "Technical support",
        state: "open",
        ticket: {
          subject: "Leak",
          url: `https://crm.example/contacts/${PORTAL_ID}/record/0-5/7`,
          tierLabel: "Standard",
          priority: "HIGH",
          customerName: "Nordwind",
          ownerName: "Rosa Rep",
        },
        clocks: [
          { kind: "first_response", state: "breached", dueAt: START + HOUR },
          { kind: "resolution", state: "running" },
        ],
        acts: [{ act: "opened", reason: "first_response_warning" }],
        now: START + 2 * HOUR,
      },
    ]);
    expect(await app.store.escalations.find(PORTAL_ID, CASE_ID)).toMatchObject({
      message: { channelId: "C0SUPPORT01" },
    });
  });

  it("edits that message from then on", async () => {
    await one.openCaseInSlack();
    await one.take();
    await sendCaseMessages(app);
    expect(one.states()).toEqual(["acknowledged"]);
    expect(one.methods()).toEqual(["post", "edit"]);
  });

  it("posts nothing for a case that was over before anybody was told", async () => {
    await app.connect();
    await one.openCase();
    await one.answer();
    await sendCaseMessages(app);
    expect(app.notifier.calls).toEqual([]);
    expect(one.results()).toEqual(["sent"]);
  });

  it("sends again what changed while it was being sent", async () => {
    await app.connect();
    await one.openCase();
    const { post } = app.notifier;
    await sendCaseMessages({
      ...app,
      notifier: {
        ...app.notifier,
        post: async (notice) => {
          await one.take();
          return post(notice);
        },
      },
    });
    expect(one.states()).toEqual(["open"]);
    await sendCaseMessages(app);
    expect(one.states()).toEqual(["acknowledged"]);
  });

  describe("when Slack", () => {
    it("asks to wait, waits and posts then", async () => {
      await app.connect();
      await one.openCase();
      app.notifier.next("post", slowDown);
      await sendCaseMessages(app);
      expect(await one.sendAfter(30 * SECOND - 1)).toBe(0);
      expect(await one.sendAfter(1)).toBe(1);
      expect(app.notifier.callsOf("find")).toEqual([]);
      expect(one.states()).toEqual(["open"]);
    });

    it("refuses for good, shows the message as dead until the case changes", async () => {
      await app.connect();
      await one.openCase();
      app.notifier.next("post", {
        outcome: "not_sent",
        reason: "channel_not_found",
        retryAfterMs: null,
      });
      await sendCaseMessages(app);
      expect(one.results()).toEqual(["dead channel_not_found"]);
      expect(await one.counts()).toMatchObject({ dead: 1 });
      expect(await one.sendAfter(HOUR)).toBe(0);
      await one.take();
      await sendCaseMessages(app);
      expect(one.states()).toEqual(["acknowledged"]);
    });

    it("stays unreachable, gives up after a day and not sooner", async () => {
      await app.connect();
      await one.openCase();
      const unreachable: SendOutcome = {
        outcome: "not_sent",
        reason: "unreachable",
        retryAfterMs: 5_000,
      };
      const startedAt = app.time.now;
      while ((await one.counts()).dead === 0) {
        app.notifier.next("post", unreachable);
        await one.sendAfter(15 * MINUTE);
      }
      expect((app.time.now - startedAt) / HOUR).toBeCloseTo(25.25, 1);
      expect(app.notifier.messages.size).toBe(0);
    });

    it("loses the answer to an edit, edits again", async () => {
      await one.openCaseInSlack();
      await one.take();
      app.notifier.next("edit", "lost");
      await sendCaseMessages(app);
      await one.sendAfter(2 * SECOND);
      expect(one.methods()).toEqual(["post", "edit", "edit"]);
      expect(one.states()).toEqual(["acknowledged"]);
    });
  });

  describe("keeps a message waiting", () => {
    it("while no Slack is connected, and posts it when one is", async () => {
      await app.connect({ slack: false });
      await one.openCase();
      await sendCaseMessages(app);
      expect(one.results()).toEqual(["retry slack_not_connected"]);
      await app.store.portals.linkSlackTeam(PORTAL_ID, TEAM_ID);
      await one.sendAfter(15 * MINUTE);
      expect(one.states()).toEqual(["open"]);
    });

    it("while the portal is away, and posts it when it is back", async () => {
      await app.connect();
      await one.openCase();
      await app.connect({ state: "disconnected" });
      await sendCaseMessages(app);
      expect(one.results()).toEqual(["retry portal_not_connected"]);
      await app.connect();
      await one.sendAfter(15 * MINUTE);
      expect(one.states()).toEqual(["open"]);
    });

    it("while the portal only observes", async () => {
      await app.connect();
      await one.openCase();
      await app.connect({ mode: "observe" });
      await sendCaseMessages(app);
      expect(app.notifier.calls).toEqual([]);
      expect(one.results()).toEqual(["retry observe_mode"]);
    });
  });

  it("calls a message of a case that is not there dead", async () => {
    await app.connect();
    await app.store.outbox.request(
      PORTAL_ID,
      [{ kind: "case_message", subjectId: CASE_ID }],
      START,
    );
    await sendCaseMessages(app);
    expect(one.results()).toEqual(["dead case_not_found"]);
  });
});
