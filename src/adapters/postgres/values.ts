import { z } from "zod";

/**
 * Both drivers must give the same JavaScript values: int8, numeric, interval, date and timestamp stay
 * text (a day or an id must not pass through a number or a local midnight), timestamptz is a Date.
 */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const INTERVAL = 1186;
const NUMERIC = 1700;

const asText = (text: string) => text;

export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: asText,
  [NUMERIC]: asText,
  [INTERVAL]: asText,
  [DATE]: asText,
  [TIMESTAMP]: asText,
  [TIMESTAMPTZ]: (text) => new Date(text),
};

/** Columns of a row. */
export const Instant = z.date().transform((date) => date.getTime());
export const Count = z.string().transform(Number);

/** An instant as a parameter or as a member of a JSON parameter. */
export function instant(at: number): string;
export function instant(at: number | null): string | null;
export function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** NUL and halves of surrogate pairs are valid in JSON text but cannot be stored as jsonb. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** A jsonb parameter; the drivers differ in what they make of objects and arrays, so it is always text. */
export function json(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSTORABLE.test(text) ? JSON.stringify(value, storable) : text;
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value;
}
