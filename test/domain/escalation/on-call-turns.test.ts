import { describe, expect, it } from "vitest";
import { onCallAt } from "../../../src/domain/escalation/on-call.ts";
import { MAX_TURNS, onCallTurns } from "../../../src/domain/escalation/on-call-turns.ts";
import { Department } from "../../../src/domain/governance/department.ts";
import { at } from "../../support/calendars.ts";
import { officePolicy } from "../../support/policies.ts";

const policy = officePolicy();
const berlin = (wall: string) => at(`2026-${wall}`, "+02:00");
const WORK_WEEK = ["mon", "tue", "wed", "thu", "fri"];

function departmentWith(onCall: unknown, changes: object = {}): Department {
  return Department.parse({
    ...{ id: "support", name: { en: "S", "zh-TW": "S", "zh-CN": "S" }, lead: "Ada" },
    ...{ members: ["Max", "Lea"], calendarId: "office", channelId: "C1", language: "en" },
    ...(onCall === undefined ? {} : { onCall }),
    ...changes,
  });
}

/** By day Ada, by night Max; nobody from Saturday to Monday morning. */
const dayAndNight = {
  shifts: [
    { days: WORK_WEEK, window: "08:00-20:00", person: "Ada" },
    { days: ["mon", "tue", "wed", "thu"], window: "20:00-08:00", person: "Max" },
  ],
};
const told = (department: Department, when: number) =>
  onCallTurns(department, policy, when).map(({ from, untilAt, people }) => ({
    who: people.map(({ name }) => name).join(),
    from,
    untilAt,
  }));

describe("who is on call, and who comes next", () => {
  it("goes through the shifts of a rota", () => {
    expect(told(departmentWith(dayAndNight), berlin("06-09 10:00"))).toEqual([
      { who: "Ada", from: berlin("06-09 10:00"), untilAt: berlin("06-09 20:00") },
      { who: "Max", from: berlin("06-09 20:00"), untilAt: berlin("06-10 08:00") },
      { who: "Ada", from: berlin("06-10 08:00"), untilAt: berlin("06-10 20:00") },
    ]);
  });

  it("is nobody in a hole of the rota, until the next shift", () => {
    expect(told(departmentWith(dayAndNight), berlin("06-13 12:00"))).toMatchObject([
      { who: "", untilAt: berlin("06-15 08:00") },
      { who: "Ada" },
      { who: "Max" },
    ]);
  });

  it("follows absences and those who stand in, from midnight to midnight", () => {
    const absences = [
      { person: "Max", fromDate: "2026-06-10", toDate: "2026-06-10", standIn: "Lea" },
    ];
    expect(told(departmentWith({ ...dayAndNight, absences }), berlin("06-09 21:00"))).toEqual([
      { who: "Max", from: berlin("06-09 21:00"), untilAt: berlin("06-10 00:00") },
      { who: "Lea", from: berlin("06-10 00:00"), untilAt: berlin("06-10 08:00") },
      { who: "Ada", from: berlin("06-10 08:00"), untilAt: berlin("06-10 20:00") },
    ]);
  });

  it("is nobody while somebody is away and nobody stands in", () => {
    const absences = [{ person: "Max", fromDate: "2026-06-09", toDate: "2026-06-10" }];
    expect(told(departmentWith({ ...dayAndNight, absences }), berlin("06-09 21:00"))[0]).toEqual({
      ...{ who: "", from: berlin("06-09 21:00"), untilAt: berlin("06-10 08:00") },
    });
  });

  it("says that nothing changes where one person is always on call", () => {
    const always = {
      shifts: [{ days: [...WORK_WEEK, "sat", "sun"], window: "00:00-24:00", person: "Lea" }],
    };
    expect(told(departmentWith(always), berlin("06-09 10:00"))).toEqual([
      { who: "Lea", from: berlin("06-09 10:00"), untilAt: null },
    ]);
  });

  it("is nobody without a rota, and goes by UTC without a calendar", () => {
    expect(told(departmentWith(undefined), berlin("06-09 10:00"))).toEqual([]);
    const shifts = [{ days: ["tue"], window: "08:00-20:00", person: "Ada" }];
    const department = departmentWith({ shifts }, { calendarId: undefined });
    expect(told(department, berlin("06-09 09:59"))[1]).toMatchObject({
      who: "Ada",
      from: berlin("06-09 10:00"),
    });
  });

  it("tells two people apart by e-mail, and more than one at once in the order of the rota", () => {
    const shifts = [
      { days: ["tue"], window: "08:00-12:00", person: "ada@example.com" },
      { days: ["tue"], window: "10:00-12:00", person: "Max" },
      { days: ["tue"], window: "12:00-14:00", person: "ada@example.org" },
    ];
    const members = [
      "Max",
      { name: "Ada", email: "ada@example.com" },
      { name: "Ada", email: "ada@example.org" },
    ];
    const department = departmentWith({ shifts }, { lead: "Lea", members });
    expect(told(department, berlin("06-09 09:00")).map(({ who }) => who)).toEqual([
      "Ada",
      "Ada,Max",
      "Ada",
    ]);
    const [first] = onCallTurns(department, policy, berlin("06-09 11:59"));
    expect(first).toMatchObject({ untilAt: berlin("06-09 12:00") });
  });

  it("says what onCallAt says, at the beginning of each turn and a millisecond before its end", () => {
    const department = departmentWith(dayAndNight);
    for (let hour = 0; hour < 24 * 8; hour += 5) {
      const turns = onCallTurns(department, policy, berlin("06-08 00:00") + hour * 3_600_000);
      expect(turns.length).toBeLessThanOrEqual(MAX_TURNS);
      for (const { from, untilAt, people } of turns) {
        expect(onCallAt(department, policy, from)).toEqual(people);
        if (untilAt !== null) expect(onCallAt(department, policy, untilAt - 1)).toEqual(people);
      }
    }
  });
});
