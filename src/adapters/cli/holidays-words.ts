import type { HolidayImport, Refusal } from "../../app/time/import-holidays.ts";
import type { ListMerge } from "../../app/time/merge-entries.ts";
import type { CalendarEntry, EntryEdit } from "../../ports/policy-text.ts";

/** What an import does, one line an entry, and a sum. */
export function importLines(done: HolidayImport): readonly string[] {
  const { before, holidays, makeUpDays } = done;
  const standing = [...holidays.standing, ...makeUpDays.standing];
  return [
    ...editLines(before.holidays, holidays),
    ...editLines(before.makeUpDays, makeUpDays),
    ...standing.map((entry) => `  = ${textOf(entry)} stands`),
    sumLine([holidays, makeUpDays]),
  ];
}

export function unknownYearsLine({
  region,
  unknownYears,
}: Pick<HolidayImport, "region" | "unknownYears">): string {
  const years = unknownYears.join(", ");
  return `the holidays of ${region} are not known yet for ${years}, nothing of that was changed: expected once they are announced and the package has them`;
}

export function refusalLines(refusal: Refusal, region: string): readonly string[] {
  switch (refusal.reason) {
    case "unknown_region": {
      const near = refusal.near.map((one) => `  ${one.region}  ${one.name}`);
      return near.length === 0
        ? [`the region is "${region}": expected a code such as TW, CN, US-NY, DE-BY or AU-NSW`]
        : [`the region is "${region}": expected a known one, perhaps`, ...near];
    }
    case "unknown_years":
      return [
        `the holidays of ${refusal.region} are not known for any of these years: expected years that were announced`,
      ];
    case "unknown_calendar":
      return [`the policy has no such calendar: expected one of ${refusal.calendarIds.join(", ")}`];
    case "policy_invalid":
      return [
        refusal.when === "before"
          ? "the policy has problems, which come first:"
          : "the policy would have problems, so nothing was changed:",
        ...refusal.problems.map(({ message }) => `  ${message}`),
      ];
  }
}

const SIGNS = { insert: "+", replace: "~", remove: "-" } as const;

function editLines(before: readonly CalendarEntry[], { edits }: ListMerge): readonly string[] {
  return edits
    .map((edit) => ({ edit, entry: edit.edit === "remove" ? before[edit.index] : edit.entry }))
    .sort((one, other) => ((one.entry?.date ?? "") < (other.entry?.date ?? "") ? -1 : 1))
    .map(({ edit, entry }) => `  ${SIGNS[edit.edit]} ${textOf(entry ?? {})}`);
}

function textOf({ date, yearly, window, like, name, source }: CalendarEntry): string {
  const when = [date ?? yearly, window, like === undefined ? undefined : `like ${like}`];
  const what = source === undefined ? name : `${name} (${source})`;
  return [...when, what].filter((part) => part !== undefined).join(" ");
}

function sumLine(merges: readonly ListMerge[]): string {
  const edits = merges.flatMap((merge) => merge.edits);
  const count = (kind: EntryEdit["edit"]) => edits.filter(({ edit }) => edit === kind).length;
  const unchanged = merges.reduce((sum, merge) => sum + merge.unchanged, 0);
  const standing = merges.reduce((sum, merge) => sum + merge.standing.length, 0);
  return `added ${count("insert")}, changed ${count("replace")}, removed ${count("remove")}, unchanged ${unchanged}, standing ${standing}`;
}
