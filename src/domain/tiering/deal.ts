import type { CustomerRef } from "./customer.ts";

/** A purchase, or one that may come. */
export type Deal = {
  readonly dealId: string;
  readonly name: string;
  readonly state: "open" | "won" | "lost";
  /** In the portal's own currency; null where the CRM has none. */
  readonly amount: number | null;
  /** What was bought, where the policy names a property for it. */
  readonly product: string | null;
  readonly createdAt: number;
  /** When it was, or is expected to be, closed. */
  readonly closedAt: number | null;
  readonly customers: readonly CustomerRef[];
};
