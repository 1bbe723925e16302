import type Holidays from "date-holidays";
import type { RegionName } from "../../ports/holidays.ts";

/** A country, or a state or place in one, as date-holidays counts them. */
export type Region = RegionName & {
  readonly country: string;
  readonly state: string | undefined;
  readonly place: string | undefined;
};

/** At most so many regions are proposed for one that is unknown. */
const MAX_PROPOSALS = 10;
/** Shorter texts are part of too many names. */
const MIN_NAME_PART_LENGTH = 3;
/** Ranks of a proposal; the number of letters by which codes differ is added to the last. */
const SAME_NAME = 0;
const PART_OF_NAME = 1;
const OTHER_CODE = 2;
const SAME_COUNTRY = 20;

export function allRegions(holidays: Holidays): readonly Region[] {
  return Object.entries(holidays.getCountries("en")).flatMap(([country, name]) => [
    { country, state: undefined, place: undefined, region: country, name },
    ...statesOf(holidays, country).map((state) => ({ ...state, name: `${state.name}, ${name}` })),
  ]);
}

function statesOf(holidays: Holidays, country: string): readonly Region[] {
  return Object.entries(holidays.getStates(country, "en") ?? {}).flatMap(([state, name]) => [
    { country, state, place: undefined, region: `${country}-${state}`, name },
    ...Object.entries(holidays.getRegions(country, state, "en") ?? {}).map(([place, title]) => ({
      country,
      state,
      place,
      region: `${country}-${state}-${place}`,
      name: `${title}, ${name}`,
    })),
  ]);
}

/** Whatever case and separators a person uses: `us_ny`, `DE by`, `au/nsw`. */
export function findRegion(regions: readonly Region[], text: string): Region | undefined {
  const wanted = codeOf(text);
  return regions.find(({ region }) => codeOf(region) === wanted);
}

function codeOf(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
}

/** Regions whose code or name is like the text, likeliest first. */
export function nearRegions(regions: readonly Region[], text: string): readonly RegionName[] {
  return regions
    .map((region) => ({ region, rank: rankOf(region, text) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MAX_PROPOSALS)
    .map(({ region: { region, name } }) => ({ region, name }));
}

function rankOf({ region, name, country, state }: Region, text: string): number {
  const [wantedName, ownName] = [text, name].map((part) => part.trim().toLowerCase());
  const wanted = codeOf(text);
  if (ownName?.replace(/,.*/, "") === wantedName || initialsOf(name) === wanted) return SAME_NAME;
  if (text.length >= MIN_NAME_PART_LENGTH && ownName?.includes(wantedName ?? "")) {
    return PART_OF_NAME;
  }
  const difference = differenceOf(codeOf(region), wanted);
  if (difference <= 1) return OTHER_CODE + difference;
  const isWithin = state !== undefined && wanted.startsWith(`${country}-`);
  return isWithin ? SAME_COUNTRY + difference : Number.POSITIVE_INFINITY;
}

/** `UK` of "United Kingdom". */
function initialsOf(name: string): string {
  return name.replace(/(\p{L})\p{L}*[^\p{L}]*/gu, "$1").toUpperCase();
}

/** How many letters have to be put in, left out or changed to make one text of the other. */
function differenceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, otherLetter] of [...other].entries()) {
      const change = (row[at] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
