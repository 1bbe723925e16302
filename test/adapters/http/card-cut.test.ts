import { describe, expect, it } from "vitest";
import { cut } from "../../../src/adapters/http/card-cut.ts";

/** Eleven code units that are read as one character. */
const FAMILY = "👨‍👩‍👧‍👦";

describe("a text that is cut to a line", () => {
  it("is in one line, without the space around it", () => {
    expect(cut("  the pump\n\n leaks \t again ")).toBe("the pump leaks again");
  });

  it.each([
    { name: "stays as it is when it just fits", text: "abcde", line: "abcde" },
    { name: "ends with a mark when it does not", text: "abcdef", line: "abcd…" },
    { name: "is counted in characters", text: FAMILY.repeat(5), line: FAMILY.repeat(5) },
    {
      name: "is never cut within a character",
      text: FAMILY.repeat(6),
      line: `${FAMILY.repeat(4)}…`,
    },
  ])("$name", ({ text, line }) => {
    expect(cut(text, 5)).toBe(line);
  });

  it("is empty where there is none", () => {
    expect(cut(undefined)).toBe("");
  });
});
