import type { TicketCard } from "../../contract/card-api.ts";
import type { CardCase } from "../../contract/card-escalation.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";

/** What one answer may weigh. */
export const CARD_LIMIT_BYTES = 8 * 1024;
/** More than that nobody reads in a sidebar. */
const MAX_CASES = 4;
const MAX_ENTRIES = 12;
/** Of what is told of a case, where all else was cut already. */
const SHORT_LENGTH = 60;

/**
 * Cuts the oldest entries off the longest timelines, then the least important cases, then the last entry and
 * long sentences, until the card is light enough; says how much is left out.
 */
export function lightened(card: TicketCard, texts: CardTexts): TicketCard {
  const cases = card.escalation?.cases.slice(0, MAX_CASES) ?? [];
  let kept = cases.map(({ timeline }) => Math.min(timeline.length, MAX_ENTRIES));
  let lighter = withKept(card, kept, texts);
  while (
    bytesOf(lighter) > CARD_LIMIT_BYTES &&
    kept.some((count) => count > 0 || kept.length > 1)
  ) {
    kept = withLess(kept);
    lighter = withKept(card, kept, texts);
  }
  return bytesOf(lighter) > CARD_LIMIT_BYTES ? withShortFacts(lighter) : lighter;
}

function withShortFacts(card: TicketCard): TicketCard {
  const { escalation } = card;
  if (escalation === null) return card;
  const cases = escalation.cases.map((one) => ({
    ...one,
    facts: one.facts.map((fact) => cut(fact, SHORT_LENGTH)),
  }));
  return { ...card, escalation: { ...escalation, cases } };
}

function withLess(kept: readonly number[]): number[] {
  const longest = Math.max(...kept);
  if (longest <= 1 && kept.length > 1) return kept.slice(0, -1);
  const which = kept.lastIndexOf(longest);
  return kept.map((count, index) => (index === which ? count - 1 : count));
}

function withKept(card: TicketCard, kept: readonly number[], texts: CardTexts): TicketCard {
  const { escalation } = card;
  if (escalation === null) return card;
  const left = escalation.cases.length - kept.length;
  return {
    ...card,
    escalation: {
      ...escalation,
      cases: kept.flatMap((count, index) => {
        const one = escalation.cases[index];
        return one === undefined ? [] : [withEntries(one, count, texts)];
      }),
      more: left === 0 ? null : texts.t("cardEscalation.more", { cases: texts.number(left) }),
    },
  };
}

function withEntries(one: CardCase, count: number, { t, number }: CardTexts): CardCase {
  const { timeline } = one;
  const left = timeline.length - count;
  if (left <= 0) return one;
  const earlier = t("cardEscalation.earlier", { entries: number(left) });
  return { ...one, timeline: [...timeline.slice(0, count), earlier] };
}

function bytesOf(card: TicketCard): number {
  return Buffer.byteLength(JSON.stringify(card));
}
