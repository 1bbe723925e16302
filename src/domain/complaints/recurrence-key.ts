import { invariant } from "../invariant.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import type { Cluster } from "./recurrence.ts";

/**
 * A cluster is known again by its tickets: a ticket that once was evidence for an action stays so, and
 * whatever is found around it later is more evidence for that action, not a second one.
 */

export type KeyedCluster = Cluster & {
  readonly key: string;
  /** Nobody knew of it before. */
  readonly isNew: boolean;
  /** Tickets that were no evidence before. */
  readonly added: readonly string[];
};

/** `known` says for which recurrence a ticket is evidence already. */
export function nameClusters(
  clusters: readonly Cluster[],
  known: ReadonlyMap<string, string>,
): readonly KeyedCluster[] {
  return clusters.map((cluster) => {
    const [first] = cluster.tickets;
    invariant(first !== undefined, "a cluster has tickets");
    const ids = cluster.tickets.map(({ ticketId }) => ticketId);
    const before = mostCommon(ids.flatMap((id) => known.get(id) ?? []));
    return {
      ...cluster,
      key: before ?? first.ticketId,
      isNew: before === null,
      added: ids.filter((id) => !known.has(id)),
    };
  });
}

function mostCommon(keys: readonly string[]): string | null {
  const [most] = [...Map.groupBy(keys, (key) => key)].toSorted(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
  return most?.[0] ?? null;
}

/** Everybody whom the cause met, each once: who has the tickets, then who else is named. */
export function affectedCustomers(
  tickets: readonly { readonly customers: readonly CustomerRef[] }[],
  others: readonly CustomerRef[],
): readonly CustomerRef[] {
  const byKey = new Map<string, CustomerRef>();
  for (const { kind, id } of [...tickets.flatMap(({ customers }) => customers), ...others]) {
    byKey.set(`${kind}:${id}`, { kind, id });
  }
  return [...byKey.values()];
}
