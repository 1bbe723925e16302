import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { VisitOutcome } from "../domain/visits/outcome.ts";

export type VisitOutcomes = {
  /** Keeps outcomes; one that was told already stays as it was told first. */
  save(portalId: string, outcomes: readonly VisitOutcome[]): Promise<void>;
  find(portalId: string, visitId: string, attempt: number): Promise<VisitOutcome | null>;
  /** The newest first. */
  ofCustomer(
    portalId: string,
    customer: CustomerRef,
    limit: number,
  ): Promise<readonly VisitOutcome[]>;
  /** Those that are only asked for, of these owners, the oldest first. */
  askedOf(
    portalId: string,
    ownerIds: readonly string[],
    limit: number,
  ): Promise<readonly VisitOutcome[]>;
  /** Those told in `[fromAt, untilAt)` that have a suggestion, the oldest first. */
  suggestions(
    portalId: string,
    span: { readonly fromAt: number; readonly untilAt: number },
    limit: number,
  ): Promise<readonly VisitOutcome[]>;
};
