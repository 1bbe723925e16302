import { describe, expect, it } from "vitest";
import { instantOf } from "../../../src/domain/time/instant.ts";

describe("instantOf", () => {
  it.each<{ name: string; value: string; expected: number | null }>([
    { name: "epoch milliseconds", value: "1774573200000", expected: 1_774_573_200_000 },
    {
      name: "ISO 8601 in UTC",
      value: "2026-03-27T01:00:00.000Z",
      expected: 1_774_573_200_000,
    },
    {
      name: "ISO 8601 with an offset",
      value: "2026-03-27T09:00:00+08:00",
      expected: 1_774_573_200_000,
    },
    { name: "no time without a zone", value: "2026-03-27T01:00:00", expected: null },
    { name: "no empty text", value: "", expected: null },
    { name: "no short number", value: "20260327", expected: null },
    { name: "no number with words before it", value: "at 1774573200000", expected: null },
    { name: "no number with words after it", value: "1774573200000 ms", expected: null },
    { name: "no words", value: "yesterday", expected: null },
  ])("reads $name", ({ value, expected }) => {
    expect(instantOf(value)).toBe(expected);
  });
});
