import { z } from "zod";

/**
 * What can be counted from what is kept of a customer, as against what the CRM says of it in a property.
 * Amounts are in the portal's own currency; of deals those that were won count, but for `open_deals`.
 */
export const HistoryFact = z.enum([
  "revenue",
  "purchases",
  "repeat_purchases",
  "order_size",
  "days_since_purchase",
  "tenure_days",
  "growth_percent",
  "open_deals",
  "product_gaps",
  "tickets",
]);
export type HistoryFact = z.infer<typeof HistoryFact>;

/** A fact, counted over the last days or over all that is known. */
export type HistoryQuestion = {
  readonly fact: HistoryFact;
  readonly withinDays: number | null;
};

/** As counted answers are named: `purchases:365`, `revenue`. */
export function historyKey({ fact, withinDays }: HistoryQuestion): string {
  return withinDays === null ? fact : `${fact}:${withinDays}`;
}

/** By `historyKey`; null where nothing is known, which is not the same as 0. */
export type History = Readonly<Record<string, number | null>>;
