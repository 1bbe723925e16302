import { z } from "zod";
import {
  type HolidayImport,
  type ImportDeps,
  importHolidays,
  type Refusal,
  readRegionLists,
} from "../../app/time/import-holidays.ts";
import { HOLIDAY_TYPES, type HolidayQuery } from "../../ports/holidays.ts";
import type { PolicyFiles } from "../../ports/policy-text.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { importLines, refusalLines, unknownYearsLine } from "./holidays-words.ts";
import { readOptions } from "./options.ts";

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
const MAX_YEARS = 10;

const HELP = `npm run aftercare -- holidays --region REGION --years YEARS [options]

Prints the public holidays of a region for a calendar of a policy, each with its source; with --policy
it merges them into that file. The same import again changes nothing, what you wrote yourself stays.

  --region REGION      country, or state of one: TW, CN, US-NY, DE-BY, AU-NSW
  --years YEARS        2026 or 2026-2028
  --types TYPES        of ${HOLIDAY_TYPES.join(", ")}; default public
  --language LANGUAGE  names in en, zh-TW or zh-CN, as far as there are any; default en
  --policy FILE.yaml   the policy to merge them into; shows what would change
  --calendar ID        the calendar in it
  --write              changes the file, if the policy is right as a whole afterwards

Exit codes: 0 as it should be, 1 the policy would change or it could not be done, 2 wrong use.`;

const YEARS = /^(\d{4})(?:-(\d{4}))?$/;
const Years = z
  .string("expected a year or a range such as 2026-2028")
  .transform((text, context) => {
    const years = yearsOf(text);
    if (years.length >= 1 && years.length <= MAX_YEARS) return years;
    const range = `${FIRST_YEAR} and ${LAST_YEAR}`;
    context.addIssue({
      code: "custom",
      message: `expected a year or a range such as 2026-2028, between ${range}, at most ${MAX_YEARS} years`,
    });
    return z.NEVER;
  });

const Types = z
  .string()
  .transform((text) => text.split(",").map((type) => type.trim()))
  .pipe(z.array(z.enum(HOLIDAY_TYPES, `expected some of ${HOLIDAY_TYPES.join(", ")}`)).nonempty());

const Options = z
  .strictObject({
    region: z.string("expected a region such as TW or DE-BY").min(1, "expected a region"),
    years: Years,
    types: Types.default(["public"]),
    language: z.enum(["en", "zh-TW", "zh-CN"], "expected en, zh-TW or zh-CN").default("en"),
    policy: z.string().optional(),
    calendar: z.string().optional(),
    write: z.boolean().default(false),
  })
  .superRefine(({ policy, calendar, write }, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: [key], message });
    if (policy !== undefined && calendar === undefined)
      refuse("calendar", "expected it with --policy");
    if (policy === undefined && calendar !== undefined)
      refuse("policy", "expected it with --calendar");
    if (policy === undefined && write) refuse("policy", "expected it with --write");
  });

export function createHolidaysCommand(deps: ImportDeps & { readonly files: PolicyFiles }): Command {
  return {
    name: "holidays",
    summary: "public holidays of a region, printed or merged into a policy",
    help: HELP,
    run: async (args, terminal) => {
      const reading = readOptions(args, Options, {
        texts: ["region", "years", "types", "language", "policy", "calendar"],
        switches: ["write"],
      });
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const { policy, calendar, write, ...query } = reading.options;
      if (policy === undefined || calendar === undefined) return print(deps, query, terminal);
      return merge(deps, { path: policy, calendarId: calendar, write, query }, terminal);
    },
  };
}

function print(deps: ImportDeps, query: HolidayQuery, terminal: Terminal): ExitCode {
  const reading = readRegionLists(deps, query);
  if (!reading.ok) return refuse(reading, query.region, terminal);
  terminal.print(deps.policyText.format(reading.lists).trimEnd());
  warn(reading.lists, terminal);
  return EXIT.ok;
}

type Merge = {
  readonly path: string;
  readonly calendarId: string;
  readonly write: boolean;
  readonly query: HolidayQuery;
};

function merge(
  deps: ImportDeps & { readonly files: PolicyFiles },
  { path, calendarId, write, query }: Merge,
  terminal: Terminal,
): ExitCode {
  const before = deps.files.read(path);
  const result = importHolidays(deps, { text: before, calendarId }, query);
  if (!result.ok) return refuse(result, query.region, terminal);
  for (const line of importLines(result)) terminal.print(line);
  warn(result, terminal);
  if (result.text === before) {
    terminal.print(`${path} is up to date`);
    return EXIT.ok;
  }
  if (!write) {
    terminal.print(`${path} was not changed: repeat with --write`);
    return EXIT.failed;
  }
  deps.files.replace(path, result.text);
  terminal.print(`${path} was changed`);
  return EXIT.ok;
}

function refuse(refusal: Refusal, region: string, terminal: Terminal): ExitCode {
  for (const line of refusalLines(refusal, region)) terminal.complain(line);
  const isWrongUse = refusal.reason === "unknown_region" || refusal.reason === "unknown_calendar";
  return isWrongUse ? EXIT.wrongUse : EXIT.failed;
}

function warn(reading: Pick<HolidayImport, "region" | "unknownYears">, terminal: Terminal): void {
  if (reading.unknownYears.length > 0) terminal.complain(unknownYearsLine(reading));
}

function yearsOf(text: string): readonly number[] {
  const [, from = "", to = from] = YEARS.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (first < FIRST_YEAR || last > LAST_YEAR || last < first) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
