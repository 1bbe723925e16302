import { describe, expect, it } from "vitest";
import { LONGEST_PAUSE_MINUTES, pausedUntil } from "../../../src/domain/escalation/notice-pause.ts";
import { snoozeChoices } from "../../../src/domain/escalation/snooze-choices.ts";
import { midnightOf } from "../../../src/domain/time/zone.ts";
import { officePolicy, rulesUnder } from "../../support/policies.ts";

const berlin = (text: string) => Date.parse(`${text.replace(" ", "T")}:00+02:00`);
const rules = (maxMinutes = 1_440) =>
  rulesUnder(officePolicy({ snooze: { maxMinutes, maxTimes: 3 } }));
const MINUTE_MS = 60_000;

describe("the choices of a snooze", () => {
  it.each([
    {
      name: "in the morning: after lunch, and tomorrow",
      now: "2026-06-09 10:00",
      openings: ["2026-06-09 13:00", "2026-06-10 09:00"],
    },
    {
      name: "in the evening: tomorrow once",
      now: "2026-06-09 18:00",
      openings: ["2026-06-10 09:00"],
    },
    { name: "before a weekend: none that is too far", now: "2026-06-12 18:00", openings: [] },
  ])("$name", ({ now, openings }) => {
    const choices = snoozeChoices({ calendarId: "office" }, rules(), berlin(now));
    const found = choices.filter(({ kind }) => kind !== "minutes").map(({ until }) => until);
    expect(found).toEqual(openings.map(berlin));
  });

  it("reach over a weekend where the policy allows it", () => {
    const now = berlin("2026-06-12 18:00");
    const choices = snoozeChoices({ calendarId: "office" }, rules(10_080), now);
    expect(choices.at(-1)).toEqual({ kind: "opening", until: berlin("2026-06-15 09:00") });
  });

  it.each([
    { name: "end on the last minute that the policy allows", maxMinutes: 60, minutes: [30, 60] },
    { name: "are one fewer a minute before it", maxMinutes: 59, minutes: [30] },
    { name: "are none below the shortest", maxMinutes: 29, minutes: [] },
  ])("$name", ({ maxMinutes, minutes }) => {
    const choices = snoozeChoices({}, rules(maxMinutes), berlin("2026-06-09 10:00"));
    expect(choices.map((one) => one.kind === "minutes" && one.minutes)).toEqual(minutes);
  });

  it("have no opening where a department never closes, and the one of its quiet hours", () => {
    const now = berlin("2026-06-09 18:00");
    const kinds = (department: Parameters<typeof snoozeChoices>[0]) =>
      snoozeChoices(department, rules(), now).map(({ kind }) => kind);
    expect(kinds({ calendarId: "always" })).not.toContain("opening");
    expect(kinds({ quietHours: { calendarId: "office" } })).toContain("opening");
  });
});

describe("a pause of direct messages", () => {
  const office = rules().calendars("office");
  const around = (now: number) => ({
    now,
    midnightOf: (date: string) => midnightOf("Europe/Berlin", date),
  });
  const now = berlin("2026-06-11 16:00");

  it.each([
    { name: "for a while", pause: { kind: "minutes", minutes: 120 }, until: now + 120 * MINUTE_MS },
    {
      name: "for no longer than a week",
      pause: { kind: "minutes", minutes: LONGEST_PAUSE_MINUTES + 1 },
      until: now + LONGEST_PAUSE_MINUTES * MINUTE_MS,
    },
    {
      name: "until tomorrow's opening",
      pause: { kind: "until_tomorrow" },
      until: berlin("2026-06-12 09:00"),
    },
    { name: "off", pause: { kind: "off" }, until: null },
  ] as const)("ends: $name", ({ pause, until }) => {
    expect(pausedUntil(pause, office, around(now))).toBe(until);
  });

  it("ends in the morning of a day without an opening, not after the weekend", () => {
    const friday = berlin("2026-06-12 16:00");
    const until = pausedUntil({ kind: "until_tomorrow" }, office, around(friday));
    expect(until).toBe(berlin("2026-06-13 08:00"));
  });
});
