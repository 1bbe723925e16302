import type { Words } from "../words.ts";
import type { Policy } from "./policy.ts";
import { group, isGroup, LISTS, LISTS_BY_KEY, type PolicyList } from "./policy-lists.ts";

/**
 * What one policy says otherwise than another, as data. Entries are matched by what they are, not by
 * where they stand; what no rule here knows is told by its path, so that nothing is dropped. Empty only
 * when both mean the same.
 */
export type PolicyDifference = {
  /** The key of the document under which it stands. */
  readonly area: keyof Policy;
  /** The entry that it is about, from the document's key down; empty for the area as a whole. */
  readonly subject: readonly PolicySubject[];
  /** Where below the subject, e.g. `durationMinutes`; empty for the entry as a whole. */
  readonly detail: string;
  readonly change: "added" | "removed" | "changed" | "moved";
  /** Values; of what moved the places in the list, counted from 1. Undefined where there is none. */
  readonly before: unknown;
  readonly after: unknown;
};

export type PolicySubject = {
  /** Equal for equal entries of one list. */
  readonly key: string;
  /** The name that people gave it; null without one. */
  readonly name: Words | null;
  /** The entry itself, as the newer of both policies has it. */
  readonly entry: unknown;
};

export function differenceOf(before: Policy, after: Policy): readonly PolicyDifference[] {
  const [was, is] = [group(before), group(after)];
  return areasOf(before, after).flatMap((area) =>
    compare({ area, place: area, subject: [], detail: "" }, was[area], is[area]),
  );
}

function areasOf(before: Policy, after: Policy): readonly (keyof Policy)[] {
  const areas: (keyof Policy)[] = [];
  for (const policy of [before, after]) {
    for (const area in policy) {
      if (isArea(policy, area) && !areas.includes(area)) areas.push(area);
    }
  }
  return areas;
}

function isArea(policy: Policy, area: string): area is keyof Policy {
  return Object.hasOwn(policy, area);
}

type At = Pick<PolicyDifference, "area" | "subject" | "detail"> & {
  /** The keys that lead here, without the entries of lists. */
  readonly place: string;
};

function compare(at: At, before: unknown, after: unknown): readonly PolicyDifference[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const list = listAt(at);
    return list === undefined
      ? byPlace(at, before, after)
      : byKey({ at, list }, keyed(list, before), keyed(list, after));
  }
  if (isGroup(before) && isGroup(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compare(below(at, key), before[key], after[key]));
  }
  if (Object.is(before, after)) return [];
  return [difference(at, before, after)];
}

function difference(at: At, before: unknown, after: unknown): PolicyDifference {
  const { area, subject, detail } = at;
  const change = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return { area, subject, detail, change, before, after };
}

function listAt({ area, place }: At): PolicyList | undefined {
  const own = LISTS.get(place) ?? LISTS_BY_KEY.get(`${area} ${place.split(".").at(-1)}`);
  return own ?? (place.split(".").length === 2 ? LISTS_BY_KEY.get(area) : undefined);
}

function below(at: At, key: string): At {
  const detail = at.detail === "" ? key : `${at.detail}.${key}`;
  return { ...at, place: `${at.place}.${key}`, detail };
}

/** Lists that nothing is known of, or whose places are their meaning. */
function byPlace(at: At, before: readonly unknown[], after: readonly unknown[]) {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) =>
    compare({ ...at, detail: `${at.detail}[${index}]` }, before[index], after[index]),
  ).flat();
}

type Entry = { readonly key: string; readonly value: unknown; readonly place: number };

/** Where a key comes again, the second entry has a key of its own. */
function keyed({ keyOf }: PolicyList, values: readonly unknown[]): readonly Entry[] {
  const seen = new Map<string, number>();
  return values.map((value, index) => {
    const key = keyOf(value);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return { key: times === 1 ? key : `${key} #${times}`, value, place: index + 1 };
  });
}

function byKey(
  { at, list }: { readonly at: At; readonly list: PolicyList },
  before: readonly Entry[],
  after: readonly Entry[],
): readonly PolicyDifference[] {
  const was = new Map(before.map((entry) => [entry.key, entry]));
  const is = new Map(after.map((entry) => [entry.key, entry]));
  return [
    ...[...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
      const [one, other] = [was.get(key)?.value, is.get(key)?.value];
      return compare(entryAt(at, key, other ?? one), one, other);
    }),
    ...movedIn(list, was, after).map(({ from, entry }) => ({
      ...difference(entryAt(at, entry.key, entry.value), from, entry.place),
      change: "moved" as const,
    })),
  ];
}

/** An entry that has no name and no key of its own, such as a category, is told by where it stands. */
function entryAt(at: At, key: string, entry: unknown): At {
  if (!isGroup(entry)) return at;
  const subject = { key, name: nameOf(entry), entry };
  return { ...at, subject: [...at.subject, subject], detail: "" };
}

function nameOf(entry: Readonly<Record<string, unknown>>): Words | null {
  const { en, "zh-TW": tw, "zh-CN": cn } = group(entry["name"] ?? entry["label"]);
  if (typeof en !== "string" || typeof tw !== "string" || typeof cn !== "string") return null;
  return { en, "zh-TW": tw, "zh-CN": cn };
}

/** Entries that come before another one now and did not, where that matters. */
function movedIn(
  { isOrdered }: PolicyList,
  was: ReadonlyMap<string, Entry>,
  after: readonly Entry[],
): readonly { readonly from: number; readonly entry: Entry }[] {
  const known = after.flatMap((entry) => {
    const from = was.get(entry.key)?.place;
    return from === undefined ? [] : [{ from, entry }];
  });
  return known.filter(({ from, entry }, index) =>
    known
      .slice(index + 1)
      .some((later) => later.from < from && isOrdered(entry.value, later.entry.value)),
  );
}
