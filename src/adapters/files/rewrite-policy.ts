import { isDeepStrictEqual } from "node:util";
import { type Document, isSeq, parseDocument } from "yaml";
import type { Policy } from "../../domain/governance/policy.ts";

type Path = readonly (string | number)[];

/**
 * The text of `before` saying what `after` says: only what differs is touched, so that comments and what
 * was left to defaults stay. An entry of a list is known again by its id, else by what it says.
 */
export function rewritePolicy(
  text: string,
  { before, after }: { readonly before: Policy; readonly after: Policy },
): string {
  if (isDeepStrictEqual(before, after)) return text;
  const document = parseDocument(text);
  bring(document, [], { before, after });
  // Long lines stay whole: a line that was broken would be a change that nobody made.
  return document.toString({ lineWidth: 0 });
}

function bring(
  document: Document,
  path: Path,
  { before, after }: { readonly before: unknown; readonly after: unknown },
): void {
  if (isDeepStrictEqual(before, after)) return;
  const list = document.getIn(path);
  if (Array.isArray(before) && Array.isArray(after) && isSeq(list)) {
    const from = after.map((_, index) => placeBefore(before, after, index));
    const nodes = [...list.items];
    list.items = from.map(
      (place, index) => nodes[place ?? -1] ?? document.createNode(after[index]),
    );
    for (const [index, place] of from.entries()) {
      if (place === null) continue;
      bring(document, [...path, index], { before: before[place], after: after[index] });
    }
  } else if (isGroup(before) && isGroup(after) && document.hasIn(path)) {
    for (const key of Object.keys(before)) {
      if (after[key] === undefined) document.deleteIn([...path, key]);
    }
    for (const [key, value] of Object.entries(after)) {
      bring(document, [...path, key], { before: before[key], after: value });
    }
  } else if (after !== undefined) document.setIn(path, after);
}

/** Where an entry stood; null for one that is new. */
function placeBefore(
  before: readonly unknown[],
  after: readonly unknown[],
  index: number,
): number | null {
  const entry = after[index];
  const id = idOf(entry);
  if (id !== undefined) return placeOrNull(before.findIndex((one) => idOf(one) === id));
  const same = before.findIndex((one) => isDeepStrictEqual(one, entry));
  if (same >= 0) return same;
  const isTaken = after.some((one) => isDeepStrictEqual(one, before[index]));
  return index < before.length && !isTaken ? index : null;
}

function placeOrNull(place: number): number | null {
  return place < 0 ? null : place;
}

function idOf(entry: unknown): unknown {
  return isGroup(entry) ? entry["id"] : undefined;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
