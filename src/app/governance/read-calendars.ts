import type { BusinessTime } from "../../domain/time/business-time.ts";
import type { Calendar } from "../../domain/time/calendar.ts";
import { type CalendarDay, daysOfMonth, explainDay } from "../../domain/time/month.ts";
import { instantOf } from "../../domain/time/zone.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";

type Deps = Pick<PolicyDeps, "store" | "contexts" | "timeSource" | "origin">;

export type NoCalendar =
  | NotAllowed
  | { readonly ok: false; readonly reason: "not_connected" | "no_such_calendar" };

export type CalendarMonth = {
  readonly ok: true;
  readonly calendars: readonly Calendar[];
  readonly calendar: Calendar;
  /** e.g. `2026-06` */
  readonly month: string;
  readonly days: readonly CalendarDay[];
  /** In the calendar's zone. */
  readonly today: string;
};

/** A month of a calendar of the policy in force: of the first one and of today unless said otherwise. */
export async function readCalendarMonth(
  deps: Deps,
  asked: Asked & { readonly calendarId: string | null; readonly month: string | null },
): Promise<CalendarMonth | NoCalendar> {
  const found = await calendarOf(deps, asked);
  if (!found.ok) return found;
  const { calendar, calendars, time } = found;
  const today = time.dateOf(deps.timeSource.now());
  const month = asked.month ?? today.slice(0, 7);
  const days = daysOfMonth(calendar, time, month);
  return { ok: true, calendars, calendar, month, days, today };
}

export type CalendarAnswer = {
  readonly ok: true;
  readonly calendar: Calendar;
  readonly day: ReturnType<typeof explainDay>;
  /** Null where no time of the day was asked for. */
  readonly at: {
    readonly instant: number;
    readonly isOpen: boolean;
    /** When that ends; null when it never does. */
    readonly until: number | null;
  } | null;
};

/** Whether a calendar is open on a day, or at a time of it, and why. */
export async function explainCalendarDay(
  deps: Deps,
  asked: Asked & {
    readonly calendarId: string;
    readonly date: string;
    /** Minutes since midnight; null asks for the day as a whole. */
    readonly minute: number | null;
  },
): Promise<CalendarAnswer | NoCalendar> {
  const found = await calendarOf(deps, asked);
  if (!found.ok) return found;
  const { calendar, time } = found;
  const { date, minute } = asked;
  const day = explainDay(calendar, time, date);
  const at = minute === null ? null : answerAt(time, instantOf(calendar.zone, date, minute));
  return { ok: true, calendar, day, at };
}

function answerAt(time: BusinessTime, instant: number): CalendarAnswer["at"] {
  const isOpen = time.isOpen(instant);
  return { instant, isOpen, until: isOpen ? time.nextClose(instant) : time.nextOpen(instant) };
}

async function calendarOf(
  deps: Deps,
  asked: Asked & { readonly calendarId: string | null },
): Promise<
  | {
      readonly ok: true;
      readonly calendars: readonly Calendar[];
      readonly calendar: Calendar;
      readonly time: BusinessTime;
    }
  | NoCalendar
> {
  const right = await askRight(deps, asked, "read_policies");
  if (!right.ok) return right;
  const context = await deps.contexts(asked.portalId);
  if (context === null) return { ok: false, reason: "not_connected" };
  const { policy, calendars: timeOf } = context.current;
  const { calendars } = policy;
  const calendar = calendars.find(({ id }) => id === (asked.calendarId ?? calendars[0]?.id));
  if (calendar === undefined) return { ok: false, reason: "no_such_calendar" };
  return { ok: true, calendars, calendar, time: timeOf(calendar.id) };
}
