import type { Policy } from "../domain/governance/policy.ts";

/** An entry of a calendar as it stands in a policy document; what else it holds is left alone. */
export type CalendarEntry = {
  readonly date?: string | undefined;
  readonly yearly?: string | undefined;
  readonly name?: string | undefined;
  readonly window?: string | undefined;
  readonly like?: string | undefined;
  readonly source?: string | undefined;
};

export const CALENDAR_LISTS = ["holidays", "makeUpDays"] as const;
export type CalendarList = (typeof CALENDAR_LISTS)[number];
export type CalendarLists = { readonly [L in CalendarList]: readonly CalendarEntry[] };

/** One edit of a list; every index counts in the list as it was. */
export type EntryEdit =
  | { readonly edit: "insert"; readonly before: number; readonly entry: CalendarEntry }
  | { readonly edit: "replace"; readonly index: number; readonly entry: CalendarEntry }
  | { readonly edit: "remove"; readonly index: number };

export type CalendarEdits = { readonly [L in CalendarList]: readonly EntryEdit[] };

/** Policy documents as text, with the comments that people wrote in them. */
export type PolicyText = {
  /** A whole document. */
  write(policy: Policy): string;
  /** The text of the policy `before` saying what `after` says; comments and what stays are left alone. */
  rewrite(text: string, change: { readonly before: Policy; readonly after: Policy }): string;
  /** The lists by calendar id, in a document that a policy was read from without problems. */
  calendars(text: string): ReadonlyMap<string, CalendarLists>;
  /** The document with the edits made; other entries and all comments stay. */
  edit(text: string, calendarId: string, edits: CalendarEdits): string;
  /** The lists as they would stand in a document. */
  format(lists: CalendarLists): string;
};

export type PolicyFiles = {
  read(path: string): string;
  /** Puts the text in the place of the file's at once: whoever reads sees the old or the new one. */
  replace(path: string, text: string): void;
};
