import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countByKind,
  countByMonth,
  FileKind,
  type FilePlace,
  medianByMonth,
  monthsUntil,
  pageOfFile,
  readPlace,
  repeatedTickets,
  writePlace,
} from "../../../src/domain/tiering/customer-file.ts";

const dayMs = 86_400_000;

const place = fc.record({
  at: fc.integer({ min: 0, max: 50 }),
  kind: fc.constantFrom(...FileKind.options),
  id: fc.integer({ min: 0, max: 30 }).map(String),
});
const places = fc.uniqueArray(place, { maxLength: 60, selector: writePlace });
const kinds = fc.uniqueArray(fc.constantFrom(...FileKind.options), { maxLength: 3 });
const limit = fc.integer({ min: 1, max: 7 });

function readAll(entries: readonly FilePlace[], wanted: readonly FileKind[], size: number) {
  const pages: FilePlace[][] = [];
  let after: FilePlace | null = null;
  do {
    const page: ReturnType<typeof pageOfFile<FilePlace>> = pageOfFile(entries, {
      kinds: wanted,
      after,
      limit: size,
    });
    pages.push([...page.entries]);
    after = page.next;
  } while (after !== null);
  return pages;
}

describe("a file that is read page by page", () => {
  it("has every wanted entry once, newest first, whatever the order of the lists", () => {
    fc.assert(
      fc.property(places, kinds, limit, (entries, wanted, size) => {
        const read = readAll(entries, wanted, size).flat();
        const expected = entries.filter(({ kind }) => wanted.length === 0 || wanted.includes(kind));
        expect(read.map(writePlace).sort()).toEqual(expected.map(writePlace).sort());
        expect(read.map(({ at }) => at)).toEqual(
          read.map(({ at }) => at).toSorted((a, b) => b - a),
        );
        const turned = entries.toReversed();
        expect(readAll(turned, wanted, size).flat()).toEqual(read);
      }),
    );
  });

  it("goes on where it was when something new came on top", () => {
    fc.assert(
      fc.property(places, limit, (entries, size) => {
        const [first = [], ...rest] = readAll(entries, [], size);
        const last = first.at(-1);
        if (last === undefined || rest.length === 0) return;
        const newer: FilePlace = { at: 99, kind: "ticket", id: "new" };
        const question = { kinds: [], after: last, limit: 100 };
        expect(pageOfFile([newer, ...entries], question).entries).toEqual(rest.flat());
      }),
    );
  });

  it("ends with a full page when nothing comes after it", () => {
    const entries: FilePlace[] = [
      { at: 2, kind: "ticket", id: "1" },
      { at: 1, kind: "ticket", id: "2" },
    ];
    expect(pageOfFile(entries, { kinds: [], after: null, limit: 2 }).next).toBeNull();
    expect(pageOfFile(entries, { kinds: [], after: null, limit: 1 }).next).toEqual(entries[0]);
    expect(pageOfFile([], { kinds: [], after: null, limit: 1 })).toEqual({
      entries: [],
      next: null,
    });
  });
});

describe("a place in a text", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(place, (one) => {
        expect(readPlace(writePlace(one))).toEqual(one);
      }),
    );
  });

  it.each([
    { name: "nothing", text: "" },
    { name: "a kind that there is not", text: "12.letter.901" },
    { name: "no instant", text: "x.ticket.901" },
    { name: "no id", text: "12.ticket." },
    { name: "an id that nobody gives", text: `12.ticket.${"9".repeat(201)}` },
  ])("is not read from $name", ({ text }) => {
    expect(readPlace(text)).toBeNull();
  });
});

it("counts each kind that there is", () => {
  const entries: FilePlace[] = [
    { at: 1, kind: "visit", id: "1" },
    { at: 1, kind: "ticket", id: "1" },
    { at: 2, kind: "visit", id: "2" },
  ];
  expect(countByKind(entries)).toEqual(
    new Map([
      ["visit", 2],
      ["ticket", 1],
    ]),
  );
});

describe("a repeated repair", () => {
  const ticket = (ticketId: string, day: number, category: string | null = "REPAIR") => ({
    ticketId,
    category,
    createdAt: day * dayMs,
  });
  it.each([
    {
      name: "is one on the last day of the time",
      tickets: [ticket("1", 0), ticket("2", 30)],
      repeated: ["2"],
    },
    { name: "is none a day later", tickets: [ticket("1", 0), ticket("2", 31)], repeated: [] },
    {
      name: "counts from the last one, however the tickets come",
      tickets: [ticket("3", 50), ticket("1", 0), ticket("2", 25)],
      repeated: ["2", "3"],
    },
    {
      name: "is of the same category",
      tickets: [ticket("1", 0), ticket("2", 1, "ADVICE")],
      repeated: [],
    },
    {
      name: "is none without a category",
      tickets: [ticket("1", 0, null), ticket("2", 1, null)],
      repeated: [],
    },
  ])("$name", ({ tickets, repeated }) => {
    expect([...repeatedTickets(tickets, 30 * dayMs)]).toEqual(repeated);
  });
});

describe("the last months", () => {
  it.each([
    { name: "within a year", date: "2026-03-27", months: ["2026-01", "2026-02", "2026-03"] },
    { name: "over new year", date: "2026-01-31", months: ["2025-11", "2025-12", "2026-01"] },
    { name: "of December", date: "2025-12-01", months: ["2025-10", "2025-11", "2025-12"] },
  ])("are named $name", ({ date, months }) => {
    expect(monthsUntil(date, 3)).toEqual(months);
  });

  it("count what happened in them and nothing before", () => {
    const months = ["2026-01", "2026-02"];
    const monthOf = (at: number) => (at < 10 ? "2025-12" : at < 20 ? "2026-01" : "2026-02");
    expect(countByMonth([5, 10, 20, 25], months, monthOf)).toEqual([1, 2]);
  });

  it("have the middle value of what was measured in them, and none where nothing was", () => {
    const months = ["2026-01", "2026-02", "2026-03"];
    const monthOf = (at: number) => months[Math.floor(at / 10)] ?? "2026-04";
    const measured = [
      { at: 1, value: 90 },
      { at: 2, value: 10 },
      { at: 3, value: 20 },
      { at: 20, value: 30 },
      { at: 21, value: 10 },
      { at: 99, value: 5 },
    ];
    expect(medianByMonth(measured, months, monthOf)).toEqual([20, null, 20]);
  });
});
