import { describe, expect, it } from "vitest";
import { at } from "../../support/calendars.ts";
import { visitDaysIn } from "../../support/visit-days.ts";

const taipei = (wall: string) => at(wall, "+08:00");
const holidays = ["2026-04-06"];
const absences = [{ fromDate: "2026-03-30", toDate: "2026-04-01" }];
const office = visitDaysIn("Asia/Taipei", { holidays, absences });

describe("the days of a visit", () => {
  it.each([
    { name: "begin when the owner does", wish: undefined, opensAt: "2026-04-02 09:00" },
    { name: "begin when the customer likes", wish: "thu 14:00-17:00", opensAt: "2026-04-02 14:00" },
    {
      name: "of a person's choice hold on a day that the customer does not like",
      wish: "fri 14:00-17:00",
      opensAt: "2026-04-02 09:00",
    },
  ])("$name", ({ wish, opensAt }) => {
    expect(office.days("31", wish).on("2026-04-02")).toEqual({
      dueDate: "2026-04-02",
      dueAt: taipei(opensAt),
    });
  });

  it.each([
    { name: "a holiday is no day", date: "2026-04-06", isAbsence: false },
    {
      name: "a Saturday is none, also of somebody who is there",
      date: "2026-03-28",
      isAbsence: false,
    },
    { name: "an absence is none, and said to be one", date: "2026-03-30", isAbsence: true },
  ])("$name", ({ date, isAbsence }) => {
    const days = office.days("31", undefined);
    expect(days.on(date)).toBeNull();
    expect(days.isAbsence(date)).toBe(isAbsence);
  });

  it("that nobody has follow the calendar", () => {
    expect(office.days(null, undefined).on("2026-03-30")?.dueAt).toBe(taipei("2026-03-30 09:00"));
  });

  it("that the customer likes come first, any other before none", () => {
    const days = office.days("31", "thu 14:00-17:00");
    expect(days.first("2026-03-27", "2026-04-05")?.dueDate).toBe("2026-04-02");
    expect(days.last("2026-03-27", "2026-04-05")?.dueDate).toBe("2026-04-02");
    expect(days.first("2026-03-27", "2026-03-31")?.dueDate).toBe("2026-03-27");
    expect(days.first("2026-03-28", "2026-04-01")).toBeNull();
    expect(days.last("2026-03-28", "2026-04-01")).toBeNull();
  });

  it("have a next one however late, also of somebody who is away for years", () => {
    expect(office.days("31", undefined).next("2026-03-28").dueDate).toBe("2026-04-02");
    const gone = [{ fromDate: "2026-03-01", toDate: "2036-03-01" }];
    const away = visitDaysIn("Asia/Taipei", { holidays, absences: gone });
    expect(away.days("31", undefined).next("2026-04-04")).toEqual({
      dueDate: "2026-04-07",
      dueAt: taipei("2026-04-07 09:00"),
    });
  });
});
