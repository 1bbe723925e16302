import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { ladderDocument as good, ladderPolicy } from "../../support/ladder-policy.ts";

const [support, relations] = good.departments;
const [complaints, majorFaults, others] = good.routes;
const [early, late] = support.onCall.shifts;
const withSupport = (changes: object) => ({
  departments: [{ ...support, ...changes }, relations],
});
const withRota = (changes: object) => withSupport({ onCall: { ...support.onCall, ...changes } });
const away = (person: string, fromDate: string, changes: object = {}) => ({
  person,
  fromDate,
  toDate: fromDate,
  ...changes,
});
const absent = (...absences: readonly object[]) => withRota({ absences });

type Row = { name: string; change: Record<string, unknown>; message: string };

function expectProblem({ change, message }: Row): void {
  const path = message.slice(0, message.indexOf(" "));
  expect(lintPolicy(ladderPolicy(change))).toMatchObject([{ path, message }]);
}

describe("departments", () => {
  it("have no problems where everything is in order", () => {
    expect(lintPolicy(ladderPolicy())).toEqual([]);
  });

  it.each<Row>([
    {
      name: "hours by a calendar that is not there",
      change: withSupport({ calendarId: "night", onCall: undefined }),
      message: 'departments[0].calendarId names "night": expected one of office, always',
    },
    {
      name: "quiet hours by a calendar that is not there",
      change: withSupport({ quietHours: { calendarId: "night" } }),
      message: 'departments[0].quietHours.calendarId names "night": expected one of office, always',
    },
    {
      name: "service management by a calendar that is not there",
      change: { serviceManagement: { ...good.serviceManagement, calendarId: "night" } },
      message: 'serviceManagement.calendarId names "night": expected one of office, always',
    },
    {
      name: "two people with one address, in whatever letters",
      change: withSupport({ deputies: ["Dan", { name: "Eve", email: "MEI@example.com" }] }),
      message:
        "departments[0].deputies[1].email of Eve is mei@example.com, as that of Mei: expected an address of their own",
    },
    {
      name: "regions that no property tells",
      change: { ...withSupport({}), fields: { severity: "severity" } },
      message:
        'departments[0].regions has "north", but no property tells the region of a ticket: expected fields.region',
    },
  ])("are refused for $name, and for nothing else", expectProblem);

  it("may name one person twice", () => {
    const mei = { name: "Mei", email: "mei@example.com" };
    expect(lintPolicy(ladderPolicy(withSupport({ deputies: [mei, "Dan"] })))).toEqual([]);
  });
});

describe("routes to several departments", () => {
  it.each<Row>([
    {
      name: "a network with a department that is not there",
      change: { routes: [{ ...majorFaults, network: ["support", "sales"] }, others] },
      message: 'routes[0].network[1] names "sales": expected one of support, relations',
    },
    {
      name: "a network with a department twice",
      change: {
        routes: [{ ...majorFaults, network: ["support", "relations", "support"] }, others],
      },
      message: 'routes[0].network[2] is "support" a second time: expected each department once',
    },
    {
      name: "a second owner that is not there",
      change: { routes: [{ ...complaints, coDepartment: "sales" }, others] },
      message: 'routes[0].coDepartment names "sales": expected one of support, relations',
    },
    {
      name: "a second owner that is the first",
      change: { routes: [{ ...complaints, coDepartment: "support" }, others] },
      message: 'routes[0].coDepartment is "support" as well: expected another',
    },
  ])("are refused for $name, and for nothing else", expectProblem);
});

