import { describe, expect, it } from "vitest";
import { cutByLabel, joinTouching, type LabelledSpan } from "../../../src/domain/time/span.ts";

const rest = 9;
const bounds = { from: 0, to: 100 };
const piece = (from: number, to: number, label: number): LabelledSpan => ({ from, to, label });

describe("cutByLabel", () => {
  it.each<{ name: string; spans: LabelledSpan[]; pieces: LabelledSpan[] }>([
    { name: "gives the rest to nobody", spans: [], pieces: [piece(0, 100, rest)] },
    {
      name: "gives a span its label, and the rest on both sides to nobody",
      spans: [piece(20, 30, 1)],
      pieces: [piece(0, 20, rest), piece(20, 30, 1), piece(30, 100, rest)],
    },
    {
      name: "leaves no rest where spans reach the bounds",
      spans: [piece(0, 100, 1)],
      pieces: [piece(0, 100, 1)],
    },
    {
      name: "cuts spans to the bounds",
      spans: [piece(-20, 10, 1), piece(90, 120, 2)],
      pieces: [piece(0, 10, 1), piece(10, 90, rest), piece(90, 100, 2)],
    },
    {
      name: "leaves out spans beyond the bounds",
      spans: [piece(-20, -10, 1), piece(-5, 0, 1), piece(100, 110, 2), piece(120, 130, 2)],
      pieces: [piece(0, 100, rest)],
    },
    {
      name: "leaves out spans without length, and those that end before they begin",
      spans: [piece(20, 20, 1), piece(40, 30, 2)],
      pieces: [piece(0, 100, rest)],
    },
    {
      name: "prefers the lowest label, whichever comes first",
      spans: [piece(10, 60, 2), piece(20, 30, 1), piece(40, 80, 3)],
      pieces: [
        piece(0, 10, rest),
        piece(10, 20, 2),
        piece(20, 30, 1),
        piece(30, 60, 2),
        piece(60, 80, 3),
        piece(80, 100, rest),
      ],
    },
    {
      name: "joins spans of one label that touch or overlap",
      spans: [piece(30, 50, 1), piece(10, 20, 1), piece(20, 40, 1), piece(50, 60, 2)],
      pieces: [piece(0, 10, rest), piece(10, 50, 1), piece(50, 60, 2), piece(60, 100, rest)],
    },
    {
      name: "keeps two spans of one label apart that do not touch",
      spans: [piece(10, 20, 1), piece(30, 40, 1)],
      pieces: [
        piece(0, 10, rest),
        piece(10, 20, 1),
        piece(20, 30, rest),
        piece(30, 40, 1),
        piece(40, 100, rest),
      ],
    },
  ])("$name", ({ spans, pieces }) => {
    expect(cutByLabel(spans, bounds, rest)).toEqual(pieces);
    expect(cutByLabel(spans.toReversed(), bounds, rest)).toEqual(pieces);
  });
});

describe("joinTouching", () => {
  it("joins what touches, and drops labels", () => {
    expect(
      joinTouching([piece(0, 10, 1), piece(10, 20, 2), piece(20, 30, 1), piece(31, 40, 1)]),
    ).toEqual([
      { from: 0, to: 30 },
      { from: 31, to: 40 },
    ]);
  });

  it("gives nothing for nothing", () => {
    expect(joinTouching([])).toEqual([]);
  });
});
