import { z } from "zod";

/**
 * One timeline of a customer, newest first, from lists that know nothing of each other. A page begins
 * after a place in it, not after a count: what is new at the top moves nothing that was read before.
 */

export const FileKind = z.enum([
  "purchase",
  "ticket",
  "complaint",
  "action",
  "case",
  "visit",
  "touch",
  "survey",
  "benefit",
  "tier",
]);
export type FileKind = z.infer<typeof FileKind>;

/** Where an entry stands; no two entries of one kind have the same id. */
export type FilePlace = { readonly at: number; readonly kind: FileKind; readonly id: string };

export type FilePage<Entry> = {
  readonly entries: readonly Entry[];
  /** The place after which the next page begins; null at the end. */
  readonly next: FilePlace | null;
};

/** Newest first; of entries at the same instant the order is always the same. */
export function byPlace(one: FilePlace, other: FilePlace): number {
  return other.at - one.at || compareText(one.kind, other.kind) || compareText(one.id, other.id);
}

export function pageOfFile<Entry extends FilePlace>(
  entries: readonly Entry[],
  question: {
    /** None: all of them. */
    readonly kinds: readonly FileKind[];
    readonly after: FilePlace | null;
    readonly limit: number;
  },
): FilePage<Entry> {
  const { kinds, after, limit } = question;
  const wanted = entries
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .filter((entry) => after === null || byPlace(after, entry) < 0)
    .toSorted(byPlace);
  const shown = wanted.slice(0, limit);
  const last = shown.at(-1);
  if (last === undefined || wanted.length <= limit) return { entries: shown, next: null };
  return { entries: shown, next: { at: last.at, kind: last.kind, id: last.id } };
}

/** How many of each kind there are; kinds of which there are none are left out. */
export function countByKind(
  entries: readonly Pick<FilePlace, "kind">[],
): ReadonlyMap<FileKind, number> {
  const counts = new Map<FileKind, number>();
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** A place as a text that an address can carry: `1774602000000.ticket.901`. */
export function writePlace({ at, kind, id }: FilePlace): string {
  return `${at}.${kind}.${id}`;
}

/** Null for what `writePlace` did not make. */
export function readPlace(text: string): FilePlace | null {
  const [, at, kind, id] = /^(\d{1,16})\.([a-z]+)\.(.{1,200})$/.exec(text) ?? [];
  const known = FileKind.safeParse(kind);
  if (at === undefined || id === undefined || !known.success) return null;
  return { at: Number(at), kind: known.data, id };
}

export type CategorisedTicket = {
  readonly ticketId: string;
  readonly category: string | null;
  readonly createdAt: number;
};

/**
 * Tickets that came within `withinMs` of an earlier one of the same category: what was repaired did not
 * stay so. A ticket without a category repeats nothing.
 */
export function repeatedTickets(
  tickets: readonly CategorisedTicket[],
  withinMs: number,
): ReadonlySet<string> {
  const repeated = new Set<string>();
  const latest = new Map<string, number>();
  const sorted = tickets.toSorted((a, b) => a.createdAt - b.createdAt);
  for (const { ticketId, category, createdAt } of sorted) {
    if (category === null) continue;
    const before = latest.get(category);
    if (before !== undefined && createdAt - before <= withinMs) repeated.add(ticketId);
    latest.set(category, createdAt);
  }
  return repeated;
}

/** Numbers of the last months, oldest first; a month in which nothing was counted has 0. */
export function countByMonth(
  instants: readonly number[],
  months: readonly string[],
  monthOf: (at: number) => string,
): readonly number[] {
  const counts = new Map(months.map((month) => [month, 0]));
  for (const at of instants) {
    const month = monthOf(at);
    const before = counts.get(month);
    if (before !== undefined) counts.set(month, before + 1);
  }
  return [...counts.values()];
}

/** The middle value of each month; null for a month without any. */
export function medianByMonth(
  values: readonly { readonly at: number; readonly value: number }[],
  months: readonly string[],
  monthOf: (at: number) => string,
): readonly (number | null)[] {
  const byMonth = Map.groupBy(values, ({ at }) => monthOf(at));
  return months.map((month) => medianOf((byMonth.get(month) ?? []).map(({ value }) => value)));
}

/** Of an even number of values the mean of the two in the middle; null of none. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/** The months that end with that of a date such as `2026-03-27`, oldest first: `2025-10` … `2026-03`. */
export function monthsUntil(date: string, count: number): readonly string[] {
  const whole = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, index) => {
    const month = whole - (count - 1 - index);
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
