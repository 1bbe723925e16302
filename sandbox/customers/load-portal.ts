import type { LocalPortal } from "../local-crm/local-portal.ts";
import type { Purchase } from "./purchase.ts";

/**
 * Makes a contact for each customer, with what HubSpot rolls up of its deals, and a won deal for each
 * purchase. The contacts' ids, by customer.
 */
export function loadPurchases(
  portal: LocalPortal,
  purchases: readonly Purchase[],
): ReadonlyMap<string, string> {
  const groups = Map.groupBy(purchases, ({ customer }) => customer);
  return new Map(
    [...groups].map(([customer, own]) => {
      const instants = own.map(({ at }) => at).toSorted((a, b) => a - b);
      const [firstAt = 0, lastAt = 0] = [instants[0], instants.at(-1)];
      const contactId = portal.createContact(
        {
          lastname: customer,
          lifecyclestage: "customer",
          total_revenue: decimal(own.reduce((sum, { amount }) => sum + amount, 0)),
          num_associated_deals: String(own.length),
          first_deal_created_date: new Date(firstAt).toISOString(),
          recent_deal_close_date: new Date(lastAt).toISOString(),
        },
        { at: firstAt },
      );
      for (const purchase of own) addDeal(portal, contactId, purchase);
      return [customer, contactId];
    }),
  );
}

function addDeal(portal: LocalPortal, contactId: string, { invoice, at, amount }: Purchase): void {
  const id = portal.create(
    "deals",
    {
      dealname: invoice,
      pipeline: "default",
      dealstage: "closedwon",
      hs_is_closed: "true",
      hs_is_closed_won: "true",
      amount: decimal(amount),
      amount_in_home_currency: decimal(amount),
      closedate: new Date(at).toISOString(),
    },
    { at },
  );
  portal.associate({ type: "contacts", id: contactId }, { type: "deals", id }, { at });
}

function decimal(amount: number): string {
  return String(Math.round(amount * 100) / 100);
}
