import { invariant } from "../invariant.ts";

/**
 * How alike two tickets are: the cosine of their words, each word weighing the more the fewer tickets have
 * it. 1 is the same words, 0 no word in common; what it comes from can be shown word by word.
 */

export type WeighedTicket<Ticket> = {
  readonly ticket: Ticket;
  /** The squares of all weights of a ticket sum up to 1. */
  readonly weights: readonly { readonly term: string; readonly weight: number }[];
};

/**
 * How much each word weighs. One that fewer tickets have than `rarest` weighs no more than one that so many
 * have: it cannot be what a cluster has in common, and shall not hide what is.
 */
export function rarityOf(
  tickets: readonly { readonly terms: readonly string[] }[],
  rarest: number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { terms } of tickets) {
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([term, count]) => [
      term,
      Math.log(1 + tickets.length / Math.max(count, rarest)),
    ]),
  );
}

export function weighTicket<Ticket>(
  { ticket, terms }: { readonly ticket: Ticket; readonly terms: readonly string[] },
  rarity: ReadonlyMap<string, number>,
): WeighedTicket<Ticket> {
  const weights = terms.map((term) => {
    const weight = rarity.get(term);
    invariant(weight !== undefined, "every word that is compared was counted");
    return { term, weight };
  });
  const length = Math.sqrt(weights.reduce((sum, { weight }) => sum + weight * weight, 0));
  return {
    ticket,
    weights: weights.map(({ term, weight }) => ({ term, weight: weight / length })),
  };
}

/** A ticket with those that are like it and came not too long before or after it. */
export type Linked<Item> = {
  readonly item: Item;
  readonly near: readonly { readonly other: Linked<Item>; readonly similarity: number }[];
};

type Dated = WeighedTicket<{ readonly createdAt: number }>;

type Node<Item> = {
  readonly item: Item;
  readonly near: { readonly other: Node<Item>; readonly similarity: number }[];
  /** How alike it is to the ticket that is looked at, summed up word by word. */
  sum: number;
};

type Posting<Item> = { readonly node: Node<Item>; readonly weight: number };

/** Links tickets that are alike and came within `withinMs` of each other. Oldest first come the tickets. */
export function linkSimilar<Item extends Dated>(
  tickets: readonly Item[],
  limits: { readonly similarity: number; readonly withinMs: number },
): readonly Linked<Item>[] {
  const nodes = tickets.map((item): Node<Item> => ({ item, near: [], sum: 0 }));
  const byTerm = new Map<string, Posting<Item>[]>();
  for (const node of nodes) {
    const oldest = node.item.ticket.createdAt - limits.withinMs;
    const met = new Set<Node<Item>>();
    for (const { term, weight } of node.item.weights) {
      const postings = byTerm.get(term) ?? [];
      leaveOld(postings, oldest);
      for (const { node: other, weight: otherWeight } of postings) {
        if (other.sum === 0) met.add(other);
        other.sum += weight * otherWeight;
      }
      postings.push({ node, weight });
      byTerm.set(term, postings);
    }
    for (const other of met) {
      if (other.sum >= limits.similarity) link(node, other);
      other.sum = 0;
    }
  }
  return nodes;
}

function link<Item>(one: Node<Item>, other: Node<Item>): void {
  one.near.push({ other, similarity: other.sum });
  other.near.push({ other: one, similarity: other.sum });
}

function leaveOld<Item extends Dated>(postings: Posting<Item>[], oldest: number): void {
  const kept = postings.findIndex(({ node }) => node.item.ticket.createdAt >= oldest);
  if (kept !== 0) postings.splice(0, kept === -1 ? postings.length : kept);
}
