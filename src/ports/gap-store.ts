import type { CustomerKind } from "../domain/tiering/customer.ts";
import type { ChangePlace } from "./crm-changes.ts";

/**
 * What is swept for events that never arrived; `open_ticket` is the look at all open tickets in turn,
 * `known_company` and `known_contact` whether all customers are still there.
 */
export const SWEPT = [
  ...(["company", "contact", "ticket", "deal", "open_ticket"] as const),
  ...(["known_company", "known_contact"] as const),
] as const;
export type Swept = (typeof SWEPT)[number];

export type GapSweep = {
  readonly object: Swept;
  /** All changes before it are known. Of what is looked at in turn only the id counts. */
  readonly place: ChangePlace;
  readonly sweptAt: number;
  /** Records of the last sweep, and events that it found lost. */
  readonly looked: number;
  readonly found: number;
  /** When a sweep last found more than can be usual; null when none did. */
  readonly alertedAt: number | null;
};

export type GapSweeps = {
  find(portalId: string, object: Swept): Promise<GapSweep | null>;
  ofPortal(portalId: string): Promise<readonly GapSweep[]>;
  /** Call it in the transaction that stored what was found. An alert stays until the next one. */
  save(portalId: string, sweep: GapSweep): Promise<void>;
  /** The next customers in order of their ids that are not gone as far as we know. */
  knownCustomers(
    portalId: string,
    question: { readonly kind: CustomerKind; readonly afterId: string; readonly limit: number },
  ): Promise<readonly string[]>;
  /** The next tickets in order of their ids that are not over, among a bounded number looked at. */
  openTickets(
    portalId: string,
    question: {
      readonly closedStages: ReadonlySet<string>;
      readonly afterId: string;
      readonly limit: number;
    },
  ): Promise<{ readonly ticketIds: readonly string[]; readonly afterId: string | null }>;
};
