import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { SurveyAnswer } from "../../src/domain/surveys/survey-answer.ts";
import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type { Recurrence } from "../../src/ports/recurrence-store.ts";
import type { SurveyRequest } from "../../src/ports/survey-store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { ticketRowOf } from "./ticket-samples.ts";

const contact = (id: string) => ({ kind: "contact" as const, id });

export function answerOf(answerKey: string, changes: Partial<SurveyAnswer> = {}): SurveyAnswer {
  return {
    answerKey,
    kind: "csat",
    score: 2,
    scale: { from: 1, to: 5 },
    at: TEST_NOW,
    customer: contact("7"),
    ticketId: "90",
    comment: '很慢 "slow" 😀',
    source: "submission",
    ...changes,
  };
}

export function requestOf(ticketId: string, changes: Partial<SurveyRequest> = {}): SurveyRequest {
  return {
    requestId: `request-${ticketId}`,
    ticketId,
    customer: contact("7"),
    kind: "csat",
    scale: { from: 1, to: 5 },
    language: "zh-TW",
    askedAt: TEST_NOW,
    expiresAt: TEST_NOW + 1_000,
    answeredAt: null,
    ...changes,
  };
}

function recurrenceOf(key: string, ticketIds: readonly string[], changedAt = TEST_NOW): Recurrence {
  const terms = [{ term: "漏水", tickets: 3 }];
  return {
    key,
    category: "REPAIR",
    product: null,
    terms,
    ticketIds,
    openedAt: TEST_NOW,
    changedAt,
  };
}

