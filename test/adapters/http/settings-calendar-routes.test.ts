import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  SettingsCalendarDay,
  SettingsCalendars,
  type ShownCalendarDay,
  type ShownCalendars,
} from "../../../src/contract/settings-calendars.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { Calendar } from "../../../src/domain/time/calendar.ts";
import { calendarWith } from "../../support/calendars.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type SettingsServer, soundPolicy, startSettings } from "./settings-server.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
/** Its hours in Berlin, a holiday, a part of one, a make-up day and a day of its own. */
const office = calendarWith({
  holidays: [
    { date: "2026-06-04", name: "Corpus Christi" },
    { date: "2026-06-10", window: "13:00-24:00", name: "Town fair" },
  ],
  makeUpDays: [{ date: "2026-06-06", like: "thu", name: "For Corpus Christi" }],
  dates: [{ date: "2026-06-12", windows: ["10:00-11:00"], name: "Stocktaking" }],
});
const always = Calendar.parse({ id: "always", zone: "Asia/Taipei", always: true });

beforeEach(async () => {
  server = await startSettings(await open());
  await server.app.connect({ policy: { ...soundPolicy(), calendars: [office, always] } });
});
afterEach(() => server.close());

async function month(query = "", language = "en"): Promise<ShownCalendars> {
  const found = await server.read(SettingsCalendars, ["rob", `calendars${query}`, { language }]);
  invariant(found.state === "shown", "everybody may see calendars");
  return found;
}
async function day(query: string, language = "en"): Promise<ShownCalendarDay> {
  const path = `calendar-day?calendar=office&${query}`;
  const found = await server.read(SettingsCalendarDay, ["rob", path, { language }]);
  invariant(found.state === "shown", "everybody may see calendars");
  return found;
}
const cellOf = (shown: ShownCalendars, date: string) =>
  shown.weeks.flat().find((cell) => cell?.date === date);

describe("a month of a calendar", () => {
  it("is this one of the first calendar unless asked otherwise, in weeks from Monday", async () => {
    const shown = await month();
    expect(shown).toMatchObject({
      ...{ calendarId: "office", month: "2026-06", title: "June 2026" },
      ...{ previous: "2026-05", next: "2026-07" },
      weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    });
    expect(shown.weeks).toHaveLength(5);
    expect(shown.weeks[0]?.[0]).toMatchObject({ date: "2026-06-01", day: "1" });
    expect(shown.weeks.at(-1)?.slice(1)).toMatchObject([
      { day: "30" },
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(cellOf(shown, "2026-06-09")?.isToday).toBe(true);
    expect(shown.facts).toEqual([
      "Times are those of Berlin (Europe/Berlin)",
      "22 open days",
      "2 holidays",
      "1 make-up working day",
    ]);
  });

  it("tells what makes a day different, with its name and hours", async () => {
    const shown = await month("?calendar=office&month=2026-06");
    expect(cellOf(shown, "2026-06-01")).toMatchObject({
      tag: null,
      hours: ["09:00–12:00", "13:00–18:00"],
    });
    expect(cellOf(shown, "2026-06-07")).toMatchObject({ tag: null, hours: [] });
    expect(cellOf(shown, "2026-06-04")).toMatchObject({
      ...{ tag: { label: "Holiday", variant: "danger" }, hours: [], names: ["Corpus Christi"] },
    });
    expect(cellOf(shown, "2026-06-06")).toMatchObject({ tag: { label: "Make-up day" } });
    expect(cellOf(shown, "2026-06-12")).toMatchObject({ hours: ["10:00–11:00"] });
  });

  it("is open to the end of each day where a calendar always is", async () => {
    const shown = await month("?calendar=always&month=2026-02");
    expect(cellOf(shown, "2026-02-28")?.hours).toEqual(["00:00–24:00"]);
    expect(shown.facts[0]).toContain("Taipei");
  });

  it.each([
    { language: "zh-TW", title: "2026年6月", tag: "國定假日", weekday: "週一" },
    { language: "zh-CN", title: "2026年6月", tag: "法定节假日", weekday: "周一" },
  ])("is worded in $language", async ({ language, title, tag, weekday }) => {
    const shown = await month("?month=2026-06", language);
    expect(shown).toMatchObject({ title });
    expect(shown.weekdays[0]).toBe(weekday);
    expect(cellOf(shown, "2026-06-04")?.tag?.label).toBe(tag);
  });

  it("ends where calendars know no more", async () => {
    expect((await month("?month=1970-01")).previous).toBeNull();
    expect((await month("?month=2199-12")).next).toBeNull();
  });
});

describe("whether a calendar is open", () => {
  it.each([
    {
      query: "date=2026-06-04",
      verdict: "Holiday",
      text: "Closed all day: Corpus Christi",
    },
    { query: "date=2026-06-10", verdict: "Part holiday", text: "Open for 3 h: Town fair" },
    { query: "date=2026-06-09", verdict: "Open", text: "Open for 8 h" },
    {
      query: "date=2026-06-09&time=10:30",
      ...{
        verdict: "Open",
        text: "Open Tue 9 Jun, 10:30 (Berlin), until Tue 9 Jun, 12:00 (Berlin).",
      },
    },
    {
      query: "date=2026-06-03&time=18:00",
      verdict: "Closed",
      text: "Closed Wed 3 Jun, 18:00 (Berlin). It opens Fri 5 Jun, 09:00 (Berlin).",
    },
  ])("is told of $query", async ({ query, verdict, text }) => {
    expect(await day(query)).toMatchObject({ verdict: { label: verdict }, text });
  });

  it("is told hour by hour, with the reason", async () => {
    const { rows, title } = await day("date=2026-06-10");
    expect(title).toBe("Wed 10 Jun: Part holiday");
    expect(rows.map(({ time, what, why }) => [time, what.label, why].join(" ").trim())).toEqual([
      "00:00–09:00 Outside hours",
      "09:00–12:00 Open",
      "12:00–13:00 Outside hours",
      "13:00–24:00 Holiday Town fair",
    ]);
  });

  it("never ends where a calendar always is open", async () => {
    const path = "calendar-day?calendar=always&date=2026-06-10&time=23:59";
    const found = await server.read(SettingsCalendarDay, ["rob", path]);
    expect(found).toMatchObject({ text: expect.stringContaining("and always") });
  });
});

it.each([
  { path: "calendars?month=2026-13", status: 400 },
  { path: "calendars?month=1969-12", status: 400 },
  { path: "calendars?month=june", status: 400 },
  { path: "calendars?calendar=nowhere", status: 404 },
  { path: `calendars?calendar=${"x".repeat(201)}`, status: 400 },
  { path: "calendars?month=2026-06&month=2026-07", status: 400 },
  { path: "calendar-day?calendar=office&date=2026-06-31", status: 400 },
  { path: "calendar-day?calendar=office", status: 400 },
  { path: "calendar-day?calendar=office&date=2026-06-09&time=24:00", status: 400 },
  { path: "calendar-day?calendar=nowhere&date=2026-06-09", status: 404 },
  { path: `calendar-day?calendar=${"x".repeat(201)}&date=2026-06-09`, status: 400 },
])("answers $status to $path", async ({ path, status }) => {
  expect((await server.ask("rob", path)).status).toBe(status);
});

it("is not told of another account", async () => {
  expect((await server.ask("rob", "calendars", { portalId: "99" })).status).toBe(404);
});
