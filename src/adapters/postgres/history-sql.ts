import type { HistoryQuestion } from "../../domain/tiering/history.ts";

const DAY_SECONDS = 86_400;

/** Aggregates over the deals `d` and the tickets `t` of one customer; `$now` stands for the instant. */
export type Counted = { readonly from: "deals" | "tickets"; readonly expression: string };

/**
 * What the domain's `countHistory` counts, as an aggregate. Sums are exact; what is divided is divided as
 * the domain does it, so that both give the same number. `known` is a deal that was won by then, `bought`
 * one that is no cancellation.
 */
export function countedBy(question: HistoryQuestion, now: string, products: string): Counted {
  const { fact, withinDays } = question;
  const window = withinDays === null ? null : seconds(withinDays);
  const known = `d.state = 'won' and d.closed_at <= ${now}`;
  const bought = `${known} and coalesce(d.amount, 0) >= 0`;
  const within = (deal: string) =>
    window === null ? deal : `${deal} and d.closed_at > ${now} - ${window}`;
  const [recent, recentlyBought] = [within(known), within(bought)];
  const sum = (when: string) => `coalesce(sum(coalesce(d.amount, 0)) filter (where ${when}), 0)`;
  const count = (when: string) => `count(*) filter (where ${when})`;
  const ofKnown = (expression: string) =>
    deals(`case when ${count(known)} > 0 then ${expression} end`);
  switch (fact) {
    case "revenue":
      return ofKnown(sum(recent));
    case "purchases":
      return ofKnown(count(recentlyBought));
    case "repeat_purchases":
      return ofKnown(`greatest(0, ${count(recentlyBought)} - 1)`);
    case "order_size":
      return deals(`${sum(recentlyBought)}::float8 / nullif(${count(recentlyBought)}, 0)`);
    case "days_since_purchase":
      return deals(days(`max(d.closed_at) filter (where ${bought})`, now));
    case "tenure_days":
      return deals(days(`min(d.closed_at) filter (where ${bought})`, now));
    case "growth_percent": {
      if (window === null) return deals("null");
      const former = sum(
        `${known} and d.closed_at <= ${now} - ${window} and d.closed_at > ${now} - 2 * ${window}`,
      );
      const share = `(${sum(recent)}::float8 - ${former}::float8) / ${former}::float8`;
      return deals(`case when ${former} > 0 then floor(${share} * 100 + 0.5) end`);
    }
    case "open_deals":
      return deals(
        `case when count(d.deal_id) > 0 then ${sum(`d.state = 'open' and d.created_at <= ${now}`)} end`,
      );
    case "product_gaps":
      return deals(
        `case when ${count(bought)} > 0 then cardinality(${products}) - count(distinct d.product)
           filter (where ${bought} and d.product = any(${products})) end`,
      );
    case "tickets":
      return {
        from: "tickets",
        expression: count(
          window === null
            ? `t.created_at <= ${now}`
            : `t.created_at <= ${now} and t.created_at > ${now} - ${window}`,
        ),
      };
  }
}

function deals(expression: string): Counted {
  return { from: "deals", expression };
}

function seconds(withinDays: number): string {
  return `interval '${withinDays * DAY_SECONDS} seconds'`;
}

/** Whole days of 24 hours. */
function days(at: string, now: string): string {
  return `floor(extract(epoch from ${now} - ${at}) / ${DAY_SECONDS})`;
}
