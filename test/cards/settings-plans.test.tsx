import {
  BarChart,
  EmptyState,
  ErrorState,
  Table,
  TableRow,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  SettingsDepartments,
  SettingsTiers,
  SettingsVisitPlan,
} from "../../src/contract/settings-plans.ts";
import { openSettings } from "./settings-bench.tsx";
import { shownPage } from "./settings-samples.ts";
import {
  refusedTab,
  shownDepartments,
  shownTiers,
  shownVisitPlan,
} from "./settings-tab-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const answers = {
  page: [shownPage],
  departments: [shownDepartments],
  tiers: [shownTiers],
  "visit-plan": [shownVisitPlan],
};

it("are shown as the contract says", () => {
  expect(SettingsDepartments.parse(shownDepartments)).toEqual(shownDepartments);
  expect(SettingsTiers.parse(shownTiers)).toEqual(shownTiers);
  expect(SettingsVisitPlan.parse(shownVisitPlan)).toEqual(shownVisitPlan);
});

it("shows each department with its rota and its ladders, and asks in the viewer's zone", async () => {
  const { page, goTo, urls } = await openSettings(answers);
  await goTo("departments");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(urls("departments")[0]?.searchParams.get("zone")).toBe(zone);
  expect(page.findByTestId(Table, "rota-support").findAll(TableRow)).toHaveLength(3);
  expect(
    page
      .findByTestId(Tile, "department-relations")
      .findAll(Text)
      .map(({ text }) => text),
  ).toEqual(expect.arrayContaining(["There is no rota.", shownDepartments.words.noLadder]));
});

it("shows tiers side by side under a chart of their customers", async () => {
  const { page, goTo } = await openSettings(answers);
  await goTo("tiers");
  expect(page.find(BarChart).props.data).toEqual(shownTiers.chart);
  expect(
    page
      .findByTestId(Table, "tier-bundles")
      .findAll(Text)
      .map(({ text }) => text),
  ).toEqual([...["First response", "Urgent: 15 min", "Otherwise: 1 h"]]);
});

it("says that nobody is graded yet", async () => {
  const { page, goTo } = await openSettings({ ...answers, tiers: [{ ...shownTiers, chart: [] }] });
  await goTo("tiers");
  expect(page.find(EmptyState).props.title).toBe(shownTiers.words.noCustomers);
});

it("shows intervals, rules, single people and care", async () => {
  const { page, goTo } = await openSettings(answers);
  await goTo("visits");
  expect(page.findByTestId(Table, "cadences").findAll(TableRow)).toHaveLength(2);
  expect(page.findByTestId(Table, "visit-people").findAll(TableRow)).toHaveLength(2);
  expect(page.findByTestId(Table, "care-items").findAll(TableRow)).toHaveLength(2);
});

it("says that all people have the same figures, and shows no care where there is none", async () => {
  const plan = { ...shownVisitPlan, people: [], care: [] };
  const { page, goTo } = await openSettings({ ...answers, "visit-plan": [plan] });
  await goTo("visits");
  expect(page.findByTestId(Text, "no-people").text).toBe(plan.words.nobody);
  expect(page.maybeFindByTestId(Table, "care-items")).toBeNull();
});

it.each(["departments", "tiers", "visits"] as const)("says who may see %s", async (tab) => {
  const refused = {
    ...answers,
    departments: [refusedTab],
    tiers: [refusedTab],
    "visit-plan": [refusedTab],
  };
  const { page, goTo } = await openSettings(refused);
  await goTo(tab);
  expect(page.find(ErrorState).props.title).toBe(refusedTab.headline);
});
