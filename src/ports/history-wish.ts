import type { HistoryQuestion } from "../domain/tiering/history.ts";

/** What has to be counted of each customer, and what is sold. */
export type HistoryWish = {
  readonly questions: readonly HistoryQuestion[];
  readonly products: readonly string[];
  readonly now: number;
};
