import { describe, expect, it } from "vitest";
import { type Markup, parseMarkup } from "../../../sandbox/page/chat/markup.ts";

describe("mrkdwn", () => {
  it.each<{ name: string; source: string; pieces: Markup[] }>([
    { name: "plain words", source: "hello", pieces: [{ kind: "text", text: "hello" }] },
    {
      name: "bold, then a line",
      source: "*Due*\nsoon",
      pieces: [
        { kind: "bold", text: "Due" },
        { kind: "text", text: "\nsoon" },
      ],
    },
    {
      name: "escaped words stay words",
      source: "a &lt;!channel&gt; &amp; b",
      pieces: [{ kind: "text", text: "a <!channel> & b" }],
    },
    {
      name: "an escaped entity is unescaped once",
      source: "&amp;lt;",
      pieces: [{ kind: "text", text: "&lt;" }],
    },
    {
      name: "a date with its fallback",
      source: "Due <!date^1774602000^{date_short_pretty}, {time}|2026-03-27 09:00 UTC>",
      pieces: [
        { kind: "text", text: "Due " },
        {
          kind: "date",
          at: 1_774_602_000_000,
          format: "{date_short_pretty}, {time}",
          fallback: "2026-03-27 09:00 UTC",
        },
      ],
    },
    {
      name: "a date that is none falls back",
      source: "<!date^soon^{time}|soon>",
      pieces: [{ kind: "text", text: "soon" }],
    },
    { name: "a person", source: "<@U1>", pieces: [{ kind: "user", userId: "U1" }] },
    { name: "a shout", source: "<!here>", pieces: [{ kind: "mention", text: "@here" }] },
    {
      name: "a link with a label",
      source: "<https://a.test/?a=1&amp;b=2|Open>",
      pieces: [{ kind: "link", url: "https://a.test/?a=1&b=2", text: "Open" }],
    },
    {
      name: "a link that would run a script stays text",
      source: "<javascript:alert(1)|Open>",
      pieces: [{ kind: "text", text: "<javascript:alert(1)|Open>" }],
    },
    {
      name: "italic, strike and code",
      source: "_a_ ~b~ `c`",
      pieces: [
        { kind: "italic", text: "a" },
        { kind: "text", text: " " },
        { kind: "strike", text: "b" },
        { kind: "text", text: " " },
        { kind: "code", text: "c" },
      ],
    },
  ])("$name", ({ source, pieces }) => {
    expect(parseMarkup(source)).toEqual(pieces);
  });
});
