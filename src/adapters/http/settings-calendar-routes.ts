import type { NoCalendar } from "../../app/governance/read-calendars.ts";
import type { Answer } from "./card-answering.ts";
import {
  FIRST_MONTH,
  LAST_MONTH,
  presentCalendarDay,
  presentCalendars,
} from "./settings-calendars.ts";
import type { SettingsAsked, SettingsRoutes } from "./settings-routes.ts";
import { refusedTab } from "./settings-texts.ts";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MAX_ID_LENGTH = 200;

export async function calendars(
  asked: SettingsAsked,
  { views, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const { portalId, by, query, texts } = asked;
  const calendarId = query.get("calendar");
  const month = query.get("month");
  if (calendarId !== null && calendarId.length > MAX_ID_LENGTH) return bad("bad_calendar");
  if (month !== null && !isMonth(month)) return bad("bad_month");
  const found = await views.readCalendarMonth({ portalId, by, calendarId, month });
  const now = timeSource.now();
  if (!found.ok) return refusal(found, now, asked);
  return { ok: true, body: presentCalendars(found, now, texts) };
}

export async function calendarDay(
  asked: SettingsAsked,
  { views, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const { portalId, by, query, texts } = asked;
  const calendarId = query.get("calendar") ?? "";
  const date = query.get("date") ?? "";
  const time = query.get("time");
  if (calendarId.length > MAX_ID_LENGTH) return bad("bad_calendar");
  if (!isDate(date)) return bad("bad_date");
  const minute = time === null ? null : minuteOf(time);
  if (minute === undefined) return bad("bad_time");
  const found = await views.explainCalendarDay({ portalId, by, calendarId, date, minute });
  const now = timeSource.now();
  if (!found.ok) return refusal(found, now, asked);
  return { ok: true, body: presentCalendarDay(found, now, texts) };
}

function isMonth(text: string): boolean {
  return MONTH.test(text) && FIRST_MONTH <= text && text <= LAST_MONTH;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isMonth(text.slice(0, 7))) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  // 31 June is read as 1 July.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Undefined for what is no time of a day. */
function minuteOf(text: string): number | undefined {
  const [, hour, minute] = TIME.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function bad(reason: string): Answer {
  return { ok: false, status: 400, reason };
}

function refusal(found: NoCalendar, now: number, { texts }: SettingsAsked): Answer {
  if (found.reason === "not_allowed") return { ok: true, body: refusedTab(found, now, texts) };
  return { ok: false, status: 404, reason: found.reason };
}
