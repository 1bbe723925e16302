import type { PolicyProblem } from "../../domain/governance/lint-problem.ts";
import type { PolicyReading } from "../../domain/governance/read-policy.ts";
import type { HolidayQuery, HolidayReading, Holidays, RegionName } from "../../ports/holidays.ts";
import type { CalendarEntry, CalendarLists, PolicyText } from "../../ports/policy-text.ts";
import { sourceText } from "./holiday-source.ts";
import { type ListMerge, mergeEntries } from "./merge-entries.ts";

export type ImportDeps = {
  readonly holidays: Holidays;
  readonly policyText: PolicyText;
  /** Reads and checks a whole policy document. */
  readPolicy(text: string): PolicyReading;
};

/** A region's years as entries of a calendar. */
export type RegionLists = CalendarLists & {
  readonly region: string;
  /** Of which nothing is known yet; they are left as they are. */
  readonly unknownYears: readonly number[];
};

export type Refusal =
  | {
      readonly ok: false;
      readonly reason: "unknown_region";
      readonly near: readonly RegionName[];
    }
  | { readonly ok: false; readonly reason: "unknown_years"; readonly region: string }
  | {
      readonly ok: false;
      readonly reason: "unknown_calendar";
      /** The calendars that are there. */
      readonly calendarIds: readonly string[];
    }
  | {
      readonly ok: false;
      readonly reason: "policy_invalid";
      /** Whether it had the problems before the import, or would have them because of it. */
      readonly when: "before" | "after";
      readonly problems: readonly PolicyProblem[];
    };

export type HolidayImport = {
  readonly ok: true;
  readonly region: string;
  readonly unknownYears: readonly number[];
  /** The lists as they were. */
  readonly before: CalendarLists;
  readonly holidays: ListMerge;
  readonly makeUpDays: ListMerge;
  /** The whole policy after the import, checked. */
  readonly text: string;
};

/** Reads what a region's years close and open, ready to stand in a calendar with its source. */
export function readRegionLists(
  { holidays }: Pick<ImportDeps, "holidays">,
  query: HolidayQuery,
): { readonly ok: true; readonly lists: RegionLists } | Refusal {
  const reading = holidays.read(query);
  if (!reading.ok) return reading;
  const { region, unknownYears } = reading;
  if (query.years.every((year) => unknownYears.includes(year))) {
    return { ok: false, reason: "unknown_years", region };
  }
  return { ok: true, lists: { region, unknownYears, ...entriesOf(reading) } };
}

/**
 * Merges a region's years into one calendar of a policy. The same import again changes nothing; what
 * people wrote stays. The result is checked as a whole, so a policy is changed rightly or not at all.
 */
export function importHolidays(
  deps: ImportDeps,
  policy: { readonly text: string; readonly calendarId: string },
  query: HolidayQuery,
): HolidayImport | Refusal {
  const present = deps.readPolicy(policy.text);
  if (!present.ok) return invalid("before", present.problems);
  const calendars = deps.policyText.calendars(policy.text);
  const before = calendars.get(policy.calendarId);
  if (before === undefined) {
    return { ok: false, reason: "unknown_calendar", calendarIds: [...calendars.keys()] };
  }
  const reading = readRegionLists(deps, query);
  if (!reading.ok) return reading;

  const { region, unknownYears, ...lists } = reading.lists;
  const scope = { region, years: query.years.filter((year) => !unknownYears.includes(year)) };
  const holidays = mergeEntries(before.holidays, lists.holidays, scope);
  const makeUpDays = mergeEntries(before.makeUpDays, lists.makeUpDays, scope);
  const text = deps.policyText.edit(policy.text, policy.calendarId, {
    holidays: holidays.edits,
    makeUpDays: makeUpDays.edits,
  });
  const result = deps.readPolicy(text);
  if (!result.ok) return invalid("after", result.problems);
  return { ok: true, region, unknownYears, before, holidays, makeUpDays, text };
}

function invalid(when: "before" | "after", problems: readonly PolicyProblem[]): Refusal {
  return { ok: false, reason: "policy_invalid", when, problems };
}

function entriesOf({ holidays, makeUpDays }: Extract<HolidayReading, { ok: true }>): CalendarLists {
  return {
    holidays: holidays.map(
      ({ date, name, window, source }): CalendarEntry => ({
        date,
        name,
        ...(window === null ? {} : { window }),
        source: sourceText(source),
      }),
    ),
    makeUpDays: makeUpDays.map(({ date, name, like, source }) => ({
      date,
      like,
      name,
      source: sourceText(source),
    })),
  };
}
