import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { createGrids } from "../../domain/visits/day-grid.ts";
import { type VisitDays, visitDays } from "../../domain/visits/visit-days.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

type Context = Pick<PortalContext, "portal" | "current">;

/** The days that suit whoever makes a visit and its customer. */
export function daysOfVisit(
  { portal, current: { policy, calendars } }: Context,
  ownerId: string | null,
  row: Pick<CustomerRow, "properties"> | null,
): VisitDays {
  const { visits } = policy;
  const zoneOf = (calendarId: string) =>
    policy.calendars.find(({ id }) => id === calendarId)?.zone ?? portal.timeZone;
  const wish = row?.properties[visits.preferredWindowProperty ?? ""];
  const gridOf = createGrids({ visits, zoneOf, calendars });
  return visitDays(gridOf, { ownerId, wish }, calendars(visits.calendarId));
}

/** Of a visit in the store, whose customer is read only where the policy asks what customers prefer. */
export async function readDaysOfVisit(
  store: Pick<Store, "customers">,
  context: Context,
  visit: { readonly ownerId: string | null; readonly customer: CustomerRef | null },
): Promise<VisitDays> {
  const { customer, ownerId } = visit;
  const isAsked = context.current.policy.visits.preferredWindowProperty !== undefined;
  const [row = null] =
    customer === null || !isAsked
      ? []
      : await store.customers.find(context.portal.portalId, [customer]);
  return daysOfVisit(context, ownerId, row);
}
