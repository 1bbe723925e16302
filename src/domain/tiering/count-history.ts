import type { Deal } from "./deal.ts";
import type { History, HistoryQuestion } from "./history.ts";
import { historyKey } from "./history.ts";

const DAY_MS = 86_400_000;
const UNITS = 1_000_000;

export type KeptHistory = {
  readonly deals: readonly Pick<Deal, "state" | "amount" | "product" | "createdAt" | "closedAt">[];
  /** When its tickets were made. */
  readonly ticketsAt: readonly number[];
  /** What the policy lists as sold. */
  readonly products: readonly string[];
};

/**
 * Counts one customer's history as of `now`; what comes later is not known yet. A window of N days holds
 * what happened in the N × 24 hours up to and with `now`. A won deal of less than 0 is a cancellation: it
 * takes from the revenue and is no purchase. This is what the store counts for many at once.
 */
export function countHistory(
  kept: KeptHistory,
  questions: readonly HistoryQuestion[],
  now: number,
): History {
  return Object.fromEntries(
    questions.map((question) => [historyKey(question), count(kept, question, now)]),
  );
}

function count(kept: KeptHistory, { fact, withinDays }: HistoryQuestion, now: number) {
  const sinceAt = withinDays === null ? Number.NEGATIVE_INFINITY : now - withinDays * DAY_MS;
  const known = won(kept, now);
  const purchases = known.filter(({ amount }) => amount >= 0);
  const isRecent = ({ closedAt }: Won) => closedAt > sinceAt;
  const recent = purchases.filter(isRecent);
  switch (fact) {
    case "revenue":
      return known.length === 0 ? null : sum(known.filter(isRecent));
    case "purchases":
      return known.length === 0 ? null : recent.length;
    case "repeat_purchases":
      return known.length === 0 ? null : Math.max(0, recent.length - 1);
    case "order_size":
      return recent.length === 0 ? null : sum(recent) / recent.length;
    case "days_since_purchase":
      return daysSince(Math.max(...purchases.map(({ closedAt }) => closedAt)), now);
    case "tenure_days":
      return daysSince(Math.min(...purchases.map(({ closedAt }) => closedAt)), now);
    case "growth_percent":
      return growth(known, sinceAt, now);
    case "open_deals":
      return openAmount(kept, now);
    case "product_gaps":
      return gaps(purchases, kept.products);
    case "tickets":
      return kept.ticketsAt.filter((at) => at > sinceAt && at <= now).length;
  }
}

type Won = {
  readonly amount: number;
  readonly closedAt: number;
  readonly product: string | null;
};

function won({ deals }: KeptHistory, now: number): readonly Won[] {
  return deals.flatMap(({ state, amount, product, closedAt }) =>
    state === "won" && closedAt !== null && closedAt <= now
      ? [{ amount: amount ?? 0, closedAt, product }]
      : [],
  );
}

/** Free of what binary fractions leave behind, as a database adds decimals; larger sums are whole anyway. */
function sum(deals: readonly { readonly amount: number }[]): number {
  const total = deals.reduce((before, { amount }) => before + amount, 0);
  const units = Math.round(total * UNITS);
  return Number.isSafeInteger(units) ? units / UNITS : total;
}

/** Null for the infinities that nothing leaves behind. */
function daysSince(at: number, now: number): number | null {
  return Number.isFinite(at) ? Math.floor((now - at) / DAY_MS) : null;
}

/** The window against the one before it; null where that one brought nothing to grow from. */
function growth(known: readonly Won[], sinceAt: number, now: number): number | null {
  const beforeAt = sinceAt - (now - sinceAt);
  const present = sum(known.filter(({ closedAt }) => closedAt > sinceAt));
  const former = sum(known.filter(({ closedAt }) => closedAt > beforeAt && closedAt <= sinceAt));
  // Not -0, which no store keeps.
  return former > 0 ? Math.round(((present - former) / former) * 100) + 0 : null;
}

function openAmount({ deals }: KeptHistory, now: number): number | null {
  const open = deals.filter(({ state, createdAt }) => state === "open" && createdAt <= now);
  return deals.length === 0 ? null : open.reduce((total, { amount }) => total + (amount ?? 0), 0);
}

/** Null before the first purchase: who bought nothing is no gap to fill but a stranger. */
function gaps(purchases: readonly Won[], products: readonly string[]): number | null {
  if (purchases.length === 0) return null;
  const bought = new Set(purchases.map(({ product }) => product));
  return products.filter((product) => !bought.has(product)).length;
}
