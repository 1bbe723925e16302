import {
  Alert,
  Button,
  DateInput,
  Form,
  LoadingButton,
  Select,
  StatusTag,
  Table,
  TableCell,
  Text,
  TimeInput,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SettingsCalendarDay, SettingsCalendars } from "../../src/contract/settings-calendars.ts";
import { connectionLost, settle } from "./card-bench.tsx";
import { openSettings } from "./settings-bench.tsx";
import { shownPage } from "./settings-samples.ts";
import { shownCalendars, shownDay } from "./settings-tab-samples.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function openCalendars(...days: readonly unknown[]) {
  const opened = await openSettings({
    ...{ page: [shownPage], calendars: [shownCalendars], "calendar-day": days },
    ...{ departments: [connectionLost] },
  });
  await opened.goTo("calendars");
  return opened;
}

it("is shown as the contract says", () => {
  expect(SettingsCalendars.parse(shownCalendars)).toEqual(shownCalendars);
  expect(SettingsCalendarDay.parse(shownDay)).toEqual(shownDay);
});

it("shows the weeks of a month, today, and what is different", async () => {
  const { page } = await openCalendars();
  const grid = page.findByTestId(Table, "month-grid");
  expect(grid.findAll(TableCell)).toHaveLength(7);
  expect(grid.findAll(StatusTag).map(({ text }) => text)).toEqual(["Holiday"]);
  const lines = grid.findAll(Text).map(({ text }) => text);
  expect(lines.filter((line) => line?.trim() !== "")).toEqual([
    ...["09:00–12:00", "Closed", "Corpus Christi"],
  ]);
  // A holiday has two lines; the other days of its week are as high, so that all begin in one line.
  const heights = grid
    .findAll(TableCell)
    .map((cell) => cell.findAll(Text).length + cell.findAll(StatusTag).length)
    .filter((height) => height > 0);
  expect(new Set(heights)).toEqual(new Set([2]));
});

it("goes back a month, to another calendar and to today, but not beyond the last month", async () => {
  const { page, urls } = await openCalendars();
  page.findByTestId(Button, "month-before").trigger("onClick");
  await settle();
  expect(urls("calendars").at(-1)?.searchParams.get("month")).toBe("2026-05");
  expect(page.findByTestId(Button, "month-after").props.disabled).toBe(true);
  page.findByTestId(Select, "calendar").props.onChange?.("always");
  await settle();
  expect(urls("calendars").at(-1)?.searchParams.get("calendar")).toBe("always");
  page.findByTestId(Button, "month-today").trigger("onClick");
  await settle();
  expect(urls("calendars").at(-1)?.searchParams.get("month")).toBeNull();
});

it("explains a day that is pressed", async () => {
  const { page, urls } = await openCalendars(shownDay);
  page.findByTestId(Button, "choose-2026-06-04").trigger("onClick");
  await settle();
  expect(urls("calendar-day")[0]?.searchParams.get("date")).toBe("2026-06-04");
  expect(page.findByTestId(Alert, "day-verdict").props.title).toBe("Thu 4 Jun: Holiday");
  expect(page.findByTestId(Button, "choose-2026-06-04").props.variant).toBe("primary");
});

it("asks for a time of a day", async () => {
  const { page, urls } = await openCalendars(shownDay);
  const day = { year: 2026, month: 5, date: 4 };
  page.findByTestId(DateInput, "calendar-date").props.onChange?.(day);
  await settle();
  page.findByTestId(TimeInput, "calendar-time").props.onChange?.({ hours: 9, minutes: 5 });
  await settle();
  page.findByTestId(Form, "calendar-form").trigger("onSubmit");
  await settle();
  expect(urls("calendar-day").at(-1)?.searchParams.get("time")).toBe("09:05");
});

it("asks for nothing without a day, and says so", async () => {
  const { page, urls } = await openCalendars();
  page.findByTestId(Form, "calendar-form").trigger("onSubmit");
  await settle();
  expect(urls("calendar-day")).toEqual([]);
  expect(page.findByTestId(DateInput, "calendar-date").props.validationMessage).toBe(
    "Choose a day",
  );
});

it("asks again when a day could not be explained", async () => {
  const { page } = await openCalendars(connectionLost, shownDay);
  page.findByTestId(Button, "choose-2026-06-04").trigger("onClick");
  await settle();
  page.findByTestId(LoadingButton, "day-retry").trigger("onClick");
  await settle();
  expect(page.findByTestId(Alert, "day-verdict").props.variant).toBe("danger");
});
