import { invariant } from "../invariant.ts";
import type { YearBlock } from "./year-block.ts";

export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;
/** Years of one calendar that are kept, some 30 kB each; the one not used for longest goes first. */
const MAX_BLOCKS = 32;
const MEAN_YEAR_MS = 31_556_952_000;

/** The years of a calendar, each built when first needed. */
export type YearBlocks = {
  ofYear(year: number): YearBlock;
  /** The block that holds `at`, or the nearest one of those that exist. */
  at(at: number): YearBlock;
};

type Kept = { readonly block: YearBlock; lastUse: number };

export function createYearBlocks(build: (year: number) => YearBlock): YearBlocks {
  // A slot a year and a count of uses: keeping the order costs one store on the way to a block.
  const slots = new Array<Kept | undefined>(LAST_YEAR - FIRST_YEAR + 1).fill(undefined);
  let uses = 0;

  const keep = (year: number): Kept => {
    invariant(year >= FIRST_YEAR && year <= LAST_YEAR, "only years that are counted are built");
    const kept = slots.filter((slot) => slot !== undefined);
    if (kept.length >= MAX_BLOCKS) {
      const oldest = kept.reduce((a, b) => (a.lastUse < b.lastUse ? a : b));
      slots[oldest.block.year - FIRST_YEAR] = undefined;
    }
    const built = { block: build(year), lastUse: uses };
    slots[year - FIRST_YEAR] = built;
    return built;
  };

  const ofYear = (year: number): YearBlock => {
    const kept = slots[year - FIRST_YEAR] ?? keep(year);
    uses += 1;
    kept.lastUse = uses;
    return kept.block;
  };

  return {
    ofYear,
    at: (instant) => {
      const guess = FIRST_YEAR + Math.floor(instant / MEAN_YEAR_MS);
      const block = ofYear(Math.min(Math.max(guess, FIRST_YEAR), LAST_YEAR));
      if (instant < block.from && block.year > FIRST_YEAR) return ofYear(block.year - 1);
      if (instant >= block.to && block.year < LAST_YEAR) return ofYear(block.year + 1);
      return block;
    },
  };
}
