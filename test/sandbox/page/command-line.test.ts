import { describe, expect, it } from "vitest";
import { hintsFor, type Typed, typedOf } from "../../../sandbox/page/chat/command-line.ts";

describe("what is typed", () => {
  it.each<{ name: string; source: string; typed: Typed }>([
    { name: "nothing", source: "", typed: { kind: "nothing" } },
    { name: "blanks", source: " \n ", typed: { kind: "nothing" } },
    { name: "words", source: " on my way ", typed: { kind: "words", text: "on my way" } },
    {
      name: "words with a slash in them",
      source: "either/or",
      typed: { kind: "words", text: "either/or" },
    },
    {
      name: "the command alone",
      source: "/aftercare",
      typed: { kind: "command", command: "/aftercare", text: "" },
    },
    {
      name: "the command with words",
      source: "/aftercare  ticket 4711 ",
      typed: { kind: "command", command: "/aftercare", text: "ticket 4711" },
    },
    {
      name: "a command that nobody knows",
      source: "/aftercares help",
      typed: { kind: "unknown_command", command: "/aftercares" },
    },
  ])("is told apart: $name", ({ source, typed }) => {
    expect(typedOf(source)).toEqual(typed);
  });

  it.each([
    { name: "after the slash", source: "/", count: 1 },
    { name: "while it may still become the command", source: "/after", count: 1 },
    { name: "no more once it is there", source: "/aftercare", count: 0 },
    { name: "not for the command's own words", source: "/aftercare he", count: 0 },
    { name: "not for another command", source: "/b", count: 0 },
    { name: "not for words", source: "after", count: 0 },
  ])("is helped with a hint $name", ({ source, count }) => {
    expect(hintsFor(source)).toHaveLength(count);
  });
});
