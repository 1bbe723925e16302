import type { RecurrenceRules } from "../governance/recurrence-rules.ts";
import { invariant } from "../invariant.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import { termsOf } from "./recurrence-terms.ts";
import {
  type Linked,
  linkSimilar,
  rarityOf,
  type WeighedTicket,
  weighTicket,
} from "./similar-tickets.ts";
import { createTelling, type SharedTerm, sharedTerms } from "./telling-words.ts";

/**
 * One cause that comes back, found by what tickets say. A ticket that has enough others like it around is
 * at the heart of a cluster; hearts that are alike belong together, and what is like a heart belongs to it.
 * So one word in common never chains strangers together, and the order of the tickets does not matter.
 */

const DAY_MS = 86_400_000;
const TERMS_TOLD = 8;

export type ComparedTicket = {
  readonly ticketId: string;
  readonly createdAt: number;
  readonly category: string | null;
  readonly product: string | null;
  readonly text: string;
  readonly customers: readonly CustomerRef[];
};

export type Cluster = {
  readonly category: string | null;
  readonly product: string | null;
  /** What most of its tickets say, the most telling first, with how many do. */
  readonly terms: readonly SharedTerm[];
  /** Oldest first. */
  readonly tickets: readonly ComparedTicket[];
};

type Thresholds = Pick<RecurrenceRules, "tickets" | "withinDays" | "customers" | "similarity">;

/** The clusters among these tickets, that with the most tickets first. */
export function findRecurrences(
  tickets: readonly ComparedTicket[],
  rules: Thresholds,
): readonly Cluster[] {
  const worded = tickets
    .toSorted(byTime)
    .map((ticket) => ({ ticket, terms: termsOf(ticket.text) }));
  const rarity = rarityOf(worded, rules.tickets);
  const all = worded.map((one) => weighTicket(one, rarity));
  const isTelling = createTelling(all, rarity);
  const blocks = Map.groupBy(all, ({ ticket }) => blockOf(ticket));
  return [...blocks.values()]
    .flatMap((block) => clustersOf(block, rules, isTelling))
    .filter((members) => isRecurring(members, rules))
    .map(clusterOf)
    .toSorted((a, b) => b.tickets.length - a.tickets.length || compareFirst(a, b));
}

type Member = WeighedTicket<ComparedTicket>;

/** Tickets of different categories or products are never compared. */
function blockOf({ category, product }: ComparedTicket): string {
  return JSON.stringify([category, product]);
}

function clustersOf(
  block: readonly Member[],
  rules: Thresholds,
  isTelling: (alike: readonly Member[]) => boolean,
): readonly (readonly Member[])[] {
  const linked = linkSimilar(block, {
    similarity: rules.similarity,
    withinMs: rules.withinDays * DAY_MS,
  });
  const hearts = linked
    .filter(({ near }) => near.length >= rules.tickets - 1)
    .filter(({ item, near }) => isTelling([item, ...near.map(({ other }) => other.item)]));
  const clusters = joinHearts(hearts, new Set(hearts));
  const members = Map.groupBy(linked, (one) => clusters.get(one) ?? nearestOf(one, clusters));
  members.delete(null);
  return [...members.values()].map((found) => found.map(({ item }) => item));
}

/** Hearts that are alike, directly or by others, bear the name of the oldest of them. */
function joinHearts(
  hearts: readonly Linked<Member>[],
  isHeart: ReadonlySet<Linked<Member>>,
): ReadonlyMap<Linked<Member>, Linked<Member>> {
  const clusters = new Map<Linked<Member>, Linked<Member>>();
  for (const first of hearts) {
    if (clusters.has(first)) continue;
    clusters.set(first, first);
    const waiting = [first];
    for (let heart = waiting.pop(); heart !== undefined; heart = waiting.pop()) {
      for (const { other } of heart.near) {
        if (!isHeart.has(other) || clusters.has(other)) continue;
        clusters.set(other, first);
        waiting.push(other);
      }
    }
  }
  return clusters;
}

/** The cluster of the most similar heart, the older one of two; null far from all of them. */
function nearestOf(
  { near }: Linked<Member>,
  clusters: ReadonlyMap<Linked<Member>, Linked<Member>>,
): Linked<Member> | null {
  const [nearest] = near
    .flatMap(({ other, similarity }) => {
      const cluster = clusters.get(other);
      return cluster === undefined ? [] : [{ cluster, similarity, ticket: other.item.ticket }];
    })
    .toSorted((a, b) => b.similarity - a.similarity || byTime(a.ticket, b.ticket));
  return nearest?.cluster ?? null;
}

/** Neighbours may lie on either side in time: what counts is one stretch of `withinDays`. */
function isRecurring(members: readonly Member[], rules: Thresholds): boolean {
  const times = members.map(({ ticket }) => ticket.createdAt);
  const isDense = times.some((at, index) => {
    const last = times[index + rules.tickets - 1];
    return last !== undefined && last - at <= rules.withinDays * DAY_MS;
  });
  return isDense && countCustomers(members) >= rules.customers;
}

/** A ticket of nobody counts as of somebody else each time. */
function countCustomers(members: readonly Member[]): number {
  const keys = members.map(({ ticket }) => {
    const [first] = ticket.customers;
    return first === undefined ? `ticket:${ticket.ticketId}` : `${first.kind}:${first.id}`;
  });
  return new Set(keys).size;
}

function clusterOf(members: readonly Member[]): Cluster {
  const [first] = members;
  invariant(first !== undefined, "a cluster has tickets");
  const { category, product } = first.ticket;
  return {
    category,
    product,
    terms: sharedTerms(members).slice(0, TERMS_TOLD),
    tickets: members.map(({ ticket }) => ticket),
  };
}

function byTime(a: ComparedTicket, b: ComparedTicket): number {
  return a.createdAt - b.createdAt || compareText(a.ticketId, b.ticketId);
}

/** Of two different texts. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : 1;
}

function compareFirst(a: Cluster, b: Cluster): number {
  const [first] = a.tickets;
  const [other] = b.tickets;
  invariant(first !== undefined && other !== undefined, "a cluster has tickets");
  return byTime(first, other);
}
