import { describe, expect, it } from "vitest";
import { quietUntil, waitingTime } from "../../../src/domain/escalation/quiet-hours.ts";
import type { Conditions } from "../../../src/domain/governance/target.ts";
import { berlin, traitsOf } from "../../support/lives.ts";
import { officePolicy, rulesUnder } from "../../support/policies.ts";

const rules = rulesUnder(officePolicy());
const office = (except: readonly Conditions[] = []) => ({
  quietHours: { calendarId: "office", except: [...except] },
});

describe("quiet hours", () => {
  it.each([
    { name: "none while the office is open", at: "06-09 10:00", until: null },
    { name: "none at the opening instant", at: "06-09 09:00", until: null },
    { name: "the night", at: "06-09 17:00", until: "06-10 09:00" },
    { name: "lunch", at: "06-09 12:00", until: "06-09 13:00" },
    { name: "the weekend", at: "06-12 18:30", until: "06-15 09:00" },
  ])("are $name", ({ at, until }) => {
    const expected = until === null ? null : berlin(until);
    expect(quietUntil(office(), { rules, traits: traitsOf({}) }, berlin(at))).toBe(expected);
  });

  it.each([
    { name: "its severity", except: [{ severity: "major_fault" }], isLoud: true },
    { name: "one of several", except: [{ tier: "key" }, { priority: "URGENT" }], isLoud: true },
    { name: "half of what is asked", except: [{ tier: "key", priority: "URGENT" }], isLoud: false },
    { name: "nothing", except: [], isLoud: false },
  ])("are broken by a ticket of which $name fits: $isLoud", ({ except, isLoud }) => {
    const traits = traitsOf({ severity: "major_fault", priority: "URGENT", tier: "standard" });
    const at = berlin("06-09 20:00");
    expect(quietUntil(office(except), { rules, traits }, at) === null).toBe(isLoud);
  });

  it("are unknown to a department without any", () => {
    const place = { rules, traits: traitsOf({}) };
    expect(quietUntil({}, place, berlin("06-09 03:00"))).toBeNull();
  });
});

describe("a department is waited for", () => {
  const HOUR = 3_600_000;
  const place = { rules, traits: traitsOf({}) };
  const hourAfter = (department: Parameters<typeof waitingTime>[0], text: string) =>
    waitingTime(department, place).add(berlin(text), HOUR);

  it.each([
    { name: "in its own hours", department: { calendarId: "office" }, until: "06-10 09:30" },
    {
      name: "in its own hours, also where quiet hours have others",
      department: { calendarId: "office", quietHours: { calendarId: "always" } },
      until: "06-10 09:30",
    },
    {
      name: "while it is not quiet, where it has no hours",
      department: { quietHours: { calendarId: "office" } },
      until: "06-10 09:30",
    },
    { name: "at any hour, where it has neither", department: {}, until: "06-09 17:30" },
  ])("$name", ({ department, until }) => {
    expect(hourAfter(department, "06-09 16:30")).toBe(berlin(until));
  });
});
