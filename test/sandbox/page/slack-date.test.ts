import { expect, it } from "vitest";
import { formatSlackDate } from "../../../sandbox/page/chat/slack-date.ts";

/** Friday 27 March 2026, 22:30 in Berlin: already the 28th in Taipei. */
const NOW = Date.UTC(2026, 2, 27, 21, 30);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const berlin = { timeZone: "Europe/Berlin", now: NOW };

it.each([
  { format: "{date_num}", at: NOW, shown: "2026-03-27" },
  { format: "{date}", at: NOW, shown: "27 March 2026" },
  { format: "{date_short}", at: NOW, shown: "27 Mar 2026" },
  { format: "{date_long}", at: NOW, shown: "Friday, 27 March 2026" },
  { format: "{date_pretty}", at: NOW - 3 * DAY_MS, shown: "24 March 2026" },
  { format: "{date_pretty} at {time}", at: NOW, shown: "today at 22:30" },
  { format: "{date_short_pretty}", at: NOW - DAY_MS, shown: "yesterday" },
  { format: "{date_short_pretty}", at: NOW + 2 * HOUR_MS, shown: "tomorrow" },
  { format: "{date_long_pretty}", at: NOW + 5 * DAY_MS, shown: "Wednesday, 1 April 2026" },
  { format: "{time_secs}", at: NOW, shown: "22:30:00" },
  { format: "{ago}", at: NOW - 22 * 60_000, shown: "22 minutes ago" },
  { format: "{ago}", at: NOW - 5 * HOUR_MS, shown: "5 hours ago" },
  { format: "{ago}", at: NOW + 3 * DAY_MS, shown: "in 3 days" },
  { format: "{unknown} {time}", at: NOW, shown: "{unknown} 22:30" },
])("$format is $shown", ({ format, at, shown }) => {
  expect(formatSlackDate(at, format, berlin)).toBe(shown);
});

it("knows which day it is where the reader is", () => {
  const taipei = { timeZone: "Asia/Taipei", now: NOW };
  expect(formatSlackDate(NOW - 6 * HOUR_MS, "{date_pretty}", taipei)).toBe("yesterday");
});
