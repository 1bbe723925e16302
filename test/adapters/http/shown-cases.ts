import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentTicketCard } from "../../../src/adapters/http/ticket-card.ts";
import { TicketCard } from "../../../src/contract/card-api.ts";
import type { CardCase, CardEscalation } from "../../../src/contract/card-escalation.ts";
import type { Language } from "../../../src/domain/words.ts";
import { type ViewParts, viewOf } from "./ticket-views.ts";

/** The card of a ticket; every answer keeps the contract. */
export function cardOf(parts: ViewParts, language: Language = "en"): TicketCard {
  const reader = { user: { email: "mara@firm.test" }, language, mayConnect: false, rating: null };
  return TicketCard.parse(presentTicketCard(viewOf(parts), reader, createCardFormats()));
}

export function escalationOf(parts: ViewParts, language?: Language): CardEscalation {
  const card = cardOf(parts, language);
  if (card.escalation === null) throw new Error("a tracked ticket has this section");
  return card.escalation;
}

/** The first case that is shown. */
export function caseOf(parts: ViewParts, language?: Language): CardCase {
  const [one] = escalationOf(parts, language).cases;
  if (one === undefined) throw new Error("there is a case");
  return one;
}
