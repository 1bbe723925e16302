import type { CustomerKind } from "../domain/tiering/customer.ts";

export type TierCount = {
  /** As it was graded; a policy of today may not know it any more. */
  readonly tier: string;
  readonly kind: CustomerKind;
  readonly customers: number;
};

/** How many customers the CRM still has of each tier. */
export type TierCounts = {
  byTier(portalId: string): Promise<readonly TierCount[]>;
};
