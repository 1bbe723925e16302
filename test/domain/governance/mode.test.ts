import { describe, expect, it } from "vitest";
import {
  isOn,
  isSameMode,
  type Mode,
  modeOf,
  modeWord,
  Part,
  partsOf,
  switched,
} from "../../../src/domain/governance/mode.ts";

describe("what is switched on", () => {
  it.each<{ name: string; mode: Mode; parts: readonly Part[]; word: string }>([
    { name: "nothing while it is observed", mode: "observe", parts: [], word: "observe" },
    { name: "everything when it is live", mode: "live", parts: Part.options, word: "live" },
    { name: "else the parts named", mode: ["clocks"], parts: ["clocks"], word: "partly" },
  ])("is $name", ({ mode, parts, word }) => {
    expect(partsOf(mode)).toEqual(parts);
    expect(modeWord(mode)).toBe(word);
    for (const part of Part.options) expect(isOn(mode, part)).toBe(parts.includes(part));
  });

  it("is on for something that belongs to several parts when one of them is", () => {
    expect(isOn(["clocks"], "tiers", "clocks")).toBe(true);
    expect(isOn(["clocks"], "tiers", "visits")).toBe(false);
    expect(isOn("live")).toBe(false);
  });

  it.each<{ name: string; parts: readonly Part[]; expected: Mode }>([
    { name: "no part", parts: [], expected: "observe" },
    { name: "all parts", parts: [...Part.options].reverse(), expected: "live" },
    {
      name: "some, in order and once",
      parts: ["visits", "tiers", "visits"],
      expected: ["tiers", "visits"],
    },
  ])("has one form for $name", ({ parts, expected }) => {
    expect(modeOf(parts)).toEqual(expected);
  });

  it.each<{ name: string; from: Mode; parts: readonly Part[]; isOnNow: boolean; to: Mode }>([
    { name: "on", from: "observe", parts: ["clocks"], isOnNow: true, to: ["clocks"] },
    { name: "on again", from: ["clocks"], parts: ["clocks"], isOnNow: true, to: ["clocks"] },
    {
      name: "off",
      from: "live",
      parts: ["tiers"],
      isOnNow: false,
      to: ["clocks", "escalation", "visits"],
    },
    {
      name: "off as the last one",
      from: ["clocks"],
      parts: ["clocks"],
      isOnNow: false,
      to: "observe",
    },
    {
      name: "on as the last one",
      from: ["tiers", "clocks", "visits"],
      parts: ["escalation"],
      isOnNow: true,
      to: "live",
    },
  ])("is switched $name and leaves the others", ({ from, parts, isOnNow, to }) => {
    const after = switched(from, parts, isOnNow);
    expect(after).toEqual(to);
    expect(isSameMode(after, to)).toBe(true);
    expect(isSameMode(after, from)).toBe(JSON.stringify(from) === JSON.stringify(to));
  });
});
