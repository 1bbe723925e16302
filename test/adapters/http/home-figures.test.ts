import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import {
  presentFigures,
  presentUnconnectedFigures,
} from "../../../src/adapters/http/home-figures.ts";
import type { FiguresView } from "../../../src/app/home/read-figures.ts";
import { HomeFigures } from "../../../src/contract/home-figures.ts";
import {
  type Figure,
  type FigureId,
  figureOf,
  NO_SAMPLE,
  type Sample,
  shareOf,
} from "../../../src/domain/kpi/figure.ts";
import type { Language } from "../../../src/domain/words.ts";
import { now, portal } from "./ticket-views.ts";

const minutes = (value: number, size = 4): Sample => ({ value, size });
const nothing: Readonly<Record<FigureId, Sample>> = {
  first_response_met: NO_SAMPLE,
  resolution_met: NO_SAMPLE,
  acknowledgement_time: NO_SAMPLE,
  complaints_answered: NO_SAMPLE,
  visits_in_time: NO_SAMPLE,
};

function shown(
  figures: readonly Figure[],
  { weeks = [], language = "en" }: { weeks?: FiguresView["weeks"]; language?: Language } = {},
) {
  const view: FiguresView = {
    now,
    portal,
    fromDate: "2026-02-27",
    toDate: "2026-03-26",
    figures,
    weeks,
  };
  return HomeFigures.parse(presentFigures(view, language, createCardFormats()));
}
const one = (figure: Figure, language?: Language) =>
  shown([figure], language === undefined ? {} : { language }).figures[0];

describe("a headline figure", () => {
  it("is told with target, trend and sample, a share rounded down", () => {
    const samples = { now: shareOf(999, 1000), before: shareOf(90, 100) };
    const targets = { first_response_met: { target: 95 } };
    expect(one(figureOf("first_response_met", samples, targets))).toMatchObject({
      label: "First responses in time",
      value: "99 %",
      target: "Target 95 %: reached",
      variant: "success",
      trend: { text: "10 points against the period before", direction: "increase", color: "green" },
      sample: "of 1,000 cases",
    });
  });

  it("is told in time where it is one, and less is better", () => {
    const samples = { now: minutes(75, 1), before: minutes(90) };
    const targets = { acknowledgement_time: { target: 30 } };
    expect(one(figureOf("acknowledgement_time", samples, targets))).toMatchObject({
      value: "1 h 15 min",
      target: "Target 30 min: missed",
      variant: "danger",
      trend: { direction: "decrease", color: "green" },
      sample: "of 1 case",
    });
  });

  it("says honestly that there is no data, no target, nothing to compare", () => {
    expect(
      one(figureOf("resolution_met", { now: NO_SAMPLE, before: NO_SAMPLE }, {})),
    ).toMatchObject({
      value: "No data yet",
      target: "No target in the policy",
      variant: "default",
      trend: null,
      noTrend: "Nothing to compare with yet",
      sample: "of 0 cases",
    });
    const wanted = { resolution_met: { target: 95 } };
    const empty = figureOf("resolution_met", { now: NO_SAMPLE, before: NO_SAMPLE }, wanted);
    expect(one(empty)).toMatchObject({ target: "Target 95 %", variant: "default" });
  });

  it("says that nothing has changed", () => {
    const samples = { now: shareOf(1, 2), before: shareOf(1, 2) };
    expect(one(figureOf("visits_in_time", samples, {}))).toMatchObject({
      trend: null,
      noTrend: "As in the period before",
    });
  });

  it.each(["en", "zh-TW", "zh-CN"] as const)("has all its words in %s", (language) => {
    const samples = { now: shareOf(1, 2), before: shareOf(0, 2) };
    const page = shown(
      [
        figureOf("first_response_met", samples, {}),
        figureOf("resolution_met", samples, { resolution_met: { target: 50 } }),
        figureOf("acknowledgement_time", { now: NO_SAMPLE, before: NO_SAMPLE }, {}),
        figureOf("complaints_answered", samples, {}),
        figureOf("visits_in_time", samples, {}),
      ],
      { language },
    );
    expect(JSON.stringify(page)).not.toMatch(/home\.figures|\{\{/);
    expect(new Set(page.figures.map(({ label }) => label)).size).toBe(5);
    expect(new Set(page.figures.map(({ about }) => about)).size).toBe(5);
  });
});

describe("the charts", () => {
  const week = (fromDate: string, samples: Partial<typeof nothing>) => ({
    fromDate,
    samples: { ...nothing, ...samples },
  });

  it("are of shares and of times, without what was never counted, with holes for empty weeks", () => {
    const { charts } = shown([], {
      weeks: [
        week("2026-03-05", { first_response_met: shareOf(2, 3) }),
        week("2026-03-12", {}),
        week("2026-03-19", {
          first_response_met: shareOf(1, 1),
          acknowledgement_time: minutes(7.25),
        }),
      ],
    });
    expect(charts).toEqual([
      {
        id: "shares",
        title: "In time, % by week",
        rows: [
          { week: "5 Mar", what: "First response", value: 66.6 },
          { week: "19 Mar", what: "First response", value: 100 },
        ],
        colors: { "First response": "blue" },
      },
      {
        id: "times",
        title: "Minutes until a case is taken, by week",
        rows: [{ week: "19 Mar", what: "Until taken", value: 7.2 }],
        colors: { "Until taken": "orange" },
      },
    ]);
  });

  it("are left out where there is nothing to draw", () => {
    expect(shown([], { weeks: [week("2026-03-05", {})] }).charts).toEqual([]);
  });
});

it("says of a portal that is not connected that it is not", () => {
  const page = HomeFigures.parse(presentUnconnectedFigures(now, null, createCardFormats()));
  expect(page).toMatchObject({ state: "not_connected", figures: [], charts: [] });
});
