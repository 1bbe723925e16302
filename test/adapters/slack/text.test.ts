import { describe, expect, it } from "vitest";
import { cut, escapeMarkup, oneLine } from "../../../src/adapters/slack/text.ts";

describe("one line", () => {
  it.each([
    { name: "joins lines", text: "a\r\nb\n\nc\td", expected: "a b c d" },
    { name: "drops control characters", text: "a\u0000b\u001b[31mc\u009f", expected: "a b [31mc" },
    { name: "drops Unicode's line separators", text: "a\u2028b\u2029c", expected: "a b c" },
    { name: "drops marks of direction", text: "a\u202eb\u2066c\u200fd", expected: "a b c d" },
    { name: "mends half characters", text: "a\ud83d", expected: "a\ufffd" },
    { name: "keeps joined emoji", text: "👩‍🔧 ok", expected: "👩‍🔧 ok" },
    {
      name: "keeps markup for others to escape",
      text: "<!channel> & *b*",
      expected: "<!channel> & *b*",
    },
    { name: "may leave nothing", text: " \n\u200e ", expected: "" },
  ])("$name", ({ text, expected }) => {
    expect(oneLine(text)).toBe(expected);
  });
});

describe("a cut", () => {
  it("leaves a text of 95 % of the limit alone", () => {
    expect(cut("x".repeat(95), 100)).toBe("x".repeat(95));
  });

  it("ends a longer text with an ellipsis within 95 %", () => {
    expect(cut("x".repeat(96), 100)).toBe(`${"x".repeat(94)}…`);
  });

  it.each([
    { name: "a family emoji", part: "👨‍👩‍👧‍👦" },
    { name: "a flag", part: "🇹🇼" },
    { name: "a letter with its accent", part: "e\u0301" },
    { name: "a Chinese character outside the basic plane", part: "𠮷" },
  ])("never splits $name", ({ part }) => {
    for (let before = 80; before < 100; before += 1) {
      const shown = cut("x".repeat(before) + part.repeat(20), 100);
      const rest = shown.slice(before, -1);
      expect(shown.length).toBeLessThanOrEqual(95);
      expect(rest.replaceAll(part, "")).toBe("");
    }
  });

  it("shows only the ellipsis when the first character alone is too long", () => {
    expect(cut(`e${"\u0301".repeat(500)}`, 100)).toBe("…");
  });
});

it("escapes what Slack's markup is made of, once", () => {
  expect(escapeMarkup("<!channel> & &lt;")).toBe("&lt;!channel&gt; &amp; &amp;lt;");
});
