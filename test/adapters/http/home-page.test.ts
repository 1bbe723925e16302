import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentHome, presentUnconnectedHome } from "../../../src/adapters/http/home-page.ts";
import type { HomeView } from "../../../src/app/visits/read-home.ts";
import { HomePage } from "../../../src/contract/home-page.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import type { Language } from "../../../src/domain/words.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { company, tieredPolicy } from "./customer-views.ts";
import { now, portal } from "./ticket-views.ts";

const absences = [{ fromDate: "2026-03-31", toDate: "2026-03-31" }];
const policy = Policy.parse({
  ...tieredPolicy,
  visits: {
    ...tieredPolicy.visits,
    capacity: { perDay: 2, perWeek: 3, byOwner: [{ ownerId: "32", perDay: 1, absences }] },
  },
});
const today = "2026-03-27";
const dates = ["2026-03-27", "2026-03-28", "2026-03-31"];
const owners = [
  { ownerId: "31", userId: "7", email: "rosa@example.com", name: "Rosa Rep" },
  { ownerId: "32", userId: "8", email: null, name: "Ben Best" },
];
const none = { shown: [], isCut: false };
let made = 0;
const visitOf = (changes: Partial<Visit>) => {
  made += 1;
  const visitId = `visit-${made}`;
  const customer = { kind: "company", id: company.id } as const;
  return { ...plannedVisit({ customer, ...changes, visitId }), taskId: null };
};
const day = (dueDate: string, ownerId: string | null, changes: Partial<Visit> = {}) =>
  visitOf({ dueDate, ownerId, ...changes });
const red = { dueDate: "2026-03-02", wantedDate: "2026-02-20", latestDate: "2026-03-02" };
const yellow = { dueDate: "2026-03-30", wantedDate: "2026-03-20", latestDate: "2026-04-10" };

function homeOf(changes: Partial<HomeView> = {}, language: Language = "en"): HomePage {
  const view: HomeView = {
    now,
    portal,
    policy,
    time: createCalendars(policy.calendars)(policy.visits.calendarId),
    today,
    dates,
    ownerIds: ["31"],
    own: [],
    asked: [],
    week: [],
    red: [],
    customers: [company],
    owners,
    tasks: { clocks: none, cases: none, actions: none },
    board: { countedAt: now, departments: [], worst: [] },
    openActions: [],
    tickets: [],
    ...changes,
  };
  return HomePage.parse(presentHome(view, language, createCardFormats()));
}
const titlesOf = (lists: HomePage["own"]) => lists.map(({ title }) => title);

describe("the home page", () => {
  it("is calm when nothing is to be done", () => {
    const page = homeOf();
    expect(page).toMatchObject({ state: "shown", own: [], losingTouch: [], calendar: null });
    expect(page.words.nothingToDo).toBe("Nothing is waiting for you.");
  });

  it("sorts one's own visits: outcomes that are missing, red, yellow, today; nobody's and the team's", () => {
    const done = visitOf({ state: "done" });
    const asked = [
      {
        visit: done,
        outcome: {
          visitId: done.visitId,
          attempt: 1,
          customer: done.customer,
          ownerId: "31",
          at: now,
          told: null,
        },
      },
    ];
    const own = [
      visitOf(red),
      visitOf(yellow),
      visitOf({ dueDate: today, latestDate: "2026-04-01" }),
      visitOf({ dueDate: "2026-03-30" }),
    ];
    const others = [
      visitOf({ ...red, ownerId: null }),
      visitOf({ ...red, ownerId: "32", reason: "promise" }),
    ];
    const [late] = own;
    if (late === undefined) throw new Error("the first one is late");
    const page = homeOf({ own, asked, red: [late, ...others], week: [others[0] ?? late] });
    expect(titlesOf(page.own)).toEqual([
      "Outcome is missing (1)",
      "Past the latest day (1)",
      "Past the ideal day (1)",
      "Today (1)",
      "Nobody's (1)",
      "Overdue in the team (1)",
    ]);
    expect(page.own.at(-1)?.visits).toMatchObject([
      { customer: "Nordwind", owner: "Ben Best", colour: { variant: "danger" } },
    ]);
    expect(page.losingTouch).toEqual([]);
  });

  it("names customers out of touch by tier, the highest first, and counts those it has no room for", () => {
    const lost = Array.from({ length: 17 }, () => visitOf({ ...red, reason: "cadence" }));
    const standard = visitOf({ ...red, reason: "cadence", tier: "standard", customer: null });
    const page = homeOf({ red: [standard, ...lost] });
    expect(titlesOf(page.losingTouch)).toEqual(["Key (17)", "Standard (1)"]);
    const [key, other] = page.losingTouch;
    expect(key?.visits).toHaveLength(15);
    expect(key?.more).toBe("… and 2 more");
    expect(other?.visits).toMatchObject([{ customer: "customer", url: null }]);
  });

  it("shows who has how much of what they can do: too much is red, and who is away is said", () => {
    const week = [
      day("2026-03-27", "31"),
      day("2026-03-27", "31"),
      day("2026-03-31", "31"),
      day("2026-03-27", "32"),
      day("2026-03-27", "32"),
      day("2026-03-27", null),
    ];
    const { calendar } = homeOf({ week });
    expect(calendar?.days).toEqual(["Fri 27 Mar", "Sat 28 Mar", "Tue 31 Mar"]);
    const rowOf = (name: string) => calendar?.rows.find(({ owner }) => owner === name);
    expect(rowOf("Rosa Rep")).toEqual({
      owner: "Rosa Rep",
      cells: [
        { text: "2 / 2", variant: "info" },
        { text: "closed", variant: null },
        { text: "1 / 2", variant: "info" },
      ],
      week: "3 / 3 · 1 h",
    });
    expect(rowOf("Ben Best")?.cells).toEqual([
      { text: "2 / 1", variant: "danger" },
      { text: "closed", variant: null },
      { text: "away", variant: null },
    ]);
    expect(rowOf("Unassigned")?.cells).toEqual([
      { text: "1", variant: "info" },
      { text: "closed", variant: null },
      { text: "–", variant: null },
    ]);
  });

  it("has a visit in an absence in red", () => {
    const { calendar } = homeOf({ week: [day("2026-03-31", "32")] });
    expect(calendar?.rows[0]?.cells[2]).toEqual({ text: "1 / 0", variant: "danger" });
  });

  it.each([
    { language: "zh-TW", title: "已逾期（1）", away: "請假" },
    { language: "zh-CN", title: "已逾期（1）", away: "请假" },
  ] as const)("speaks $language", ({ language, title, away }) => {
    const page = homeOf({ own: [visitOf(red)], week: [day("2026-03-27", "32")] }, language);
    expect(titlesOf(page.own)).toEqual([title]);
    expect(page.calendar?.rows[0]?.cells[2]?.text).toBe(away);
  });

  it("says that a portal only observes, or is not connected", () => {
    const observing = homeOf({ portal: { ...portal, mode: "observe" } });
    expect(observing.observeNotice).not.toBeNull();
    const none = HomePage.parse(presentUnconnectedHome(now, null, createCardFormats()));
    expect(none).toMatchObject({ state: "not_connected", dataAt: null, calendar: null });
  });
});
