import { describe, expect, it } from "vitest";
import { onCallAt } from "../../../src/domain/escalation/on-call.ts";
import { toldPeople } from "../../../src/domain/escalation/told-people.ts";
import { Department } from "../../../src/domain/governance/department.ts";
import type { LadderTarget } from "../../../src/domain/governance/ladder.ts";
import { climbingPolicy } from "../../support/case-story.ts";
import { berlin } from "../../support/lives.ts";

const policy = climbingPolicy();
const rota = {
  shifts: [
    { days: ["tue"], window: "09:00-17:00", person: "ann@example.com" },
    { days: ["tue"], window: "12:00-22:00", person: "Bo" },
    { days: ["tue"], window: "16:00-17:00", person: "Ann" },
    { days: ["tue"], window: "22:00-06:00", person: "Dan" },
  ],
};
const departmentWith = (changes: object = {}) =>
  Department.parse({
    id: "support",
    name: { en: "Support", "zh-TW": "支援", "zh-CN": "支持" },
    lead: "Ada",
    deputies: [{ name: "Dan" }],
    members: [{ name: "Ann", email: "Ann@Example.com" }, "Bo", "Ada"],
    calendarId: "office",
    channelId: "C0SUPPORT01",
    language: "en",
    onCall: rota,
    ...changes,
  });
const away = (person: string, changes: object = {}) => ({
  person,
  fromDate: "2026-06-09",
  toDate: "2026-06-10",
  ...changes,
});
const withAbsences = (...absences: readonly object[]) =>
  departmentWith({ onCall: { ...rota, absences } });
const onCall = (department: Department, when: string) =>
  onCallAt(department, policy, berlin(when)).map(({ name }) => name);

describe("who is on call", () => {
  it.each([
    { name: "one", when: "06-09 09:00", who: ["Ann"] },
    { name: "two, in the order of the rota", when: "06-09 12:00", who: ["Ann", "Bo"] },
    { name: "one of two shifts once", when: "06-09 16:30", who: ["Ann", "Bo"] },
    { name: "nobody in a hole", when: "06-09 08:59", who: [] },
    { name: "the night's after midnight", when: "06-10 05:59", who: ["Dan"] },
    { name: "nobody on other days", when: "06-10 12:00", who: [] },
  ])("is $name", ({ when, who }) => {
    expect(onCall(departmentWith(), when)).toEqual(who);
  });

  it("is nobody without a rota", () => {
    expect(onCall(departmentWith({ onCall: undefined }), "06-09 10:00")).toEqual([]);
  });

  it.each([
    { name: "nobody without a stand-in", absences: [away("ann@example.com")], who: [] },
    { name: "the stand-in", absences: [away("Ann", { standIn: "Bo" })], who: ["Bo"] },
    {
      name: "nobody where the stand-in is away too",
      absences: [away("Ann", { standIn: "Bo" }), away("Bo")],
      who: [],
    },
    { name: "nobody for one who is unknown", absences: [away("Ann", { standIn: "Zoe" })], who: [] },
    { name: "the person, if only somebody else is away", absences: [away("Bo")], who: ["Ann"] },
    { name: "the person, if somebody unknown is away", absences: [away("Zoe")], who: ["Ann"] },
  ])("is $name during an absence", ({ absences, who }) => {
    expect(onCall(withAbsences(...absences), "06-09 10:00")).toEqual(who);
  });

  it.each([
    { name: "its first day, in the zone of the calendar", when: "06-09 22:00", who: [] },
    { name: "its last day, to its end", when: "06-10 05:59", who: [] },
  ])("is nobody on $name", ({ when, who }) => {
    expect(onCall(withAbsences(away("Dan")), when)).toEqual(who);
    const over = withAbsences(away("Dan", { fromDate: "2026-06-01", toDate: "2026-06-08" }));
    expect(onCall(over, when)).toEqual(["Dan"]);
  });

  it("is told by the day after midnight where an absence begins in a shift", () => {
    const department = withAbsences(away("Dan", { fromDate: "2026-06-10" }));
    expect(onCall(department, "06-09 23:59")).toEqual(["Dan"]);
    expect(onCall(department, "06-10 00:00")).toEqual([]);
  });

  it("is nobody where a shift names somebody unknown, and goes by UTC without a calendar", () => {
    const shifts = [{ days: ["tue"], window: "09:00-10:00", person: "Zoe" }];
    expect(onCall(departmentWith({ onCall: { shifts } }), "06-09 09:30")).toEqual([]);
    const [early] = rota.shifts;
    const inUtc = departmentWith({ calendarId: undefined, onCall: { shifts: [early] } });
    expect(onCall(inUtc, "06-09 10:59")).toEqual([]);
    expect(onCall(inUtc, "06-09 11:00")).toEqual(["Ann"]);
  });
});

describe("a level calls", () => {
  const called = (targets: readonly LadderTarget[], department = departmentWith()) =>
    toldPeople(targets, { department, policy, at: berlin("06-09 12:30") }).map(({ name }) => name);

  it.each<{ name: string; targets: readonly LadderTarget[]; who: string[] }>([
    { name: "who is on call", targets: ["on_call"], who: ["Ann", "Bo"] },
    { name: "the lead", targets: ["lead"], who: ["Ada"] },
    { name: "the deputies", targets: ["deputies"], who: ["Dan"] },
    { name: "the members", targets: ["members"], who: ["Ann", "Bo", "Ada"] },
    { name: "the service managers", targets: ["service_managers"], who: ["Mara"] },
    { name: "a named person", targets: [{ person: "Eve" }], who: ["Eve"] },
    { name: "each once, in order", targets: ["lead", "members"], who: ["Ada", "Ann", "Bo"] },
  ])("$name", ({ targets, who }) => {
    expect(called(targets)).toEqual(who);
  });

  it("the lead where it finds nobody", () => {
    expect(called(["deputies"], departmentWith({ deputies: [] }))).toEqual(["Ada"]);
    const { serviceManagement: _none, ...without } = policy;
    const told = toldPeople(["service_managers"], {
      department: departmentWith(),
      policy: without,
      at: 0,
    });
    expect(told).toEqual([{ name: "Ada", email: null }]);
  });

  it("people by their addresses in small letters", () => {
    const [ann] = toldPeople(["members"], { department: departmentWith(), policy, at: 0 });
    expect(ann).toEqual({ name: "Ann", email: "ann@example.com" });
  });
});
