import { z } from "zod";
import { Variant } from "./card-parts.ts";

/** The file of a customer: what happened between it and us, newest first. */

const FileKind = z.enum([
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

export const FileEntry = z.strictObject({
  key: z.string(),
  kind: FileKind,
  kindLabel: z.string(),
  icon: z.enum([
    "shoppingCart",
    "ticket",
    "warning",
    "settings",
    "notification",
    "date",
    "calling",
    "comment",
    "gift",
    "star",
  ]),
  variant: Variant,
  when: z.string(),
  title: z.string(),
  /** How it stands; null where there is nothing to say. */
  stateLabel: z.string().nullable(),
  /** What else is known of it, one sentence each. */
  facts: z.array(z.string()),
  url: z.string().nullable(),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const CustomerFilePage = z.strictObject({
  state: z.literal("page"),
  entries: z.array(FileEntry),
  /** To be sent for the page after this one; null at the end. */
  next: z.string().nullable(),
});
export type CustomerFilePage = z.infer<typeof CustomerFilePage>;

const Figure = z.strictObject({ label: z.string(), value: z.string() });
/** A point of a chart: the month or day, what is counted or measured, how often or how much. */
const ChartRow = z.strictObject({ when: z.string(), what: z.string(), count: z.number().min(0) });
const Chart = z.strictObject({
  /** Counts are bars; what is measured is a line, with a hole where there is nothing. */
  kind: z.enum(["bars", "lines"]),
  title: z.string(),
  rows: z.array(ChartRow),
  /** By the words of `what`. */
  colors: z.record(z.string(), z.enum(["blue", "aqua", "green", "orange"])),
});
export type FileChart = z.infer<typeof Chart>;

export const CustomerFile = z.strictObject({
  state: z.enum(["shown", "deleted", "not_tracked"]),
  serverNow: z.number(),
  dataAt: z.number().nullable(),
  language: z.enum(["en", "zh-TW", "zh-CN"]),
  headline: z.string(),
  observeNotice: z.string().nullable(),
  figures: z.array(Figure),
  charts: z.array(Chart),
  /** What the file would tell if the CRM knew it. */
  hints: z.array(z.string()),
  /** Kinds that there are, with how many. */
  filters: z.array(z.strictObject({ value: FileKind, label: z.string() })),
  activities: z.strictObject({
    /** `stale`: to be read from HubSpot again. */
    state: z.enum(["fresh", "stale"]),
    /** How old they are, or why there are none. */
    text: z.string(),
    variant: Variant,
  }),
  first: CustomerFilePage,
  words: z.strictObject({
    all: z.string(),
    more: z.string(),
    refresh: z.string(),
    empty: z.string(),
    hints: z.string(),
    failed: z.string(),
    retry: z.string(),
  }),
});
export type CustomerFile = z.infer<typeof CustomerFile>;

export const RefreshRequest = z.strictObject({
  /** Somebody asked for it; otherwise only what is old is read. */
  isAsked: z.boolean(),
});
export type RefreshRequest = z.infer<typeof RefreshRequest>;
