import { isDeepStrictEqual } from "node:util";
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type YAMLSeq,
} from "yaml";
import { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import {
  CALENDAR_LISTS,
  type CalendarEntry,
  type CalendarList,
  type CalendarLists,
  type EntryEdit,
  type PolicyText,
} from "../../ports/policy-text.ts";
import { rewritePolicy } from "./rewrite-policy.ts";

/** Long lines stay whole: a line that was broken would be a change that nobody made. */
const AS_WRITTEN = { lineWidth: 0 } as const;

const Entry = z.looseObject({
  date: z.string().optional(),
  yearly: z.string().optional(),
  name: z.string().optional(),
  window: z.string().optional(),
  like: z.string().optional(),
  source: z.string().optional(),
});
const Entries = z.array(Entry).default([]);
const PolicyShape = z.looseObject({
  calendars: z.array(z.looseObject({ id: z.string(), holidays: Entries, makeUpDays: Entries })),
});

export function createPolicyText(): PolicyText {
  return {
    write: (policy) => stringify(policy, AS_WRITTEN),
    rewrite: rewritePolicy,
    calendars: (text) => calendarsOf(parseDocument(text)),
    edit: (text, calendarId, edits) =>
      CALENDAR_LISTS.filter((list) => edits[list].length > 0).reduce(
        (edited, list) => edit(edited, { calendarId, list, edits: edits[list] }),
        text,
      ),
    format: (lists) => {
      const present = CALENDAR_LISTS.filter((list) => lists[list].length > 0);
      return present.map((list) => formatList(list, lists[list])).join("");
    },
  };
}

type ListEdit = {
  readonly calendarId: string;
  readonly list: CalendarList;
  readonly edits: readonly EntryEdit[];
};

/** A list of the calendar at this index. */
type Place = { readonly index: number; readonly list: CalendarList };

function edit(text: string, { calendarId, list, edits }: ListEdit): string {
  const document = parseDocument(text);
  const index = [...calendarsOf(document).keys()].indexOf(calendarId);
  invariant(index >= 0, `the policy has the calendar "${calendarId}"`);
  const place = { index, list };
  const range = rangeOf(document, place);
  editList(document, listIn(document, place), edits);
  const rendered = document.toString(AS_WRITTEN);
  // Rendering brings all flow collections and spaces of a document to one form, so that only the list
  // is taken over, if the text then still says the same.
  const renderedRange = rangeOf(parseDocument(rendered), place);
  if (range === null || renderedRange === null) return rendered;
  const spliced =
    text.slice(0, range.from) +
    rendered.slice(renderedRange.from, renderedRange.to) +
    text.slice(range.to);
  return saysTheSame(spliced, rendered) ? spliced : rendered;
}

/** From the end of the list's key, as comments may stand between the two. */
function rangeOf(document: Document, { index, list }: Place) {
  const calendar = document.getIn(["calendars", index]);
  const pair = isMap(calendar)
    ? calendar.items.find(({ key }) => isScalar(key) && key.value === list)
    : undefined;
  if (!isScalar(pair?.key) || !isSeq(pair.value)) return null;
  const [keyRange, listRange] = [pair.key.range, pair.value.range];
  return keyRange && listRange ? { from: keyRange[1], to: listRange[2] } : null;
}

function saysTheSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => parseDocument(text, { logLevel: "silent" }));
  return left?.errors.length === 0 && isDeepStrictEqual(left.toJS(), right?.toJS());
}

function calendarsOf(document: Document): ReadonlyMap<string, CalendarLists> {
  const { calendars } = PolicyShape.parse(document.toJS());
  return new Map(calendars.map(({ id, holidays, makeUpDays }) => [id, { holidays, makeUpDays }]));
}

function listIn(document: Document, { index, list }: Place): YAMLSeq {
  const path = ["calendars", index, list];
  const present = document.getIn(path);
  if (isSeq(present)) {
    // An empty `[]` would take its entries on one line.
    if (present.items.length === 0) present.flow = false;
    return present;
  }
  document.setIn(path, document.createNode([]));
  const made = document.getIn(path);
  invariant(isSeq(made), "a list that was put into a document is there");
  return made;
}

/** From the end, so that no edit moves the entry of another. */
function editList(document: Document, list: YAMLSeq, edits: readonly EntryEdit[]): void {
  const placed = edits.map((edit, order) => ({
    edit,
    order,
    at: edit.edit === "insert" ? edit.before : edit.index,
  }));
  for (const { edit, at } of placed.sort(
    (one, other) => other.at - one.at || other.order - one.order,
  )) {
    if (edit.edit === "insert") list.items.splice(at, 0, entryNode(document, edit.entry));
    else if (edit.edit === "remove") removeEntry(list, at);
    else replaceEntry(list.items[at], edit.entry);
  }
}

/** Its comments pass to the next entry: some were written above that one. */
function removeEntry(list: YAMLSeq, at: number): void {
  const [removed] = list.items.splice(at, 1);
  const next = list.items[at];
  if (!isNode(removed)) return;
  const comments = [removed.commentBefore, removed.comment];
  if (isNode(next)) next.commentBefore = joined([...comments, next.commentBefore]);
  else list.comment = joined([...comments, list.comment]);
}

function joined(comments: readonly (string | null | undefined)[]): string | null {
  const present = comments.filter((comment) => comment);
  return present.length === 0 ? null : present.join("\n");
}

/** In the node that is there, which the comments beside it hang on. */
function replaceEntry(node: unknown, entry: CalendarEntry): void {
  invariant(isMap(node), "an entry of a calendar is a group of keys");
  for (const [key, value] of Object.entries(entry)) node.set(key, value);
}

function entryNode(document: Document, entry: CalendarEntry) {
  return document.createNode(entry, { flow: true });
}

function formatList(list: string, entries: readonly CalendarEntry[]): string {
  const lines = entries.map(
    (entry) => `  - ${stringify(entry, { ...AS_WRITTEN, collectionStyle: "flow" })}`,
  );
  return `${list}:\n${lines.join("")}`;
}
