import type { HomeFigures } from "../../src/contract/home-figures.ts";
import type { HomePage, HomeTask } from "../../src/contract/home-page.ts";
import { enHome } from "../../src/messages/en-home.ts";
import { SERVER_NOW } from "./card-samples.ts";

export const taskSample: HomeTask = {
  id: "901 first_response 1",
  title: "Pump leaks",
  url: "https://app.hubspot.test/ticket/901",
  what: "First response: Support",
  when: "Due Fri 27 Mar, 13:30 (Berlin)",
  owner: "Rosa Rep",
  state: { label: "Overdue", variant: "danger" },
};

export const homePageSample: HomePage = {
  state: "shown",
  serverNow: SERVER_NOW,
  dataAt: SERVER_NOW,
  language: "en",
  headline: "Fri 27 Mar",
  observeNotice: null,
  tasks: [
    { id: "clocks", title: "My tickets at risk (1)", tasks: [taskSample], more: null },
    {
      id: "cases",
      title: "Cases to take (1)",
      tasks: [{ ...taskSample, id: "901-1", owner: "" }],
      more: "… and more",
    },
  ],
  board: {
    columns: ["Overdue", "At risk", "On track", "Paused", "Cases not taken"],
    rows: [
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
    ],
    chart: {
      title: "Running clocks",
      rows: [{ department: "Support", what: "Overdue", count: 2 }],
      colors: { Overdue: "orange" },
    },
    worst: { id: "worst", title: "The most urgent", tasks: [taskSample], more: null },
  },
  openActions: {
    id: "open_actions",
    title: "Open (1)",
    tasks: [{ ...taskSample, id: "a1", title: "Seals leak", what: "Acting · Support" }],
    more: null,
  },
  own: [],
  losingTouch: [],
  calendar: null,
  words: { ...enHome.words, retry: "Try again" },
};

export const homeFiguresSample: HomeFigures = {
  state: "shown",
  serverNow: SERVER_NOW,
  language: "en",
  headline: "Fri 27 Feb to Thu 26 Mar, compared with the four weeks before",
  figures: [
    {
      id: "first_response_met",
      label: "First responses in time",
      value: "95 %",
      target: "Target 90 %: reached",
      variant: "success",
      trend: { text: "10 points", direction: "increase", color: "green" },
      noTrend: "",
      sample: "of 100 cases",
      about: "What was met.",
    },
    {
      id: "visits_in_time",
      label: "Return visits in time",
      value: "No data yet",
      target: "No target in the policy",
      variant: "default",
      trend: null,
      noTrend: "Nothing to compare with yet",
      sample: "of 0 cases",
      about: "Visits by their day.",
    },
  ],
  charts: [
    {
      id: "shares",
      title: "In time, % by week",
      rows: [
        { week: "12 Mar", what: "First response", value: 90 },
        { week: "19 Mar", what: "First response", value: 95 },
      ],
      colors: { "First response": "blue" },
    },
  ],
  words: { about: "What the figures count" },
};
