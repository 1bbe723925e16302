/** One measured value; `budget` null where none was set. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly budget: { readonly atLeast: number } | { readonly atMost: number } | null;
};
export type Unit = "ratio" | "/s" | "ms" | "s" | "count" | "calls per 1,000 events" | "bytes" | "%";

/** All figures of one path on one engine, with what was done to get them. */
export type Measurement = {
  /** `PostgreSQL 15.20`, `PGlite 0.5.8`, or what else was measured. */
  readonly subject: string;
  readonly set: string;
  readonly figures: readonly Figure[];
};

export function isMet({ value, budget }: Figure): boolean | null {
  if (budget === null) return null;
  return "atLeast" in budget ? value >= budget.atLeast : value <= budget.atMost;
}

type Named = { readonly name: string; readonly value: number; readonly unit: Unit };

export function atMost(figure: Named, limit: number): Figure {
  return { ...figure, budget: { atMost: limit } };
}

export function atLeast(figure: Named, limit: number): Figure {
  return { ...figure, budget: { atLeast: limit } };
}

/** Without a budget: for the reader only. */
export function plain(name: string, value: number, unit: Unit): Figure {
  return { name, value, unit, budget: null };
}

/** The smallest value that the share `q` of all values does not exceed; `sorted` ascending. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * q) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
