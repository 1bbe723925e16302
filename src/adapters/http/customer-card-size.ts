import type { CustomerCard } from "../../contract/customer-card.ts";
import { CARD_LIMIT_BYTES } from "./card-size.ts";

/** What is left out first, with how many of each always stay. */
const CUTS = [
  { list: "changes", kept: 1 },
  { list: "openTickets", kept: 2 },
  { list: "benefits", kept: 2 },
] as const;
const KEPT_REASONS = 4;

/** Shortens the least important lists from their ends until the card is light enough. */
export function lightenedCustomer(card: CustomerCard): CustomerCard {
  let lighter = card;
  for (const { list, kept } of CUTS) {
    while (isHeavy(lighter) && lighter[list].length > kept) {
      lighter = { ...lighter, [list]: lighter[list].slice(0, -1) };
    }
  }
  while (isHeavy(lighter) && lighter.tier !== null && lighter.tier.reasons.length > KEPT_REASONS) {
    const { tier } = lighter;
    lighter = { ...lighter, tier: { ...tier, reasons: tier.reasons.slice(0, -1) } };
  }
  return lighter;
}

function isHeavy(card: CustomerCard): boolean {
  return Buffer.byteLength(JSON.stringify(card)) > CARD_LIMIT_BYTES;
}
