import { z } from "zod";
import { RecordAddress } from "./page-record-contract.ts";

/** What happens next if nobody does anything. */
export const AheadEvent = z.strictObject({
  at: z.number(),
  kind: z.enum(["warning", "breach", "visit", "step"]),
  what: z.string(),
  subject: z.string(),
  record: RecordAddress.nullable(),
});
export type AheadEvent = z.infer<typeof AheadEvent>;
/** Soonest first. */
export const Ahead = z.strictObject({ events: z.array(AheadEvent) });
export type Ahead = z.infer<typeof Ahead>;
