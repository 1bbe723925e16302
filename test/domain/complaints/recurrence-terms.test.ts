import { describe, expect, it } from "vitest";
import { termsOf } from "../../../src/domain/complaints/recurrence-terms.ts";

describe("the words of a ticket", () => {
  it.each<{ name: string; text: string; terms: readonly string[] }>([
    {
      name: "meet whatever their English ending",
      text: "leak leaks leaked leaking",
      terms: ["leak"],
    },
    { name: "meet with a doubled consonant", text: "stop stopped stopping", terms: ["stop"] },
    { name: "meet with a silent e", text: "charge charges charged charging", terms: ["charg"] },
    { name: "meet in the plural", text: "battery batteries box boxes", terms: ["battery", "box"] },
    {
      name: "keep what only looks like an ending",
      text: "glass bus red king",
      terms: ["glass", "bus", "red", "king"],
    },
    { name: "do not end too short", text: "as is use", terms: ["as", "is", "use"] },
    { name: "are the same in capitals and full width", text: "ＰＵＭＰ Pump", terms: ["pump"] },
    {
      name: "are found in Chinese without spaces",
      text: "水泵一直漏水",
      terms: ["水泵", "一直", "漏水"],
    },
    {
      name: "keep the codes of errors",
      text: "Error E45 and 502",
      terms: ["error", "e45", "and", "502"],
    },
    {
      name: "leave out numbers of orders and telephones",
      text: "order 4711234, +886-2-12345678",
      terms: ["order", "886", "2"],
    },
    { name: "leave signs out", text: "!!! — ???", terms: [] },
  ])("$name", ({ text, terms }) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it("are no more than sixty of a long text", () => {
    const text = Array.from({ length: 90 }, (_, index) => `w${index}`).join(" ");
    expect(termsOf(text)).toHaveLength(60);
  });
});
