import { z } from "zod";
import { ActKey } from "./card-parts.ts";

/** What people say that they did, as the CRM has no word of it: a call, an arrival. Worded by the server. */

const CardLoggedClock = z.enum(["first_response", "on_site_arrival"]);

const MAX_LOG_KEY_LENGTH = 200;
const MAX_NOTE_LENGTH = 500;
/** Three days. */
const MAX_MINUTES_AGO = 4_320;

export const CardLogs = z.strictObject({
  /** For each clock that may be ended so; none where no such clock is open. */
  offers: z.array(
    z.strictObject({
      clock: CardLoggedClock,
      title: z.string(),
      submit: z.string(),
    }),
  ),
  /** Minutes ago, the usual one first; another time has a day and a time of its own. */
  times: z.array(z.strictObject({ value: z.int().min(0), label: z.string() })),
  /** What was said and not taken back, the newest first. */
  logged: z.array(
    z.strictObject({
      logKey: z.string(),
      /** Who said it, what, when it was, and the note. */
      text: z.string(),
      /** Whether it is still time to take it back. */
      mayWithdraw: z.boolean(),
    }),
  ),
  words: z.strictObject({
    /** What saying so does. */
    does: z.string(),
    when: z.string(),
    otherTime: z.string(),
    day: z.string(),
    /** Names the zone. */
    time: z.string(),
    note: z.string(),
    missing: z.string(),
    withdraw: z.string(),
    /** What taking back does. */
    withdrawDoes: z.string(),
    keep: z.string(),
    failed: z.string(),
  }),
});
export type CardLogs = z.infer<typeof CardLogs>;

/** So long ago, or at a wall time of the account's zone. */
const When = z.union([
  z.strictObject({ minutesAgo: z.int().min(0).max(MAX_MINUTES_AGO) }),
  z.strictObject({ date: z.iso.date(), time: z.iso.time({ precision: -1 }) }),
]);

export const LogRequest = z.strictObject({
  actKey: ActKey,
  clock: CardLoggedClock,
  when: When,
  note: z.string().trim().max(MAX_NOTE_LENGTH).default(""),
});
export type LogRequest = z.input<typeof LogRequest>;

export const WithdrawLogRequest = z.strictObject({
  actKey: ActKey,
  logKey: z.string().min(1).max(MAX_LOG_KEY_LENGTH),
});
export type WithdrawLogRequest = z.infer<typeof WithdrawLogRequest>;