/** What customers answered, what they were asked, and what comes back. */
export function feedbackContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("survey answers", () => {
    it("are kept once, as they were told first, and given back whole", async () => {
      const { surveys } = await openStore();
      const first = answerOf("a");
      const nobody = answerOf("b", { customer: null, ticketId: null, score: 2.5 });
      expect(await surveys.save(PORTAL, [first, first, nobody])).toEqual([first, nobody]);
      expect(await surveys.save(PORTAL, [{ ...first, score: 5 }])).toEqual([]);
      expect(await surveys.notFollowed(PORTAL, 9)).toEqual([first, nobody]);
      expect(await surveys.notFollowed(OTHER_PORTAL, 9)).toEqual([]);
    });

    it("are found by customer and by ticket, the newest first, each once", async () => {
      const { surveys } = await openStore();
      await surveys.save(PORTAL, [
        answerOf("both"),
        answerOf("by ticket", { customer: null, at: TEST_NOW + 2 }),
        answerOf("by customer", { ticketId: null, at: TEST_NOW + 1 }),
        answerOf("another", { ticketId: "91", customer: { kind: "company", id: "7" } }),
      ]);
      const about = { customers: [contact("7")], ticketIds: ["90"], limit: 9 };
      const keys = (await surveys.of(PORTAL, about)).map(({ answerKey }) => answerKey);
      expect(keys).toEqual(["by ticket", "by customer", "both"]);
      expect(await surveys.of(PORTAL, { ...about, limit: 1 })).toHaveLength(1);
      expect(await surveys.of(OTHER_PORTAL, about)).toEqual([]);
    });

    it("wait for a follow-up until somebody has looked", async () => {
      const { surveys } = await openStore();
      await surveys.save(PORTAL, [answerOf("a"), answerOf("b", { at: TEST_NOW - 1 })]);
      expect((await surveys.notFollowed(PORTAL, 1)).map((one) => one.answerKey)).toEqual(["b"]);
      await surveys.markFollowed(OTHER_PORTAL, ["b"], TEST_NOW);
      await surveys.markFollowed(PORTAL, ["b"], TEST_NOW);
      expect((await surveys.notFollowed(PORTAL, 9)).map((one) => one.answerKey)).toEqual(["a"]);
    });

    it("go with their customer into the record that it was merged into, and so do questions", async () => {
      const { surveys } = await openStore();
      await surveys.save(PORTAL, [
        answerOf("a"),
        answerOf("b", { customer: { kind: "company", id: "7" } }),
      ]);
      await surveys.ask(PORTAL, [requestOf("90")]);
      await surveys.move(OTHER_PORTAL, contact("7"), contact("8"));
      for (let times = 0; times < 2; times += 1) {
        await surveys.move(PORTAL, contact("7"), contact("8"));
      }
      const of = async (customer: CustomerRef) =>
        (await surveys.of(PORTAL, { customers: [customer], ticketIds: [], limit: 9 })).map(
          ({ answerKey }) => answerKey,
        );
      expect(await of(contact("7"))).toEqual([]);
      expect(await of(contact("8"))).toEqual(["a"]);
      expect(await of({ kind: "company", id: "7" })).toEqual(["b"]);
      expect((await surveys.request(PORTAL, "request-90"))?.customer).toEqual(contact("8"));
      expect(await surveys.lastAsked(PORTAL, [contact("8")])).toEqual(
        new Map([["contact:8", TEST_NOW]]),
      );
    });

    it("may be read or not, and what was read stays read", async () => {
      const { surveys } = await openStore();
      expect((await surveys.access(PORTAL)).access).toBe("unknown");
      await surveys.saveAccess(PORTAL, { access: "granted", readUntil: 5_000 }, TEST_NOW);
      await surveys.saveAccess(PORTAL, { access: "missing", readUntil: null }, TEST_NOW + 1);
      expect(await surveys.access(PORTAL)).toEqual({
        access: "missing",
        checkedAt: TEST_NOW + 1,
        readUntil: 5_000,
      });
      await surveys.saveAccess(PORTAL, { access: "granted", readUntil: 4_000 }, TEST_NOW + 2);
      expect((await surveys.access(PORTAL)).readUntil).toBe(5_000);
      expect((await surveys.access(OTHER_PORTAL)).access).toBe("unknown");
    });
  });

  describe("survey requests", () => {
    it("are one a ticket, whoever comes second", async () => {
      const { surveys } = await openStore();
      const first = requestOf("90");
      expect(await surveys.ask(PORTAL, [first])).toEqual([first]);
      expect(await surveys.ask(PORTAL, [requestOf("90", { requestId: "another" })])).toEqual([]);
      expect(await surveys.requestsOf(PORTAL, ["90", "91"])).toEqual([first]);
      expect(await surveys.request(PORTAL, "request-90")).toEqual(first);
      expect(await surveys.request(PORTAL, "another")).toBeNull();
      expect(await surveys.request(OTHER_PORTAL, "request-90")).toBeNull();
    });

    it("are answered once, of two at the same time too", async () => {
      const store = await openStore();
      await store.surveys.ask(PORTAL, [requestOf("90")]);
      const answer = () =>
        store.transaction(() => store.surveys.markAnswered(PORTAL, "request-90", TEST_NOW + 9));
      const outcomes = await Promise.all([answer(), answer(), answer()]);
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await store.surveys.request(PORTAL, "request-90"))?.answeredAt).toBe(TEST_NOW + 9);
      expect(await store.surveys.markAnswered(OTHER_PORTAL, "request-90", TEST_NOW)).toBe(false);
    });

    it("say when a customer was asked last", async () => {
      const { surveys } = await openStore();
      await surveys.ask(PORTAL, [
        requestOf("90"),
        requestOf("91", { askedAt: TEST_NOW + 5 }),
        requestOf("92", { customer: contact("8") }),
      ]);
      expect(await surveys.lastAsked(PORTAL, [contact("7"), contact("9")])).toEqual(
        new Map([["contact:7", TEST_NOW + 5]]),
      );
      expect(await surveys.lastAsked(PORTAL, [])).toEqual(new Map());
    });

    it("are missing for tickets that something was heard of lately, page by page", async () => {
      const store = await openStore();
      await store.tickets.save(PORTAL, [
        ticketRowOf("1"),
        ticketRowOf("2"),
        ticketRowOf("3", { dataAt: TEST_NOW - 1 }),
        ticketRowOf("4"),
      ]);
      await store.surveys.ask(PORTAL, [requestOf("2")]);
      const page = (afterTicketId: string | null) =>
        store.surveys.unasked(PORTAL, { since: TEST_NOW, afterTicketId, limit: 1 });
      expect(await page(null)).toEqual([ticketRowOf("1")]);
      expect(await page("1")).toEqual([ticketRowOf("4")]);
      expect(await page("4")).toEqual([]);
      const heard = { since: TEST_NOW, afterTicketId: "1", limit: 9 };
      expect(await store.surveys.heardOf(PORTAL, heard)).toEqual([
        ticketRowOf("2"),
        ticketRowOf("4"),
      ]);
    });
  });

  describe("recurrences", () => {
    it("compare the newest tickets that are still there", async () => {
      const store = await openStore();
      const { ticket } = ticketRowOf("1");
      const of = (ticketId: string, changes: Partial<typeof ticket>) =>
        ticketRowOf(ticketId, { ticket: { ...ticket, ticketId, ...changes } });
      const field = (value: string) => ({ at: TEST_NOW, property: "hs_ticket_category", value });
      await store.tickets.save(PORTAL, [
        of("old", { createdAt: TEST_NOW - 10 }),
        of("new", { createdAt: TEST_NOW + 1, fields: [field("A"), field("B")] }),
        of("now", {}),
        of("gone", { gone: { at: TEST_NOW, reason: "merged" } }),
        of("unborn", { createdAt: null }),
      ]);
      const wanted = { createdSince: TEST_NOW, limit: 9 };
      expect(await store.recurrences.texts(PORTAL, wanted)).toEqual([
        {
          ticketId: "new",
          createdAt: TEST_NOW + 1,
          text: ticket.subject,
          customers: [{ kind: "company", id: "77" }],
          fields: { hs_ticket_category: "B" },
        },
        expect.objectContaining({ ticketId: "now", fields: {} }),
      ]);
      expect(await store.recurrences.texts(PORTAL, { ...wanted, limit: 1 })).toHaveLength(1);
      expect(await store.recurrences.texts(OTHER_PORTAL, wanted)).toEqual([]);
    });

    it("keep a ticket with the one that had it first, and grow", async () => {
      const { recurrences } = await openStore();
      await recurrences.save(PORTAL, [recurrenceOf("1", ["1", "2"])]);
      await recurrences.save(PORTAL, [recurrenceOf("1", ["1", "2", "3"], TEST_NOW + 1)]);
      // Two clusters of one night may add to one.
      await recurrences.save(PORTAL, [recurrenceOf("9", ["3", "9"]), recurrenceOf("9", ["9"])]);
      expect(await recurrences.keysOf(PORTAL, ["1", "3", "9", "5"])).toEqual(
        new Map([
          ["1", "1"],
          ["3", "1"],
          ["9", "9"],
        ]),
      );
      expect(await recurrences.find(PORTAL, "1")).toEqual(
        recurrenceOf("1", ["1", "2", "3"], TEST_NOW + 1),
      );
      expect(await recurrences.find(PORTAL, "2")).toBeNull();
      expect(await recurrences.find(OTHER_PORTAL, "1")).toBeNull();
    });
  });
}
