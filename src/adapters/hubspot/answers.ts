import { z } from "zod";
import { BatchError } from "./batch-errors.ts";
import { Id } from "./ids.ts";

/** Shapes that many answers of HubSpot share. Only what is read is listed. */

/** The client turns some instants into `Date`, properties stay ISO text or epoch milliseconds. */
export const Instant = z.union([z.date(), z.string(), z.number()]).transform((value, context) => {
  const text = String(value);
  const ms = value instanceof Date ? value.getTime() : Date.parse(text);
  const at = /^\d+$/.test(text) ? Number(text) : ms;
  if (!Number.isNaN(at)) return at;
  context.addIssue("is no instant");
  return z.NEVER;
});

const PropertyValue = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? "" : String(value)));

/** Unset properties are left out: HubSpot gives them as null, as empty text or not at all. */
const Properties = z
  .record(z.string(), PropertyValue)
  .transform((values) => Object.fromEntries(Object.entries(values).filter(([, v]) => v !== "")));

export const CrmRecord = z.looseObject({ id: Id, properties: Properties });

/** Answers 207 have `errors`; the promise of the client resolves all the same. Called once a shape, not once an answer. */
export function batchOf<Row>(row: z.ZodType<Row>) {
  return z.looseObject({ results: z.array(row), errors: z.array(BatchError).nullish() });
}

/** Of an answer that is not read: that there is one says enough. */
export const Anything = z.unknown();

export const RecordBatch = batchOf(CrmRecord);

export const Paging = z.looseObject({ next: z.looseObject({ after: Id }).nullish() }).nullish();
