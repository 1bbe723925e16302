import type { BusinessTime } from "../time/business-time.ts";
import type { Policy } from "./policy.ts";

/** One policy version, ready to decide by. */
export type Rules = {
  readonly version: number;
  readonly policy: Policy;
  readonly calendars: (calendarId: string) => BusinessTime;
};
