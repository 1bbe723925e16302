import { describe, expect, it } from "vitest";
import {
  FigureId,
  FigureTargets,
  figureOf,
  NO_SAMPLE,
  shareOf,
} from "../../../src/domain/kpi/figure.ts";

const minutes = (value: number, size = 10) => ({ value, size });

describe("a share", () => {
  it("is what was kept of a hundred", () => {
    expect(shareOf(9, 12)).toEqual({ value: 75, size: 12 });
  });

  it("is nothing where there was nothing to keep", () => {
    expect(shareOf(0, 0)).toEqual(NO_SAMPLE);
  });
});

describe("a figure", () => {
  it("carries its sample, its target and how it stands to both", () => {
    const targets = { first_response_met: { target: 90 } };
    const samples = { now: shareOf(95, 100), before: shareOf(40, 50) };
    expect(figureOf("first_response_met", samples, targets)).toEqual({
      id: "first_response_met",
      unit: "percent",
      value: 95,
      sampleSize: 100,
      target: 90,
      isTargetMet: true,
      trend: { change: 15, direction: "better" },
    });
  });

  it.each<{ name: string; id: FigureId; value: number; target: number; isMet: boolean }>([
    { name: "a share at its target", id: "resolution_met", value: 90, target: 90, isMet: true },
    { name: "a share below it", id: "resolution_met", value: 89.9, target: 90, isMet: false },
    {
      name: "a time at its target",
      id: "acknowledgement_time",
      value: 15,
      target: 15,
      isMet: true,
    },
    { name: "a time above it", id: "acknowledgement_time", value: 15.1, target: 15, isMet: false },
  ])("says whether the target is met: $name", ({ id, value, target, isMet }) => {
    const now = { value, size: 1 };
    const figure = figureOf(id, { now, before: NO_SAMPLE }, { [id]: { target } });
    expect(figure.isTargetMet).toBe(isMet);
  });

  it.each<{ name: string; id: FigureId; from: number; to: number; expected: object }>([
    {
      name: "a higher share is better",
      id: "visits_in_time",
      from: 80,
      to: 90,
      expected: { change: 10, direction: "better" },
    },
    {
      name: "a lower share is worse",
      id: "visits_in_time",
      from: 90,
      to: 80,
      expected: { change: -10, direction: "worse" },
    },
    {
      name: "a longer time is worse",
      id: "acknowledgement_time",
      from: 10,
      to: 20,
      expected: { change: 10, direction: "worse" },
    },
    {
      name: "a shorter time is better",
      id: "acknowledgement_time",
      from: 20,
      to: 10,
      expected: { change: -10, direction: "better" },
    },
    {
      name: "what nobody would see is no change",
      id: "visits_in_time",
      from: 80,
      to: 80.4,
      expected: { change: 0, direction: "same" },
    },
    {
      name: "half a point is one",
      id: "visits_in_time",
      from: 80,
      to: 80.5,
      expected: { change: 0.5, direction: "better" },
    },
  ])("has a trend: $name", ({ id, from, to, expected }) => {
    const figure = figureOf(id, { now: minutes(to), before: minutes(from) }, {});
    expect(figure.trend).toEqual(expected);
  });

  it.each<{ name: string; now: typeof NO_SAMPLE; before: typeof NO_SAMPLE }>([
    { name: "now", now: NO_SAMPLE, before: minutes(5) },
    { name: "before", now: minutes(5), before: NO_SAMPLE },
  ])("has no trend without a sample $name", ({ now, before }) => {
    expect(figureOf("resolution_met", { now, before }, {}).trend).toBeNull();
  });

  it("without data meets no target and misses none", () => {
    const figure = figureOf(
      "resolution_met",
      { now: NO_SAMPLE, before: NO_SAMPLE },
      { resolution_met: { target: 90 } },
    );
    expect(figure).toMatchObject({ value: null, sampleSize: 0, target: 90, isTargetMet: null });
  });

  it("without a target is neither good nor bad", () => {
    const figure = figureOf("resolution_met", { now: minutes(99), before: NO_SAMPLE }, {});
    expect(figure).toMatchObject({ target: null, isTargetMet: null });
  });
});

describe("the targets of figures", () => {
  it("may be given for any of them, and for none", () => {
    const all = Object.fromEntries(FigureId.options.map((id) => [id, { target: 100 }]));
    expect(FigureTargets.safeParse(all).success).toBe(true);
    expect(FigureTargets.parse({})).toEqual({});
  });

  it.each([
    { name: "a share above a hundred", targets: { first_response_met: { target: 100.5 } } },
    { name: "a negative one", targets: { acknowledgement_time: { target: -1 } } },
    { name: "a figure that nobody knows", targets: { smiles: { target: 5 } } },
  ])("are refused with $name", ({ targets }) => {
    expect(FigureTargets.safeParse(targets).success).toBe(false);
  });

  it("may be longer than a hundred minutes", () => {
    const targets = { acknowledgement_time: { target: 240 } };
    expect(FigureTargets.safeParse(targets).success).toBe(true);
  });
});
