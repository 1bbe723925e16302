import { TimeWindow, type WallWindow, WHOLE_DAY, wallWindowOf } from "../time/time-window.ts";
import { WEEKDAYS } from "../time/zone.ts";

/** When a customer wants to be called; weekdays null is any, 0 a Monday. */
export type PreferredWindow = {
  readonly weekdays: ReadonlySet<number> | null;
  readonly window: WallWindow;
};

export const ANY_TIME: PreferredWindow = { weekdays: null, window: WHOLE_DAY };

/** Words that forms of the CRM offer instead of hours. */
const PARTS_OF_DAY: Readonly<Record<string, string>> = {
  morning: "08:00-12:00",
  afternoon: "12:00-18:00",
  evening: "17:00-21:00",
};

/**
 * `tue,thu 14:00-17:00`, `mon-fri`, `09:00-12:00` or `afternoon`: days, hours or both. What cannot be
 * read is no wish, as people write all kinds of things there.
 */
export function readPreferredWindow(text: string): PreferredWindow {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const [first = "", second] = words;
  if (words.length === 0 || words.length > 2) return ANY_TIME;
  const weekdays = weekdaysOf(first);
  const hours = second ?? (weekdays === null ? first : undefined);
  const window = hours === undefined ? WHOLE_DAY : hoursOf(hours);
  if (window === null || (second !== undefined && weekdays === null)) return ANY_TIME;
  return { weekdays, window };
}

function weekdaysOf(text: string): ReadonlySet<number> | null {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first, last = first] = part.split("-");
    const from = NUMBERS.get(first);
    const to = NUMBERS.get(last);
    if (from === undefined || to === undefined || to < from) return null;
    for (let day = from; day <= to; day += 1) days.add(day);
  }
  return days;
}

const NUMBERS: ReadonlyMap<string | undefined, number> = new Map(
  WEEKDAYS.map((day, index) => [day, index]),
);

/** A window over midnight is no time to call anybody. */
function hoursOf(text: string): WallWindow | null {
  const window = TimeWindow.safeParse(PARTS_OF_DAY[text] ?? text);
  if (!window.success) return null;
  const wall = wallWindowOf(window.data);
  return wall.toMinute > WHOLE_DAY.toMinute ? null : wall;
}
