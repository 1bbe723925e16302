import { describe, expect, it } from "vitest";
import { labelled, listed } from "../../cards/labelled.ts";

describe("a label before a value", () => {
  it.each([
    { name: "has a colon and a space", label: "Revenue", expected: "Revenue: 96,000" },
    { name: "has a wide colon after Chinese", label: "累計營收", expected: "累計營收：96,000" },
  ])("$name", ({ label, expected }) => {
    expect(labelled(label, "96,000")).toBe(expected);
  });
});

describe("a list of names", () => {
  it.each([
    { name: "has commas", names: ["Revenue", "Deals"], expected: "Revenue, Deals" },
    {
      name: "has the marks of Chinese",
      names: ["累計營收", "交易數"],
      expected: "累計營收、交易數",
    },
    { name: "has commas where both stand", names: ["Deals", "交易數"], expected: "Deals, 交易數" },
    { name: "of one has no mark", names: ["Deals"], expected: "Deals" },
  ])("$name", ({ names, expected }) => {
    expect(listed(names)).toBe(expected);
  });
});
