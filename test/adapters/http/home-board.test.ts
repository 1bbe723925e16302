import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import { presentBoard } from "../../../src/adapters/http/home-board.ts";
import { presentTasks } from "../../../src/adapters/http/home-tasks.ts";
import type { BoardDepartment } from "../../../src/app/home/read-board.ts";
import type { HomeTasks } from "../../../src/app/home/read-tasks.ts";
import type { HomeView } from "../../../src/app/visits/read-home.ts";
import { HomeBoard, HomeTaskList } from "../../../src/contract/home-page.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import type { Language } from "../../../src/domain/words.ts";
import type { UrgentClock } from "../../../src/ports/board-store.ts";
import { actionOf, opened } from "../../support/action-story.ts";
import { hourMs, now, openCase, policy, portal, viewOf } from "./ticket-views.ts";

const none = { shown: [], isCut: false };
const { row } = viewOf();
const tickets = row === null ? [] : [row];
const late: UrgentClock = {
  ticketId: "901",
  kind: "first_response",
  cycle: 1,
  department: "support",
  ownerId: "31",
  dueAt: now - hourMs,
};
const calm = { department: "support", onTrack: 3, paused: 1, atRisk: 0, overdue: 0, untaken: 0 };

function homeView(changes: { tasks?: Partial<HomeTasks>; board?: Partial<HomeView["board"]> }) {
  const view: HomeView = {
    now,
    portal,
    policy,
    time: createCalendars(policy.calendars)("berlin"),
    today: "2026-03-27",
    dates: [],
    ownerIds: ["31"],
    own: [],
    asked: [],
    week: [],
    red: [],
    customers: [],
    owners: [{ ownerId: "31", userId: "7", email: null, name: "Rosa Rep" }],
    tasks: { clocks: none, cases: none, actions: none, ...changes.tasks },
    board: { countedAt: now, departments: [], worst: [], ...changes.board },
    openActions: [],
    tickets,
  };
  return view;
}
const texts = (language: Language = "en") => cardTextsOf(language, now, createCardFormats());
const boardOf = (
  departments: readonly BoardDepartment[],
  { language, ...board }: Partial<HomeView["board"]> & { language?: Language } = {},
) =>
  HomeBoard.nullable().parse(
    presentBoard(homeView({ board: { ...board, departments } }), texts(language)),
  );
const tasksOf = (tasks: Partial<HomeTasks>, language?: Language) =>
  presentTasks(homeView({ tasks }), texts(language)).map((list) => HomeTaskList.parse(list));

describe("the team board", () => {
  it("is not there where nothing runs", () => {
    expect(boardOf([])).toBeNull();
  });

  it("names departments and colours only what is not nothing", () => {
    const board = boardOf([
      { ...calm, overdue: 2, untaken: 1 },
      { ...calm, department: null },
    ]);
    expect(board?.columns).toEqual(["Overdue", "At risk", "On track", "Paused", "Cases not taken"]);
    expect(board?.rows).toMatchObject([
      {
        department: "Support",
        cells: [
          { text: "2", variant: "danger" },
          { text: "0", variant: null },
          { text: "3", variant: null },
          { text: "1", variant: null },
          { text: "1", variant: "warning" },
        ],
      },
      { department: "Not routed yet" },
    ]);
    expect(board?.worst).toBeNull();
  });

  it("draws running clocks, a colour for each state", () => {
    expect(boardOf([calm])?.chart).toEqual({
      title: "Running clocks",
      rows: [
        { department: "Support", what: "Overdue", count: 0 },
        { department: "Support", what: "At risk", count: 0 },
        { department: "Support", what: "On track", count: 3 },
      ],
      colors: { Overdue: "orange", "At risk": "yellow", "On track": "green" },
    });
  });

  it.each([
    ["en", "Running clocks, counted at 14:29"],
    ["zh-TW", "計時中的時限（14:29 統計）"],
    ["zh-CN", "计时中的时限（14:29 统计）"],
  ] as const)("says in %s when it was counted, if that is a while ago", (language, title) => {
    const countedAt = now - 10_000;
    expect(boardOf([calm], { countedAt, language })?.chart.title).toBe(title);
    expect(boardOf([calm], { countedAt: countedAt + 1 })?.chart.title).toBe("Running clocks");
  });

  it("names the worst clocks with ticket, clock, department, owner and due time", () => {
    const unknown = { ...late, ticketId: "902", department: null, ownerId: null, dueAt: now + 1 };
    const gone = { ...late, department: "closed_down", ownerId: "99" };
    expect(boardOf([calm], { worst: [late, unknown, gone] })?.worst?.tasks).toEqual([
      {
        id: "901 first_response 1",
        title: "Pump leaks",
        url: "https://app.hubspot.com/contacts/62515/record/0-5/901",
        what: "First response: Support",
        when: "Due Fri 27 Mar, 13:30 (Berlin)",
        owner: "Rosa Rep",
        state: { label: "Overdue", variant: "danger" },
      },
      {
        id: "902 first_response 1",
        title: "Ticket 902",
        url: "https://app.hubspot.com/contacts/62515/record/0-5/902",
        what: "First response",
        when: "Due Fri 27 Mar, 14:30 (Berlin)",
        owner: "Nobody's",
        state: { label: "At risk", variant: "warning" },
      },
      expect.objectContaining({ what: "First response: closed_down", owner: "99" }),
    ]);
  });
});

describe("what needs somebody now", () => {
  it("is nothing where nothing waits", () => {
    expect(tasksOf({})).toEqual([]);
  });

  it("is clocks, cases and actions, each with how many", () => {
    const action = actionOf([{ at: 0, event: opened }]);
    const lists = tasksOf({
      clocks: { shown: [late], isCut: false },
      cases: { shown: [openCase], isCut: false },
      actions: {
        shown: [
          { actionId: "a", action, overdueDays: 3 },
          { actionId: "b", action: { ...action, ticketId: null, dueDate: null }, overdueDays: 1 },
        ],
        isCut: false,
      },
    });
    expect(lists.map(({ title, more }) => [title, more])).toEqual([
      ["My tickets at risk (1)", null],
      ["Cases to take (1)", null],
      ["Corrective actions overdue (2)", null],
    ]);
    expect(lists[1]?.tasks).toMatchObject([
      { what: "Support", state: { label: "Waiting to be taken", variant: "warning" } },
    ]);
    expect(lists[2]?.tasks).toMatchObject([
      { title: "The pump leaks", owner: "Nobody's", state: { label: "3 days late" } },
      { url: null, when: "", state: { label: "1 day late" } },
    ]);
  });

  it("says that there are more, and not how many", () => {
    const [list] = tasksOf({ clocks: { shown: [late], isCut: true } });
    expect([list?.title, list?.more]).toEqual(["My tickets at risk", "… and more"]);
  });

  it.each(["zh-TW", "zh-CN"] as const)("is worded in %s", (language) => {
    const lists = tasksOf(
      {
        clocks: { shown: [late], isCut: false },
        cases: { shown: [openCase], isCut: false },
        actions: {
          shown: [{ actionId: "a", action: actionOf([{ at: 0, event: opened }]), overdueDays: 3 }],
          isCut: false,
        },
      },
      language,
    );
    expect(JSON.stringify(lists)).not.toMatch(/home\.|action\.|\{\{/);
    expect(JSON.stringify(boardOf([calm], { worst: [late], language }))).not.toMatch(/home\.|\{\{/);
  });
});
