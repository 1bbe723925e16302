import { type Calendar, weekOf } from "./calendar.ts";
import { type TimeWindow, type WallWindow, WHOLE_DAY, wallWindowOf } from "./time-window.ts";
import { WEEKDAYS, type ZoneDay } from "./zone.ts";

export type IntervalKind = "open" | "outside_hours" | "break" | "holiday";

/** What an instant may be called. */
export type Label = { readonly kind: IntervalKind; readonly name: string | null };

/** A window of wall time with the place of its label in the rule's list. */
export type LabelledWindow = WallWindow & { readonly label: number };

/** A calendar ready to be asked day by day, before any zone is looked at. */
export type DayRule = {
  /**
   * What speaks first stands first: of the windows that hold an instant, the one with the lowest
   * label names it. The last label is for instants that no window holds.
   */
  readonly labels: readonly Label[];
  /** The windows, closing and opening ones, that start on a day. */
  windowsOf(day: ZoneDay): readonly LabelledWindow[];
};

/** Windows by what they recur with: a date, month and day, or a weekday. */
type WindowsByKey = Map<string, LabelledWindow[]>;

export function dayRuleOf(calendar: Calendar): DayRule {
  const labels: Label[] = [];
  const labelOf = (kind: IntervalKind, name: string | null) => labels.push({ kind, name }) - 1;
  const closing = closingsOf(calendar, labelOf);
  const opening = openingsOf(calendar, labelOf);
  labelOf("outside_hours", null);
  return {
    labels,
    windowsOf: ({ date, weekday }) => [
      ...[date, date.slice(5), weekday].flatMap((key) => windowsAt(closing, key)),
      ...windowsAt(opening, opening.has(date) ? date : weekday),
    ],
  };
}

function windowsAt(windows: WindowsByKey, key: string): readonly LabelledWindow[] {
  return windows.get(key) ?? [];
}

type LabelOf = (kind: IntervalKind, name: string | null) => number;

/** Breaks before holidays; of several of one kind, the first in the list. */
function closingsOf({ breaks, holidays }: Calendar, labelOf: LabelOf): WindowsByKey {
  const closing: WindowsByKey = new Map();
  const close = (keys: readonly (string | undefined)[], window: LabelledWindow) => {
    for (const key of keys.filter((candidate) => candidate !== undefined)) {
      closing.set(key, [...(closing.get(key) ?? []), window]);
    }
  };
  for (const { weekdays = [], date, window, name } of breaks) {
    close([...weekdays, date], { ...wallWindowOf(window), label: labelOf("break", name) });
  }
  for (const { date, yearly, window, name } of holidays) {
    const part = window === undefined ? WHOLE_DAY : wallWindowOf(window);
    close([date, yearly], { ...part, label: labelOf("holiday", name) });
  }
  return closing;
}

/** A date stands before a make-up day, and both replace the windows of the week. */
function openingsOf(calendar: Calendar, labelOf: LabelOf): WindowsByKey {
  const week = weekOf(calendar);
  const opening: WindowsByKey = new Map();
  const open = (key: string, windows: readonly TimeWindow[], label: number) => {
    if (opening.has(key)) return;
    opening.set(
      key,
      windows.map((window) => ({ ...wallWindowOf(window), label })),
    );
  };
  for (const { date, windows, name } of calendar.dates) open(date, windows, labelOf("open", name));
  for (const { date, like, name } of calendar.makeUpDays) {
    open(date, week[like], labelOf("open", name));
  }
  const weekLabel = labelOf("open", null);
  for (const weekday of WEEKDAYS) open(weekday, week[weekday], weekLabel);
  return opening;
}
