import type { Complaint } from "../domain/complaints/complaint.ts";
import type { CustomerRef } from "../domain/tiering/customer.ts";

/** A complaint whose customer still waits. */
export type OpenComplaint = {
  readonly ticketId: string;
  /** Of the ticket. */
  readonly ownerId: string | null;
};

export type ComplaintRow = { readonly ticketId: string } & Pick<Complaint, "state" | "since">;

/** Complaints across tickets; what one ticket is as a complaint is in its row. */
export type Complaints = {
  /** By `customerKey`; of a customer with several the one that was opened first. Others have no entry. */
  openOf(
    portalId: string,
    customers: readonly CustomerRef[],
  ): Promise<ReadonlyMap<string, OpenComplaint>>;
  /** Those that are open, the oldest first. */
  open(portalId: string, limit: number): Promise<readonly ComplaintRow[]>;
};
