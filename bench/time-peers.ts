import { createRequire } from "node:module";
import moment from "moment-timezone";
import WorkingTimeCalculator from "working-time-calculator";
import { z } from "zod";
import type { Calendar } from "../src/domain/time/calendar.ts";
import "moment-business-time";

/** What moment-business-time, which comes without types, adds to moment. */
declare module "moment" {
  interface Moment {
    addWorkingTime(amount: number, unit: string): Moment;
    workingDiff(other: Moment, unit: string, isExact: boolean): number;
  }
}

/** Another package that counts business time; null where it has no such operation. */
export type Peer = {
  readonly subject: string;
  readonly note: string;
  readonly add: ((from: number, ms: number) => number) | null;
  readonly between: (from: number, to: number) => number;
};

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** Each is told the calendar once, before anything is timed. */
export function createPeers(calendar: Calendar): readonly Peer[] {
  return [momentBusinessTime(calendar), workingTimeCalculator(calendar)];
}

function momentBusinessTime({ zone, weekly, holidays }: Calendar): Peer {
  const hours = WEEKDAYS.map((weekday, index) => {
    const edges = (weekly?.[weekday] ?? []).flatMap((window) =>
      window.split("-").map((edge) => `${edge}:00`),
    );
    return [index, edges.length === 0 ? null : edges];
  });
  moment.updateLocale(moment.locale(), {
    workinghours: Object.fromEntries(hours),
    holidays: holidays.map(({ date }) => date),
  });
  return {
    subject: `moment-business-time ${versionOf("moment-business-time")}`,
    note: "with moment-timezone, as it knows no zones itself; hours are told in its locale",
    add: (from, ms) => moment.tz(from, zone).addWorkingTime(ms, "milliseconds").valueOf(),
    between: (from, to) =>
      moment.tz(to, zone).workingDiff(moment.tz(from, zone), "milliseconds", true),
  };
}

function workingTimeCalculator({ zone, weekly, holidays }: Calendar): Peer {
  const calculator = new WorkingTimeCalculator();
  for (const [index, weekday] of WEEKDAYS.entries()) {
    for (const window of weekly?.[weekday] ?? []) {
      const [start = "", stop = ""] = window.split("-");
      // It counts Sunday as 7.
      calculator.addWorkingHours(index === 0 ? 7 : index, start, stop, zone);
    }
  }
  const inZone = (at: number | string) => moment.tz(at, zone);
  for (const { date = "" } of holidays) {
    const nextDay = inZone(date).add(1, "day");
    calculator.excludeBetween(inZone(date).toISOString(true), nextDay.toISOString(true));
  }
  return {
    subject: `working-time-calculator ${versionOf("working-time-calculator")}`,
    note: "has no add; zones per window, holidays as excluded spans",
    add: null,
    between: (from, to) =>
      calculator.calcMillisecondsBetween(
        inZone(from).toISOString(true),
        inZone(to).toISOString(true),
      ),
  };
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  return z.object({ version: z.string() }).parse(require(`${name}/package.json`)).version;
}
