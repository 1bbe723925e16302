import type { Person } from "../../domain/governance/department.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { PostedAbout } from "../../ports/posted-messages.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { recordUrl } from "../sla/record-url.ts";
import { managerOf, ownerPerson } from "../visits/overdue-reader.ts";
import type { VisitNotice } from "../visits/visit-notices.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { tellOperators } from "./tell-operators.ts";

export type AskedReader = {
  readonly notice: VisitNotice;
  readonly visit: VisitRow;
  /** People of the CRM. */
  readonly owners: readonly OwnerSnapshot[];
};

/**
 * Who is told of a single visit. Null where nobody is there to be told; that is said to whoever runs the
 * account, where it matters.
 */
export async function readerOf(
  deps: Pick<OutboxDeps, "store" | "logger" | "timeSource">,
  { portal: { portalId }, current: { policy } }: PortalContext,
  { notice, visit, owners }: AskedReader,
): Promise<Person | null> {
  switch (notice.occasion) {
    case "deleted":
      return ownerPerson(visit.ownerId, owners);
    case "unreachable": {
      const manager = managerOf(policy);
      if (manager !== null) return manager;
      const subject = `visit:${visit.visitId}`;
      const detail = { attempts: notice.about };
      await tellOperators(deps, portalId, { action: "customer_not_reached", subject, detail });
      return null;
    }
  }
}

/** The record on which the card of a visit is: that of its customer, else of its ticket. */
export function urlOfVisit(
  portal: PortalContext["portal"],
  { customer, ticketId }: Pick<VisitRow, "customer" | "ticketId">,
): string | null {
  if (customer !== null) return recordUrl(portal, customer.kind, customer.id);
  return ticketId === null ? null : recordUrl(portal, "ticket", ticketId);
}

/** The records of whom a message about a visit tells. */
export function aboutVisit({
  customer,
  ticketId,
}: Pick<VisitRow, "customer" | "ticketId">): readonly PostedAbout[] {
  return [
    ...(customer === null ? [] : [{ object: customer.kind, id: customer.id }]),
    ...(ticketId === null ? [] : [{ object: "ticket" as const, id: ticketId }]),
  ];
}
