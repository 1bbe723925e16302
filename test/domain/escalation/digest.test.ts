import { describe, expect, it } from "vitest";
import type { CaseState, CaseStep } from "../../../src/domain/escalation/case.ts";
import {
  digestDateAt,
  digestPlaceOf,
  isDigestTime,
  openingBefore,
} from "../../../src/domain/escalation/digest.ts";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { Calendar } from "../../../src/domain/time/calendar.ts";
import { berlin } from "../../support/lives.ts";
import { officePolicy, rulesUnder } from "../../support/policies.ts";

const office = rulesUnder(officePolicy()).calendars("office");

describe("the day of a digest", () => {
  it.each<{ name: string; at: number; date: string | null }>([
    { name: "none before the opening", at: berlin("06-09 09:00") - 1, date: null },
    { name: "that day at the opening", at: berlin("06-09 09:00"), date: "2026-06-09" },
    { name: "that day two hours later", at: berlin("06-09 11:00"), date: "2026-06-09" },
    { name: "none after that", at: berlin("06-09 11:00") + 1, date: null },
    { name: "none after lunch", at: berlin("06-09 13:00"), date: null },
    { name: "none on a Sunday", at: berlin("06-14 09:00"), date: null },
    { name: "none on a holiday", at: berlin("05-01 09:00"), date: null },
  ])("is $name", ({ at, date }) => {
    expect(digestDateAt(office, at)).toBe(date);
  });

  it("is not another day's", () => {
    expect(isDigestTime(office, "2026-06-09", berlin("06-10 09:00"))).toBe(false);
    expect(isDigestTime(office, "2026-06-10", berlin("06-10 09:00"))).toBe(true);
  });
});

describe("the opening before", () => {
  it.each([
    { name: "the day before", date: "2026-06-10", expected: berlin("06-09 09:00") },
    { name: "Friday on a Monday", date: "2026-06-15", expected: berlin("06-12 09:00") },
    {
      name: "Thursday after a holiday on Friday",
      date: "2026-05-04",
      expected: berlin("04-30 09:00"),
    },
  ])("is $name", ({ date, expected }) => {
    expect(openingBefore(office, date, berlin("06-15 09:00"))).toBe(expected);
  });

  it("is a day ago where there was none for very long", () => {
    const once = compileCalendar(
      Calendar.parse({
        id: "once",
        zone: "UTC",
        weekly: { mon: ["09:00-10:00"] },
        holidays: Array.from({ length: 12 }, (_, week) => ({
          date: new Date(Date.UTC(2026, 2, 2 + week * 7)).toISOString().slice(0, 10),
          name: "closed",
        })),
      }),
    );
    const now = Date.UTC(2026, 4, 25, 9);
    expect(openingBefore(once, "2026-05-25", now)).toBe(now - 86_400_000);
  });
});

describe("the place of a case in a digest", () => {
  const steps = (...acts: readonly CaseStep["act"][]) =>
    acts.map((act, at) => ({ act, by: null, at, reason: null }));

  it.each<{
    name: string;
    state?: CaseState;
    acts: readonly CaseStep["act"][];
    snoozedUntil?: number;
    isPaused?: boolean;
    place: string;
  }>([
    { name: "a new case", acts: ["opened", "told"], place: "open" },
    {
      name: "a taken case",
      state: "acknowledged",
      acts: ["opened", "acknowledged"],
      place: "open",
    },
    { name: "a paused ticket", acts: ["opened"], isPaused: true, place: "waiting" },
    {
      name: "a snoozed case",
      state: "acknowledged",
      acts: ["opened", "snoozed"],
      snoozedUntil: 9,
      place: "waiting",
    },
    {
      name: "a question without an answer",
      state: "acknowledged",
      acts: ["opened", "asked_back", "told"],
      place: "waiting",
    },
    {
      name: "a question with one",
      state: "acknowledged",
      acts: ["opened", "asked_back", "answered"],
      place: "open",
    },
    {
      name: "a case that went stale, and was told again",
      acts: ["opened", "acknowledged", "went_stale", "told"],
      place: "stale",
    },
    {
      name: "a stale case of a paused ticket",
      acts: ["opened", "acknowledged", "went_stale"],
      isPaused: true,
      place: "stale",
    },
    {
      name: "a stale case that somebody took again",
      state: "acknowledged",
      acts: ["opened", "acknowledged", "went_stale", "acknowledged"],
      place: "open",
    },
    {
      name: "a case opened again",
      acts: ["opened", "went_stale", "resolved", "reopened"],
      place: "open",
    },
    {
      name: "a snooze that is over",
      acts: ["opened", "asked_back", "snooze_ended"],
      place: "open",
    },
    { name: "a case of which nothing is known", acts: [], place: "open" },
  ])(
    "of $name is $place",
    ({ acts, state = "open", snoozedUntil = null, isPaused = false, place }) => {
      expect(digestPlaceOf({ state, steps: steps(...acts), snoozedUntil }, isPaused)).toBe(place);
    },
  );
});
