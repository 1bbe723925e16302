import { describe, expect, it } from "vitest";
import { differencesOf } from "../../../src/app/sla/differences.ts";

describe("differencesOf", () => {
  it.each<{ name: string; stored: unknown; derived: unknown; paths: string[] }>([
    {
      name: "nothing",
      stored: { a: [1, { b: null }] },
      derived: { a: [1, { b: null }] },
      paths: [],
    },
    {
      name: "a key that is undefined",
      stored: { a: 1 },
      derived: { a: 1, b: undefined },
      paths: [],
    },
    { name: "a value", stored: { a: { b: 1 } }, derived: { a: { b: 2 } }, paths: ["a.b"] },
    { name: "a key too few", stored: {}, derived: { a: null }, paths: ["a"] },
    { name: "a key too many", stored: { a: 0 }, derived: {}, paths: ["a"] },
    {
      name: "a longer list",
      stored: { a: [1] },
      derived: { a: [1, 2, 3] },
      paths: ["a[1]", "a[2]"],
    },
    { name: "a list for a group", stored: { a: [] }, derived: { a: {} }, paths: ["a"] },
    { name: "null for a group", stored: { a: null }, derived: { a: {} }, paths: ["a"] },
  ])("finds $name", ({ stored, derived, paths }) => {
    expect(differencesOf(stored, derived).map(({ path }) => path)).toEqual(paths);
  });
});
