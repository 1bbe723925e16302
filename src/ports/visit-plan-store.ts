import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { Shortage } from "../domain/visits/shortage.ts";
import type { Visit } from "../domain/visits/visit.ts";
import type { VisitRow } from "./visit-store.ts";

/** What planning a whole portal asks of the store, beside the visits themselves. */
export type VisitPlans = {
  /** How many planned visits each owner has. */
  loads(portalId: string): Promise<ReadonlyMap<string, number>>;
  /**
   * Planned visits of these people to customers whom nobody looks after, or somebody who is none of
   * `knownOwners`, the farthest day first; without those after tickets, promised or asked for by hand.
   */
  sharedOf(
    portalId: string,
    wish: {
      readonly ownerIds: readonly string[];
      readonly ownerProperty: string;
      readonly knownOwners: readonly string[];
      readonly limit: number;
    },
  ): Promise<readonly VisitRow[]>;
  /**
   * Saves visits as they are planned now, but none that somebody else changed since it was read:
   * `before` is how it was, null for a new one. Gives the ids of those that were saved.
   */
  saveUnlessChanged(
    portalId: string,
    changes: readonly { readonly visit: Visit; readonly before: Visit | null }[],
  ): Promise<ReadonlySet<string>>;
  /** Takes the place of all shortages that were shown before. */
  saveShortages(portalId: string, shortages: readonly Shortage[], now: number): Promise<void>;
  /** The worst first. */
  shortages(portalId: string, limit: number): Promise<readonly Shortage[]>;
};

/** An open complaint or a case that is not over, of one of the asked customers. */
export type OpenDispute = {
  readonly customer: CustomerRef;
  readonly by: "complaint" | "escalation";
  readonly subjectId: string;
  /** Who has the ticket. */
  readonly ownerIds: readonly string[];
  readonly sinceAt: number;
};

export type Disputes = {
  /** Of these customers the open tickets that are complaints by their category, and the live cases. */
  openOf(
    portalId: string,
    customers: readonly CustomerRef[],
    rules: {
      readonly categoryProperty: string;
      readonly complaintCategories: readonly string[];
      readonly closedStages: readonly string[];
    },
  ): Promise<readonly OpenDispute[]>;
};
