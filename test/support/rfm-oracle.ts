import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/**
 * Recency, frequency and monetary value straight from the files of public purchases, and the score by
 * quintiles of them. It shares no code with Aftercare, on purpose, and is plain and slow, on purpose.
 */
export type RfmFigures = {
  readonly recencyDays: number | null;
  readonly frequency: number;
  /** Whole cents. */
  readonly monetaryCents: number;
  readonly score: number;
};

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 365 * DAY_MS;
const POINTS = {
  recency: [30, 20, 10, 5, 0],
  frequency: [0, 5, 10, 20, 30],
  monetary: [0, 5, 15, 25, 40],
};

type Bought = { readonly who: string; readonly at: number; readonly cents: number };

export function rfmOfRetail(file: string, now: number): ReadonlyMap<string, RfmFigures> {
  const invoices = new Map<string, { who: string; at: number; cents: number }>();
  for (const line of linesOf(file)) {
    const [invoice = "", , quantity = "", date = "", price = "", who = ""] = line.split(",");
    if (who === "") continue;
    const at = Date.UTC(
      Number(date.slice(0, 4)),
      Number(date.slice(5, 7)) - 1,
      Number(date.slice(8, 10)),
      Number(date.slice(11, 13)),
      Number(date.slice(14, 16)),
      Number(date.slice(17, 19)),
    );
    const cents = Number(quantity) * Number(price) * 100;
    const sum = invoices.get(invoice) ?? { who, at, cents: 0 };
    invoices.set(invoice, { who, at: Math.min(sum.at, at), cents: sum.cents + cents });
  }
  const bought = [...invoices.values()].map((one) => ({ ...one, cents: Math.round(one.cents) }));
  return figuresOf(bought, now);
}

export function rfmOfCdnow(file: string, now: number): ReadonlyMap<string, RfmFigures> {
  const bought = linesOf(file).map((line) => {
    const [who = "", date = "", , dollars = ""] = line.split(",");
    const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map(Number);
    const at = Date.UTC(year ?? 0, (month ?? 0) - 1, day);
    return { who, at, cents: Math.round(Number(dollars) * 100) };
  });
  return figuresOf(bought, now);
}

function linesOf(file: string): readonly string[] {
  return gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n").slice(1);
}

function figuresOf(bought: readonly Bought[], now: number): ReadonlyMap<string, RfmFigures> {
  const raw = new Map<string, { lastAt: number | null; frequency: number; cents: number }>();
  for (const { who, at, cents } of bought) {
    if (at > now) continue;
    const one = raw.get(who) ?? { lastAt: null, frequency: 0, cents: 0 };
    const isOfYear = at > now - YEAR_MS;
    if (isOfYear) one.cents += cents;
    if (cents >= 0) {
      if (isOfYear) one.frequency += 1;
      one.lastAt = one.lastAt === null || at > one.lastAt ? at : one.lastAt;
    }
    raw.set(who, one);
  }
  const known = [...raw].map(([who, { lastAt, frequency, cents }]) => {
    const recencyDays = lastAt === null ? null : Math.floor((now - lastAt) / DAY_MS);
    return { who, recencyDays, frequency, monetaryCents: cents };
  });
  const recency = quintiles(known.flatMap(({ recencyDays }) => recencyDays ?? []));
  const frequency = quintiles(known.map((one) => one.frequency));
  const monetary = quintiles(known.map(({ monetaryCents }) => monetaryCents));
  return new Map(
    known.map(({ who, ...one }) => {
      const points = [
        one.recencyDays === null ? 0 : POINTS.recency[recency.get(one.recencyDays) ?? 9],
        POINTS.frequency[frequency.get(one.frequency) ?? 9],
        POINTS.monetary[monetary.get(one.monetaryCents) ?? 9],
      ];
      return [who, { ...one, score: points.reduce<number>((sum, part) => sum + (part ?? 999), 0) }];
    }),
  );
}

/** The fifth that each value falls into, from 0; equal values are in that of the first of them. */
function quintiles(values: readonly number[]): ReadonlyMap<number, number> {
  const fifths = new Map<number, number>();
  const sorted = [...values].sort((a, b) => a - b);
  let taken = 0;
  for (let fifth = 0; fifth < 5; fifth++) {
    const size = Math.floor(sorted.length / 5) + (fifth < sorted.length % 5 ? 1 : 0);
    for (const value of sorted.slice(taken, taken + size)) {
      if (!fifths.has(value)) fifths.set(value, fifth);
    }
    taken += size;
  }
  return fifths;
}
