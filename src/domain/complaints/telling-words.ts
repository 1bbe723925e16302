import { invariant } from "../invariant.ts";
import type { WeighedTicket } from "./similar-tickets.ts";

/**
 * What some tickets have in common tells of one cause only if it is seldom said otherwise. "Please help" is
 * shared by many tickets and said of everything; "shaft seal leaks" is said where the seal leaks.
 */

/** Of the tickets that say it, so many have to be those that it was found in. */
const OWN_SHARE = 0.5;
/** A word is shared when so many of the tickets have it. */
const SHARED = 0.75;
/** A ticket says it when it has so much of the weight of the words. */
const SAID_SHARE = 0.5;

export type SharedTerm = { readonly term: string; readonly tickets: number };

type Worded = Pick<WeighedTicket<unknown>, "weights">;

/** What most of these tickets say, the most telling first. */
export function sharedTerms(tickets: readonly Worded[]): readonly SharedTerm[] {
  const found = new Map<string, { readonly tickets: number; readonly weight: number }>();
  for (const { weights } of tickets) {
    for (const { term, weight } of weights) {
      const before = found.get(term) ?? { tickets: 0, weight: 0 };
      found.set(term, { tickets: before.tickets + 1, weight: before.weight + weight });
    }
  }
  return [...found]
    .filter(([, entry]) => entry.tickets >= SHARED * tickets.length)
    .toSorted(([a, one], [b, other]) => other.weight - one.weight || (a < b ? -1 : 1))
    .map(([term, entry]) => ({ term, tickets: entry.tickets }));
}

/** Says of tickets that are alike whether what they share is seldom said elsewhere among `all`. */
export function createTelling(
  all: readonly Worded[],
  rarity: ReadonlyMap<string, number>,
): (alike: readonly Worded[]) => boolean {
  const byTerm = new Map<string, Worded[]>();
  for (const ticket of all) {
    for (const { term } of ticket.weights) {
      const having = byTerm.get(term);
      if (having === undefined) byTerm.set(term, [ticket]);
      else having.push(ticket);
    }
  }
  return (alike) => {
    const words = sharedTerms(alike).map(({ term }) => {
      const weight = rarity.get(term);
      const having = byTerm.get(term);
      invariant(weight !== undefined && having !== undefined, "what is alike is among all");
      return { weight, having };
    });
    const said = new Map<Worded, number>();
    for (const { weight, having } of words) {
      for (const ticket of having) said.set(ticket, (said.get(ticket) ?? 0) + weight);
    }
    const enough = SAID_SHARE * words.reduce((sum, { weight }) => sum + weight, 0);
    const saying = [...said].filter(([, sum]) => sum >= enough).map(([ticket]) => ticket);
    const own = new Set(alike);
    const ownSaying = saying.filter((ticket) => own.has(ticket));
    return saying.length > 0 && ownSaying.length >= OWN_SHARE * saying.length;
  };
}
