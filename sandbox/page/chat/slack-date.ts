/**
 * Slack's date tokens in the sandbox's zone and time.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export type DateContext = {
  readonly timeZone: string;
  readonly now: number;
  /** `en-GB` unless given. */
  readonly locale?: string;
};

const ENGLISH = "en-GB";
const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;

export function formatSlackDate(at: number, format: string, context: DateContext): string {
  return format.replace(
    /\{(\w+)\}/g,
    (token, name: string) => tokenText(name, at, context) ?? token,
  );
}

function tokenText(name: string, at: number, context: DateContext): string | null {
  switch (name) {
    case "date_num":
      return isoDate(at, context.timeZone);
    case "date":
      return text(at, context, FULL);
    case "date_long":
      return text(at, context, LONG);
    case "date_short":
      return text(at, context, SHORT);
    case "date_pretty":
      return nearDay(at, context) ?? text(at, context, FULL);
    case "date_short_pretty":
      return nearDay(at, context) ?? text(at, context, SHORT);
    case "date_long_pretty":
      return nearDay(at, context) ?? text(at, context, LONG);
    case "time":
      return text(at, context, { hour: "2-digit", minute: "2-digit" });
    case "time_secs":
      return text(at, context, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    case "ago":
      return ago(at, context);
    default:
      return null;
  }
}

const SHORT = { day: "numeric", month: "short", year: "numeric" } as const;
const FULL = { day: "numeric", month: "long", year: "numeric" } as const;
const LONG = { ...FULL, weekday: "long" } as const;

function text(at: number, context: DateContext, options: Intl.DateTimeFormatOptions): string {
  const { timeZone, locale = ENGLISH } = context;
  return new Intl.DateTimeFormat(locale, { hourCycle: "h23", ...options, timeZone }).format(at);
}

function nearDay(at: number, context: DateContext): string | null {
  const { timeZone, now, locale = ENGLISH } = context;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const day = isoDate(at, timeZone);
  if (day === isoDate(now, timeZone)) return relative.format(0, "day");
  if (day === isoDate(now - DAY_MS, timeZone)) return relative.format(-1, "day");
  if (day === isoDate(now + DAY_MS, timeZone)) return relative.format(1, "day");
  return null;
}

/** Swedish dates are written as ISO dates. */
function isoDate(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(at);
}

function ago(at: number, { now, locale = ENGLISH }: DateContext): string {
  const minutes = Math.round((at - now) / MINUTE_MS);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) < 24) return relative.format(hours, "hour");
  return relative.format(Math.round(hours / 24), "day");
}
