import type { Policy } from "../../domain/governance/policy.ts";
import type { BenefitGrant, BenefitUse } from "../../domain/tiering/benefit.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { NextChange } from "../../domain/tiering/next-change.ts";
import type { TierChange } from "../../domain/tiering/standing.ts";
import type { CustomerRow, Portal, TicketRow } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";

/** A ticket of the customer that is still worked on. */
export type OpenTicket = Pick<TicketRow, "ticket" | "clocks">;

/** All that the card of one customer needs, as the store has it at `now`. */
export type CustomerView = {
  readonly now: number;
  readonly portal: Portal;
  readonly policy: Policy;
  readonly customer: CustomerRef;
  /** Null when nothing is known of the customer. */
  readonly row: CustomerRow | null;
  readonly isDeleted: boolean;
  /** The company whose tier a contact has. */
  readonly company: CustomerRow | null;
  /** Of whoever was graded; null where the policy no longer fits. */
  readonly next: NextChange | null;
  /** Newest first. */
  readonly changes: readonly TierChange[];
  readonly grants: readonly BenefitGrant[];
  readonly uses: readonly BenefitUse[];
  readonly openTickets: readonly OpenTicket[];
  readonly visits: readonly VisitRow[];
  /** What whoever asks may do. */
  readonly may: { readonly override: boolean };
};
