import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { Touch } from "../domain/visits/touch.ts";

export type Touches = {
  /** The same touch of the same customer again takes the place of the former. */
  save(portalId: string, touches: readonly Touch[]): Promise<void>;
  /** Takes touches away from all their customers. */
  remove(portalId: string, touchIds: readonly string[]): Promise<void>;
  /** When each customer was really talked or written to last, by `KIND:ID`; those never are not in it. */
  lastReal(
    portalId: string,
    customers: readonly CustomerRef[],
  ): Promise<ReadonlyMap<string, number>>;
  /** Every touch of these customers at `at` or later, the earliest first; of each the newest 100 at most. */
  since(portalId: string, customers: readonly CustomerRef[], at: number): Promise<readonly Touch[]>;
};

/** Touches of one customer that are read at most. */
export const TOUCHES_A_CUSTOMER = 100;
