import { type CorrectiveAction, isSameCustomer } from "../../domain/complaints/action.ts";
import { isOpenComplaint } from "../../domain/complaints/complaint.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { TicketRow } from "../../ports/store.ts";

/** Tickets of a customer that are complaints for which it still waits. */
export function openComplaints<Row extends Pick<TicketRow, "ticket" | "complaint">>(
  rows: readonly Row[],
): readonly Row[] {
  return rows.filter(
    ({ ticket, complaint }) =>
      ticket.gone === null && complaint !== null && isOpenComplaint(complaint),
  );
}

/** Whether the customer is neither told of the solution nor left out. */
export function isWaiting({ customers }: CorrectiveAction, customer: CustomerRef): boolean {
  return customers.some((one) => one.state === "waiting" && isSameCustomer(one.customer, customer));
}
