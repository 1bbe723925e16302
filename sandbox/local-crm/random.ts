/** A source of numbers in [0, 1). */
export type Random = () => number;

const MULTIPLIER = 1_664_525;
const INCREMENT = 1_013_904_223;
const RANGE = 2 ** 32;

/** The same seed always gives the same run (a linear congruential generator; not for secrets). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, MULTIPLIER) + INCREMENT) >>> 0;
    return state / RANGE;
  };
}

/** A whole number from 0 up to, not including, `limit`. */
export function randomBelow(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}
