import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { dayNumberOf } from "../../domain/time/day-number.ts";
import { capAllows } from "../../domain/visits/contact-cap.ts";
import { isHeld } from "../../domain/visits/suppression.ts";
import type { Store } from "../../ports/store.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import type { MayAsk } from "./ask-customers.ts";

const DAY_MS = 86_400_000;

/**
 * Whom a question more would not pester: it counts with everything that reached the customer, and with
 * the visits and care that are planned. A question comes after all of these, so it takes no place of theirs.
 */
export function withinContactCap({
  store,
  contexts,
}: {
  readonly store: Pick<Store, "touches" | "visits">;
  readonly contexts: PortalContexts;
}): MayAsk {
  return async (portalId, customers, at) => {
    const context = await contexts(portalId);
    if (context === null) return new Set();
    const { policy, calendars } = context.current;
    const { contactCap, calendarId } = policy.visits;
    if (contactCap === undefined) return new Set(customers.map(customerKey));
    const time = calendars(calendarId);
    const today = dayNumberOf(time.dateOf(at));
    const sinceAt = at - contactCap.withinDays * DAY_MS;
    const touches = await store.touches.since(portalId, customers, sinceAt);
    const visits = await store.visits.ofCustomers(portalId, customers);
    const days = [
      ...touches.map((touch) => dayOf(touch.customer, dayNumberOf(time.dateOf(touch.at)))),
      ...visits
        .filter((visit) => visit.state === "planned" && !isHeld(visit))
        // What is late can be any day from now on.
        .map(({ customer, dueDate }) => dayOf(customer, Math.max(today, dayNumberOf(dueDate)))),
    ];
    const byCustomer = Map.groupBy(days, ({ key }) => key);
    const keys = customers.map(customerKey);
    return new Set(
      keys.filter((key) =>
        capAllows(contactCap, today, byCustomer.get(key)?.map(({ day }) => day) ?? []),
      ),
    );
  };
}

function dayOf(customer: CustomerRef | null, day: number) {
  return { key: customer === null ? "" : customerKey(customer), day };
}
