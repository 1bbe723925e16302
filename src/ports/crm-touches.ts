import type { CustomerKind, CustomerRef } from "../domain/tiering/customer.ts";
import type { LoggedActivity } from "../domain/visits/real-contact.ts";

/** An activity of the CRM with the customers that it hangs on. */
export type TouchReading = LoggedActivity & {
  readonly activityId: string;
  readonly customers: readonly CustomerRef[];
};

export type TouchKind = LoggedActivity["kind"];

/** What people did with customers, as the CRM has it. What the portal does not let us read is left out. */
export type CrmTouches = {
  /**
   * The newest calls, meetings, e-mails and messages of these customers; by batches, so that a hundred
   * customers cost a dozen calls.
   */
  readTouchesOf(
    portalId: string,
    kind: CustomerKind,
    ids: readonly string[],
  ): Promise<readonly TouchReading[]>;
  /** The activities with these ids, with all customers on them; those that are gone are left out. */
  readTouches(
    portalId: string,
    kind: TouchKind,
    ids: readonly string[],
  ): Promise<readonly TouchReading[]>;
};