describe("a rota", () => {
  it.each<Row>([
    {
      name: "a shift of somebody unknown",
      change: withRota({ shifts: [early, { ...late, person: "Zoe" }] }),
      message:
        'departments[0].onCall.shifts[1].person names "Zoe": expected one of Mei, Dan, Ann, Bo',
    },
    {
      name: "an absence of somebody unknown",
      change: absent(away("Zoe", "2026-05-07")),
      message:
        'departments[0].onCall.absences[0].person names "Zoe": expected one of Mei, Dan, Ann, Bo',
    },
    {
      name: "a stand-in who is unknown",
      change: absent(away("Bo", "2026-05-07", { standIn: "Zoe" })),
      message:
        'departments[0].onCall.absences[0].standIn names "Zoe": expected one of Mei, Dan, Ann, Bo',
    },
    {
      name: "a weekday without anybody",
      change: withRota({ shifts: [{ ...early, days: ["mon", "wed"] }, late] }),
      message:
        'departments[0].onCall.shifts have nobody on tue 09:00, when "office" is open: expected somebody in all of its hours',
    },
    {
      name: "a minute without anybody",
      change: withRota({
        shifts: [early, { ...late, window: "09:00-17:59" }],
      }),
      message:
        'departments[0].onCall.shifts have nobody on thu 17:59, when "office" is open: expected somebody in all of its hours',
    },
    {
      name: "an absence without a stand-in",
      change: absent(away("Bo", "2026-05-07")),
      message:
        "departments[0].onCall.absences[0] leaves nobody on call on 2026-05-07 09:00: expected a standIn who is there",
    },
    {
      name: "a stand-in who is away too",
      change: absent(
        away("Bo", "2026-05-06", { toDate: "2026-05-08", standIn: "Dan" }),
        away("Dan", "2026-05-08"),
      ),
      message:
        "departments[0].onCall.absences[0] leaves nobody on call on 2026-05-08 09:00: expected a standIn who is there",
    },
    {
      name: "an absence over a holiday and the day a week after",
      change: absent(away("ann@example.com", "2026-04-06", { toDate: "2026-04-13" })),
      message:
        "departments[0].onCall.absences[0] leaves nobody on call on 2026-04-07 09:00: expected a standIn who is there",
    },
  ])("is refused for $name", ({ change, message }) => {
    const [first] = lintPolicy(ladderPolicy(change));
    expect(first?.message).toBe(message);
  });

  it("needs to know its zone and hours", () => {
    const change = withSupport({ calendarId: undefined, quietHours: { calendarId: "office" } });
    expect(lintPolicy(ladderPolicy(change)).map(({ message }) => message)).toEqual([
      "departments[0].calendarId is missing, but onCall needs it: expected the calendar in whose zone and hours people are on call",
    ]);
  });

  it("of a calendar that is not there is not looked at", () => {
    const change = withSupport({ calendarId: "night" });
    expect(lintPolicy(ladderPolicy(change)).map(({ path }) => path)).toEqual([
      "departments[0].calendarId",
    ]);
  });

  it.each([
    { name: "absent on days without a shift", change: absent(away("Bo", "2026-05-04")) },
    { name: "absent on a holiday", change: absent(away("ann@example.com", "2026-04-06")) },
    {
      name: "absent while somebody else is on call as well",
      change: withRota({
        shifts: [early, late, { ...late, person: "Mei" }],
        absences: [away("Bo", "2026-05-07")],
      }),
    },
    {
      name: "on call over midnight for a desk that is open at night",
      change: {
        calendars: [
          ...good.calendars,
          { id: "night", zone: "UTC", weekly: { mon: ["22:00-06:00"] } },
        ],
        departments: [
          {
            ...support,
            calendarId: "night",
            onCall: { shifts: [{ days: ["mon"], window: "22:00-06:00", person: "Bo" }] },
          },
          relations,
        ],
      },
    },
  ])("may have people $name", ({ change }) => {
    expect(lintPolicy(ladderPolicy(change))).toEqual([]);
  });

  it("is looked at on each of the first days of an absence, and not on all days of years", () => {
    const years = away("Bo", "2026-01-01", { toDate: "9999-12-30", standIn: "Dan" });
    expect(lintPolicy(ladderPolicy(absent(years)))).toEqual([]);
  });
});
