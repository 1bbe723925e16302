import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../src/config/presets.ts";

describe("parsePolicy", () => {
  it.each<{ name: string; yaml: string; message: RegExp }>([
    { name: "text that is no YAML", yaml: "tiers: [", message: /^the document is no YAML: / },
    { name: "a key told twice", yaml: "a: 1\na: 2", message: /Map keys must be unique at line 2/ },
    {
      name: "a document that grows without end",
      yaml: `a: &a [x, x]\nb: &b [${"*a, ".repeat(60)}]\nc: [${"*b, ".repeat(60)}]`,
      message: /^the document cannot be expanded: /,
    },
    {
      name: "a document that is too long",
      yaml: "#".repeat(1_000_001),
      message: /^the document has 1000001 characters: expected at most 1000000$/,
    },
    { name: "a document without rules", yaml: "", message: /^the document is null: expected / },
    { name: "tiers that are none", yaml: "tiers: 3", message: /^calendars is missing: expected / },
  ])("refuses $name", ({ yaml, message }) => {
    const reading = parsePolicy(yaml);
    expect(reading.ok ? "" : reading.problems[0]?.message).toMatch(message);
  });

  it("reads a document of its longest length", () => {
    const reading = parsePolicy("#".repeat(1_000_000));
    expect(reading).toMatchObject({ problems: [{ message: expect.stringMatching(/is null/) }] });
  });
});
