import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SurveyRules } from "../../../src/domain/surveys/survey-rules.ts";
import { type ClosedTicket, whetherToAsk } from "../../../src/domain/surveys/when-to-ask.ts";

const dayMs = 86_400_000;
const rules = SurveyRules.parse({
  ask: { isOn: true, afterDays: 2, untilDays: 14, everyDays: 30, notAfterStages: ["timed-out"] },
});
const closedAt = Date.UTC(2026, 2, 1);
const dueAt = closedAt + 2 * dayMs;

const ticket: ClosedTicket = {
  ticketId: "90",
  closedAt,
  stageId: "4",
  gone: null,
  isAnswered: true,
  customer: { kind: "contact", id: "7" },
};
const free = { isAsked: false, lastAt: null, mayBeContacted: true };

describe("a customer is asked", () => {
  it.each([
    { name: "when the wait is over", now: dueAt },
    { name: "on the last instant", now: closedAt + 14 * dayMs },
    { name: "again after the rest", now: dueAt, lastAt: dueAt - 30 * dayMs },
  ])("$name", ({ now, lastAt = null }) => {
    expect(whetherToAsk(ticket, rules, { ...free, lastAt, now })).toEqual({ ask: true });
  });

  it.each<{
    name: string;
    ticket?: Partial<ClosedTicket>;
    asked?: Partial<typeof free> | { lastAt: number };
    now?: number;
    reason: string;
    againAt?: number;
  }>([
    { name: "while it is open", ticket: { closedAt: null }, reason: "open" },
    { name: "of a deleted ticket", ticket: { gone: "deleted" }, reason: "deleted" },
    { name: "of one that was merged", ticket: { gone: "merged" }, reason: "merged" },
    {
      name: "of one that nobody answered",
      ticket: { isAnswered: false },
      reason: "closed_automatically",
    },
    {
      name: "of one that closed by itself",
      ticket: { stageId: "timed-out" },
      reason: "closed_automatically",
    },
    { name: "when there is nobody", ticket: { customer: null }, reason: "nobody_to_ask" },
    { name: "twice", asked: { isAsked: true }, reason: "asked_before" },
    { name: "a millisecond too soon", now: dueAt - 1, reason: "too_soon", againAt: dueAt },
    { name: "a millisecond too late", now: closedAt + 14 * dayMs + 1, reason: "too_late" },
    {
      name: "while the customer rests",
      asked: { lastAt: dueAt - 30 * dayMs + 1 },
      reason: "asked_lately",
      againAt: dueAt + 1,
    },
    {
      name: "when the rest is longer than the ticket is asked about",
      asked: { lastAt: dueAt },
      reason: "asked_lately",
    },
    {
      name: "beyond the contact cap",
      asked: { mayBeContacted: false },
      reason: "contact_cap",
      againAt: dueAt + dayMs,
    },
  ])("not $name", ({ ticket: changes, asked, now = dueAt, reason, againAt = null }) => {
    expect(whetherToAsk({ ...ticket, ...changes }, rules, { ...free, ...asked, now })).toEqual({
      ask: false,
      reason,
      againAt,
    });
  });

  it("of a ticket whose stage is not known", () => {
    expect(whetherToAsk({ ...ticket, stageId: null }, rules, { ...free, now: dueAt }).ask).toBe(
      true,
    );
  });

  it("never outside of the wait, within the rest or beyond the cap, whatever the order of looks", () => {
    const looks = fc.uniqueArray(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        looks,
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        (hours, room) => {
          let lastAt: number | null = null;
          const asks: number[] = [];
          for (const [index, hour] of hours.toSorted((a, b) => a - b).entries()) {
            const now = closedAt + hour * 3_600_000;
            const mayBeContacted = room[index] ?? false;
            const decision = whetherToAsk(ticket, rules, { ...free, lastAt, mayBeContacted, now });
            if (!decision.ask) continue;
            expect(mayBeContacted).toBe(true);
            asks.push(now);
            lastAt = now;
          }
          for (const at of asks) {
            expect(at).toBeGreaterThanOrEqual(dueAt);
            expect(at).toBeLessThanOrEqual(closedAt + 14 * dayMs);
          }
          expect(asks.length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
