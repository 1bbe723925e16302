import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import { presentOpenActions } from "../../../src/adapters/http/home-actions.ts";
import type { ActionLine } from "../../../src/app/complaints/list-actions.ts";
import type { HomeView } from "../../../src/app/visits/read-home.ts";
import { HomeTaskList } from "../../../src/contract/home-page.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import type { Language } from "../../../src/domain/words.ts";
import { tieredPolicy } from "./customer-views.ts";
import { now, portal } from "./ticket-views.ts";

const none = { shown: [], isCut: false };
const view: HomeView = {
  now,
  portal,
  policy: tieredPolicy,
  time: createCalendars(tieredPolicy.calendars)(tieredPolicy.visits.calendarId),
  today: "2026-03-27",
  dates: [],
  ownerIds: [],
  own: [],
  asked: [],
  week: [],
  red: [],
  customers: [],
  owners: [],
  tasks: { clocks: none, cases: none, actions: none },
  board: { countedAt: now, departments: [], worst: [] },
  openActions: [],
  tickets: [],
};
const line: ActionLine = {
  actionId: "manual:901:a",
  ticketId: "901",
  title: "Seals leak",
  state: "acting",
  department: "workshop",
  owner: "Rosa Rep",
  ageDays: 12,
  dueDate: "2026-03-24",
  overdueDays: 3,
  recurrences: 2,
  customersWaiting: 1,
};
const calm = { ...line, owner: null, overdueDays: 0, recurrences: 0, customersWaiting: 0 };

function reportOf(openActions: readonly ActionLine[], language: Language = "en") {
  const texts = cardTextsOf(language, now, createCardFormats());
  const list = presentOpenActions({ ...view, openActions }, texts);
  return list && HomeTaskList.parse(list);
}

describe("the report on corrective actions", () => {
  it("is none where none is open", () => {
    expect(reportOf([])).toBeNull();
  });

  it("says of each what is to be done by whom, how late it is, and which ticket it is about", () => {
    const report = reportOf([line]);
    expect(report?.title).toBe("Open (1)");
    expect(report?.tasks).toEqual([
      {
        id: "manual:901:a",
        title: "Seals leak",
        url: expect.stringContaining("901"),
        what: "Acting · workshop · came back 2 times · 1 customer to tell",
        when: "Due Tue 24 Mar",
        owner: "Rosa Rep",
        state: { label: "3 days late", variant: "danger" },
      },
    ]);
  });

  it.each<{ language: Language; what: string; state: string }>([
    { language: "en", what: "Acting · workshop", state: "Open for 12 days" },
    { language: "zh-TW", what: "改善中 · workshop", state: "已開立 12 天" },
    { language: "zh-CN", what: "整改中 · workshop", state: "已开立 12 天" },
  ])("is calm in $language about what is in time", ({ language, what, state }) => {
    const [task] = reportOf([calm], language)?.tasks ?? [];
    expect(task).toMatchObject({ what, state: { label: state, variant: "default" } });
  });

  it("says so of one that was opened today", () => {
    expect(reportOf([{ ...calm, ageDays: 0 }])?.tasks[0]?.state.label).toBe("Opened today");
  });

  it("has no link and no day where there is none", () => {
    const [task] = reportOf([{ ...calm, ticketId: null, dueDate: null }])?.tasks ?? [];
    expect(task).toMatchObject({ url: null, when: "", owner: "Nobody's" });
  });

  it("counts what is beyond ten, and stays small however long titles are", () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...line,
      actionId: `a${index}`,
      title: "封".repeat(5_000),
    }));
    const report = reportOf(many);
    expect(report?.tasks).toHaveLength(10);
    expect(report?.more).toBe("… and 290 more");
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(8 * 1_024);
  });
});
