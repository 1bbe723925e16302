import { describe, expect, it } from "vitest";
import { atLeast, atMost, isMet, median, plain, quantile } from "../../bench/figures.ts";

const figure = (value: number) => ({ name: "a figure", value, unit: "ms" }) as const;

describe("a figure", () => {
  it.each([
    { name: "above what it must reach", figure: atLeast(figure(2), 1), expected: true },
    { name: "at what it must reach", figure: atLeast(figure(1), 1), expected: true },
    { name: "below what it must reach", figure: atLeast(figure(0.9), 1), expected: false },
    { name: "at its limit", figure: atMost(figure(1), 1), expected: true },
    { name: "over its limit", figure: atMost(figure(1.1), 1), expected: false },
    { name: "that could not be measured", figure: atMost(figure(Number.NaN), 1), expected: false },
    { name: "without a budget", figure: plain("a figure", 1, "ms"), expected: null },
  ])("$name is judged $expected", ({ figure, expected }) => {
    expect(isMet(figure)).toBe(expected);
  });
});

describe("of many values", () => {
  it("the median is the middle, or halfway between the two in the middle", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
  });

  it("a quantile is one that so many do not exceed", () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1);

    expect([0.5, 0.99, 1].map((q) => quantile(hundred, q))).toEqual([50, 99, 100]);
    expect(quantile([4], 0.99)).toBe(4);
  });
});
