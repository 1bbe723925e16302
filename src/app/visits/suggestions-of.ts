import { suggestionSpan } from "../../domain/visits/suggestion-week.ts";
import type { Store } from "../../ports/store.ts";
import type { SuggestionList } from "../../ports/visit-told.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { customerName } from "../tiering/customer-name.ts";

/** Looked at for one week; what is beyond that is counted with them and found in the outcomes. */
const SUGGESTIONS_LIMIT = 500;
const SHOWN = 20;

/** What customers suggested in the week before, on the first working day of a week; none on other days. */
export async function suggestionsOf(
  store: Pick<Store, "visitOutcomes" | "customers">,
  { portal, current }: PortalContext,
  { calendarId, date }: { readonly calendarId: string; readonly date: string },
): Promise<SuggestionList> {
  const { portalId } = portal;
  const zone = current.policy.calendars.find(({ id }) => id === calendarId)?.zone;
  const span = suggestionSpan(current.calendars(calendarId), zone ?? portal.timeZone, date);
  if (span === null) return { lines: [], total: 0 };
  const outcomes = await store.visitOutcomes.suggestions(portalId, span, SUGGESTIONS_LIMIT);
  const shown = outcomes.slice(0, SHOWN);
  const customers = await store.customers.find(
    portalId,
    shown.flatMap(({ customer }) => customer ?? []),
  );
  const names = new Map(customers.map((row) => [customerKey(row), customerName(row)]));
  const lines = shown.flatMap(({ customer, told }) =>
    told === null
      ? []
      : [
          {
            customerName: (customer && names.get(customerKey(customer))) ?? null,
            text: told.form.suggestion,
            by: told.by.name,
            about: customer === null ? [] : [{ object: customer.kind, id: customer.id }],
          },
        ],
  );
  return { lines, total: outcomes.length };
}
