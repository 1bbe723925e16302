import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editedEntries, mergeEntries } from "../../../src/app/time/merge-entries.ts";
import type { CalendarEntry } from "../../../src/ports/policy-text.ts";

const source = (region = "TW", version = "3.0.0") =>
  `date-holidays ${version}, region ${region}, type public`;
const entry = (date: string, more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  date,
  name: `day ${date}`,
  source: source(),
  ...more,
});
const own = (date: string): CalendarEntry => ({ date, name: "ours" });
const scope = { region: "TW", years: [2026] };

describe("merging a region's year into a list", () => {
  it.each<{
    name: string;
    present: CalendarEntry[];
    imported: CalendarEntry[];
    expected: CalendarEntry[];
  }>([
    {
      name: "adds what is missing, in order of date",
      present: [own("2026-03-01"), own("2026-09-01")],
      imported: [entry("2026-01-01"), entry("2026-05-01"), entry("2026-12-01")],
      expected: [
        entry("2026-01-01"),
        own("2026-03-01"),
        entry("2026-05-01"),
        own("2026-09-01"),
        entry("2026-12-01"),
      ],
    },
    {
      name: "replaces what a newer package says otherwise, in its place",
      present: [entry("2026-01-01"), own("2026-03-01")],
      imported: [entry("2026-01-01", { name: "New Year", source: source("TW", "4.0.0") })],
      expected: [
        entry("2026-01-01", { name: "New Year", source: source("TW", "4.0.0") }),
        own("2026-03-01"),
      ],
    },
    {
      name: "removes what a newer package no longer says",
      present: [entry("2026-01-01"), entry("2026-05-01")],
      imported: [entry("2026-01-01")],
      expected: [entry("2026-01-01")],
    },
    {
      name: "tells a changed part of a day from another part",
      present: [entry("2026-12-24", { window: "14:00-24:00" })],
      imported: [entry("2026-12-24", { window: "12:00-24:00" })],
      expected: [entry("2026-12-24", { window: "12:00-24:00" })],
    },
    {
      name: "leaves another year of the region alone",
      present: [entry("2025-01-01")],
      imported: [],
      expected: [entry("2025-01-01")],
    },
    {
      name: "does not close a day again that another region closes",
      present: [entry("2026-01-01", { source: source("DE") })],
      imported: [entry("2026-01-01"), entry("2026-01-02")],
      expected: [entry("2026-01-01", { source: source("DE") }), entry("2026-01-02")],
    },
    {
      name: "closes a day whole of which another region closes a part",
      present: [entry("2026-12-24", { source: source("DE"), window: "14:00-24:00" })],
      imported: [entry("2026-12-24")],
      expected: [
        entry("2026-12-24", { source: source("DE"), window: "14:00-24:00" }),
        entry("2026-12-24"),
      ],
    },
    {
      name: "leaves an entry with a source of another form alone",
      present: [entry("2026-05-01", { source: "works council" })],
      imported: [],
      expected: [entry("2026-05-01", { source: "works council" })],
    },
    {
      name: "lets a day stand that people wrote",
      present: [own("2026-01-01")],
      imported: [entry("2026-01-01")],
      expected: [own("2026-01-01")],
    },
    {
      name: "lets a yearly day stand that people wrote",
      present: [{ yearly: "12-25", name: "ours" }],
      imported: [entry("2026-12-25"), entry("2026-12-26")],
      expected: [{ yearly: "12-25", name: "ours" }, entry("2026-12-26")],
    },
    {
      name: "takes an imported day out again for which people wrote one",
      present: [own("2026-01-01"), entry("2026-01-01")],
      imported: [entry("2026-01-01")],
      expected: [own("2026-01-01")],
    },
    {
      name: "takes a day out that stood there twice",
      present: [entry("2026-01-01"), entry("2026-01-01")],
      imported: [entry("2026-01-01")],
      expected: [entry("2026-01-01")],
    },
  ])("$name", ({ present, imported, expected }) => {
    const { edits } = mergeEntries(present, imported, scope);
    expect(editedEntries(present, edits)).toEqual(expected);
  });

  it("counts what it left as it was", () => {
    const present = [entry("2026-01-01"), entry("2026-05-01"), own("2026-06-01")];
    const merge = mergeEntries(present, [entry("2026-01-01"), entry("2026-06-01")], scope);
    expect(merge).toMatchObject({ unchanged: 1, standing: [own("2026-06-01")] });
    expect(merge.edits).toEqual([{ edit: "remove", index: 1 }]);
  });

  const dates = fc
    .tuple(fc.integer({ min: 2025, max: 2027 }), fc.integer({ min: 10, max: 14 }))
    .map(([year, day]) => `${year}-01-${day}`);
  const someSource = fc.constantFrom(undefined, source(), source("TW", "4.0.0"), source("DE"));
  const someEntry = fc
    .record({
      date: dates,
      window: fc.constantFrom(undefined, "12:00-24:00"),
      name: fc.constantFrom("a", "b"),
      source: someSource,
    })
    .map(
      ({ date, window, name, source: from }): CalendarEntry => ({
        date,
        name,
        ...(window === undefined ? {} : { window }),
        ...(from === undefined ? {} : { source: from }),
      }),
    );
  // A region says one thing of a day and window.
  const someImport = fc.uniqueArray(
    fc
      .record({ date: dates, name: fc.constantFrom("a", "b") })
      .map(({ date, name }) => ({ date: date.replace(/^\d+/, "2026"), name, source: source() })),
    { selector: ({ date }) => date },
  );

  it("changes nothing when it is done again", () => {
    fc.assert(
      fc.property(fc.array(someEntry, { maxLength: 12 }), someImport, (present, imported) => {
        const once = editedEntries(present, mergeEntries(present, imported, scope).edits);
        const again = mergeEntries(once, imported, scope);
        expect(again.edits).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps what people and other imports wrote, in its order, and has each imported day", () => {
    fc.assert(
      fc.property(fc.array(someEntry, { maxLength: 12 }), someImport, (present, imported) => {
        const after = editedEntries(present, mergeEntries(present, imported, scope).edits);
        const isOther = ({ source: from, date }: CalendarEntry) =>
          !from?.includes("region TW") || !date?.startsWith("2026-");
        expect(after.filter(isOther)).toEqual(present.filter(isOther));
        const afterDates = new Set(after.map(({ date }) => date));
        for (const { date } of imported) expect(afterDates).toContain(date);
      }),
      { numRuns: 500 },
    );
  });
});
