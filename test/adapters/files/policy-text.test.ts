import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createPolicyText } from "../../../src/adapters/files/policy-text.ts";
import type { EntryEdit } from "../../../src/ports/policy-text.ts";

const policyText = createPolicyText();

const TEXT = `# Our hours.
calendars:
  - id: always
    zone: Asia/Taipei   # two spaces more
    holidays: []
  - id: office
    weekly: { mon: ["09:00-12:00"] }
    holidays:
      # the big ones
      - { date: 2026-02-01, name: a } # our own

      # the small ones
      - date: 2026-03-01
        name: b   # as the law says
        note: kept
tiers:   []   # more of the policy
`;

const entry = { date: "2026-02-15", name: "New: one", source: "x 1, region TW, type public" };
const line = '- { date: 2026-02-15, name: "New: one", source: "x 1, region TW, type public" }';
const edit = (holidays: EntryEdit[], calendarId = "office") =>
  policyText.edit(TEXT, calendarId, { holidays, makeUpDays: [] });

describe("editing a calendar in the text of a policy", () => {
  it("puts entries where they belong and leaves every other character alone", () => {
    const edited = edit([
      { edit: "insert", before: 1, entry },
      { edit: "insert", before: 2, entry: { ...entry, name: "last" } },
      { edit: "insert", before: 0, entry: { ...entry, name: "first" } },
    ]);
    const lines = edited.split("\n").filter((one) => !/first|last|New: one/.test(one));
    // The space before a comment within the list is brought to one form.
    expect(lines.join("\n")).toBe(TEXT.replace("b   # as", "b # as"));
    expect(edited).toContain(line);
    const names = parse(edited).calendars[1].holidays.map((one: { name: string }) => one.name);
    expect(names).toEqual(["first", "a", "New: one", "b", "last"]);
  });

  it("changes an entry in its place, with its comments and what else it holds", () => {
    const edited = edit([{ edit: "replace", index: 1, entry: { ...entry, date: "2026-03-01" } }]);
    expect(edited).toContain('name: "New: one" # as the law says');
    expect(parse(edited).calendars[1].holidays[1]).toEqual({
      ...entry,
      date: "2026-03-01",
      note: "kept",
    });
  });

  it.each([0, 1])("takes entry %i away and loses no comment", (index) => {
    const edited = edit([{ edit: "remove", index }]);
    expect(parse(edited).calendars[1].holidays).toHaveLength(1);
    const comments = TEXT.match(/# (?!as the law).*$/gm) ?? [];
    for (const comment of comments) expect(edited).toContain(comment);
  });

  it.each<{ name: string; calendarId: string; list: "holidays" | "makeUpDays"; index: number }>([
    { name: "an empty one", calendarId: "always", list: "holidays", index: 0 },
    { name: "one that is not there", calendarId: "office", list: "makeUpDays", index: 1 },
  ])("fills $name", ({ calendarId, list, index }) => {
    const none = { holidays: [], makeUpDays: [] };
    const edits: EntryEdit[] = [{ edit: "insert", before: 0, entry }];
    const edited = policyText.edit(TEXT, calendarId, { ...none, [list]: edits });
    expect(edited).toContain(line);
    expect(parse(edited).calendars[index][list]).toEqual([entry]);
    for (const comment of TEXT.match(/#.*$/gm) ?? []) expect(edited).toContain(comment);
  });

  it("gives the very text back when nothing changes", () => {
    expect(edit([])).toBe(TEXT);
  });

  it("reads the lists by calendar, and prints them as they would stand", () => {
    const lists = policyText.calendars(TEXT).get("office");
    expect(lists?.holidays.map(({ date, name }) => [date, name])).toEqual([
      ["2026-02-01", "a"],
      ["2026-03-01", "b"],
    ]);
    expect(lists?.makeUpDays).toEqual([]);
    const printed = policyText.format({ holidays: [entry], makeUpDays: [] });
    expect(printed).toBe(`holidays:\n  ${line}\n`);
    expect(parse(printed)).toEqual({ holidays: [entry] });
  });
});
