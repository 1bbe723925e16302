import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterOutcome } from "../../../src/domain/visits/after-outcome.ts";
import { OutcomeForm } from "../../../src/domain/visits/outcome.ts";
import { at } from "../../support/calendars.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { visitDaysIn } from "../../support/visit-days.ts";

// 6 April 2026, a Monday, is a holiday.
const { calendar, days: daysOf } = visitDaysIn("Asia/Taipei", { holidays: ["2026-04-06"] });
const time = calendar;
const days = daysOf("31", undefined);
const rules = { time, days, retry: { afterDays: 3, atMost: 3 } };
const by = { id: "1", name: "Rosa Rep" };
/** A Friday. */
const now = at("2026-03-27 10:00", "+08:00");
const visit = plannedVisit({ latestDate: "2026-05-01" });
const form = (told: unknown) => OutcomeForm.parse(told);

describe("a customer who was reached", () => {
  it("has the visit done, whatever held it back", () => {
    const held = { by: "contact_cap", subjectId: null, sinceDate: "2026-03-20" } as const;
    const after = afterOutcome(
      { ...visit, suppressed: held },
      { form: form({ isReached: true }), by, now },
      rules,
    );
    expect(after).toEqual({
      visit: { ...visit, state: "done" },
      followUp: null,
      isUnreachable: false,
    });
  });

  it.each([
    {
      name: "on the day itself",
      byDate: "2026-03-31",
      dueDate: "2026-03-31",
      latest: "2026-03-31",
    },
    {
      name: "on the last working day before",
      byDate: "2026-04-06",
      dueDate: "2026-04-03",
      latest: "2026-04-06",
    },
    {
      name: "today when the day is past",
      byDate: "2026-03-02",
      dueDate: "2026-03-27",
      latest: "2026-03-27",
    },
  ])("is called about a promise $name", ({ byDate, dueDate, latest }) => {
    const promise = { text: "Send the spare part", byDate };
    const told = { form: form({ isReached: true, promise }), by, now };
    expect(afterOutcome(visit, told, rules).followUp).toEqual({
      ...visit,
      visitId: "promise:1:after_ticket:501",
      kind: "follow_up",
      reason: "promise",
      anchorDate: "2026-03-27",
      earliestDate: "2026-03-27",
      wantedDate: dueDate,
      latestDate: latest,
      dueDate,
      dueAt: at(`${dueDate} 09:00`, "+08:00"),
      isPinned: true,
    });
  });

  it("is called on a day that the customer likes before the promise, or on any rather than too late", () => {
    const fridays = visitDaysIn("Asia/Taipei").days("31", "fri 10:00-12:00");
    const dueOf = (byDate: string, days = fridays) => {
      const told = { form: form({ isReached: true, promise: { text: "Part", byDate } }), by, now };
      return afterOutcome(visit, told, { ...rules, days }).followUp;
    };
    expect(dueOf("2026-04-08")?.dueAt).toBe(at("2026-04-03 10:00", "+08:00"));
    const mondays = visitDaysIn("Asia/Taipei").days("31", "mon 10:00-12:00");
    expect(dueOf("2026-03-28", mondays)?.dueAt).toBe(at("2026-03-27 09:00", "+08:00"));
  });

  it("is called on the next working day when the promise falls on a day off that is today", () => {
    const sunday = at("2026-03-29 10:00", "+08:00");
    const promise = { text: "Call back", byDate: "2026-03-29" };
    const told = { form: form({ isReached: true, promise }), by, now: sunday };
    const { followUp } = afterOutcome(visit, told, rules);
    expect(followUp?.dueDate).toBe("2026-03-30");
    expect(followUp?.latestDate).toBe("2026-03-30");
  });
});

describe("a customer who was not reached", () => {
  const missed = { form: form({ isReached: false }), by, now };

  it("is tried again some days later, and the visit says why", () => {
    const { visit: again, isUnreachable } = afterOutcome(visit, missed, rules);
    expect(again).toMatchObject({ state: "planned", attempt: 2, dueDate: "2026-03-30" });
    expect(again.dueAt).toBe(at("2026-03-30 09:00", "+08:00"));
    expect(again.shifts).toEqual([
      { cause: "not_reached", fromDate: "2026-03-27", toDate: "2026-03-30", at: now, by },
    ]);
    expect(isUnreachable).toBe(false);
  });

  it.each([
    {
      name: "sooner when the red limit comes first",
      latestDate: "2026-03-28",
      afterDays: 30,
      dueDate: "2026-04-27",
    },
    {
      name: "on a working day before the limit",
      latestDate: "2026-04-05",
      afterDays: 30,
      dueDate: "2026-04-03",
    },
  ])("is tried $name", ({ latestDate, afterDays, dueDate }) => {
    const retry = { afterDays, atMost: 3 };
    const after = afterOutcome({ ...visit, latestDate }, missed, { time, days, retry });
    expect(after.visit.dueDate).toBe(dueDate);
  });

  it("is tried in the owner's hours, when the customer wants to be called, and not in an absence", () => {
    const absences = [{ fromDate: "2026-03-30", toDate: "2026-04-01" }];
    const owned = visitDaysIn("Asia/Taipei", { absences }).days("31", "tue,thu 14:00-17:00");
    const { visit: again } = afterOutcome(visit, missed, { ...rules, days: owned });
    expect(again.dueDate).toBe("2026-04-02");
    expect(again.dueAt).toBe(at("2026-04-02 14:00", "+08:00"));
  });

  it("is given up after the last attempt, and somebody has to know", () => {
    const last = afterOutcome({ ...visit, attempt: 3 }, missed, rules);
    expect(last).toEqual({
      visit: { ...visit, attempt: 3, state: "skipped" },
      followUp: null,
      isUnreachable: true,
    });
  });

  it("is tried as often as the rule says and never on a day off", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        (atMost, afterDays, later) => {
          let current = visit;
          let today = now;
          let tries = 0;
          for (let turn = 0; turn < 10; turn += 1) {
            tries += 1;
            const told = { ...missed, now: today };
            const after = afterOutcome(current, told, { time, days, retry: { atMost, afterDays } });
            if (after.isUnreachable) break;
            expect(time.isWorkingDate(after.visit.dueDate)).toBe(true);
            expect(after.visit.dueDate > time.dateOf(today)).toBe(true);
            current = after.visit;
            today = current.dueAt + later * 3_600_000;
          }
          expect(tries).toBe(atMost);
        },
      ),
    );
  });
});
