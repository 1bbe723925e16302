import type { CalendarEntry, EntryEdit } from "../../ports/policy-text.ts";
import { importedRegion } from "./holiday-source.ts";

/** What an import does to one list of a calendar. */
export type ListMerge = {
  readonly edits: readonly EntryEdit[];
  /** How many were imported before and are still so. */
  readonly unchanged: number;
  /** Entries of others for days of the import: they stand, and the imported ones are left out. */
  readonly standing: readonly CalendarEntry[];
};

type Scope = { readonly region: string; readonly years: readonly number[] };

/**
 * Brings a list to what a region's years say. Only what an earlier import of the same region and years
 * brought is replaced or removed; everything else stays where and as it is.
 */
export function mergeEntries(
  present: readonly CalendarEntry[],
  imported: readonly CalendarEntry[],
  scope: Scope,
): ListMerge {
  const others = present.filter(({ source }) => importedRegion(source) !== scope.region);
  const wanted = imported.filter((entry) => !others.some((other) => stands(other, entry)));
  const standing = others.filter((other) => imported.some((entry) => stands(other, entry)));
  const earlier = present.flatMap((entry, index) => (isEarlier(entry, scope) ? index : []));
  const unused = new Set(earlier);
  const edits: EntryEdit[] = [];
  let unchanged = 0;
  for (const entry of wanted) {
    const index = [...unused].find((at) => placeOf(present[at]) === placeOf(entry));
    if (index === undefined) {
      edits.push({ edit: "insert", before: placeFor(entry, present), entry });
      continue;
    }
    unused.delete(index);
    if (isSame(entry, present[index])) unchanged += 1;
    else edits.push({ edit: "replace", index, entry });
  }
  for (const index of unused) edits.push({ edit: "remove", index });
  return { edits, unchanged, standing };
}

/** The list after the edits. */
export function editedEntries(
  present: readonly CalendarEntry[],
  edits: readonly EntryEdit[],
): readonly CalendarEntry[] {
  return Array.from({ length: present.length + 1 }, (_, at) => {
    const inserted = edits.filter((one) => one.edit === "insert" && one.before === at);
    const kept = present.slice(at, at + 1);
    const change = edits.find((one) => one.edit !== "insert" && one.index === at);
    const stays = change === undefined ? kept : change.edit === "remove" ? [] : [change.entry];
    return [...inserted.flatMap((one) => (one.edit === "insert" ? one.entry : [])), ...stays];
  }).flat();
}

/**
 * What people wrote for a day is meant so, whatever is imported. What another region's import closes
 * need not be closed twice.
 */
function stands(other: CalendarEntry, imported: CalendarEntry): boolean {
  if (!isOfDay(other, imported.date)) return false;
  if (importedRegion(other.source) === null) return true;
  return other.window === undefined || other.window === imported.window;
}

function isEarlier(entry: CalendarEntry, { region, years }: Scope): boolean {
  const year = Number(entry.date?.slice(0, 4));
  return importedRegion(entry.source) === region && years.includes(year);
}

function isOfDay(entry: CalendarEntry, date: string | undefined): boolean {
  return date !== undefined && (entry.date === date || entry.yearly === date.slice(5));
}

/** Two entries of one day and window say the same thing, perhaps in other words. */
function placeOf(entry: CalendarEntry | undefined): string {
  return `${entry?.date} ${entry?.window ?? "whole day"}`;
}

function isSame(one: CalendarEntry, other: CalendarEntry | undefined): boolean {
  return (["name", "like", "source"] as const).every((key) => one[key] === other?.[key]);
}

/** In order of date among those that have one. */
function placeFor({ date = "" }: CalendarEntry, present: readonly CalendarEntry[]): number {
  const index = present.findIndex((entry) => entry.date !== undefined && entry.date > date);
  return index < 0 ? present.length : index;
}
