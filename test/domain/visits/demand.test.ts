import { describe, expect, it } from "vitest";
import { dateOfDay, dayNumberOf } from "../../../src/domain/time/day-number.ts";
import { cadenceDemand, cadenceWindow, customerText } from "../../../src/domain/visits/demand.ts";
import type { KnownVisit, PlanCustomer } from "../../../src/domain/visits/plan-rules.ts";
import { at } from "../../support/calendars.ts";
import { knownVisit, oneCustomer, rulesToday } from "../../support/one-customer.ts";

const rules = rulesToday();
const demandOf = (changes: Partial<PlanCustomer> = {}) =>
  cadenceDemand(oneCustomer(changes), rules);
const anchorWith = (...visits: KnownVisit[]) => demandOf({ visits }).anchorDate;

describe("the next visit by the tier's interval", () => {
  it("counts from when a customer who was never met became known", () => {
    expect(demandOf()).toEqual({
      visitId: "cadence:company:7:2026-03-01",
      kind: "visit",
      reason: "cadence",
      careId: null,
      channel: "phone",
      durationMinutes: 20,
      anchorDate: "2026-03-01",
      // Of 30 days at best and 45 at most, from 1 March.
      earliest: dayNumberOf("2026-03-16"),
      wanted: dayNumberOf("2026-03-31"),
      latest: dayNumberOf("2026-04-15"),
    });
  });

  it("counts from the last real contact, on its day in the calendar's zone", () => {
    const lastRealAt = at("2026-03-10 00:30", "+08:00");
    const done = knownVisit({ state: "done", dueDate: "2026-03-20" });
    expect(demandOf({ lastRealAt, visits: [done] }).anchorDate).toBe("2026-03-10");
  });

  it("counts from the last visit that was made, where no contact was kept", () => {
    const later = knownVisit({ state: "done", dueDate: "2026-03-12" });
    const earlier = knownVisit({ state: "done", dueDate: "2026-03-05" });
    expect(anchorWith(later, earlier)).toBe("2026-03-12");
    expect(anchorWith(earlier, later)).toBe("2026-03-12");
  });

  it("is not put off by a tier that changes, as the first visit keeps the day it counted from", () => {
    const anchored = (anchorDate: string | null) => knownVisit({ reason: "cadence", anchorDate });
    expect(anchorWith(anchored("2026-02-10"))).toBe("2026-02-10");
    expect(anchorWith(anchored("2026-03-09"))).toBe("2026-03-01");
    expect(anchorWith(anchored(null))).toBe("2026-03-01");
    expect(anchorWith(knownVisit({ reason: "date", anchorDate: "2026-02-10" }))).toBe("2026-03-01");
  });

  it("is not planned again at once after it was given up", () => {
    const skipped = (dueDate: string) =>
      knownVisit({ reason: "cadence", state: "skipped", dueDate });
    const demand = demandOf({ visits: [skipped("2026-03-20"), skipped("2026-02-20")] });
    expect(demand.visitId).toBe("cadence:company:7:2026-03-20");
    expect(demand.anchorDate).toBe("2026-03-01");
    expect(dateOfDay(demand.wanted)).toBe("2026-04-19");
  });

  it("does not count from another kind of visit that was given up", () => {
    const skipped = knownVisit({ reason: "promise", state: "skipped", dueDate: "2026-03-20" });
    expect(demandOf({ visits: [skipped] }).visitId).toBe("cadence:company:7:2026-03-01");
  });

  it("asks for a tier of the policy", () => {
    expect(() => demandOf({ tier: "gold" })).toThrow('plans visits for tier "gold"');
  });
});

describe("the window of an interval", () => {
  it("begins no earlier than half of the interval", () => {
    expect(cadenceWindow(100, { idealDays: 15, maximumDays: 60 })).toEqual({
      earliest: 108,
      wanted: 115,
      latest: 160,
    });
  });

  it("is the ideal day alone when the maximum is no later", () => {
    expect(cadenceWindow(100, { idealDays: 30, maximumDays: 20 })).toEqual({
      earliest: 130,
      wanted: 130,
      latest: 130,
    });
  });
});

describe("customerText", () => {
  it("tells a company and a contact of one id apart", () => {
    expect(customerText({ kind: "company", id: "7" })).toBe("company:7");
    expect(customerText({ kind: "contact", id: "7" })).toBe("contact:7");
  });
});
