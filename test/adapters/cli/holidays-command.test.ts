import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { createHolidaysCommand } from "../../../src/adapters/cli/holidays-command.ts";
import { createPolicyText } from "../../../src/adapters/files/policy-text.ts";
import { createHolidays } from "../../../src/adapters/holidays/create-holidays.ts";
import { parsePolicy } from "../../../src/config/presets.ts";
import type { Holidays, RegionHoliday } from "../../../src/ports/holidays.ts";
import { policyDocument } from "../../support/small-policy.ts";

const path = "policy.yaml";
const [office] = policyDocument.calendars;

/** The small policy with this in place of the holidays of its calendar. */
function policyText(calendar: Record<string, unknown> = { holidays: [] }): string {
  return stringify({ ...policyDocument, calendars: [{ ...office, ...calendar }] });
}

const holiday = (date: string, name: string, version = "1.0.0"): RegionHoliday => ({
  date,
  name,
  window: null,
  isSubstitute: false,
  source: { packageName: "almanac", version, region: "ZZ", type: "public" },
});

/** A package that says just this. */
const almanac = (...holidays: RegionHoliday[]): Holidays => ({
  read: ({ years }) => ({
    ok: true,
    region: "ZZ",
    holidays: holidays.filter(({ date }) => years.includes(Number(date.slice(0, 4)))),
    makeUpDays: [],
    unknownYears: years.filter((year) => year > 2026),
  }),
});

function shell(policy = policyText(), holidays: Holidays = createHolidays()) {
  const shelf = { text: policy, writes: 0 };
  const command = createHolidaysCommand({
    holidays,
    policyText: createPolicyText(),
    readPolicy: parsePolicy,
    files: {
      read: () => shelf.text,
      replace: (_, text) => {
        shelf.text = text;
        shelf.writes += 1;
      },
    },
  });
  return {
    shelf,
    run: async (line: string) => {
      const printed: string[] = [];
      const complaints: string[] = [];
      const code = await command.run(line.split(" "), {
        print: (text) => printed.push(text),
        complain: (text) => complaints.push(text),
      });
      return { code, printed: printed.join("\n"), complaints: complaints.join("\n") };
    },
  };
}

const into = `--region ZZ --years 2026 --policy ${path} --calendar office`;
const newYear = holiday("2026-01-01", "New Year");

