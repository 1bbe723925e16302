import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { at, calendarOf, calendarWith } from "../../support/calendars.ts";

const hour = 3_600_000;
const berlin = (wall: string) => at(wall, "+01:00");

const never = compileCalendar(calendarOf("Europe/Berlin", {}));

describe("a calendar without open time", () => {
  it("counts nothing", () => {
    expect(never.between(Date.UTC(2029, 0, 1), Date.UTC(2030, 0, 1))).toBe(0);
    expect(never.isOpen(0)).toBe(false);
    expect(never.add(1, 0)).toBe(1);
  });

  it.each<{ name: string; ask: () => unknown }>([
    { name: "add", ask: () => never.add(0, 1) },
    { name: "subtract", ask: () => never.subtract(Date.UTC(2050, 0, 1), 1) },
    { name: "nextOpen", ask: () => never.nextOpen(0) },
    { name: "nextWorkingDate", ask: () => never.nextWorkingDate("2026-01-01") },
  ])("gives up at its horizon instead of looking forever: $name", ({ ask }) => {
    expect(ask).toThrow("opens within its horizon");
  });
});

describe("the horizon", () => {
  const once = compileCalendar(
    calendarWith({
      weekly: {},
      dates: [{ date: "2026-06-01", windows: ["09:00-10:00"], name: "Once" }],
    }),
  );
  const opensAt = at("2026-06-01 09:00", "+02:00");

  it("is sixty years ahead and back", () => {
    expect(once.add(berlin("1966-01-01 00:00"), 1)).toBe(opensAt + 1);
    expect(once.nextOpen(berlin("1970-12-31 00:00"))).toBe(opensAt);
    expect(once.subtract(berlin("2086-01-01 00:00"), 1)).toBe(opensAt + hour - 1);
    expect(() => once.subtract(berlin("2087-01-01 00:00"), 1)).toThrow("within its horizon");
    expect(once.nextWorkingDate("2010-01-01")).toBe("2026-06-01");
  });

  it("ends with the years that are counted", () => {
    expect(() => once.add(berlin("2190-01-01 00:00"), 1)).toThrow("within its horizon");
    expect(() => once.nextOpen(berlin("2190-01-01 00:00"))).toThrow("within its horizon");
    expect(() => once.subtract(berlin("1975-01-01 00:00"), 1)).toThrow("within its horizon");
  });
});
