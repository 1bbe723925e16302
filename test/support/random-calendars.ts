import fc from "fast-check";
import type { Calendar } from "../../src/domain/time/calendar.ts";
import { calendarWith } from "./calendars.ts";

const DAY_MS = 86_400_000;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A zone and a day near which something happens to its clock or its calendar. */
export type Place = { readonly zone: string; readonly near: string };

/** Both change nights of each zone, breaks in its history, and the seam between two years. */
export const places: readonly Place[] = [
  { zone: "Europe/Berlin", near: "2026-03-29" },
  { zone: "Europe/Berlin", near: "2026-10-25" },
  { zone: "America/New_York", near: "2026-03-08" },
  { zone: "America/New_York", near: "2026-11-01" },
  { zone: "Asia/Taipei", near: "1979-07-01" },
  { zone: "Asia/Taipei", near: "1979-10-01" },
  { zone: "Asia/Taipei", near: "2026-12-31" },
  { zone: "Asia/Kathmandu", near: "1986-01-01" },
  { zone: "Asia/Kathmandu", near: "2028-02-29" },
  { zone: "Australia/Lord_Howe", near: "2026-04-05" },
  { zone: "Australia/Lord_Howe", near: "2026-10-04" },
  { zone: "America/Santiago", near: "2026-04-05" },
  { zone: "America/Santiago", near: "2026-09-06" },
  { zone: "Africa/Casablanca", near: "2026-02-15" },
  { zone: "Africa/Casablanca", near: "2026-03-22" },
  { zone: "Pacific/Apia", near: "2011-12-30" },
  { zone: "Pacific/Apia", near: "2012-04-01" },
  { zone: "Pacific/Apia", near: "2012-09-30" },
];

/** Edges are often at night, where clocks change. */
const edge = fc.oneof(
  fc.integer({ min: 0, max: 287 }).map((step) => step * 5),
  fc.integer({ min: 0, max: 36 }).map((step) => step * 5),
);

/** One in three runs over midnight. */
const window = fc
  .tuple(edge, edge, fc.integer({ min: 0, max: 2 }))
  .filter(([x, y]) => x !== y)
  .map(([x, y, kind]) => {
    const [early, late] = [Math.min(x, y), Math.max(x, y)];
    if (kind === 0) return `${wallTime(late)}-${wallTime(early)}`;
    return `${wallTime(early)}-${late === 1435 ? "24:00" : wallTime(late)}`;
  });

/** Windows that may touch or overlap. */
const windows = fc.array(window, { maxLength: 3 });
const name = fc.constantFrom("A", "B", "C");
const weekdays = fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 4 });
const dayOffset = fc.integer({ min: -3, max: 3 });

/** Every part of a calendar, on the days around its place. */
export function calendarNear(place: Place): fc.Arbitrary<Calendar> {
  const date = dayOffset.map((days) => dateNear(place, days));
  const dates = fc.uniqueArray(date, { maxLength: 2 });
  const part = fc.option(window, { nil: undefined });
  return fc
    .record({
      weekly: fc.record({
        mon: windows,
        tue: windows,
        wed: windows,
        thu: windows,
        fri: windows,
        sat: windows,
        sun: windows,
      }),
      breaks: fc.array(
        fc.oneof(fc.record({ weekdays, window, name }), fc.record({ date, window, name })),
        { maxLength: 2 },
      ),
      holidays: fc.array(
        fc.oneof(
          fc.record({ date, window: part, name }),
          fc.record({ yearly: date.map((day) => day.slice(5)), window: part, name }),
        ),
        { maxLength: 2 },
      ),
      makeUpDays: dates.chain((days) =>
        fc.tuple(
          ...days.map((day) =>
            fc.record({ date: fc.constant(day), like: fc.constantFrom(...WEEKDAYS), name }),
          ),
        ),
      ),
      dates: dates.chain((days) =>
        fc.tuple(...days.map((day) => fc.record({ date: fc.constant(day), windows, name }))),
      ),
    })
    .map((parts) => calendarWith({ zone: place.zone, ...parts }));
}

export function middleOf(place: Place): number {
  return Date.parse(`${place.near}T00:00:00Z`);
}

function dateNear(place: Place, days: number): string {
  return new Date(middleOf(place) + days * DAY_MS).toISOString().slice(0, 10);
}

function wallTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
