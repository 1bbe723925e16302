import { describe, expect, it } from "vitest";
import { WHOLE_DAY } from "../../../src/domain/time/time-window.ts";
import { ANY_TIME, readPreferredWindow } from "../../../src/domain/visits/preferred-window.ts";

describe("when a customer wants to be called", () => {
  it.each([
    {
      text: "tue,thu 14:00-17:00",
      weekdays: [1, 3],
      window: { fromMinute: 840, toMinute: 1020 },
    },
    { text: " Mon-Wed,fri ", weekdays: [0, 1, 2, 4], window: WHOLE_DAY },
    { text: "sun evening", weekdays: [6], window: { fromMinute: 1020, toMinute: 1260 } },
  ])("is read from days: $text", ({ text, weekdays, window }) => {
    expect(readPreferredWindow(text)).toEqual({ weekdays: new Set(weekdays), window });
  });

  it.each([
    { text: "09:00-12:00", window: { fromMinute: 540, toMinute: 720 } },
    { text: "Afternoon", window: { fromMinute: 720, toMinute: 1080 } },
  ])("is any day where only hours are told: $text", ({ text, window }) => {
    expect(readPreferredWindow(text)).toEqual({ weekdays: null, window });
  });

  it.each([
    { name: "nothing", text: "  " },
    { name: "too many words", text: "mon 09:00-12:00 please" },
    { name: "a word that is neither", text: "whenever" },
    { name: "days without hours after them", text: "mon sometime" },
    { name: "hours over midnight", text: "mon 22:00-06:00" },
    { name: "a span to no day", text: "mon-xyz" },
    { name: "a span that runs backwards", text: "fri-mon" },
    { name: "two spans of hours", text: "09:00-12:00 14:00-17:00" },
  ])("is any time for $name", ({ text }) => {
    expect(readPreferredWindow(text)).toBe(ANY_TIME);
  });
});
