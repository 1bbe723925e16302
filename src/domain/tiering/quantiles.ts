import type { Band, TierInput } from "./tier.ts";

/**
 * Where the parts of a portal's customers begin, by input id: the lowest value of the second part, of the
 * third, and so on. Counted over all customers whose value is known, and kept until it is counted again.
 */
export type TierCuts = Readonly<Record<string, readonly number[]>>;

/**
 * The parts of a sorted list are equal; where they cannot be, the first ones have one more, as `ntile` deals
 * them out in SQL. Values that are equal stay together in the lowest part that has one of them: where most
 * customers bought nothing, nobody is better for that. A part that is empty so begins where the next one does;
 * the last ones are left out.
 */
export function cutsOf(values: readonly number[], parts: number): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const size = Math.floor(sorted.length / parts);
  const larger = sorted.length % parts;
  return Array.from({ length: parts - 1 }, (_, index) => {
    const part = index + 1;
    const start = part * size + Math.min(part, larger);
    const before = sorted[start - 1];
    return sorted.slice(start).find((value) => before === undefined || value > before);
  }).filter((value) => value !== undefined);
}

/**
 * The bands that score an input. Those of an input by quantiles follow from the cuts. Without cuts, as of a
 * portal that was never counted, nobody can be scored by it.
 */
export function bandsOf(input: TierInput, cuts: TierCuts): readonly Band[] | null {
  if (input.bands !== undefined) return input.bands;
  const [lowest, ...others] = input.quantiles?.points ?? [];
  const starts = cuts[input.id];
  if (lowest === undefined || starts === undefined) return null;
  const upper = others.flatMap((points, index) => {
    const from = starts[index];
    return from === undefined || from === starts[index + 1] ? [] : [{ from, points }];
  });
  return [{ from: Number.NEGATIVE_INFINITY, points: lowest }, ...upper];
}
