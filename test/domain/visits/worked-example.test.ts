import { describe, expect, it } from "vitest";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import { dateOfDay, dayNumberOf, weekdayOfDay } from "../../../src/domain/time/day-number.ts";
import { planPortal } from "../../../src/domain/visits/plan-portal.ts";
import type { KnownVisit, PlanCustomer } from "../../../src/domain/visits/plan-rules.ts";
import { planRules } from "../../../src/domain/visits/rules-of-plan.ts";
import { at } from "../../support/calendars.ts";
import { oneCustomer } from "../../support/one-customer.ts";
import { policyDocument } from "../../support/small-policy.ts";
import { someVisit } from "../../support/some-visit.ts";

/** The example of docs/visits.md, as the planner works it out. */

const MET = "2026-02-25";
const complaint = {
  by: "complaint",
  subjectId: "88",
  ownerIds: ["32"],
  sinceDate: "2026-03-20",
} as const;
const away = [{ fromDate: "2026-03-26", toDate: "2026-04-03" }];

type Night = {
  readonly date: string;
  readonly changes?: Partial<PlanCustomer>;
  readonly absences?: readonly object[];
  /** Visits that others of the owner's customers have, as the only one of that day. */
  readonly taken?: readonly string[];
};

function rulesOf({ date, absences = [], taken = [] }: Night) {
  const capacity = { perDay: taken.length === 0 ? 8 : 1, byOwner: [{ ownerId: "31", absences }] };
  const visits = { ...policyDocument.visits, capacity };
  const policy = Policy.parse({ ...policyDocument, visits });
  const world = { knownOwners: null, lunarDates: () => [] };
  const calendars = createCalendars(policy.calendars);
  return planRules({ policy, calendars }, at(`${date} 02:00`, "+08:00"), world);
}

function neighbour(date: string, window: Partial<KnownVisit>): PlanCustomer {
  const customer = { kind: "company", id: `at ${date}` } as const;
  const span = { earliestDate: date, wantedDate: date, latestDate: date };
  const visit = someVisit({
    visitId: `on ${date}`,
    customer,
    ownerId: "31",
    dueDate: date,
    ...span,
  });
  // Of its own regular visits somebody else takes care.
  return oneCustomer({ customer, ownerId: null, visits: [{ ...visit, ...window, taskId: null }] });
}

/** The plan of each night with what came of the one before; of the last one the visit and the shortages. */
function planned(nights: readonly Night[], window: Partial<KnownVisit> = {}) {
  let known: readonly KnownVisit[] = [];
  let shortages: readonly string[] = [];
  let others: readonly string[] = [];
  for (const night of nights) {
    const formosa = oneCustomer({
      lastRealAt: at(`${MET} 11:00`, "+08:00"),
      ...night.changes,
      visits: known,
    });
    const taken = (night.taken ?? []).map((date) => neighbour(date, window));
    const plan = planPortal([formosa, ...taken], rulesOf(night));
    known = plan.planned
      .filter(({ customer }) => customer?.id === formosa.customer.id)
      .map((visit) => ({ ...visit, taskId: null }));
    shortages = plan.shortages.map(({ cause }) => cause);
    others = plan.planned
      .filter(({ reason, shifts }) => reason === "by_hand" && shifts.length > 0)
      .map(({ visitId, dueDate, shifts }) => `${visitId} to ${dueDate}, ${shifts.at(-1)?.cause}`);
  }
  const [visit] = known;
  if (visit === undefined) throw new Error("a visit is planned");
  return { visit, day: visit.dueDate, cause: visit.shifts.at(-1)?.cause, shortages, others };
}

const first = { date: "2026-02-26" };
const week = ["2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10"];
/** Every day from the one to the other, both included. */
const days = (from: string, to: string) =>
  Array.from({ length: dayNumberOf(to) - dayNumberOf(from) + 1 }, (_, index) =>
    dateOfDay(dayNumberOf(from) + index),
  );

describe("the next visit to Formosa Tools", () => {
  it("is on the ideal day while its owner has room, with the window that the tier gives it", () => {
    expect(planned([first]).visit).toMatchObject({
      dueDate: "2026-03-27",
      earliestDate: "2026-03-12",
      wantedDate: "2026-03-27",
      latestDate: "2026-04-11",
      shifts: [],
    });
  });

  it("is on Tuesday 7 April where the owner is away, and Monday is a holiday", () => {
    const { day, cause } = planned([first, { date: "2026-03-02", absences: away }]);
    expect([day, cause]).toEqual(["2026-04-07", "absence"]);
  });

  it("goes back to Wednesday 25 March where nothing is free after the absence", () => {
    const night = { date: "2026-03-02", absences: away, taken: week };
    const { day, cause } = planned([first, night]);
    expect([day, cause]).toEqual(["2026-03-25", "capacity"]);
  });

  it("has one of the others moved within its own window where that is full as well", () => {
    const before = days("2026-03-12", "2026-03-25").filter((date) => {
      return weekdayOfDay(dayNumberOf(date)) < 5;
    });
    const taken = [...before, ...week];
    const night = { date: "2026-03-02", absences: away, taken };
    const isFree = { latestDate: "2026-04-13" };
    const { day, others, shortages } = planned([first, night], isFree);
    expect(day <= "2026-04-11").toBe(true);
    expect(others).toEqual([`on ${day} to 2026-04-13, capacity`]);
    expect(shortages).toEqual([]);
  });

  it("waits for a complaint of 20 March until it is closed, and is red because of it", () => {
    const waiting = days("2026-03-21", "2026-04-20").map((date) => ({
      date,
      changes: { disputes: [complaint] },
    }));
    const held = planned([first, ...waiting]);
    expect(held.visit.suppressed?.by).toBe("complaint");
    const { day, cause, shortages } = planned([first, ...waiting, { date: "2026-04-21" }]);
    expect([day, cause, shortages]).toEqual(["2026-04-21", "released", ["complaint"]]);
  });

  it("is on Thursday 9 April where the owner called on 10 March", () => {
    const called = { lastRealAt: at("2026-03-10 15:00", "+08:00") };
    const { day } = planned([first, { date: "2026-03-11", changes: called }]);
    expect(day).toBe("2026-04-09");
  });
});