describe("holidays", () => {
  it("prints the list with its sources", async () => {
    const { code, printed } = await shell().run("--region de_by --years 2026 --types public,bank");
    expect(code).toBe(0);
    expect(printed).toMatch(
      /^holidays:\n {2}- \{ date: 2026-01-01, name: New Year's Day, source: "date-holidays [\d.]+, region DE-BY, type public" \}\n/,
    );
    expect(printed).toMatch(/2026-12-24, name: Christmas Eve, window: 14:00-24:00, .*type bank/);
    expect(printed).not.toContain("makeUpDays");
  });

  it("prints make-up days, and says which years are not known yet", async () => {
    const { code, printed, complaints } = await shell().run("--region cn --years 2026-2028");
    expect(code).toBe(0);
    expect(printed).toContain("makeUpDays:\n  - { date: 2026-01-04, like: fri, ");
    expect(complaints).toMatch(/^the holidays of CN are not known yet for 2027, 2028/);
  });

  it.each<{ name: string; line: string; complaint: string | RegExp; code: number }>([
    {
      name: "nothing",
      line: "--language en",
      complaint:
        "--region is missing: expected a region such as TW or DE-BY\n--years is missing: expected a year or a range such as 2026-2028",
      code: 2,
    },
    {
      name: "years that run backwards",
      line: "--region TW --years 2028-2026",
      complaint: /^--years is "2028-2026": expected a year or a range such as 2026-2028/,
      code: 2,
    },
    {
      name: "too many years",
      line: "--region TW --years 2020-2030",
      complaint: /^--years/,
      code: 2,
    },
    { name: "a year too late", line: "--region TW --years 2101", complaint: /^--years/, code: 2 },
    {
      name: "a type that is none",
      line: "--region TW --years 2026 --types public,free",
      complaint:
        '--types is "public,free": expected some of public, bank, school, optional, observance',
      code: 2,
    },
    {
      name: "a language that is none",
      line: "--region TW --years 2026 --language fr",
      complaint: '--language is "fr": expected en, zh-TW or zh-CN',
      code: 2,
    },
    {
      name: "an option that is none",
      line: "--region TW --year 2026",
      complaint: /^Unknown option '--year': expected --region, --years, /,
      code: 2,
    },
    {
      name: "a policy without a calendar",
      line: "--region TW --years 2026 --policy policy.yaml",
      complaint: "--calendar is missing: expected it with --policy",
      code: 2,
    },
    {
      name: "a calendar without a policy",
      line: "--region TW --years 2026 --calendar office",
      complaint: "--policy is missing: expected it with --calendar",
      code: 2,
    },
    {
      name: "nothing to write to",
      line: "--region TW --years 2026 --write",
      complaint: "--policy is missing: expected it with --write",
      code: 2,
    },
    {
      name: "an unknown region",
      line: "--region UK --years 2026",
      complaint: /^the region is "UK": expected a known one, perhaps\n {2}GB {2}United Kingdom\n/,
      code: 2,
    },
    {
      name: "a region like none",
      line: "--region nowhere --years 2026",
      complaint: /^the region is "nowhere": expected a code such as TW/,
      code: 2,
    },
    {
      name: "a calendar that is not there",
      line: "--region TW --years 2026 --policy policy.yaml --calendar offices",
      complaint: /^the policy has no such calendar: expected one of office/,
      code: 2,
    },
    {
      name: "years of which nothing is known",
      line: "--region CN --years 2060",
      complaint: /^the holidays of CN are not known for any of these years/,
      code: 1,
    },
  ])("refuses $name", async ({ line, complaint, code }) => {
    const { shelf, run } = shell();
    const result = await run(line);
    expect(result).toMatchObject({ code, printed: "" });
    if (typeof complaint === "string") expect(result.complaints).toBe(complaint);
    else expect(result.complaints).toMatch(complaint);
    expect(shelf.writes).toBe(0);
  });

  it("shows what would change and changes nothing without --write", async () => {
    const { shelf, run } = shell(policyText(), almanac(newYear));
    const { code, printed } = await run(into);
    expect(code).toBe(1);
    expect(printed.split("\n")).toEqual([
      "  + 2026-01-01 New Year (almanac 1.0.0, region ZZ, type public)",
      "added 1, changed 0, removed 0, unchanged 0, standing 0",
      "policy.yaml was not changed: repeat with --write",
    ]);
    expect(shelf.writes).toBe(0);
  });

  it("writes, finds nothing to do the second time, and follows a newer package", async () => {
    const may = holiday("2026-05-01", "Labour Day");
    const { shelf, run } = shell(policyText(), almanac(newYear, may));
    expect(await run(`${into} --write`)).toMatchObject({ code: 0 });
    const again = await run(`${into} --write`);
    expect(again.code).toBe(0);
    expect(again.printed).toBe(
      "added 0, changed 0, removed 0, unchanged 2, standing 0\npolicy.yaml is up to date",
    );
    expect(shelf.writes).toBe(1);

    const newer = shell(shelf.text, almanac(holiday("2026-01-01", "New Year's Day", "2.0.0")));
    expect((await newer.run(into)).printed.split("\n").slice(0, 3)).toEqual([
      "  ~ 2026-01-01 New Year's Day (almanac 2.0.0, region ZZ, type public)",
      "  - 2026-05-01 Labour Day (almanac 1.0.0, region ZZ, type public)",
      "added 0, changed 1, removed 1, unchanged 0, standing 0",
    ]);
  });

  it("lets stand what people wrote, and says so", async () => {
    const ours = policyText({ holidays: [{ date: "2026-01-01", name: "Ours" }] });
    const { run } = shell(ours, almanac(newYear));
    expect(await run(into)).toMatchObject({
      code: 0,
      printed: [
        "  = 2026-01-01 Ours stands",
        "added 0, changed 0, removed 0, unchanged 0, standing 1",
        "policy.yaml is up to date",
      ].join("\n"),
    });
  });

  it("leaves a year alone of which the package knows nothing yet", async () => {
    const source = "almanac 0.9, region ZZ, type public";
    const earlier = policyText({ holidays: [{ date: "2027-01-01", name: "a", source }] });
    const { run } = shell(earlier, almanac(newYear));
    const { printed, complaints } = await run(into.replace("2026", "2026-2027"));
    expect(printed).toContain("added 1, changed 0, removed 0");
    expect(complaints).toMatch(/not known yet for 2027, nothing of that was changed/);
  });

  it.each<{ name: string; policy: string; complaint: RegExp }>([
    {
      name: "has problems before",
      policy: policyText({ holidays: 3 }),
      complaint: /^the policy has problems, which come first:\n {2}calendars\[0\]\.holidays is 3/,
    },
    {
      name: "would have problems after",
      policy: policyText({ weekly: undefined, holidays: undefined, always: true }),
      complaint:
        /^the policy would have problems, so nothing was changed:\n {2}calendars\[0\]\.hol/,
    },
  ])("touches no policy that $name", async ({ policy, complaint }) => {
    const { shelf, run } = shell(policy, almanac(newYear));
    const { code, complaints } = await run(`${into} --write`);
    expect(code).toBe(1);
    expect(complaints).toMatch(complaint);
    expect(shelf).toEqual({ text: policy, writes: 0 });
  });
});
